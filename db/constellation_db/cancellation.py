"""Stopping work from another thread: a flag that also interrupts the statement in flight."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from constellation_db.errors import Cancelled


class Cancellation:
    """Asked for by one thread, obeyed by another; see `Database.cancellable`.

    Cancelling is for good: a cancellation serves one piece of work.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop the work: a running statement ends early, and no further one starts."""
        with self._lock:
            self._cancelled = True
            for connection in self._connections:
                connection.interrupt()

    def check(self) -> None:
        """Raise `Cancelled` if `cancel` was called."""
        if self._cancelled:
            raise Cancelled("The work was cancelled; nothing of it remains.")

    @contextmanager
    def interrupting(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let `cancel` interrupt what runs on the connection inside."""
        with self._lock:
            self.check()
            self._connections.append(connection)

        def on_statement(_sql: str) -> None:
            # An interrupt reaches what is running. This is called when a statement has just begun:
            # a cancel that came before is noticed here, and one that comes later interrupts.
            if self._cancelled:
                connection.interrupt()

        connection.set_trace_callback(on_statement)
        try:
            yield
        finally:
            connection.set_trace_callback(None)
            # Under the lock: an interrupt on its way must not hit the connection's next user.
            with self._lock:
                self._connections.remove(connection)
