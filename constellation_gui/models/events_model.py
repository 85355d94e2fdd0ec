"""The list of events, newest first: all keys, and content for what is seen."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from constellation_db import ConstellationError, Key
from constellation_gui.models.event_rows import (
    EVENT_COLUMNS,
    FIRST_KEYS,
    MORE_KEYS,
    EventEntry,
    EventQuery,
    read_keys,
    read_newer,
    read_rows,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_keys import Keys
from constellation_gui.queries import Runner

Index = QModelIndex | QPersistentModelIndex

_MARGIN = 30  # rows above and below those in sight that are read with them
_MOST_ENTRIES = 2_000  # a screen shows about forty


class EventsModel(QAbstractTableModel):
    """Events of one query. Rows are there as soon as their keys are; content follows the eye.

    `arrived` tells that keys were read, or that this failed: `loaded` says whether the rows are
    those of the query, `whole` whether all of them are there, `problem` what is the matter.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = EventQuery()
        self.loaded = False
        self.whole = True
        self.problem: ConstellationError | None = None
        self._database = queries.database
        self._keys = Keys()
        self._entries: OrderedDict[int, EventEntry] = OrderedDict()
        self._names: dict[str, str] = {}
        self._window = range(0)
        self._reading = Lane(queries)
        self._catching_up = Lane(queries)
        self._filling = Lane(queries)

    # -- What is asked of it ----------------------------------------------------------------------

    def show(self, query: EventQuery) -> None:
        """Show the events of a query; what is there stays until the first of them arrive."""
        self.query = query
        self.loaded = False
        self._catching_up.cancel()
        self._filling.cancel()
        self._reading.run(
            partial(read_keys, self._database, query, None, FIRST_KEYS),
            deliver=self._replace,
            failed=self._miss,
        )

    def refresh(self) -> None:
        """Take in what was written since; what is there stays."""
        if not self.loaded or self.problem is not None or not len(self._keys):
            self.show(self.query)
        elif not self._catching_up.busy:
            self._catching_up.run(
                partial(read_newer, self._database, self.query, self._keys[0]),
                deliver=self._prepend,
                failed=self.failed.emit,
            )

    def look_at(self, first: int, last: int) -> None:
        """Read what is in sight, from row `first` to `last`, and some around it."""
        self._window = range(max(first - _MARGIN, 0), last + 1 + _MARGIN)
        self._fill()

    def row_of(self, key: Key) -> int | None:
        """Return where an event stands, None if its key is not read (yet)."""
        return self._keys.row(key)

    def entry(self, row: int) -> EventEntry | None:
        """Return the event of a row, None while it is on its way."""
        return self._entries.get(self._keys.sequence(row))

    def key(self, row: int) -> Key:
        """Return the key of a row's event."""
        return self._keys[row]

    # -- The model's contract with views ----------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the keys that are read."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns of the table."""
        return 0 if parent.isValid() else len(EVENT_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of an event."""
        if not index.isValid():
            return None
        return EVENT_COLUMNS[index.column()].value(self.entry(index.row()), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(EVENT_COLUMNS):
            return None
        return EVENT_COLUMNS[section].heading(role)

    # -- Keys arrive ------------------------------------------------------------------------------

    def _replace(self, keys: Keys) -> None:
        self.beginResetModel()
        self._keys = keys
        self._entries.clear()
        self._window = range(_MARGIN)
        self.endResetModel()
        self._settle(reached_end=len(keys) < FIRST_KEYS)

    def _append(self, keys: Keys) -> None:
        if len(keys):
            start = len(self._keys)
            self.beginInsertRows(QModelIndex(), start, start + len(keys) - 1)
            self._keys.append(keys)
            self.endInsertRows()
        self._settle(reached_end=len(keys) < MORE_KEYS)

    def _prepend(self, keys: Keys) -> None:
        if len(keys):
            self.beginInsertRows(QModelIndex(), 0, len(keys) - 1)
            self._keys.prepend(keys)
            self.endInsertRows()
            self._fill()
        self.arrived.emit()

    def _settle(self, *, reached_end: bool) -> None:
        self.loaded, self.whole, self.problem = True, reached_end, None
        self.arrived.emit()
        self._fill()
        if not reached_end and self.loaded:
            self._reading.run(
                partial(read_keys, self._database, self.query, self._keys[-1], MORE_KEYS),
                deliver=self._append,
                failed=self._miss,
            )

    def _miss(self, problem: ConstellationError) -> None:
        self.problem = problem
        self.arrived.emit()
        self.failed.emit(problem)

    # -- Content follows --------------------------------------------------------------------------

    def _fill(self) -> None:
        if self._filling.busy:
            return  # its delivery looks again at what is in sight then
        seen = range(self._window.start, min(self._window.stop, len(self._keys)))
        missing = [self._keys[row] for row in seen if self.entry(row) is None]
        if missing:
            self._filling.run(
                partial(read_rows, self._database, missing, self._names),
                deliver=partial(self._take_in, missing),
                failed=self.failed.emit,
            )

    def _take_in(self, asked: list[Key], entries: dict[int, EventEntry]) -> None:
        self._entries.update(entries)
        while len(self._entries) > _MOST_ENTRIES:
            self._entries.popitem(last=False)
        rows = [row for key in asked if (row := self._keys.row(key)) is not None]
        if rows:
            last = len(EVENT_COLUMNS) - 1
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))
        if entries:  # otherwise they were deleted meanwhile: asking again would find no end
            self._fill()
