"""What is at a path before it is opened as a store, and the copy kept before a migration."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from constellation_db import header
from constellation_db.backup import Progress, backup
from constellation_db.cancellation import Cancellation
from constellation_db.engine import connect, connect_reading
from constellation_db.errors import (
    AccessDenied,
    DatabaseCorrupt,
    DatabaseNotFound,
    DatabaseReadOnly,
    InvalidValue,
    NotADatabase,
)
from constellation_db.migrations import runner
from constellation_db.records import MigrationStatus
from constellation_db.schema import metadata

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_URL_SCHEME = "sqlite:///"


def store_path(path_or_url: Path | str | None) -> Path:
    """Return the file that a path, a `sqlite:///` URL or None (the platform's own) stands for."""
    if path_or_url is None:
        return (Path.home() / ".constellation" / "constellation.db").resolve()
    if isinstance(path_or_url, str) and "://" in path_or_url:
        if not path_or_url.startswith(_URL_SCHEME) or path_or_url == _URL_SCHEME:
            raise InvalidValue(
                "{scheme}:// stores are not supported; give a path or a sqlite:///PATH address.",
                scheme=path_or_url.split("://", 1)[0],
            )
        path_or_url = path_or_url.removeprefix(_URL_SCHEME)
    if str(path_or_url) in ("", ":memory:"):
        raise InvalidValue("A store is a file; give its path.")
    # Resolved: SQLite puts its files beside the file that a link leads to.
    return Path(path_or_url).expanduser().resolve()


def examine(
    path: Path, *, create: bool, recover: bool, default: bool = False
) -> MigrationStatus | None:
    """Look at the file without changing anything; None for one that will become a new store.

    Raises the error that says what is wrong with it. `create` allows a missing or an empty file,
    `default` to make its folder, `recover` to take back what a killed writer left half written.
    """
    if create and default:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.is_dir():
        raise NotADatabase("{path} is a folder; choose the file of a store.", path=path)
    if not path.exists():
        _check_missing(path, create=create)
        return None
    size = path.stat().st_size
    if not os.access(path, os.R_OK):
        raise AccessDenied("{path} may not be read; check who may read it.", path=path)
    if size == 0 and not _is_filled(path, "-wal"):
        if not create:
            raise NotADatabase(
                "{path} is empty; open it for writing to make it a new store.", path=path
            )
        return None
    _check_header(path, size)
    return _check_contents(path, create=create, recover=recover)


def _check_missing(path: Path, *, create: bool) -> None:
    if not path.parent.is_dir():
        raise DatabaseNotFound(
            "{path} does not exist, nor does its folder; check the path.", path=path
        )
    if not create:
        raise DatabaseNotFound("{path} does not exist; check the path.", path=path)
    if not os.access(path.parent, os.W_OK):
        raise DatabaseReadOnly(
            "{path} cannot be created: its folder may not be written; choose another place.",
            path=path,
        )


def _is_filled(path: Path, suffix: str) -> bool:
    beside = path.with_name(f"{path.name}{suffix}")
    return beside.exists() and beside.stat().st_size > 0


def _check_header(path: Path, size: int) -> None:
    """Refuse other files at once, and one that is shorter than it says (a copy broken off)."""
    start = header.read(path, _HEADER_SIZE)
    if size and not start.startswith(_MAGIC):
        raise NotADatabase(
            "{path} is not an SQLite database; choose a Constellation store.", path=path
        )
    if 0 < len(start) < _HEADER_SIZE:
        raise DatabaseCorrupt(
            "{path} is cut short after {size} bytes; restore it from a backup.",
            path=path,
            size=size,
        )
    page_size = int.from_bytes(start[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    pages = int.from_bytes(start[28:32], "big")
    # The count is only kept by writers since SQLite 3.7; they repeat the change counter beside it.
    counted = start[24:28] == start[92:96]
    # Then the file is only a part of the store.
    unfinished = _is_filled(path, "-wal") or _is_filled(path, "-journal")
    if counted and size < pages * page_size and not unfinished:
        raise DatabaseCorrupt(
            "{path} is cut short: {size} of {whole} bytes are there; restore it from a backup.",
            path=path,
            size=size,
            whole=pages * page_size,
        )


def _check_contents(path: Path, *, create: bool, recover: bool) -> MigrationStatus | None:
    # SQLite recovers a store by itself, but only over a connection that may write.
    recovering = recover and _is_filled(path, "-journal")
    connection = connect(path, "mode=rw") if recovering else connect_reading(path)
    try:
        found: dict[str, set[str]] = {
            name: {column[1] for column in connection.execute(f'PRAGMA table_info("{name}")')}
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
            ).fetchall()
            if '"' not in name
        }
        status = runner.status(connection) if "_migrations" in found else None
    except sqlite3.OperationalError as error:
        if "no such column" in str(error):  # another application's table of that name
            raise _foreign(path) from error
        raise
    finally:
        connection.close()
    if not found or (set(found) == {"_migrations"} and status is not None and not status.applied):
        if create:
            return None
        raise NotADatabase(
            "{path} is a database without tables; open it for writing to make it a new store.",
            path=path,
        )
    for table in metadata.sorted_tables:
        if not {column.name for column in table.columns} <= found.get(table.name, set()):
            raise _foreign(path)
    return status if status is not None else MigrationStatus(0, (), (), ())


def _foreign(path: Path) -> NotADatabase:
    return NotADatabase(
        "{path} is another application's database, no Constellation store; choose another file.",
        path=path,
    )


def keep_copy(
    path: Path,
    status: MigrationStatus,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> bool:
    """Before a store with data goes beyond `001_initial`, keep a verified copy beside it.

    Returns whether one was made: `NAME.before-NNN-YYYYMMDD-HHMMSS.bak`, after the first pending
    migration. A new or an empty store needs none. `progress` hears (pages copied, pages in all).
    """
    if "001_initial" not in status.applied:
        return False
    connection = connect_reading(path)
    try:
        filled = any(
            connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone()  # noqa: S608 - ours
            for table in metadata.sorted_tables
        )
    finally:
        connection.close()
    if not filled:
        return False
    number = status.pending[0].split("_", 1)[0]
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.name}.before-{number}-{moment}.bak")
    backup(path, target, progress=progress, cancel=cancel)
    return True
