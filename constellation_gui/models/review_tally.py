"""What is counted of the files of a review, and what that adds up to in their folders."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from constellation_db import ChangedPath
from constellation_gui.models.outline import TOP
from constellation_gui.models.path_tree import PathTree
from constellation_gui.models.review_files import Counted, State


class Tally:
    """How much changed in each file of a tree, as far as that is `known`, and in each folder.

    `waiting` are the files to be counted, the last one first; `added` and `removed` lines of all.
    To make one for tens of thousands of files takes a while; to add a file takes none.
    """

    def __init__(
        self,
        tree: PathTree,
        order: Sequence[ChangedPath],
        known: Mapping[ChangedPath, Counted],
    ) -> None:
        self._tree = tree
        self.by_path = {changed.path: changed for changed in order}
        self.counts: dict[ChangedPath, Counted] = {}
        self.waiting: list[ChangedPath] = []
        self.added = self.removed = 0
        self._gone: dict[bytes, str] = {}  # what is gone from a file, and from which
        self._sums = tuple(array("q", bytes(8 * len(tree))) for _ in range(3))
        for changed in reversed(order):
            counted = known.get(changed)
            if counted is None:
                self.waiting.append(changed)
            else:
                self._note(changed, counted)
        if self.counts:
            self._add_all_up()

    def has(self, changed: ChangedPath) -> bool:
        """Whether a file is one of these, and nothing was written to it since."""
        return self.by_path.get(changed.path) == changed

    def sums(self, number: int) -> tuple[int, int, int]:
        """Return the lines added and removed at and below a row, and how many files that counts."""
        added, removed, files = self._sums
        return added[number], removed[number], files[number]

    def moved_from(self, counted: Counted | None) -> str | None:
        """Return where a new file's content stood before, None if it is gone from nowhere."""
        if counted is None or counted.state is not State.NEW or counted.digest is None:
            return None
        return self._gone.get(counted.digest)

    def learn(self, found: Iterable[tuple[ChangedPath, Counted]]) -> set[int]:
        """Take in how much changed in files; return which rows read differently for that."""
        touched: set[int] = set()
        gone = len(self._gone)
        for changed, counted in found:
            if self.has(changed) and changed not in self.counts:
                number = self._note(changed, counted)
                above = set(self._tree.ancestors(number))
                for folder in above:
                    self._add(folder, counted)
                touched |= {number, *above}
        while self.waiting and self.waiting[-1] in self.counts:
            self.waiting.pop()
        return touched if len(self._gone) == gone else touched | self._moved()

    def _note(self, changed: ChangedPath, counted: Counted) -> int:
        """Keep how much changed in a file, in its own row only; return the number of that."""
        self.counts[changed] = counted
        self.added += counted.added
        self.removed += counted.removed
        if counted.state is State.EMPTIED and counted.digest is not None:
            self._gone[counted.digest] = changed.path
        number = self._tree.number_of(changed.path)
        assert number is not None  # it is one of the files
        self._add(number, counted)
        return number

    def _add(self, number: int, counted: Counted) -> None:
        for sums, more in zip(self._sums, (counted.added, counted.removed, 1), strict=True):
            sums[number] += more

    def _add_all_up(self) -> None:
        parent = self._tree.parent
        for number in range(len(self._tree) - 1, -1, -1):
            if (folder := parent(number)) != TOP:
                for sums in self._sums:
                    sums[folder] += sums[number]

    def _moved(self) -> set[int]:
        """Return the rows of new files that hold what is gone from others."""
        paths = (
            changed.path
            for changed, counted in self.counts.items()
            if self.moved_from(counted) is not None
        )
        return {number for path in paths if (number := self._tree.number_of(path)) is not None}
