"""Lines on their way to the clipboard, made in a worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from constellation_gui.diff.lines import decoded
from constellation_gui.diff.patch import patch
from constellation_gui.diff.sheets import LONGEST_SHOWN, Sheet, Shown, UnifiedSheet
from constellation_gui.diff.two_sides import Side, SideSheet
from constellation_gui.diff.unified import Mark
from constellation_gui.models.line_selection import LineSelection


def text_of(sheet: Sheet, rows: Sequence[range]) -> str:
    """Return lines in full as they stand in their texts, without marks and hunk headers."""
    lines = (
        sheet.raw(row) for row in chain.from_iterable(rows) if sheet.shown(row).line.hunk is None
    )
    return b"".join(lines).decode("utf-8", "replace")


def marked_text(sheet: Sheet, marked: LineSelection) -> str:
    """Return the selected characters as they stand in their text; hidden ones are what they are."""
    return b"".join(_marked(sheet, marked)).decode("utf-8", "replace")


def _marked(sheet: Sheet, marked: LineSelection) -> Iterator[bytes]:
    for row in chain.from_iterable(marked.rows()):
        shown = sheet.shown(row)
        stretch = marked.in_line(row, shown)
        if stretch is not None:
            raw = sheet.raw(row)
            end = len(raw) if stretch.on else _byte_at(raw, shown, stretch.end)
            yield raw[_byte_at(raw, shown, stretch.start) : end]


def _byte_at(raw: bytes, shown: Shown, offset: int) -> int:
    """Return the byte at which a character of a line as it is shown begins."""
    if offset > len(shown.text):  # behind what is not shown
        return len(raw) - len(shown.ending)
    if shown.text.isascii():
        return offset
    head = raw[:LONGEST_SHOWN].decode("utf-8", "surrogateescape")
    # A byte that is no UTF-8 may be shown as its number.
    by_number = decoded(raw[:LONGEST_SHOWN]).startswith(shown.text)
    place = count = 0
    for character in head:
        if count >= offset:
            break
        bad = "\udc80" <= character <= "\udcff"
        size = 1 if bad else len(character.encode())
        count += len(decoded(raw[place : place + 1])) if bad and by_number else 1
        place += size
    return place


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
