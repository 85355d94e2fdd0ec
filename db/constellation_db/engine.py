"""Engines and connections: every PRAGMA and every quirk of SQLite and its driver lives here.

How a store is opened for reading without writing anything beside it, by what lies there
(https://www.sqlite.org/wal.html#read_only_databases and .../uri.html):

- rollback journal mode: `mode=ro` writes nothing.
- WAL, with `-wal` and `-shm`: a writer is alive or was killed; `mode=ro&readonly_shm=1` joins it
  and maps the shared memory read-only.
- WAL, with frames in `-wal` but no `-shm` (a copied or crashed store): the frames count, but a
  plain `mode=ro` would create `-shm`. Exclusive locking keeps the index of the WAL in private
  memory instead; the lock-free VFS is needed because an exclusive lock wants a writable file.
- WAL, no frames: all is in the main file, and `mode=ro` would create both files. `immutable=1`
  reads the file alone. SQLite then trusts it not to change, so each checkout looks again and
  replaces connections that were opened under other circumstances.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, QueuePool, create_engine, event, exc

from constellation_db import header
from constellation_db.faults import translate
from constellation_db.patience import PatientConnection

BUSY_TIMEOUT_S = 5.0
_CACHE_KIB = 8_000
# While millions of rows are inserted: derived ids fall anywhere in their index.
WIDE_CACHE = "PRAGMA cache_size=-64000"
_SHARED_READ_ONLY = "readonly_shm=1"
_DRIVER = "sqlite+pysqlite://"
_LOCKLESS_VFS = "win32-none" if sys.platform == "win32" else "unix-none"

# Text that is not UTF-8 must display: a replacement character instead of an exception.
_text = partial(str, encoding="utf-8", errors="replace")


class Access(NamedTuple):
    """How a store may be read right now, and what to see to notice that this has changed."""

    parameters: str
    exclusive: bool
    evidence: tuple[object, ...]

    @property
    def lockless(self) -> bool:
        """Whether SQLite takes no locks on this way."""
        return self.evidence[0] in ("settled", "copied")


def _stamp(path: str) -> tuple[int, ...] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - on the way of every read; Path costs as much again
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def in_wal_mode(path: Path) -> bool:
    """Whether the store's file says that it is in WAL mode; an immutable connection would not."""
    return header.read(path, 20)[18:] == b"\x02\x02"  # https://www.sqlite.org/fileformat.html


def reading_access(path: Path) -> Access:
    """Return how to read the store at `path` without writing beside it; see the module's text."""
    name = str(path)
    if not in_wal_mode(path):
        return Access("mode=ro", False, ("rollback",))
    wal = _stamp(f"{name}-wal")
    if wal is None or wal[1] == 0:
        return Access("mode=ro&immutable=1", False, ("settled", _stamp(name)))
    if _stamp(f"{name}-shm") is not None:
        return Access(f"mode=ro&{_SHARED_READ_ONLY}", False, ("live",))
    return Access(f"mode=ro&vfs={_LOCKLESS_VFS}", True, ("copied", wal, _stamp(name)))


def _uri(path: Path, parameters: str) -> str:
    return f"{path.absolute().as_uri()}?{parameters}"


def connect(path: Path, parameters: str, *, exclusive: bool = False) -> sqlite3.Connection:
    """Open one connection in which transactions begin only where we say so.

    The caller closes it, on any thread. `parameters` are those of an SQLite URI.
    """
    connection = sqlite3.connect(
        _uri(path, parameters),
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,  # the driver's implicit BEGIN is deferred: a write lock too late
        check_same_thread=False,
        factory=PatientConnection if _SHARED_READ_ONLY in parameters else sqlite3.Connection,
        cached_statements=256,
    )
    connection.text_factory = _text
    try:
        if exclusive:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        connection.create_function("contains_folded", 2, _contains_folded, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _contains_folded(stored: bytes | None, folded: str) -> bool:
    """Whether text, given as its bytes, holds `folded` (already case-folded), ignoring case.

    Bytes because the driver refuses to hand text that is not UTF-8 to a function.
    """
    return stored is not None and folded in _text(stored).casefold()


def connect_reading(path: Path) -> sqlite3.Connection:
    """Open one connection that writes nothing, neither to the store nor beside it."""
    access = reading_access(path)
    if access.lockless:
        _wait_for_release(path)
        access = reading_access(path)
    return connect(path, access.parameters, exclusive=access.exclusive)


def _wait_for_release(path: Path) -> None:
    # A process that holds a WAL store exclusively has no -shm by which to notice it. Read without
    # locks, the store would change under us.
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while header.is_locked(path):
        if time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")
        time.sleep(0.01)


def connect_writing(path: Path) -> sqlite3.Connection:
    """Open one connection with the store's pragmas; creates an empty file if none is there."""
    connection = connect(path, "mode=rwc")
    try:
        _enter_wal(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _enter_wal(connection: sqlite3.Connection) -> None:
    # Changing the journal mode takes an exclusive lock for which SQLite does not always call the
    # busy handler: two processes that open a new store at once collide here.
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _engine(creator: Callable[[], sqlite3.Connection], path: Path) -> Engine:
    engine = create_engine(
        _DRIVER, creator=creator, poolclass=QueuePool, pool_size=4, max_overflow=60
    )

    @event.listens_for(engine, "handle_error")
    def _translate(context: Any) -> None:
        problem = translate(context.original_exception, path)
        if problem is not None:
            # Raised, not set: the attribute only tells one listener what another one raised.
            raise problem from context.original_exception

    return engine


def writing_engine(path: Path) -> Engine:
    """Return an engine whose connections may read and write the store."""
    return _engine(partial(connect_writing, path), path)


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections write nothing and follow what other processes write."""

    engine = _engine(partial(connect_reading, path), path)

    @event.listens_for(engine, "connect")
    def _remember(_connection: Any, record: Any) -> None:
        record.info["evidence"] = reading_access(path).evidence

    @event.listens_for(engine, "checkout")
    def _look_again(_connection: Any, record: Any, _proxy: Any) -> None:
        try:
            evidence = reading_access(path).evidence
        except OSError:
            return  # gone or replaced: the open connection still shows what it had
        if evidence != record.info["evidence"]:
            raise exc.DisconnectionError("the store is being written now")

    return engine
