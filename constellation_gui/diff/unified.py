"""The unified form: what changed with some lines around it, as lines to show."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.folding import CONTEXT, Folding, Hunk, Hunks

__all__ = ["CONTEXT", "Hunk", "Hunks", "Line", "Mark", "UnifiedLines"]


class Mark(StrEnum):
    """What stands before a line of a unified diff."""

    SAME = " "
    REMOVED = "-"
    ADDED = "+"
    HUNK = "@"
    FILE = "="  # heads a file, where several stand below each other
    NOTHING = "~"  # nothing stands here: the other side has a line


_MARKS = tuple(Mark)


class Line(NamedTuple):
    """A line of a unified diff: its mark, and its number on either side, counted from 0.

    `change` numbers the change that it belongs to. The line that heads a hunk has no numbers and
    the number of its hunk; the one that stands for what is left out at the end, a number beyond.
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

    def __init__(self, comparison: Comparison, folding: Folding | int | None = CONTEXT) -> None:
        self.hunks = Hunks(comparison, folding)
        self.changes = array("q")
        # Runs of lines of one mark: where each begins here and on either side, its mark by place in
        # `_MARKS`, and the number of its change, or of the hunk that it heads.
        self._starts, self._old, self._new, self._numbers = (array("q") for _ in range(4))
        self._marks = array("b")
        self._length = 0
        for number, hunk in enumerate(self.hunks):
            if self.hunks.headed:
                self._append(Mark.HUNK, 0, 0, 1, number)
            self._append_hunk(comparison, hunk)
        if self.hunks.rest:
            self._append(Mark.HUNK, 0, 0, 1, len(self.hunks))

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

    def runs(self) -> Iterator[tuple[int, Mark, int, int, int]]:
        """Yield what stands below each other with one mark.

        Of each: its first index here, its mark, its first line on either side, and its length.
        """
        ends = [*self._starts[1:], self._length] if self._length else []
        for start, mark, old, new, end in zip(
            self._starts, self._marks, self._old, self._new, ends, strict=True
        ):
            yield start, _MARKS[mark], old, new, end - start

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
