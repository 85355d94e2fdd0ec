"""The paths of a project as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_db import Cancellation, ConstellationError, Database, Key
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.file_facts import FactsReader, FileFacts
from constellation_gui.models.file_rows import FILE_COLUMNS
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read; `tree` is None if it is the one that is shown."""

    listing: Listing
    tree: PathTree | None


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Which of the paths are shown, and how."""

    text: str = ""
    kinds: frozenset[str] = frozenset()
    flat: bool = False


class FilesModel(OutlineModel):
    """The paths of a query, as far as a text and kinds match, as a tree or without folders.

    An index carries its row's number in `tree`; numbers change when paths come and go, persistent
    indexes follow. `arrived` tells that something was read, or that this failed: `loaded` says
    whether the paths are those asked for, `total` how many there are in all, `problem` what is the
    matter.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(FILE_COLUMNS, PathTree(), parent)
        self.loaded = False
        self.problem: ConstellationError | None = None
        self.text = ""
        self.kinds: frozenset[str] = frozenset()
        self.flat = False
        self.query: PathQuery | None = None
        self._database = queries.database
        self._listing: Listing | None = None
        self._shown = _Arrangement()
        self._fresh = False  # what arrives next is no continuation of what is shown
        self._facts: dict[PathEntry, FileFacts] = {}
        self._facts_reader = FactsReader(queries.database)
        self._finding_out = Lane(queries)
        self._cancellation = Cancellation()
        self._looked_at: list[PathEntry] = []
        self._again = False
        self._reading = Lane(queries)
        self._begun = 0.0
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
            self._read()

    def look_at(self, numbers: Iterable[int]) -> None:
        """Find out about the paths in these rows what takes a while, unless it is known."""
        nodes = map(self.tree.node, numbers)
        self._looked_at = [node.entry for node in nodes if node.entry is not None]
        self._find_out()

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
        facts = None if node.entry is None else self._facts.get(node.entry)
        return node if facts is None else replace(node, facts=facts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else FILE_COLUMNS[index.column()].value(node, role)

    # -- Paths arrive ---------------------------------------------------------------------------

    def _read(self) -> None:
        if self.query is None:
            return
        self._begun = monotonic()
        wanted = _Arrangement(self.text, self.kinds, self.flat)
        shown = self._shown if self.loaded else None
        work = partial(_read, self._database, self.query, self._listing, wanted, shown)
        self._reading.run(work, deliver=partial(self._arrive, wanted), failed=self._miss)

    def _arrive(self, wanted: _Arrangement, reading: _Reading) -> None:
        fresh = not self.loaded or wanted != self._shown or self._fresh
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
        self.arrived.emit()
        took = monotonic() - self._begun
        if took > _LONG_S:
            self._rest.start(round(took * _REST * 1000))
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
        self._cancellation.cancel()  # also what is compared in another process
        self._finding_out.cancel()
        self._facts, self._looked_at = {}, []

    def _find_out(self) -> None:
        entries = [entry for entry in self._looked_at if entry not in self._facts]
        if entries and self.query is not None and not self._finding_out.busy:
            self._cancellation = Cancellation()
            check = self._cancellation.check
            self._finding_out.run(
                partial(self._facts_reader.some, entries, self.query, check),
                deliver=self._learn,
                failed=lambda _problem: None,  # who looks at the file itself is told
            )

    def _learn(self, found: list[tuple[PathEntry, FileFacts]]) -> None:
        self._facts.update(found)
        last = len(FILE_COLUMNS) - 1
        for entry, _facts in found:
            number = self.tree.number_of(entry.path)
            if number is not None:
                self.dataChanged.emit(self.index_at(number), self.index_at(number, last))
        self._find_out()


def _read(
    database: Database,
    query: PathQuery,
    before: Listing | None,
    wanted: _Arrangement,
    shown: _Arrangement | None,
) -> _Reading:
    if before is None:
        listing = read_listing(database, query)
    else:
        listing = read_listing_again(database, before)
    if wanted == shown and listing is before:
        return _Reading(listing, None)
    entries = matching(listing.entries, wanted.text, wanted.kinds)
    return _Reading(listing, PathTree(entries, flat=wanted.flat))
