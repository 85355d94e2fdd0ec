"""The form with two sides: the old text beside the new one, row by row, folded as the unified form.

Both forms are made from the same hunks and the same alignment, so they cannot disagree.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from constellation_gui.diff.comparison import Comparison, Kind, Row
from constellation_gui.diff.folding import CONTEXT, Folding, Hunks
from constellation_gui.diff.sheets import (
    NO_DIFFERENCE,
    Difference,
    Shown,
    Source,
    Stretch,
    between,
    folded,
    raw_heading,
    shown_line,
)
from constellation_gui.diff.unified import Line, Mark


class Side(Enum):
    """Which of the two texts."""

    OLD = "old"
    NEW = "new"


class Part(NamedTuple):
    """A row across both sides: one of the comparison, or the heading of a hunk by its number."""

    row: Row | None
    hunk: int = -1


class FoldedRows:
    """The rows of a comparison that are shown, with a heading for each hunk.

    `changes` holds the index of the first row of each change. Memory grows with changes.
    """

    def __init__(self, comparison: Comparison, folding: Folding | int | None = CONTEXT) -> None:
        self.comparison = comparison
        self.hunks = Hunks(comparison, folding)
        self.changes = array("q")
        self._headed = int(self.hunks.headed)
        # Of each hunk, where it begins here, heading included, and its first row there.
        self._starts, self._rows = array("q"), array("q")
        length = 0
        for hunk in self.hunks:
            first, last = comparison.changes[hunk.first], comparison.changes[hunk.last]
            row = comparison.rows_of(hunk.first).start - (first.old_start - hunk.old_start)
            self._starts.append(length)
            self._rows.append(row)
            length += self._headed
            for at in range(hunk.first, hunk.last + 1):
                self.changes.append(length + comparison.rows_of(at).start - row)
            after = hunk.old_start + hunk.old_count - last.old_start - last.old_count
            length += comparison.rows_of(hunk.last).stop + after - row
        self._body = length
        self._length = length + int(self.hunks.rest)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> Part:
        if not 0 <= index < self._length:
            raise IndexError(index)
        if index == self._body:
            return Part(None, len(self.hunks))
        number = bisect_right(self._starts, index) - 1
        offset = index - self._starts[number] - self._headed
        if offset < 0:
            return Part(None, number)
        return Part(self.comparison.row(self._rows[number] + offset))

    def bodies(self) -> Iterator[tuple[int, range]]:
        """Yield of each hunk where its rows begin here, and which of the comparison they are."""
        ends = [*self._starts[1:], self._body] if self._starts else []
        for start, row, end in zip(self._starts, self._rows, ends, strict=True):
            first = start + self._headed
            yield first, range(row, row + end - first)


_MARKS = {
    (Side.OLD, Kind.CHANGED): Mark.REMOVED, (Side.OLD, Kind.REMOVED): Mark.REMOVED,
    (Side.NEW, Kind.CHANGED): Mark.ADDED, (Side.NEW, Kind.ADDED): Mark.ADDED,
}  # fmt: skip


class SideSheet:
    """One side of folded rows; where only the other side has a line, nothing stands here."""

    def __init__(self, rows: FoldedRows, side: Side) -> None:
        self.rows = rows
        self.side = side
        self.comparison = rows.comparison
        self.changes: Sequence[int] = rows.changes
        both = self.comparison.old, self.comparison.new
        self.lines, self._others = both if side is Side.OLD else both[::-1]
        highest = len(self.lines)
        self.widest = (highest, 0) if side is Side.OLD else (0, highest)

    def __len__(self) -> int:
        return len(self.rows)

    def shown(self, index: int) -> Shown:
        """Return a line, cut where it is too long to show."""
        row, hunk = self.rows[index]
        if row is None:
            line = Line(Mark.HUNK, hunk=hunk)
            return Shown(line, self._heading(hunk), 0, "\n", open=False)
        number = self._numbers(row)[0]
        if number is None:
            return Shown(Line(Mark.NOTHING), "", 0, "\n", open=False)
        mark = _MARKS.get((self.side, row.kind), Mark.SAME)
        change = None if mark is Mark.SAME else bisect_right(self.changes, index) - 1
        return shown_line(Line(mark, row.old, row.new, change), self.lines, number)

    def raw(self, index: int) -> bytes:
        """Return a line in full with its ending; nothing where none stands on this side."""
        row, hunk = self.rows[index]
        if row is None:
            return raw_heading(self.rows.hunks, hunk)
        number = self._numbers(row)[0]
        return b"" if number is None else self.lines.raw(number)

    def source(self, index: int) -> Source | None:
        """Return where a line stands, None for a heading or where nothing is."""
        row, _hunk = self.rows[index]
        number = None if row is None else self._numbers(row)[0]
        return None if number is None else (self.lines, number)

    def difference(self, index: int) -> Difference:
        """Return how a line differs from the one beside it; takes up to a few milliseconds."""
        row, _hunk = self.rows[index]
        if row is None or row.kind is not Kind.CHANGED:
            return NO_DIFFERENCE
        mine, theirs = self._numbers(row)
        assert mine is not None
        assert theirs is not None
        removed = self.side is Side.OLD
        return between(self.lines, mine, self._others, theirs, removed=removed)

    def stretches(self) -> Iterator[Stretch]:
        """Yield every line that is shown on this side, in order."""
        rows_of, hunks = self.comparison.rows_of, self.rows.hunks
        for number, (start, body) in enumerate(self.rows.bodies()):
            hunk, row = hunks[number], body.start
            for at in range(hunk.first, hunk.last + 1):
                change = rows_of(at)
                yield from self._same(start - body.start, row, change.start)
                for each in change:  # with nothing between some of them
                    line = self._numbers(self.comparison.row(each))[0]
                    if line is not None:
                        yield Stretch(start + each - body.start, self.lines, line, 1)
                row = change.stop
            yield from self._same(start - body.start, row, body.stop)

    def change_rows(self, at: int) -> tuple[range, range]:
        """Return where in a change lines are removed, and where some are added."""
        change, start = self.comparison.changes[at], self.changes[at]
        rows, none = range(start, start + len(self.comparison.rows_of(at))), range(0)
        return rows if change.old_count else none, rows if change.new_count else none

    def _same(self, shift: int, first: int, end: int) -> Iterator[Stretch]:
        if first < end:
            line = self._numbers(self.comparison.row(first))[0]
            assert line is not None
            yield Stretch(shift + first, self.lines, line, end - first)

    def _heading(self, number: int) -> str:
        """Return half of what heads a hunk: there is room for one on each side."""
        hunks = self.rows.hunks
        if self.side is Side.NEW and number < len(hunks):
            return hunks[number].header
        return folded(hunks, number)

    def _numbers(self, row: Row) -> tuple[int | None, int | None]:
        """Return a row's line on this side, and the one on the other."""
        return (row.old, row.new) if self.side is Side.OLD else (row.new, row.old)
