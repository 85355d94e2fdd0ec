"""The files that an agent, a project or a span of time changed, as a tree or a list."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from constellation_db import Cancellation, ChangedPath, ConstellationError, Database
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline import TOP
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.path_entries import PathEntry
from constellation_gui.models.path_tree import PathTree
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.review_files import (
    STRETCH,
    Counted,
    ReviewQuery,
    State,
    count_some,
    read_paths,
)
from constellation_gui.models.review_rows import REVIEW_COLUMNS, ReviewNode
from constellation_gui.models.time_span import MOST_INSTANTS, TimeSpan
from constellation_gui.queries import Runner


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read; `order` has the files as the tree does, `by_path` by their path."""

    files: list[ChangedPath]
    times: TimeSpan
    tree: PathTree
    order: list[ChangedPath]
    by_path: dict[str, ChangedPath]


class ReviewModel(OutlineModel):
    """Files with what changed in them; the lines are counted little by little, from the top.

    `arrived` tells that files were read or that this failed (`problem`), `counting` that more of
    them are counted. `times` are all versions that these agents wrote, whatever the span; the
    newest `MOST_INSTANTS` of them.
    """

    arrived = Signal()
    counting = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(REVIEW_COLUMNS, PathTree(), parent)
        self.query: ReviewQuery | None = None
        self.files: Sequence[ChangedPath] = ()
        self.times = TimeSpan()
        self.loaded = False
        self.flat = False
        self.problem: ConstellationError | None = None
        self._database = queries.database
        self._reading, self._counting = Lane(queries), Lane(queries)
        self._cancellation = Cancellation()
        self._fresh = True  # what arrives next is no continuation of what is shown
        self._by_path: dict[str, ChangedPath] = {}
        self._order: list[ChangedPath] = []
        self._counts: dict[ChangedPath, Counted] = {}
        self._gone: dict[bytes, str] = {}  # what is gone from a file, and from which
        self._sums: tuple[array[int], ...] = (array("q"),) * 3
        self._waiting: list[ChangedPath] = []  # to be counted, the last one first
        self._again = False

    @property
    def tree(self) -> PathTree:
        """The rows."""
        assert isinstance(self.outline, PathTree)
        return self.outline

    # -- What is asked of it ---------------------------------------------------------------------

    def show(self, query: ReviewQuery | None) -> None:
        """Show what a query asks for; what was shown before goes at once."""
        self.stop()
        self.query, self.loaded, self.problem, self._again = query, False, None, False
        self._counts, self._fresh = {}, True
        self._take(_arranged([], TimeSpan(), flat=self.flat))
        self._fresh = True
        self._read()

    def narrow(self, query: ReviewQuery) -> None:
        """Show another span of the same; the rows stay until the others are there."""
        self.query = query
        self._read()

    def refresh(self) -> None:
        """Read what was written since, and move nothing."""
        if self._reading.busy:
            self._again = True  # cancelling would let a busy writer put it off for ever
        else:
            self._read()

    def stop(self) -> None:
        """Read and count nothing more."""
        self._cancellation.cancel()
        self._reading.cancel()
        self._counting.cancel()

    def set_flat(self, flat: bool) -> None:
        """Show whole paths below each other, or a tree of folders."""
        if flat != self.flat:
            self.flat, self._fresh = flat, True
            self._read()

    @property
    def counted(self) -> int:
        """In how many files the lines are counted."""
        return len(self._counts)

    def counted_of(self, changed: ChangedPath) -> Counted | None:
        """Return how much changed in a file, None if it is not counted yet."""
        return self._counts.get(changed)

    def totals(self) -> tuple[int, int]:
        """Return how many lines were added and removed, as far as they are counted."""
        return (
            sum(each.added for each in self._counts.values()),
            sum(each.removed for each in self._counts.values()),
        )

    def in_order(self) -> list[ChangedPath]:
        """Return the files in the order in which they are listed."""
        return self._order

    def index_of(self, path: str) -> QModelIndex:
        """Return where a path stands, invalid if it is not there."""
        number = self.tree.number_of(path)
        return QModelIndex() if number is None else self.index_at(number)

    def node(self, index: Index) -> ReviewNode:
        """Return what a valid index stands for."""
        number = index.internalId()
        found = self.tree.node(number)
        changed = self._changed(number)
        counted = None if changed is None else self._counts.get(changed)
        added, removed, counted_files = (sums[number] for sums in self._sums)
        moved = None
        if counted is not None and counted.state is State.NEW and counted.digest is not None:
            moved = self._gone.get(counted.digest)
        return ReviewNode(
            found.name,
            found.kind,
            found.depth,
            changed,
            found.paths,
            added,
            removed,
            found.paths - counted_files,
            counted,
            moved,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else REVIEW_COLUMNS[index.column()].value(node, role)

    # -- Files arrive ----------------------------------------------------------------------------

    def _read(self) -> None:
        if self.query is not None:
            work = partial(_read, self._database, self.query, self.flat)
            self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def _arrive(self, reading: _Reading) -> None:
        self.loaded, self.problem = True, None
        if self._fresh or self._differs(reading):
            self._take(reading)
        self.arrived.emit()
        self._count_on()
        if self._again:
            self._again = False
            self._read()

    def _differs(self, reading: _Reading) -> bool:
        return (reading.files, reading.times.instants) != (self.files, self.times.instants)

    def _take(self, reading: _Reading) -> None:
        if self._fresh:
            self._fresh = False
            self.beginResetModel()
            self._replace(reading)
            self.endResetModel()
            return
        with rearranged(
            self,
            lambda index: self.tree.key(index.internalId()),
            lambda key, column: self._at(key, column),
        ):
            self._replace(reading)

    def _at(self, key: str, column: int) -> QModelIndex:
        number = self.tree.numbers.get(key)
        return QModelIndex() if number is None else self.index_at(number, column)

    def _replace(self, reading: _Reading) -> None:
        self.files, self.times, self.outline = reading.files, reading.times, reading.tree
        self._by_path, self._order = reading.by_path, reading.order
        counts, self._counts, self._gone = self._counts, {}, {}
        self._sums = tuple(array("q", bytes(8 * len(reading.tree))) for _ in range(3))
        self._waiting = []
        for changed in reversed(reading.order):
            counted = counts.get(changed)
            if counted is None:
                self._waiting.append(changed)
            else:
                self._note(changed, counted)
        parent = reading.tree.parent
        for number in range(len(reading.tree) - 1, -1, -1):
            if (folder := parent(number)) != TOP:
                for sums in self._sums:
                    sums[folder] += sums[number]

    def _miss(self, problem: ConstellationError) -> None:
        self.problem, self._again = problem, False
        self.arrived.emit()
        self.failed.emit(problem)

    # -- Counting --------------------------------------------------------------------------------

    def _count_on(self) -> None:
        if self._waiting and not self._counting.busy:
            next_ones = self._waiting[: -STRETCH - 1 : -1]
            self._cancellation = Cancellation()
            self._counting.run(
                partial(count_some, self._database, next_ones, self._cancellation.check),
                deliver=self._learn,
                failed=self.failed.emit,
            )

    def _learn(self, found: list[tuple[ChangedPath, Counted]]) -> None:
        touched: set[int] = set()
        gone = len(self._gone)
        for changed, counted in found:
            if self._by_path.get(changed.path) == changed and changed not in self._counts:
                touched |= self._add_up(self._note(changed, counted), counted)
        while self._waiting and self._waiting[-1] in self._counts:
            self._waiting.pop()
        if len(self._gone) > gone:
            touched |= self._moved()
        last = len(self.columns) - 1
        for number in touched:
            self.dataChanged.emit(self.index_at(number), self.index_at(number, last))
        self.counting.emit()
        self._count_on()

    def _note(self, changed: ChangedPath, counted: Counted) -> int:
        """Keep how much changed in a file, in its own row only; return the number of that."""
        self._counts[changed] = counted
        if counted.state is State.EMPTIED and counted.digest is not None:
            self._gone[counted.digest] = changed.path
        number = self.tree.number_of(changed.path)
        assert number is not None  # it is one of the files
        for sums, lines in zip(self._sums, (counted.added, counted.removed, 1), strict=True):
            sums[number] = lines
        return number

    def _add_up(self, number: int, counted: Counted) -> set[int]:
        """Add a file to the sums of what it stands under; which rows read differently for it."""
        touched = {number, *self.tree.ancestors(number)}
        for folder in touched - {number}:
            for sums, more in zip(self._sums, (counted.added, counted.removed, 1), strict=True):
                sums[folder] += more
        return touched

    def _moved(self) -> set[int]:
        """Return the rows of new files that hold what is gone from others."""
        paths = (
            changed.path
            for changed, counted in self._counts.items()
            if counted.state is State.NEW and counted.digest in self._gone
        )
        return {number for path in paths if (number := self.tree.number_of(path)) is not None}

    def _changed(self, number: int) -> ChangedPath | None:
        path = self.tree.path(number)
        return None if path is None else self._by_path.get(path)


def _read(database: Database, query: ReviewQuery, flat: bool) -> _Reading:
    with database.snapshot():
        files = read_paths(database, query)
        instants = database.outputs.written(query.scope, limit=MOST_INSTANTS)
    return _arranged(files, TimeSpan(instants), flat=flat)


def _arranged(files: list[ChangedPath], times: TimeSpan, *, flat: bool) -> _Reading:
    entries = (
        PathEntry(each.path, each.type, each.versions, each.last, each.last_id) for each in files
    )
    tree = PathTree(entries, flat=flat)
    by_path = {each.path: each for each in files}
    paths = map(tree.path, range(len(tree)))
    order = [by_path[path] for path in paths if path is not None]
    return _Reading(files, times, tree, order, by_path)
