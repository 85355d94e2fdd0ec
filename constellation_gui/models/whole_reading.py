"""Reading one long message whole, a person's word for it, with progress."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import ConstellationError, Key
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_pages import Loaded, read_whole
from constellation_gui.queries import Runner


class WholeReading(QObject):
    """Reads a message at a time; a new one takes the place of the one under way.

    `progressed` gives the message's key and the share of it that is read, 0 to 1.
    """

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(object, float)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._key: Key | None = None

    def start(self, key: Key) -> None:
        """Read the message at `key`."""
        self.cancel()
        self._key = key

        def progress(done: int, total: int) -> None:
            # From a worker thread: the signal is delivered where this object lives.
            self.progressed.emit(key, done / max(total, 1))

        self._lane.run(
            partial(read_whole, self._queries.database, key, progress),
            deliver=self._finish,
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Give up the message under way."""
        self._lane.cancel()
        self._key = None

    def reads(self, sequence: int) -> bool:
        """Whether the message with this sequence is under way."""
        return self._key is not None and self._key.sequence == sequence

    def _finish(self, loaded: Loaded) -> None:
        self._key = None
        self.finished.emit(loaded)

    def _fail(self, error: ConstellationError) -> None:
        self._key = None
        self.failed.emit(error)
