"""The paths of a project as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_db import ConstellationError, Database, Key
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.facts_finding import FactsFinding
from constellation_gui.models.file_facts import FileFacts
from constellation_gui.models.file_orders import USUAL, FileOrder, in_order
from constellation_gui.models.file_rows import FILE_COLUMNS, title
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.path_entries import (
    Listing,
    PathEntry,
    PathQuery,
    read_listing,
    read_listing_again,
)
from constellation_gui.models.path_tree import FileNode, PathTree, matching
from constellation_gui.models.persistence import rearranged
from constellation_gui.queries import Runner

# Many thousands of paths take a good part of a second to arrange: following a writer must not
# become all that is done. In seconds, and as a multiple of what it took.
_LONG_S = 0.1
_REST = 2
# How long what was counted meanwhile waits to be sorted in, also as a multiple of what that took.
_AT_LEAST_S, _SORTING_REST = 1.0, 10


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read; `tree` is None if it is the one that is shown.

    Of the paths in it, lines are yet to be counted in `uncounted`, if it is sorted by them.
    """

    listing: Listing
    tree: PathTree | None
    uncounted: Sequence[PathEntry] = ()


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Which of the paths are shown, and how.

    `counted` is in how many paths lines were counted, where the order follows them.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    flat: bool = False
    order: FileOrder = USUAL
    counted: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out about paths, and what agents are called: more of them, as it turns out."""

    facts: Mapping[PathEntry, FileFacts]
    names: dict[str, str]


class FilesModel(OutlineModel):
    """The paths of a query, as far as a text and kinds match, as a tree or without folders.

    Without folders they stand in an `order`. For one by lines these are counted little by little in
    all paths, and until there are none `uncounted`, what stands where goes on changing.

    An index carries its row's number in `tree`; numbers change when paths come and go, persistent
    indexes follow. `counting` tells that lines were counted in some more, `arrived` that something
    was read, or that this failed: `loaded` says
    whether the paths are those asked for, `total` how many there are in all, `problem` what is the
    matter.
    """

    arrived = Signal()
    counting = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(FILE_COLUMNS, PathTree(), parent)
        self.loaded = False
        self.problem: ConstellationError | None = None
        self.text = ""
        self.kinds: frozenset[str] = frozenset()
        self.flat = False
        self.order = USUAL
        self.query: PathQuery | None = None
        self._database = queries.database
        self._listing: Listing | None = None
        self._shown = _Arrangement()
        self._fresh = False  # what arrives next is no continuation of what is shown
        self._finding = FactsFinding(queries, self)
        self._finding.learned.connect(self._learn)
        self._names: dict[str, str] = {}
        self._again = False
        self._reading = Lane(queries)
        self._begun = self._took = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._catch_up)

    @property
    def tree(self) -> PathTree:
        """The rows."""
        assert isinstance(self.outline, PathTree)
        return self.outline

    @property
    def total(self) -> int:
        """How many paths there are, those that do not match included."""
        return len(self._listing.entries) if self._listing is not None else 0

    @property
    def last(self) -> PathEntry | None:
        """The path that was written last."""
        return self._listing.last if self._listing is not None else None

    @property
    def uncounted(self) -> int:
        """In how many paths lines are yet to be counted, for them to be in order."""
        return self._finding.uncounted

    # -- What is asked of it --------------------------------------------------------------------

    def show(
        self, project_id: str | None, agent_id: str | None = None, *, descendants: bool = False
    ) -> None:
        """Show all paths of a project or of one of its agents, or none; others go at once.

        With `descendants`, those of the agents that this one started, too.
        """
        self._reading.cancel()
        self._forget()
        self._rest.stop()
        self._again = self.loaded = False
        self.text = ""
        self._listing = self.problem = None
        self.query = None
        if project_id is not None:
            self.query = PathQuery(project_id, agent_id, descendants)
        if len(self.tree):
            self._replace(PathTree())
        self._read()

    def filter(self, text: str, kinds: Collection[str] = ()) -> None:
        """Show only paths with `text` in them, ignoring case, and of these kinds, if any."""
        if (text, frozenset(kinds)) != (self.text, self.kinds):
            self.text, self.kinds = text, frozenset(kinds)
            self._read()

    def narrow(self, after: Key | None, until: Key | None) -> None:
        """Show only what was written behind one version and up to another."""
        if self.query is not None and (after, until) != (self.query.after, self.query.until):
            self.query = replace(self.query, after=after, until=until)
            self._listing, self._fresh = None, True
            self._forget()
            self._read()

    def set_flat(self, flat: bool) -> None:
        """Show whole paths below each other, or a tree of folders."""
        if flat != self.flat:
            self.flat = flat
            self._head_anew()
            self._read()

    def set_order(self, order: FileOrder) -> None:
        """List the paths in another order, where they stand without folders."""
        if order != self.order:
            self.order = order
            self._head_anew()
            if self.flat:
                self._read()

    def look_at(self, numbers: Iterable[int]) -> None:
        """Find out about the paths in these rows what takes a while, unless it is known."""
        nodes = map(self.tree.node, numbers)
        entries = (node.entry for node in nodes if node.entry is not None)
        self._finding.look_at(entries, self.query)

    def refresh(self) -> None:
        """Read what was written since and take it over; put off while that is under way."""
        if self._reading.busy or self._rest.isActive():
            self._again = True  # cancelling would let a busy writer put it off for ever
        else:
            self._read()

    def index_of(self, key: str, column: int = 0) -> QModelIndex:
        """Return where the row with a key stands, invalid if it is not there."""
        number = self.tree.numbers.get(key)
        return QModelIndex() if number is None else self.index_at(number, column)

    def node(self, index: Index) -> FileNode:
        """Return what a valid index stands for."""
        node = self.tree.node(index.internalId())
        facts = None if node.entry is None else self._finding.facts.get(node.entry)
        return node if facts is None else replace(node, facts=facts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else FILE_COLUMNS[index.column()].value(node, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns, and say which one sorts."""
        if self.flat and role == Qt.ItemDataRole.DisplayRole and section < len(FILE_COLUMNS):
            return title(FILE_COLUMNS[section], self.order)
        return super().headerData(section, orientation, role)

    def _head_anew(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FILE_COLUMNS) - 1)

    # -- Paths arrive ---------------------------------------------------------------------------

    def _read(self) -> None:
        if self.query is None:
            return
        self._begun = monotonic()
        order, facts = self.order if self.flat else USUAL, self._finding.facts
        counted = len(facts) if order.by_lines else 0
        wanted = _Arrangement(self.text, self.kinds, self.flat, order, counted)
        shown = self._shown if self.loaded else None
        known = _Known(dict(facts) if order.by_lines else {}, self._names)
        work = partial(_read, self._database, self.query, self._listing, wanted, shown, known)
        self._reading.run(work, deliver=partial(self._arrive, wanted), failed=self._miss)

    def _arrive(self, wanted: _Arrangement, reading: _Reading) -> None:
        other = replace(wanted, counted=0) != replace(self._shown, counted=0)
        fresh = not self.loaded or other or self._fresh
        self._fresh = False
        self.loaded, self.problem, self._listing = True, None, reading.listing
        self._shown = wanted
        if reading.tree is not None:
            if fresh:
                self._replace(reading.tree)
            else:
                with rearranged(
                    self, lambda index: self.tree.key(index.internalId()), self.index_of
                ):
                    self.outline = reading.tree
            self._finding.count(reading.uncounted, self.query)
        self.arrived.emit()
        self._took = monotonic() - self._begun
        if self._took > _LONG_S:
            self._rest.start(round(self._took * _REST * 1000))
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _miss(self, problem: ConstellationError) -> None:
        self._again = False
        self.problem = problem
        self.arrived.emit()
        self.failed.emit(problem)

    def _replace(self, tree: PathTree) -> None:
        self.beginResetModel()
        self.outline = tree
        self.endResetModel()

    # -- What takes a while ---------------------------------------------------------------------

    def _forget(self) -> None:
        self._finding.forget()
        self._names = {}

    def _learn(self, found: list[tuple[PathEntry, FileFacts]]) -> None:
        last = len(FILE_COLUMNS) - 1
        # Of what is out of sight nobody needs to hear, and there may be very much of it.
        for entry in (entry for entry, _facts in found if self._finding.sees(entry)):
            number = self.tree.number_of(entry.path)
            if number is not None:
                self.dataChanged.emit(self.index_at(number), self.index_at(number, last))
        if self._shown.order.by_lines:
            self.counting.emit()
            waited = monotonic() - self._begun > max(_AT_LEAST_S, _SORTING_REST * self._took)
            if not self._reading.busy and (waited or not self.uncounted):
                self._read()


def _read(
    database: Database,
    query: PathQuery,
    before: Listing | None,
    wanted: _Arrangement,
    shown: _Arrangement | None,
    known: _Known,
) -> _Reading:
    if before is None:
        listing = read_listing(database, query)
    else:
        listing = read_listing_again(database, before)
    if wanted == shown and listing is before:
        return _Reading(listing, None)
    entries = matching(listing.entries, wanted.text, wanted.kinds)
    if not wanted.flat:
        return _Reading(listing, PathTree(entries))
    if wanted.order.by == "author":
        authors = {entry.author_id for entry in entries if entry.author_id is not None}
        learn_names(database, authors, known.names)
    entries = in_order(entries, wanted.order, known.facts, known.names)
    tree = PathTree(entries, flat=True, by_name=wanted.order.by == "path")
    if not wanted.order.by_lines:
        return _Reading(listing, tree)
    missing = [entry for entry in entries if entry.path is not None and entry not in known.facts]
    return _Reading(listing, tree, missing)
