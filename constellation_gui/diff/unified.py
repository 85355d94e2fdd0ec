"""The unified form: what changed with some lines around it, as lines to show."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, overload

from constellation_gui.diff.comparison import Comparison

CONTEXT = 3  # lines around a change, as everybody's diff has them


class Mark(StrEnum):
    """What stands before a line of a unified diff."""

    SAME = " "
    REMOVED = "-"
    ADDED = "+"
    HUNK = "@"
    FILE = "="  # heads a file, where several stand below each other


_MARKS = tuple(Mark)


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


class Hunks(Sequence[Hunk]):
    """The hunks of a comparison with that many lines around changes; with None, all lines in one.

    Only where they begin and end among the changes is kept.
    """

    def __init__(self, comparison: Comparison, context: int | None = CONTEXT) -> None:
        self._comparison = comparison
        self._around = max(len(comparison.old), len(comparison.new)) if context is None else context
        self._lasts = array("q")
        end = None
        for at, change in enumerate(comparison.changes):
            if end is not None and change.old_start - end > 2 * self._around:
                self._lasts.append(at - 1)
            end = change.old_start + change.old_count
        if end is not None:
            self._lasts.append(len(comparison.changes) - 1)

    def __len__(self) -> int:
        return len(self._lasts)

    @overload
    def __getitem__(self, index: int) -> Hunk: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hunk]: ...
    def __getitem__(self, index: int | slice) -> Hunk | list[Hunk]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        first = self._lasts[at - 1] + 1 if at else 0
        return _hunk(self._comparison, first, self._lasts[at], self._around)


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


class UnifiedLines:
    """The lines of a unified diff, made when they are asked for.

    Memory grows with changes, not with lines. `changes` holds the index of the first line of each.
    """

    def __init__(self, comparison: Comparison, context: int | None = CONTEXT) -> None:
        self.hunks = Hunks(comparison, context)
        self.changes = array("q")
        # Runs of lines of one mark: where each begins here and on either side, its mark by place in
        # `_MARKS`, and the number of its change, or of the hunk that it heads.
        self._starts, self._old, self._new, self._numbers = (array("q") for _ in range(4))
        self._marks = array("b")
        self._length = 0
        for number, hunk in enumerate(self.hunks):
            if context is not None:
                self._append(Mark.HUNK, 0, 0, 1, number)
            self._append_hunk(comparison, hunk)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Line]:
        return map(self.__getitem__, range(self._length))

    def __getitem__(self, index: int) -> Line:
        if not 0 <= index < self._length:
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        offset = index - self._starts[at]
        old, new, number = self._old[at] + offset, self._new[at] + offset, self._numbers[at]
        match _MARKS[self._marks[at]]:
            case Mark.HUNK:
                return Line(Mark.HUNK, hunk=number)
            case Mark.REMOVED:
                return Line(Mark.REMOVED, old=old, change=number)
            case Mark.ADDED:
                return Line(Mark.ADDED, new=new, change=number)
            case _:
                return Line(Mark.SAME, old=old, new=new)

    def _append_hunk(self, comparison: Comparison, hunk: Hunk) -> None:
        old, new = hunk.old_start, hunk.new_start
        for number in range(hunk.first, hunk.last + 1):
            change = comparison.changes[number]
            self._append(Mark.SAME, old, new, change.old_start - old)
            self.changes.append(self._length)
            old, new = change.old_start, change.new_start
            self._append(Mark.REMOVED, old, new, change.old_count, number)
            self._append(Mark.ADDED, old, new, change.new_count, number)
            old, new = old + change.old_count, new + change.new_count
        self._append(Mark.SAME, old, new, hunk.old_start + hunk.old_count - old)

    def _append(self, mark: Mark, old: int, new: int, length: int, number: int = 0) -> None:
        if length:
            self._starts.append(self._length)
            self._marks.append(_MARKS.index(mark))
            self._old.append(old)
            self._new.append(new)
            self._numbers.append(number)
            self._length += length
