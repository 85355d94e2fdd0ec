"""Characters selected in lines: what is copied is what stands in the text, whatever is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.diff.changes import find_changes
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import LONGEST_SHOWN, PlainSheet, Sheet, UnifiedSheet
from constellation_gui.diff.two_sides import FoldedRows, Side, SideSheet
from constellation_gui.models.line_copies import marked_text
from constellation_gui.models.line_selection import LineSelection, Spot, length, word_at


def marked(first: tuple[int, int], last: tuple[int, int]) -> LineSelection:
    selection = LineSelection()
    selection.begin(Spot(*first))
    selection.extend(Spot(*last))
    return selection


def copied(sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Select forwards, then backwards, and copy: the same."""
    text = marked_text(sheet, marked(first, last))
    assert marked_text(sheet, marked(last, first)) == text
    return text


def plain(text: str | bytes) -> PlainSheet:
    return PlainSheet(Lines(text if isinstance(text, bytes) else text.encode()))


_LINE = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(_LINE, st.sampled_from(["\n", "\r\n"])), min_size=1, max_size=5), st.data()
)
def test_exactly_the_characters_between_two_places(
    lines: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(line + ending for line, ending in lines)
    sheet = plain(text)
    ends = []
    for _end in range(2):
        row = data.draw(st.integers(0, len(lines) - 1))
        offset = data.draw(st.integers(0, length(sheet.shown(row))))
        ends.append((row, offset))
    first, last = sorted(ends)
    starts = [sum(len("".join(line)) for line in lines[:row]) for row, _offset in (first, last)]
    expected = text[starts[0] + first[1] : starts[1] + last[1]]
    assert copied(sheet, first, last) == expected


def test_bytes_that_are_no_text_count_as_what_is_shown_of_them() -> None:
    sheet = plain(b"a\xe9b \xf0\x9f\x98\x80!\n")
    assert sheet.shown(0).text == "a⟨E9⟩b 😀!"
    assert copied(sheet, (0, 5), (0, 8)) == "b 😀"
    assert copied(sheet, (0, 0), (0, 5)) == "a�"
    assert copied(sheet, (0, 8), (0, 9)) == "!"


def test_the_end_of_a_very_long_line_stands_for_all_of_the_rest() -> None:
    line = "é" * 400_000
    sheet = plain(f"{line}\nnext\n")
    shown = sheet.shown(0)
    assert len(shown.text) == LONGEST_SHOWN // 2
    assert copied(sheet, (0, 990), (0, 1_000)) == "é" * 10
    assert copied(sheet, (0, 1_000), (0, length(shown))) == "é" * 399_000
    assert copied(sheet, (0, 399), (1, 2)) == "é" * 399_601 + "\nne"


def test_one_side_without_what_heads_it() -> None:
    old, new = b"a\nold\nc\n", b"a\nc\nnew\n"
    comparison = Comparison(Lines(old), Lines(new), find_changes(old, new))
    unified = UnifiedSheet(comparison)
    shown = [unified.shown(row).text for row in range(len(unified))]
    assert shown == ["@@ -1,3 +1,3 @@", "a", "old", "c", "new"]
    assert copied(unified, (0, 0), (4, 2)) == "a\nold\nc\nne"
    side = SideSheet(FoldedRows(comparison), Side.NEW)
    assert copied(side, (0, 0), (4, 2)) == "a\nc\nne"
    assert copied(side, (2, 0), (3, 0)) == ""


def test_lines_that_are_touched() -> None:
    assert list(marked((1, 3), (4, 2)).rows()) == [range(1, 5)]
    assert list(marked((4, 0), (1, 3)).rows()) == [range(1, 4)]
    assert list(marked((2, 1), (2, 4)).rows()) == [range(2, 3)]
    assert list(marked((2, 1), (2, 1)).rows()) == []


@given(_LINE.filter(bool), st.data())
def test_every_place_is_in_a_word_or_a_sign(text: str, data: st.DataObject) -> None:
    shown = plain(f"{text}\n").shown(0)
    offset = data.draw(st.integers(0, len(text)))
    start, end = word_at(shown, offset)
    assert 0 <= start <= offset <= end <= len(text)
    assert start < end


def test_words() -> None:
    shown = plain("  call(old_name, é2)\n").shown(0)
    words = [shown.text[slice(*word_at(shown, offset))] for offset in (1, 3, 6, 10, 17)]
    assert words == ["  ", "call", "(", "old_name", "é2"]
