"""Which lines of sheets hold a text: found in a worker thread, piece by piece."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from constellation_db import Cancellation
from constellation_gui.diff.lines import decoded
from constellation_gui.diff.sheets import Sheet, Stretch
from constellation_gui.models.lane import Lane
from constellation_gui.models.sought import PATIENCE_S, Sought
from constellation_gui.queries import Runner

_PIECE = 1 << 18  # bytes that are looked through in one go
_MOST = 100_000  # lines; beyond, nobody steps from one to the next


class FoundLines(NamedTuple):
    """The rows that hold a text, in order; `cut` if there are more, `too_slow` if it was given up.

    `rows` of an expression that takes too long are those up to where that showed.
    """

    rows: array[int]
    cut: bool = False
    too_slow: bool = False


class LineFinding(QObject):
    """Finds the rows of one or two sheets that hold a text; `changed` tells that it did."""

    changed = Signal()

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = FoundLines(array("q"))
        self.running = False
        self._finding = Lane(queries)
        self._cancellation = Cancellation()

    def seek(self, sheets: Sequence[Sheet], sought: Sought | None) -> None:
        """Find a text, None for nothing; what was found before is forgotten."""
        self._cancellation.cancel()
        self._finding.cancel()
        self.found, self.running = FoundLines(array("q")), bool(sought)
        if sought:
            self._cancellation = Cancellation()
            self._finding.run(
                partial(find_lines, sheets, sought, self._cancellation.check),
                deliver=self._arrive,
                failed=lambda _problem: None,  # it was cancelled: nothing else is asked for
            )
        self.changed.emit()

    def after(self, row: int, step: int) -> int | None:
        """Return the next row that was found (1) or the one before (-1), around the end."""
        rows = self.found.rows
        if not rows:
            return None
        at = bisect_left(rows, row + 1) if step > 0 else bisect_left(rows, row) - 1
        return rows[at % len(rows)]

    def number_of(self, row: int) -> int | None:
        """Return the how-manieth of the rows this is, counted from 0; None if it is none."""
        rows = self.found.rows
        at = bisect_left(rows, row)
        return at if at < len(rows) and rows[at] == row else None

    def _arrive(self, found: FoundLines) -> None:
        self.found, self.running = found, False
        self.changed.emit()


def find_lines(
    sheets: Sequence[Sheet], sought: Sought, check: Callable[[], object] = lambda: None
) -> FoundLines:
    """Return which rows hold a text, on any of the sheets; each in full, however long.

    `check` is called now and then and may raise in order to stop.
    """
    rows: set[int] = set()
    for sheet in sheets:
        for stretch in sheet.stretches():
            try:
                for row in _in_stretch(stretch, sought, check):
                    rows.add(row)
                    if len(rows) >= _MOST:
                        return FoundLines(array("q", sorted(rows)), cut=True)
            except TimeoutError:
                return FoundLines(array("q", sorted(rows)), too_slow=True)
    return FoundLines(array("q", sorted(rows)))


def _in_stretch(stretch: Stretch, sought: Sought, check: Callable[[], object]) -> Iterator[int]:
    row, lines, first, length = stretch
    end = first + length
    while first < end:
        check()
        last = _last_of_piece(stretch, first, end)
        start, stop = lines.start(first), lines.start(last) + len(lines.raw(last))
        text = decoded(lines.data[start:stop])
        line, at = first, 0
        # Without the interpreter lock: an expression may take its time.
        for match in sought.pattern.finditer(text, timeout=PATIENCE_S, concurrent=True):
            line += text.count("\n", at, match.start())
            at = match.start()
            if line < end:
                yield row + line - stretch.line
        first = last + 1


def _last_of_piece(stretch: Stretch, first: int, end: int) -> int:
    """Return the last line of a piece that begins with a line: one at least, whole lines only."""
    lines, beyond = stretch.lines, stretch.lines.start(first) + _PIECE
    low, high = first, end - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines.start(middle) <= beyond:
            low = middle
        else:
            high = middle - 1
    return low
