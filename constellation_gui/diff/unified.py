"""The unified form: what changed with some lines around it, as lines to show."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from constellation_gui.diff.comparison import Comparison

CONTEXT = 3  # lines around a change, as everybody's diff has them


class Mark(StrEnum):
    """What stands before a line of a unified diff."""

    SAME = " "
    REMOVED = "-"
    ADDED = "+"
    HUNK = "@"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Changes near each other with the lines around them; `first` and `last` number the changes."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    first: int
    last: int

    @property
    def header(self) -> str:
        """The line that heads the hunk, without an ending."""
        old = _range(self.old_start, self.old_count)
        return f"@@ -{old} +{_range(self.new_start, self.new_count)} @@"


def _range(start: int, count: int) -> str:
    # An empty range is named by the line before it.
    first = start + 1 if count else start
    return f"{first}" if count == 1 else f"{first},{count}"


def hunks(comparison: Comparison, context: int | None = CONTEXT) -> list[Hunk]:
    """Return the hunks of a comparison with that many lines around changes, None for all."""
    changes = comparison.changes
    around = max(len(comparison.old), len(comparison.new)) if context is None else context
    found = []
    first = 0
    for at, change in enumerate(changes):
        last = at + 1 == len(changes)
        end = change.old_start + change.old_count
        if last or changes[at + 1].old_start - end > 2 * around:
            found.append(_hunk(comparison, first, at, around))
            first = at + 1
    return found


def _hunk(comparison: Comparison, first: int, last: int, context: int) -> Hunk:
    start, end = comparison.changes[first], comparison.changes[last]
    before = min(context, start.old_start)
    old_end = end.old_start + end.old_count
    new_end = end.new_start + end.new_count
    after = min(context, len(comparison.old) - old_end)
    return Hunk(
        old_start=start.old_start - before,
        old_count=old_end + after - start.old_start + before,
        new_start=start.new_start - before,
        new_count=new_end + after - start.new_start + before,
        first=first,
        last=last,
    )


class Line(NamedTuple):
    """A line of a unified diff: its mark, and its number on either side, counted from 0.

    `change` numbers the change that it belongs to. The line that heads a hunk has no numbers and
    the number of its hunk.
    """

    mark: Mark
    old: int | None = None
    new: int | None = None
    change: int | None = None
    hunk: int | None = None


class _Run(NamedTuple):
    """Lines of one mark, one after the other, from these numbers on."""

    mark: Mark
    old: int
    new: int
    length: int
    number: int | None  # of the change, or of the hunk that is headed


class UnifiedLines:
    """The lines of a unified diff, made when they are asked for.

    Memory grows with changes, not with lines. `changes` holds the index of the first line of each.
    """

    def __init__(self, comparison: Comparison, context: int | None = CONTEXT) -> None:
        self.hunks = hunks(comparison, context)
        self.changes = array("q")
        self._runs: list[_Run] = []
        self._starts = array("q")
        self._length = 0
        for number, hunk in enumerate(self.hunks):
            if context is not None:
                self._append(_Run(Mark.HUNK, 0, 0, 1, number))
            self._append_hunk(comparison, hunk)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Line]:
        return map(self.__getitem__, range(self._length))

    def __getitem__(self, index: int) -> Line:
        if not 0 <= index < self._length:
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        run, offset = self._runs[at], index - self._starts[at]
        match run.mark:
            case Mark.HUNK:
                return Line(Mark.HUNK, hunk=run.number)
            case Mark.REMOVED:
                return Line(Mark.REMOVED, old=run.old + offset, change=run.number)
            case Mark.ADDED:
                return Line(Mark.ADDED, new=run.new + offset, change=run.number)
            case _:
                return Line(Mark.SAME, old=run.old + offset, new=run.new + offset)

    def _append_hunk(self, comparison: Comparison, hunk: Hunk) -> None:
        old, new = hunk.old_start, hunk.new_start
        for number in range(hunk.first, hunk.last + 1):
            change = comparison.changes[number]
            self._append(_Run(Mark.SAME, old, new, change.old_start - old, None))
            self.changes.append(self._length)
            old, new = change.old_start, change.new_start
            self._append(_Run(Mark.REMOVED, old, new, change.old_count, number))
            self._append(_Run(Mark.ADDED, old, new, change.new_count, number))
            old, new = old + change.old_count, new + change.new_count
        after = hunk.old_start + hunk.old_count - old
        self._append(_Run(Mark.SAME, old, new, after, None))

    def _append(self, run: _Run) -> None:
        if run.length:
            self._starts.append(self._length)
            self._runs.append(run)
            self._length += run.length
