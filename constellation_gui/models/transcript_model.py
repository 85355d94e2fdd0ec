"""An agent's conversation as a Qt model: all keys, and the content of what is looked at."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from constellation_db import ConstellationError, Key
from constellation_db.timestamps import parse as parse_time
from constellation_gui.models.columns import RowRole
from constellation_gui.models.key_windows import (
    Window,
    read_around,
    read_around_message,
    read_earlier,
    read_first,
    read_last,
    read_later,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_contents import MessageContents
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.message_pages import Loaded
from constellation_gui.models.positions import Position
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.queries import Runner

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Showing(Enum):
    """What there is to see."""

    NOTHING = "nothing"  # no agent was chosen
    LOADING = "loading"
    EMPTY = "empty"  # the agent has no messages
    NONE_OF_KIND = "none of kind"  # the agent has messages, but none that the mode shows
    MESSAGES = "messages"
    FAILED = "failed"


class TranscriptModel(QAbstractListModel):
    """Messages of one agent, oldest first: all of them, or those that `mode` shows.

    Keys come in chunks around where reading begins, until all are there. Content is read for the
    rows that a view `want`s, and a little around them; `dataChanged` tells when it has come.
    """

    failed = Signal(object)
    showing_changed = Signal()
    located = Signal(int)
    """The row of the message that `show` was asked for."""
    keys_read = Signal()
    """All rows are there; see `complete`."""
    progressed = Signal()
    """More of a message is there that is being read whole; see `progress`."""

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._keys = Keys()
        self._contents = MessageContents(queries, self)
        self._from_first = self._to_last = True
        self._again = False
        self._reach: tuple[Key | None, Key | None] = (None, None)  # how far was looked
        self.mode = Mode.EVERYTHING
        self.agent_id: str | None = None
        self.showing = Showing.NOTHING
        self.error: ConstellationError | None = None
        self._contents.arrived.connect(self._note_arrival)
        self._contents.progressed.connect(self.progressed)
        self._contents.failed.connect(self.failed)

    # -- What a view asks --------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether the rows reach from the agent's first message to its last."""
        return self._from_first and self._to_last

    def loaded(self, row: int) -> Loaded | None:
        """Return the message of a row, None while it is not read."""
        return self._contents.get(self._keys.sequence(row))

    def sequence(self, row: int) -> int:
        """Return a number that stays the row's, whatever is inserted."""
        return self._keys.sequence(row)

    def key(self, row: int) -> Key:
        """Return where the row's message stands in time."""
        return self._keys[row]

    def row_of(self, key: Key) -> int | None:
        """Return the row of a key, None while it is not among the rows."""
        row = self._keys.position(key)
        return row if row < len(self._keys) and self._keys[row] == key else None

    def row_at(self, position: Position) -> int:
        """Return the row of a place, within what rows there are."""
        return max(min(position.row(self._keys), len(self._keys) - 1), 0)

    def elapsed(self, row: int) -> float | None:
        """Return the seconds since the message before, None where either time is unknown."""
        if row == 0:
            return None
        here, before = parse_time(self._keys[row].time), parse_time(self._keys[row - 1].time)
        return None if here is None or before is None else (here - before).total_seconds()

    def home(self, row: int) -> tuple[int, int] | None:
        """Return the row and the block of the call that all of a row is shown with, if so."""
        loaded = self.loaded(row)
        if loaded is None or not loaded.flow.shown_elsewhere:
            return None
        home = next(iter(loaded.flow.homes.values()))
        place = self.row_of(home.key)
        return None if place is None else (place, home.block)

    def progress(self, row: int) -> float | None:
        """Return how much of a message is read that is being read whole, None if none is."""
        loaded = self.loaded(row)
        keys = [self._keys[row]] if loaded is None else loaded.sources
        found = (self._contents.progress(key.sequence) for key in keys)
        return next((share for share in found if share is not None), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many messages are known so far."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line of the message, or (`RowRole`) the message; None while it is not read."""
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        found = self.loaded(index.row())
        if role == RowRole:
            return None if found is None else found.message
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "…" if found is None else found.summary
        return None

    # -- Choosing what to show ---------------------------------------------------------------------

    def show(
        self, agent_id: str | None, message_id: str | None = None, *, at_end: bool = False
    ) -> None:
        """Show an agent's messages, around one of them (see `located`), or the last ones."""
        self._reset(partial(self._contents.begin, agent_id or ""), agent_id)
        if agent_id is None:
            self._show(Showing.NOTHING)
            return
        database = self._queries.database
        if message_id is not None:
            read = partial(read_around_message, database, agent_id, message_id, self.mode)
        else:
            first = read_last if at_end else read_first
            read = partial(first, database, agent_id, self.mode)
        self._read(read)

    def show_mode(self, mode: Mode, around: Key | None) -> None:
        """Show what another mode does, around a message or the first one that follows it."""
        self.mode = mode
        agent_id = self.agent_id
        if agent_id is None:
            return
        self._reset(self._contents.turn_to, agent_id)
        database = self._queries.database
        if around is None:
            self._read(partial(read_first, database, agent_id, mode))
        else:
            self._read(partial(read_around, database, agent_id, around, mode))

    def _reset(self, begin: Callable[..., None], agent_id: str | None) -> None:
        self._lane.cancel()
        self.beginResetModel()
        self._keys = Keys()
        begin(self._keys, gapless=self.mode is Mode.EVERYTHING)
        self._from_first = self._to_last = agent_id is None
        self._again = False
        self.agent_id, self.error = agent_id, None
        self.endResetModel()

    def _read(self, read: Callable[[], Window]) -> None:
        self._show(Showing.LOADING)
        self._lane.run(read, deliver=self._begin, failed=self._fail)

    def locate(self, message_id: str) -> None:
        """Announce the row of a message of the agent shown, loading around it if need be."""
        agent_id = self.agent_id
        if agent_id is None or not self.complete:
            self.show(agent_id, message_id)
            return
        find = partial(self._queries.database.history.key_of, message_id)

        def found(place: tuple[str, Key] | None) -> None:
            if place is None or place[0] != agent_id:
                return
            row = self.row_of(place[1])
            if row is not None:
                self.located.emit(row)
            else:  # written since the last refresh
                self.show(agent_id, message_id)

        self._lane.run(find, deliver=found, failed=self._fail)

    def refresh(self) -> None:
        """Read the messages written since; everything that is shown stays."""
        if self.agent_id is None:
            return
        if self._lane.busy:
            self._again = True
        elif self.showing is Showing.FAILED:
            self.show(self.agent_id)
        else:
            self._to_last = False
            self._extend()
        self._contents.try_again()

    def outdate(self) -> None:
        """Messages were changed where they are stored: read again what is shown; nothing moves."""
        self._contents.outdate()

    # -- Keys --------------------------------------------------------------------------------------

    def _begin(self, window: Window) -> None:
        self._from_first, self._to_last = window.from_first, window.to_last
        self._reach = (window.start, window.end)
        self._insert(0, window.keys)
        self._show_found()
        if window.target is not None and len(self._keys):
            row = self._keys.position(window.target)
            self.located.emit(min(row, len(self._keys) - 1))
        self._extend()

    def _extend(self) -> None:
        """Read the next chunk of keys: those that follow first, they are read on to."""
        agent_id = self.agent_id
        assert agent_id is not None
        database = self._queries.database
        start, end = self._reach
        if not self._to_last:
            read = partial(read_later, database, agent_id, end, mode=self.mode)
            self._lane.run(read, deliver=self._append, failed=self._fail)
        elif not self._from_first:
            earlier = partial(read_earlier, database, agent_id, start, mode=self.mode)
            self._lane.run(earlier, deliver=self._prepend, failed=self._fail)
        elif self._again:
            self._again = False
            self.refresh()
        else:
            self.keys_read.emit()

    def _append(self, window: Window) -> None:
        self._to_last = window.to_last
        self._reach = (self._reach[0] or window.start, window.end)
        self._insert(len(self._keys), window.keys)
        self._show_found()
        self._extend()

    def _prepend(self, window: Window) -> None:
        self._from_first = window.from_first
        self._reach = (window.start, self._reach[1])
        self._insert(0, window.keys)
        self._show_found()
        self._extend()

    def _show_found(self) -> None:
        if len(self._keys):
            self._show(Showing.MESSAGES)
        elif self.mode is Mode.EVERYTHING:
            self._show(Showing.EMPTY)
        elif self.complete:
            self._show(Showing.NONE_OF_KIND)

    def _insert(self, row: int, keys: Keys) -> None:
        if not len(keys):
            return
        self.beginInsertRows(_ROOT, row, row + len(keys) - 1)
        if row:
            self._keys.append(keys)
        else:
            self._keys.prepend(keys)
            self._contents.shift(len(keys))
        self.endInsertRows()
        if row:
            self._contents.follow(row)

    # -- Content -----------------------------------------------------------------------------------

    def want(self, first: int, last: int) -> None:
        """Read the rows from `first` to `last`, which are seen, and then some around them."""
        self._contents.want(first, last)

    def read_whole(self, row: int, block: int = 0) -> None:
        """Read all of what a block shows only the beginning of; see `progressed`."""
        loaded = self.loaded(row)
        answer = None if loaded is None else loaded.flow.answer_in(block)
        self._contents.read_whole(self._keys[row] if answer is None else answer.key)

    def _note_arrival(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    # -- Faults ------------------------------------------------------------------------------------

    def _fail(self, error: ConstellationError) -> None:
        self.error = error
        if not len(self._keys):
            self._show(Showing.FAILED)
        self.failed.emit(error)

    def _show(self, showing: Showing) -> None:
        if showing is not self.showing:
            self.showing = showing
            self.showing_changed.emit()
