"""Rows of a tree in arrays: numbered in the order shown, each step one look-up."""

from __future__ import annotations

import operator
from array import array
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import accumulate
from typing import Self

TOP = -1


class Outline:
    """Who stands under whom, among rows numbered from 0; a parent comes before its children.

    `depths` are those of the rows in order, 0 at the top, each at most one more than the last. Four
    arrays hold it all: no row is an object, so that letting go of 100,000 takes no time.
    """

    def __init__(self, depths: Iterable[int] = ()) -> None:
        self._parents, self._rows = array("l"), array("l")
        counts = array("l", [0])  # of the children of each row; of the top, at the end
        trail: list[int] = []  # the way from the top to the row before
        for number, depth in enumerate(depths):
            del trail[depth:]
            parent = trail[-1] if trail else TOP
            self._parents.append(parent)
            self._rows.append(counts[parent])
            counts[parent] += 1
            # A row moves in before the top, which is always the last.
            counts.append(counts[TOP])
            counts[number] = 0
            trail.append(number)
        self.branches = sum(count > 0 for count in counts) - (counts[TOP] > 0)
        self._starts = array("l", [0])
        for count in counts:
            self._starts.append(self._starts[-1] + count)
        self._children = array("l", bytes(self._parents.itemsize * len(self._parents)))
        for number, (parent, row) in enumerate(zip(self._parents, self._rows, strict=True)):
            self._children[self._starts[parent if parent != TOP else len(self)] + row] = number

    def grown(self, places: Sequence[int], parents: Sequence[int]) -> Self:
        """Return the outline with rows put in, each the last child of its parent and without any.

        `places` are the numbers that they get, ascending; `parents` those that their parents have
        then. Step by step in C where all rows are concerned: this takes a hundredth of the time
        that the depths would.
        """
        moved, start = array("l"), 0
        for place in places:
            moved.extend(range(start, place))
            start = place + 1
        moved.extend(range(start, len(self) + len(places)))
        moved.append(TOP)  # what stands at -1
        counts = array("l", map(operator.sub, self._starts[1:], self._starts))
        grown = copy(self)
        grown._parents = array("l", map(moved.__getitem__, self._parents))
        grown._rows = self._rows[:]
        for place, parent in zip(places, parents, strict=True):
            counts.insert(place, 0)
            grown._parents.insert(place, parent)
            grown._rows.insert(place, 0)
        for place, parent in zip(places, parents, strict=True):
            grown._rows[place] = counts[parent]
            counts[parent] += 1
        grown._starts = array("l", [0, *accumulate(counts)])
        grown.branches = sum(map(bool, counts)) - (counts[TOP] > 0)
        grown._children = array("l", map(moved.__getitem__, self._children))
        tops = len(grown)
        stands = [grown._starts[tops if parent == TOP else parent] for parent in parents]
        stands = [at + grown._rows[place] for at, place in zip(stands, places, strict=True)]
        for at, place in sorted(zip(stands, places, strict=True)):
            grown._children.insert(at, place)
        return grown

    def __len__(self) -> int:
        return len(self._parents)

    def parent(self, number: int) -> int:
        """Return the parent's number, `TOP` if it has none here."""
        return self._parents[number]

    def row(self, number: int) -> int:
        """Return how many siblings stand before it."""
        return self._rows[number]

    def count(self, number: int) -> int:
        """Return how many children a row has, or how many rows are uppermost for `TOP`."""
        at = len(self) if number == TOP else number
        return self._starts[at + 1] - self._starts[at]

    def child(self, number: int, row: int) -> int:
        """Return the number of a child by its place, from 0, among its siblings."""
        return self._children[self._starts[len(self) if number == TOP else number] + row]

    def children(self, number: int) -> Sequence[int]:
        """Return the numbers of its children, or of the uppermost rows for `TOP`."""
        at = len(self) if number == TOP else number
        return self._children[self._starts[at] : self._starts[at + 1]]

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield its parent, that one's parent and so on."""
        while (number := self._parents[number]) != TOP:
            yield number

    def openable(self, start: int, levels: int, rows: int) -> list[int]:
        """Return what to open below `start`, level by level, to show at most that much more.

        A parent is opened with all its children or not at all; one with too many does not keep its
        neighbours from opening.
        """
        found: list[int] = []
        level = [start] if start != TOP else list(self.children(TOP))
        for _ in range(levels):
            below: list[int] = []
            for number in level:
                if 0 < self.count(number) <= rows:
                    rows -= self.count(number)
                    found.append(number)
                    below += self.children(number)
            if not below:
                break
            level = below
        return found
