"""Both forms of a diff show the same, however it is folded and opened."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.folding import Folding, Opened
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import Sheet, UnifiedSheet
from constellation_gui.diff.two_sides import FoldedRows, Side, SideSheet
from constellation_gui.diff.unified import Mark
from tests.diff.test_comparison import compare
from tests.diff.texts import related_texts

_OPENED = st.dictionaries(
    st.integers(0, 4), st.builds(Opened, st.integers(0, 3), st.integers(0, 3)), max_size=3
)
_FOLDINGS = st.builds(Folding, st.sampled_from([0, 1, 3, None]), _OPENED, st.booleans())


def both(comparison: Comparison, folding: Folding) -> tuple[UnifiedSheet, SideSheet, SideSheet]:
    rows = FoldedRows(comparison, folding)
    sides = (SideSheet(rows, side) for side in (Side.OLD, Side.NEW))
    return UnifiedSheet(comparison, folding), *sides


def of_side(sheet: Sheet, *, without: Mark) -> list[object]:
    """What stands in a sheet for one side: text, ending, words that differ."""
    found: list[object] = []
    for index in range(len(sheet)):
        line, text, hidden, ending, is_open = sheet.shown(index)
        if line.mark not in (without, Mark.NOTHING):
            text = "" if line.mark is Mark.HUNK else text  # halves of it stand on either side
            words = sheet.difference(index)
            found.append((line.mark, text, hidden, ending, is_open, words, sheet.raw(index)))
    return found


@settings(max_examples=60)
@given(related_texts(), _FOLDINGS)
def test_both_forms_agree(pair: tuple[bytes, bytes], folding: Folding) -> None:
    unified, old, new = both(compare(*pair), folding)
    assert of_side(old, without=Mark.ADDED) == of_side(unified, without=Mark.ADDED)
    assert of_side(new, without=Mark.REMOVED) == of_side(unified, without=Mark.REMOVED)
    assert len(old) == len(new)


@settings(max_examples=60)
@given(related_texts(), _FOLDINGS)
def test_nothing_folded_shows_both_texts_and_folding_counts(
    pair: tuple[bytes, bytes], folding: Folding
) -> None:
    comparison = compare(*pair)
    for sheet, text in zip(both(comparison, Folding(None))[1:], pair, strict=True):
        whole = b"".join(sheet.raw(index) for index in range(len(sheet)))
        assert whole == (text if comparison.changes else b"")
    hunks = FoldedRows(comparison, folding).hunks
    left_out = sum(hunks.left_out(number) for number in range(len(hunks) + 1))
    shown = sum(hunk.old_count for hunk in hunks)
    assert left_out + shown == len(comparison.old)


@settings(max_examples=40)
@given(related_texts(), _FOLDINGS)
def test_stretches_are_the_lines_that_are_shown(
    pair: tuple[bytes, bytes], folding: Folding
) -> None:
    for sheet in both(compare(*pair), folding):
        found = {
            row + at: lines.raw(line + at)
            for row, lines, line, count in sheet.stretches()
            for at in range(count)
        }
        shown = (sheet.shown(index).line.mark for index in range(len(sheet)))
        expected = {
            index: sheet.raw(index)
            for index, mark in enumerate(shown)
            if mark not in (Mark.HUNK, Mark.NOTHING)
        }
        assert found == expected


@settings(max_examples=40)
@given(related_texts(), _FOLDINGS)
def test_change_rows_are_the_marked_ones(pair: tuple[bytes, bytes], folding: Folding) -> None:
    unified, old, new = both(compare(*pair), folding)
    for sheet, mark, part in (
        (unified, Mark.REMOVED, 0), (unified, Mark.ADDED, 1), (old, Mark.REMOVED, 0),
        (new, Mark.ADDED, 1),
    ):  # fmt: skip
        rows = [row for at in range(len(sheet.changes)) for row in sheet.change_rows(at)[part]]
        shown = (sheet.shown(index).line.mark for index in range(len(sheet)))
        marked = [index for index, each in enumerate(shown) if each is mark]
        if sheet is unified:
            assert rows == marked
        else:  # whatever is shorter has nothing beside the rest of the other
            assert set(marked) <= set(rows)


def numbered(count: int) -> list[bytes]:
    return [b"line %d\n" % number for number in range(count)]


def test_what_is_folded_away_is_opened_from_either_end() -> None:
    lines = numbered(40)
    comparison = compare(b"".join(lines), b"".join([*lines[:20], b"new\n", *lines[20:]]))
    folding = Folding(3, rest=True)

    def headings(folding: Folding) -> list[str]:
        sheet = UnifiedSheet(comparison, folding)
        shown = (sheet.shown(index) for index in range(len(sheet)))
        return [each.text for each in shown if each.line.mark is Mark.HUNK]

    assert headings(folding) == [
        "@@ -18,6 +18,7 @@  ⋯ 17 unchanged lines",
        "⋯ 17 unchanged lines to the end",
    ]
    assert headings(folding.opening(0, above=10).opening(1, below=16)) == [
        "@@ -8,32 +8,33 @@  ⋯ 7 unchanged lines",
        "⋯ 1 unchanged line to the end",
    ]
    assert headings(folding.opening(0, above=17).opening(1, below=40)) == ["@@ -1,40 +1,41 @@"]


def test_bytes_that_are_no_text_differ_visibly() -> None:
    sheet = UnifiedSheet(
        Comparison(Lines(b"a \xe9"), Lines(b"a \xe8"), compare(b"x", b"y").changes)
    )
    assert [sheet.shown(row).text for row in (1, 2)] == ["a ⟨E9⟩", "a ⟨E8⟩"]
    assert sheet.difference(1).words == ((3, 2),)
