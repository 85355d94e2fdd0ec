"""What sets a stretch of text off: a word that changed, a terminal's colours, a piece of code."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple, overload


class Ink(Enum):
    """What a stretch of text is, where that has a colour of its own."""

    KEYWORD = "keyword"
    NAME = "name"  # that is defined here, or built in
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    ADDED = "added"  # within a line that was changed
    REMOVED = "removed"


RGB = 1 << 24
"""Marks a terminal's colour that is red, green and blue in a byte each, and no place in a table."""


class Pen(NamedTuple):
    """How a terminal was told to write. Colours are places among its 256, or `RGB` and the colour.

    None is the terminal's own colour.
    """

    fore: int | None = None
    back: int | None = None
    strong: bool = False
    faint: bool = False
    underlined: bool = False
    inverse: bool = False


class Run(NamedTuple):
    """`length` characters from `start` in one ink."""

    start: int
    length: int
    ink: Ink | Pen


class Runs(Sequence[Run]):
    """Runs in order and apart from each other, packed.

    An output may have tens of thousands, and the garbage collector holds the interpreter while it
    visits each of so many objects.
    """

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._starts, self._lengths, self._inks = (array("q") for _ in range(3))
        self._kinds: dict[Ink | Pen, int] = {}
        self._by_number: list[Ink | Pen] = []
        for run in runs:
            self.append(*run)

    def append(self, start: int, length: int, ink: Ink | Pen) -> None:
        """Add a run behind the last one; where that ends here in the same ink, they become one."""
        number = self._kinds.setdefault(ink, len(self._by_number))
        if number == len(self._by_number):
            self._by_number.append(ink)
        if self._inks and self._inks[-1] == number and self._end == start:
            self._lengths[-1] += length
            return
        self._starts.append(start)
        self._lengths.append(length)
        self._inks.append(number)

    @property
    def _end(self) -> int:
        return self._starts[-1] + self._lengths[-1]

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> list[Run]: ...
    def __getitem__(self, index: int | slice) -> Run | list[Run]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        ink = self._by_number[self._inks[index]]
        return Run(self._starts[index], self._lengths[index], ink)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Runs) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def within(self, start: int, end: int) -> list[Run]:
        """Return the runs of `text[start:end]`, counted from its own beginning."""
        found = []
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self)):
            run = self[index]
            if run.start >= end:
                break
            begins, ends = max(run.start, start), min(run.start + run.length, end)
            if begins < ends:
                found.append(Run(begins - start, ends - begins, run.ink))
        return found


NO_RUNS = Runs()
