"""The files that an agent, a project or a span of time changed, as a tree or a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from constellation_db import Cancellation, ChangedPath, ConstellationError
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.path_tree import PathTree
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.review_files import STRETCH, Counted, ReviewQuery, count_some
from constellation_gui.models.review_reading import Reading, arranged, read
from constellation_gui.models.review_rows import REVIEW_COLUMNS, ReviewNode
from constellation_gui.models.time_span import TimeSpan
from constellation_gui.queries import Runner


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
        self.loaded = False
        self.flat = False
        self.problem: ConstellationError | None = None
        self._database = queries.database
        self._reading, self._counting = Lane(queries), Lane(queries)
        self._cancellation = Cancellation()
        self._fresh = True  # what arrives next is no continuation of what is shown
        self._listed = arranged((), TimeSpan(), {}, flat=False)
        self._again = False

    @property
    def tree(self) -> PathTree:
        """The rows."""
        assert isinstance(self.outline, PathTree)
        return self.outline

    @property
    def files(self) -> Sequence[ChangedPath]:
        """The files, by path."""
        return self._listed.files

    @property
    def times(self) -> TimeSpan:
        """When something was written."""
        return self._listed.times

    # -- What is asked of it ---------------------------------------------------------------------

    def show(self, query: ReviewQuery | None) -> None:
        """Show what a query asks for; what was shown before goes at once."""
        self.stop()
        self.query, self.loaded, self.problem, self._again = query, False, None, False
        self._fresh = True
        self._take(arranged((), TimeSpan(), {}, flat=self.flat))
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
        return len(self._listed.tally.counts)

    def counted_of(self, changed: ChangedPath) -> Counted | None:
        """Return how much changed in a file, None if it is not counted yet."""
        return self._listed.tally.counts.get(changed)

    def totals(self) -> tuple[int, int]:
        """Return how many lines were added and removed, as far as they are counted."""
        return self._listed.tally.added, self._listed.tally.removed

    def in_order(self) -> list[ChangedPath]:
        """Return the files in the order in which they are listed."""
        return self._listed.order

    def has(self, changed: ChangedPath) -> bool:
        """Whether a file is listed, as it is."""
        return self._listed.tally.has(changed)

    def files_below(self, numbers: Collection[int]) -> list[ChangedPath]:
        """Return the files of some rows and of what stands below them, in order."""
        tree, by_path, found = self.tree, self._listed.tally.by_path, []
        wanted = set(numbers)
        for number in range(len(tree)):
            if number in wanted or tree.parent(number) in wanted:
                wanted.add(number)
                path = tree.path(number)
                if path is not None:
                    found.append(by_path[path])
        return found

    def index_of(self, path: str) -> QModelIndex:
        """Return where a path stands, invalid if it is not there."""
        number = self.tree.number_of(path)
        return QModelIndex() if number is None else self.index_at(number)

    def node(self, index: Index) -> ReviewNode:
        """Return what a valid index stands for."""
        number = index.internalId()
        found, tally = self.tree.node(number), self._listed.tally
        path = self.tree.path(number)
        changed = None if path is None else tally.by_path.get(path)
        counted = None if changed is None else tally.counts.get(changed)
        added, removed, counted_files = tally.sums(number)
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
            tally.moved_from(counted),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else REVIEW_COLUMNS[index.column()].value(node, role)

    # -- Files arrive ----------------------------------------------------------------------------

    def _read(self) -> None:
        if self.query is None:
            return
        shown = None if self._fresh else self._listed
        known = self._listed.tally.counts.copy()  # more are counted meanwhile
        work = partial(read, self._database, self.query, known, shown, flat=self.flat)
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def _arrive(self, reading: Reading) -> None:
        self.loaded, self.problem = True, None
        if reading is not self._listed:
            since = self._listed.tally.counts
            reading.tally.learn(islice(since.items(), reading.known, None))
            self._take(reading)
        self.arrived.emit()
        self._count_on()
        if self._again:
            self._again = False
            self._read()

    def _take(self, reading: Reading) -> None:
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

    def _replace(self, reading: Reading) -> None:
        self._listed, self.outline = reading, reading.tree

    def _miss(self, problem: ConstellationError) -> None:
        self.problem, self._again = problem, False
        self.arrived.emit()
        self.failed.emit(problem)

    # -- Counting --------------------------------------------------------------------------------

    def _count_on(self) -> None:
        waiting = self._listed.tally.waiting
        if waiting and not self._counting.busy:
            next_ones = waiting[: -STRETCH - 1 : -1]
            self._cancellation = Cancellation()
            self._counting.run(
                partial(count_some, self._database, next_ones, self._cancellation.check),
                deliver=self._learn,
                failed=self.failed.emit,
            )

    def _learn(self, found: list[tuple[ChangedPath, Counted]]) -> None:
        last = len(self.columns) - 1
        for number in self._listed.tally.learn(found):
            self.dataChanged.emit(self.index_at(number), self.index_at(number, last))
        self.counting.emit()
        self._count_on()
