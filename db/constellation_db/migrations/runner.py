"""Applies migrations and takes them back, each in one transaction, each recorded by name.

The runner is our own because the record is a contract: the original platform reads and writes the
same `_migrations` table and ignores names it does not know.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from constellation_db.cancellation import Cancellation
from constellation_db.errors import ConstellationError, MigrationFailed
from constellation_db.faults import translate
from constellation_db.migrations import MIGRATIONS
from constellation_db.migrations.migration import Migration
from constellation_db.records import MigrationStatus

# White space included: the text appears in sqlite_master, which both sides' stores share.
_CREATE_RECORD = """CREATE TABLE IF NOT EXISTS _migrations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      applied_at DATETIME DEFAULT CURRENT_TIMESTAMP
    )"""

# SQLite calls back every so many steps of its virtual machine; some tenths of a millisecond.
_STEPS_BETWEEN_LOOKS = 20_000


class TimeLimitReached(MigrationFailed):
    """An optional migration would have kept writers waiting for too long and was put off."""


def applied_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names that the store records, oldest first; none if it has no record."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_migrations'"
    ).fetchone()
    if known is None:
        return ()
    rows = connection.execute("SELECT name FROM _migrations ORDER BY id").fetchall()
    return tuple(name for (name,) in rows)


def status(
    connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS
) -> MigrationStatus:
    """Compare what the store records with `migrations`."""
    applied = applied_names(connection)
    known = [migration.NAME for migration in migrations]
    return MigrationStatus(
        total=len(known),
        applied=applied,
        pending=tuple(name for name in known if name not in applied),
        unknown=tuple(name for name in applied if name not in known),
    )


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    migrations: Sequence[Migration] = MIGRATIONS,
    *,
    time_limit: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancel: Cancellation | None = None,
) -> tuple[str, ...]:
    """Apply what is pending, in order, and return the names applied by this call.

    `time_limit` bounds, in seconds, how long one optional migration may hold the write lock; after
    that migration is undone and `TimeLimitReached` raised, while those before it stay. `progress`
    hears (done, total). Any other failure raises `MigrationFailed` with the store as it was before
    the failing migration.
    """
    pending = status(connection, migrations).pending
    done: list[str] = []
    warm: set[str] = set()
    for migration in migrations:
        if migration.NAME not in pending:
            continue
        if progress is not None:
            progress(len(done), len(pending))
        limit = time_limit if migration.OPTIONAL else None
        table = getattr(migration, "TABLE", None)
        if table is not None and table not in warm:
            _warm(connection, table, cancel)
            warm.add(table)
        if _step(connection, path, migration, undo=False, limit=limit, cancel=cancel):
            done.append(migration.NAME)
    if progress is not None:
        progress(len(pending), len(pending))
    return tuple(done)


def rollback_last(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> str | None:
    """Take back the last applied migration and return its name; None if there is none."""
    applied = applied_names(connection)
    if not applied:
        return None
    known = {migration.NAME: migration for migration in migrations}
    migration = known.get(applied[-1])
    if migration is None:
        raise MigrationFailed(
            "{path} was last migrated by {migration}, which this version does not know; "
            "use the version that made it.",
            path=path,
            migration=applied[-1],
        )
    _step(connection, path, migration, undo=True, limit=None, cancel=None)
    return migration.NAME


def _warm(connection: sqlite3.Connection, table: str, cancel: Cancellation | None) -> None:
    # Building an index reads the whole table while writers wait. Read it once before, when nobody
    # does: what then remains under the lock comes from memory.
    with _deadline(connection, None, cancel):
        try:
            connection.execute(f"SELECT count(created_at) FROM {table} NOT INDEXED").fetchone()  # noqa: S608 - ours
        except sqlite3.OperationalError:
            if cancel is not None:
                cancel.check()
            raise


def _step(
    connection: sqlite3.Connection,
    path: Path,
    migration: Migration,
    *,
    undo: bool,
    limit: float | None,
    cancel: Cancellation | None,
) -> bool:
    """Apply or undo one migration; False where another process was faster."""
    if cancel is not None:
        cancel.check()
    try:
        with _write_transaction(connection, enforced=migration.OPTIONAL):
            # Only now, behind the write lock, is the record certain.
            if (migration.NAME in applied_names(connection)) != undo:
                return False
            before = _violations(connection, migration)
            with _deadline(connection, limit, cancel):
                (migration.down if undo else migration.up)(connection)
            added = _violations(connection, migration) - before
            if added:
                raise sqlite3.IntegrityError(f"it leaves {added.total()} rows without their parent")
            _record(connection, migration.NAME, undo=undo)
    except Exception as error:
        if cancel is not None:
            cancel.check()
        raise _explained(error, path, migration, limit, undo=undo) from error
    return True


def _record(connection: sqlite3.Connection, name: str, *, undo: bool) -> None:
    if undo:
        connection.execute("DELETE FROM _migrations WHERE name = ?", (name,))
    else:
        connection.execute("INSERT INTO _migrations (name) VALUES (?)", (name,))


def _explained(
    error: Exception, path: Path, migration: Migration, limit: float | None, *, undo: bool
) -> ConstellationError:
    if isinstance(error, sqlite3.OperationalError) and str(error) == "interrupted":
        return TimeLimitReached(
            "{migration} would keep writers of {path} waiting for more than {limit} s and "
            "was put off; queries are slower until 'constellation-db migrate' is run at a quiet "
            "time with --no-time-limit.",
            path=path,
            migration=migration.NAME,
            limit=f"{limit:g}",
        )
    known = translate(error, path)
    if known is not None and not isinstance(error, sqlite3.IntegrityError):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code != sqlite3.SQLITE_ERROR:
            return known
    told = {"migration": migration.NAME, "detail": " ".join(str(error).split())}
    if undo:
        return MigrationFailed(
            "Migration {migration} could not be undone in {path} ({detail}); "
            "the store is as it was before.",
            path=path,
            **told,
        )
    return MigrationFailed(
        "Migration {migration} could not be applied to {path} ({detail}); "
        "the store is as it was before.",
        path=path,
        **told,
    )


@contextmanager
def _write_transaction(connection: sqlite3.Connection, *, enforced: bool) -> Iterator[None]:
    # Foreign keys can only be switched outside a transaction. While they are on, dropping a table
    # during a rebuild cascades into its children and empties them.
    if not enforced:
        connection.execute("PRAGMA foreign_keys=OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(_CREATE_RECORD)
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:  # COMMIT itself failed: a full disk, say
            connection.execute("ROLLBACK")
        if not enforced:
            connection.execute("PRAGMA foreign_keys=ON")


def _violations(connection: sqlite3.Connection, migration: Migration) -> Counter[tuple[str, str]]:
    # Rows that dangled before are the store's own; only new ones are the migration's fault. They
    # are counted, not named, because a rebuild may renumber rows.
    if migration.OPTIONAL:
        return Counter()
    rows = connection.execute("PRAGMA foreign_key_check")
    return Counter((child, parent) for child, _row, parent, _key in rows)


@contextmanager
def _deadline(
    connection: sqlite3.Connection, limit: float | None, cancel: Cancellation | None
) -> Iterator[None]:
    end = time.monotonic() + limit if limit is not None else None

    def stop() -> bool:
        late = end is not None and time.monotonic() > end
        return late or (cancel is not None and cancel.cancelled)

    connection.set_progress_handler(stop, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
