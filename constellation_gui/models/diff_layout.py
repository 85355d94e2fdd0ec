"""A comparison laid out as sheets: in one column, or in two beside each other."""

from __future__ import annotations

from typing import NamedTuple

from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.folding import Folding, Hunks
from constellation_gui.diff.sheets import Sheet, UnifiedSheet
from constellation_gui.diff.stacked import StackedSheet
from constellation_gui.diff.two_sides import FoldedRows, Side, SideSheet
from constellation_gui.diff_choices import DiffChoices

# How many lines more are opened at a time.
STEP = 20


class Layout(NamedTuple):
    """What is shown, and beside it on the left what was before, if that has a side of its own."""

    main: Sheet
    old: Sheet | None = None


def folding(choices: DiffChoices) -> Folding:
    """Return what is folded away at first."""
    return Folding(choices.lines_around, rest=True)


def lay_out(comparison: Comparison, folded: Folding, *, side_by_side: bool) -> Layout:
    """Return the sheets of a comparison; grows with its changes: for worker threads."""
    if not side_by_side:
        return Layout(UnifiedSheet(comparison, folded))
    rows = FoldedRows(comparison, folded)
    return Layout(SideSheet(rows, Side.NEW), SideSheet(rows, Side.OLD))


def hunks_of(sheet: Sheet) -> Hunks | None:
    """Return the hunks of a sheet, None if it has none that could be opened."""
    if isinstance(sheet, UnifiedSheet):
        return sheet.lines.hunks
    return sheet.rows.hunks if isinstance(sheet, SideSheet) else None


def left_out_at(sheet: Sheet, row: int) -> int:
    """Return how many lines a row stands for that are folded away."""
    if isinstance(sheet, StackedSheet):
        _file, inner, line = sheet.inner(row) if 0 <= row < len(sheet) else (0, None, 0)
        return 0 if inner is None or line < 0 else left_out_at(inner, line)
    hunks = hunks_of(sheet)
    hunk = sheet.shown(row).line.hunk if hunks is not None and 0 <= row < len(sheet) else None
    return 0 if hunks is None or hunk is None else hunks.left_out(hunk)


def opened_at(sheet: Sheet, row: int, lines: int | None) -> Folding | None:
    """Return the folding with that many lines more at a heading, None for all of them.

    They come above the hunk that it heads; at the end, below the last one. None if nothing is
    folded away there.
    """
    hunks, left = hunks_of(sheet), left_out_at(sheet, row)
    hunk = sheet.shown(row).line.hunk if left else None
    if hunks is None or hunk is None:
        return None
    more = left if lines is None else min(lines, left)
    gap = hunks.gap(hunk)
    if hunk == len(hunks):
        return hunks.folding.opening(gap, below=more)
    return hunks.folding.opening(gap, above=more)
