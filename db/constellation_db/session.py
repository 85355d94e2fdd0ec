"""Session: which connection a thread reads and writes on, in which transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine

from constellation_db.cancellation import Cancellation
from constellation_db.errors import ConstellationError, DatabaseReadOnly
from constellation_db.faults import translating


class _Thread(threading.local):
    """What a thread has open: its transaction or snapshot, and what may cancel it."""

    connection: Connection | None = None
    writing: bool = False
    cancellation: Cancellation | None = None


class Session:
    """The connections of one open store, handed to whoever reads and writes it.

    `refusal` is raised by every write where it is not None. Usable from several threads; each has
    its own transaction.
    """

    def __init__(self, path: Path, engine: Engine, *, refusal: ConstellationError | None) -> None:
        self.refusal = refusal
        self._path = path
        self._engine = engine
        self._thread = _Thread()
        self._closed = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the writes of this thread atomic; inside another transaction, a savepoint."""
        if self._thread.connection is None:
            with self.writing():
                yield
        else:
            with self.writing() as connection, connection.begin_nested():
                yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let the reads of this thread see one instant of the store."""
        with self._opened("DEFERRED", writing=False):
            yield

    @contextmanager
    def cancellable(self, cancellation: Cancellation) -> Iterator[None]:
        """Let `cancellation` stop the statements of this thread; they raise `Cancelled` then."""
        outer, self._thread.cancellation = self._thread.cancellation, cancellation
        try:
            cancellation.check()
            yield
        finally:
            self._thread.cancellation = outer

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection to write on: the thread's transaction, or a new one."""
        if self.refusal is not None:
            raise self.refusal
        thread = self._thread
        if thread.connection is not None and not thread.writing:
            raise DatabaseReadOnly("A snapshot only reads; write outside of it.", path=self._path)
        if thread.connection is not None:
            if thread.cancellation is not None:
                thread.cancellation.check()
            # No savepoint: it would cost more than the row, and one statement is atomic as it is.
            yield thread.connection
            return
        with self._opened("IMMEDIATE", writing=True) as connection:
            yield connection

    def insert(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a compiled INSERT for each of the rows: one statement, atomic with its transaction.

        On the driver's own connection: SQLAlchemy's way there costs twice what SQLite takes.
        """
        with self.writing() as connection, translating(self._path):
            if len(rows) == 1:
                _driver(connection).execute(statement, rows[0])
            else:
                _driver(connection).executemany(statement, rows)

    @contextmanager
    def blob(self, table: str, column: str, place: int) -> Iterator[sqlite3.Blob]:
        """Give a value that is not NULL for reading in pieces; `place` is the row's sequence.

        SQLite's incremental reading gives up the interpreter lock, and knows a length without
        reading what it is the length of.
        """
        with (
            self.reading() as connection,
            translating(self._path),
            _driver(connection).blobopen(table, column, place, readonly=True) as blob,
        ):
            yield blob

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection to read on: the thread's own, or one for now."""
        if self._thread.connection is not None:
            if self._thread.cancellation is not None:
                self._thread.cancellation.check()
            yield self._thread.connection
            return
        with self._connected() as connection:
            yield connection

    @contextmanager
    def interrupting(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let what cancels this thread's work interrupt a connection to another file, too."""
        cancellation = self._thread.cancellation
        with nullcontext() if cancellation is None else cancellation.interrupting(connection):
            yield

    @contextmanager
    def _opened(self, mode: str, *, writing: bool) -> Iterator[Connection]:
        thread = self._thread
        if thread.connection is not None:  # a snapshot in a snapshot, or in a transaction
            yield thread.connection
            return
        with self._connected() as connection, connection.begin():
            # The driver is in autocommit, so that a transaction begins where and as we say; an
            # engine event for it would cost every single read as much as the read itself.
            connection.exec_driver_sql(f"BEGIN {mode}")
            thread.connection, thread.writing = connection, writing
            try:
                yield connection
            finally:
                thread.connection, thread.writing = None, False

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        cancellation = self._thread.cancellation
        with self._engine.connect() as connection:
            try:
                if cancellation is None:
                    yield connection
                else:
                    with cancellation.interrupting(_driver(connection)):
                        yield connection
            finally:
                if self._closed:  # back in the pool it would stay open
                    connection.invalidate()

    def close(self) -> None:
        """Close every connection; one in use by another thread, when that is done with it."""
        self._closed = True
        self._engine.dispose()


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)
