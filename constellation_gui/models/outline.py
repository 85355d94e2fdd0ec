"""Rows of a tree in arrays: numbered in the order shown, each step one look-up."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

TOP = -1
_NONE: Sequence[int] = ()


class Outline:
    """Who stands under whom, among rows numbered from 0; a parent comes before its children.

    `depths` are those of the rows in order, 0 at the top, each at most one more than the last.
    Numbers for the children and one array each for parents and rows keep 50,000 rows to a few
    megabytes.
    """

    def __init__(self, depths: Iterable[int] = ()) -> None:
        self._parents = array("l")
        self._rows = array("l")
        self._children: dict[int, list[int]] = {}
        trail: list[int] = []  # the way from the top to the row before
        for number, depth in enumerate(depths):
            del trail[depth:]
            parent = trail[-1] if trail else TOP
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(siblings))
            siblings.append(number)
            trail.append(number)

    def __len__(self) -> int:
        return len(self._parents)

    @property
    def branches(self) -> int:
        """How many rows have children."""
        return len(self._children) - (TOP in self._children)

    def parent(self, number: int) -> int:
        """Return the parent's number, `TOP` if it has none here."""
        return self._parents[number]

    def row(self, number: int) -> int:
        """Return how many siblings stand before it."""
        return self._rows[number]

    def children(self, number: int) -> Sequence[int]:
        """Return the numbers of its children, or of the uppermost rows for `TOP`."""
        return self._children.get(number, _NONE)

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
                children = self._children.get(number)
                if children and len(children) <= rows:
                    rows -= len(children)
                    found.append(number)
                    below += children
            if not below:
                break
            level = below
        return found
