"""Diffs below each other: every line is found where its own sheet has it."""

from __future__ import annotations

from constellation_gui.diff.background import compare
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import NO_DIFFERENCE, PlainSheet, UnifiedSheet
from constellation_gui.diff.stacked import StackedSheet
from constellation_gui.diff.unified import Mark


def stacked() -> StackedSheet:
    """Return two changed files with one between them of which nothing can be shown."""
    sheet = StackedSheet()
    sheet.append("one", UnifiedSheet(compare(b"a\nb c\n", b"a\nB c\n")))
    sheet.append("none", None)
    sheet.append("two", UnifiedSheet(compare(b"", b"x\n" * 200)))
    return sheet


def test_lines_stand_under_their_headings() -> None:
    sheet = stacked()
    shown = [sheet.shown(row) for row in range(len(sheet))]
    texts = [f"{each.line.mark}{each.text}" for each in shown[:9]]
    assert texts[:5] == ["=one", "@@@ -1,2 +1,2 @@", " a", "-b c", "+B c"]
    assert texts[5:] == ["=none", "=two", "@@@ -0,0 +1,200 @@", "+x"]
    assert [row for row, each in enumerate(shown) if each.line.mark is Mark.FILE] == [0, 5, 6]
    assert sheet.raw(4) == b"B c\n"
    assert sheet.difference(4).words
    assert sheet.difference(5) is NO_DIFFERENCE


def test_changes_and_the_widest_numbers_are_those_of_all() -> None:
    sheet = stacked()
    assert list(sheet.changes) == [3, 8]
    assert sheet.widest == (2, 200)


def test_from_file_to_file() -> None:
    sheet = stacked()
    assert [sheet.file_at(row) for row in (0, 4, 5, 6, 7)] == [0, 0, 1, 2, 2]
    assert [sheet.file_after(row, 1) for row in (0, 5, 6, 100)] == [1, 2, -1, -1]
    assert [sheet.file_after(row, -1) for row in (0, 1, 6, 100)] == [-1, 0, 1, 2]


def test_what_is_added_moves_nothing() -> None:
    sheet = stacked()
    before = [sheet.shown(row) for row in range(len(sheet))]
    sheet.append("three", PlainSheet(Lines(b"last\n")))
    assert [sheet.shown(row) for row in range(len(before))] == before
    assert sheet.shown(len(before) + 1).text == "last"
