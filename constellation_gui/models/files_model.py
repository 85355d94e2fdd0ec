"""The paths of a project as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_db import ConstellationError, Database
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.file_rows import FILE_COLUMNS
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.path_entries import (
    Listing,
    PathEntry,
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


class FilesModel(OutlineModel):
    """The paths that have outputs of a project, or of one of its agents, as far as a text matches.

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
        self._database = queries.database
        self._wanted: tuple[str, str | None] | None = None
        self._listing: Listing | None = None
        self._shown_text = ""
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

    def show(self, project_id: str | None, agent_id: str | None = None) -> None:
        """Show all paths of a project or of one of its agents, or none; others go at once."""
        self._reading.cancel()
        self._rest.stop()
        self._again = self.loaded = False
        self.text = ""
        self._listing = self.problem = None
        self._wanted = None if project_id is None else (project_id, agent_id)
        if len(self.tree):
            self._replace(PathTree())
        self._read()

    def filter(self, text: str) -> None:
        """Show only paths with `text` in them, ignoring case."""
        if text != self.text:
            self.text = text
            self._read()

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
        return self.tree.node(index.internalId())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else FILE_COLUMNS[index.column()].value(node, role)

    # -- Paths arrive ---------------------------------------------------------------------------

    def _read(self) -> None:
        if self._wanted is None:
            return
        self._begun = monotonic()
        shown = self.tree if self.loaded else None
        work = partial(
            _read, self._database, *self._wanted, self._listing, self.text, shown, self._shown_text
        )
        self._reading.run(work, deliver=partial(self._arrive, self.text), failed=self._miss)

    def _arrive(self, text: str, reading: _Reading) -> None:
        fresh = not self.loaded or text != self._shown_text
        self.loaded, self.problem, self._listing = True, None, reading.listing
        self._shown_text = text
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


def _read(
    database: Database,
    project_id: str,
    agent_id: str | None,
    before: Listing | None,
    text: str,
    shown: PathTree | None,
    shown_text: str,
) -> _Reading:
    if before is None:
        listing = read_listing(database, project_id, agent_id)
    else:
        listing = read_listing_again(database, before)
    if shown is not None and listing is before and text == shown_text:
        return _Reading(listing, None)
    return _Reading(listing, PathTree(matching(listing.entries, text)))
