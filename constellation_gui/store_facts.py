"""The facts about a store that the status bar tells; counts follow when they are there."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import ConstellationError, DatabaseStats
from constellation_gui.formatting import size
from constellation_gui.queries import Runner, Ticket
from constellation_gui.wording import tr

# Counting reads an index; on a store of millions it must not become the window's main occupation.
_REST = 20
_SHORTEST_REST_S = 2.0


class StoreFacts(QObject):
    """Asks for the facts of one store; `told` gives the line about it."""

    told = Signal(str)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._messages: int | None = None
        self._size: DatabaseStats | None = None
        self._began = 0.0
        self._tickets: list[Ticket] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)
        self._again = False

    def refresh(self) -> None:
        """Ask again, soon: not while an answer is under way, nor right after a costly one."""
        if self._rest.isActive() or any(ticket.active for ticket in self._tickets):
            self._again = True
        else:
            self._ask()

    def stop(self) -> None:
        """Ask no more."""
        self._rest.stop()
        for ticket in self._tickets:
            ticket.cancel()

    def _ask(self) -> None:
        self._again = False
        self._began = time.monotonic()
        database = self._queries.database
        ask = partial(self._queries.run, failed=self._leave)
        self._tickets = [
            ask(partial(database.get_stats, wal_size=True), deliver=self._on_size),
            ask(database.history.count, deliver=self._on_count),
        ]

    def _on_size(self, stats: DatabaseStats) -> None:
        self._size = stats
        self._tell()

    def _on_count(self, messages: int) -> None:
        self._messages = messages
        self._tell()
        took = time.monotonic() - self._began
        self._rest.start(round(max(_SHORTEST_REST_S, took * _REST) * 1000))

    def _on_rested(self) -> None:
        if self._again:
            self._ask()

    def _leave(self, _error: ConstellationError) -> None:
        """Say what was last known: the panes tell of the fault."""

    def _tell(self) -> None:
        self.told.emit(facts_line(self._queries.database.path, self._size, self._messages))


def facts_line(path: Path, stats: DatabaseStats | None, messages: int | None) -> str:
    """Return the line: `~/.constellation/constellation.db · 412 MB · WAL · 1,204,331 messages`."""
    parts = [short_path(path)]
    if stats is not None:
        parts.append(size(stats.size + (stats.wal_size or 0)))
        parts.append("WAL" if stats.wal_enabled else "no WAL")
    if messages is not None:
        parts.append(tr("%n message(s)", "", messages))
    return " · ".join(parts)


def short_path(path: Path) -> str:
    """Return a path with the person's home as `~`."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
