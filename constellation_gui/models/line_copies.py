"""Lines on their way to the clipboard, made in a worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from constellation_gui.diff.patch import patch
from constellation_gui.diff.sheets import Sheet, UnifiedSheet
from constellation_gui.diff.two_sides import Side, SideSheet
from constellation_gui.diff.unified import Mark


def text_of(sheet: Sheet, rows: Sequence[range]) -> str:
    """Return lines in full as they stand in their texts, without marks and hunk headers."""
    lines = (
        sheet.raw(row) for row in chain.from_iterable(rows) if sheet.shown(row).line.hunk is None
    )
    return b"".join(lines).decode("utf-8", "replace")


def patch_of(
    sheet: UnifiedSheet | SideSheet, rows: Sequence[range], path: str, *, created: bool
) -> str:
    """Return the patch that makes those of the changes which are among the rows; may be empty."""
    # Beside each other, both sides of a row go together.
    sheets: list[UnifiedSheet | SideSheet] = [sheet]
    if isinstance(sheet, SideSheet):
        sheets = [SideSheet(sheet.rows, side) for side in Side]
    lines = [each.shown(row).line for row in chain.from_iterable(rows) for each in sheets]
    chosen = {
        (line.mark, line.old if line.mark is Mark.REMOVED else line.new)
        for line in lines
        if line.change is not None
    }
    made = patch(
        sheet.comparison,
        path,
        created=created,
        chosen=lambda mark, number: (mark, number) in chosen,
    )
    return made.decode("utf-8", "replace")


def as_ranges(pairs: Iterable[tuple[int, int]]) -> list[range]:
    """Return stretches of rows, given as (first, last), in order."""
    return [range(first, last + 1) for first, last in sorted(pairs)]
