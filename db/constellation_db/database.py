"""Database: a store that is open: its repositories, migrations, backup and statistics."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select

from constellation_db import header, schema, watching
from constellation_db.backup import backup
from constellation_db.cancellation import Cancellation
from constellation_db.changes import Changes, Mark
from constellation_db.engine import (
    BUSY_TIMEOUT_S,
    connect_reading,
    connect_writing,
    in_wal_mode,
    reading_access,
    reading_engine,
    writing_engine,
)
from constellation_db.errors import (
    ConstellationError,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    SchemaTooNew,
)
from constellation_db.exporting.rows import StoredRows
from constellation_db.faults import translating
from constellation_db.filelock import held
from constellation_db.importing.storing import Imports
from constellation_db.migrations import runner
from constellation_db.opening import examine, keep_copy, store_path
from constellation_db.records import BackupResult, DatabaseStats, MigrationStatus
from constellation_db.repositories.agents import AgentRepository
from constellation_db.repositories.events import EventRepository
from constellation_db.repositories.history import HistoryRepository
from constellation_db.repositories.message_search import MessageSearch
from constellation_db.repositories.names import Names
from constellation_db.repositories.outputs import OutputRepository
from constellation_db.repositories.projects import ProjectRepository
from constellation_db.repositories.sums import Sums
from constellation_db.search_index.keeping import SearchIndex
from constellation_db.session import Session

# A writer waits five seconds by default (better-sqlite3, and we); an index that takes longer to
# build while one waits would fail its write.
INDEX_TIME_LIMIT_S = 4.0

# Progress of a migration: the copy is one part, each migration another.
_PART = 1_000

_PAGES = "SELECT * FROM pragma_page_size, pragma_page_count"


class Database:
    """An open store. Safe to use from several threads; transactions belong to their thread.

    `read_only_reason` says why a store that was asked for writing may only be read, and
    `migration_problem` why migrations are still pending after an open that should have run them.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        read_only: bool,
        read_only_reason: ConstellationError | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.read_only_reason = read_only_reason
        self.migration_problem: ConstellationError | None = None
        refusal = read_only_reason or DatabaseReadOnly(
            "{path} is open for reading only; open it for writing to change it.", path=path
        )
        header.keep(path)
        self._keeps_header = True
        self._session = Session(path, engine, refusal=refusal if read_only else None)
        self._watch_lock = threading.Lock()
        self._watcher: tuple[object, sqlite3.Connection] | None = None
        self.projects = ProjectRepository(self._session)
        self.agents = AgentRepository(self._session)
        self.history = HistoryRepository(self._session)
        self.events = EventRepository(self._session)
        self.outputs = OutputRepository(self._session)
        self.names = Names(self._session)
        self.search_index = SearchIndex(path)
        self.search = MessageSearch(self._session, self.search_index.narrowing)
        self.sums = Sums(self._session)
        self.imports = Imports(self._session)
        self.rows = StoredRows(self._session)

    # -- Opening and closing -----------------------------------------------------------------------

    @staticmethod
    def default_path() -> Path:
        """Return where the platform keeps its store: `~/.constellation/constellation.db`."""
        return store_path(None)

    @classmethod
    def open(
        cls,
        path_or_url: Path | str | None = None,
        *,
        read_only: bool = False,
        migrate: bool = True,
    ) -> Self:
        """Open a store, by path or `sqlite:///` URL; without one, the platform's own.

        A missing or empty file becomes a new store, if the folder exists (the default folder is
        made, for the user alone) and both writing and migrating are asked for. Pending migrations
        run, after a verified copy was put beside a store that holds data. With `read_only` nothing
        is written, neither to the store nor beside it.

        Raises the errors of `constellation_db.errors`; nothing stays open then, and nothing has
        changed. A store with migrations unknown to this version opens for reading only, with
        `read_only_reason`.
        """
        path = store_path(path_or_url)
        with header.kept(path):
            database = cls._opened(path, read_only, migrate, default=path_or_url is None)
            try:
                if not database.read_only:
                    database._get_ready(migrate=migrate)
            except BaseException:
                database.close()
                raise
        return database

    @classmethod
    def _opened(cls, path: Path, read_only: bool, migrate: bool, *, default: bool) -> Self:
        with translating(path):
            writing = not read_only
            status = examine(path, create=migrate and writing, recover=writing, default=default)
            if read_only:
                return cls(path, reading_engine(path), read_only=True)
            if status is not None and status.unknown:
                reason = SchemaTooNew(
                    "{path} was migrated by a newer version ({migrations}); "
                    "it can be read, but not written: update Constellation.",
                    path=path,
                    migrations=", ".join(status.unknown),
                )
                return cls(path, reading_engine(path), read_only=True, read_only_reason=reason)
            return cls(path, writing_engine(path), read_only=False)

    def _get_ready(self, *, migrate: bool) -> None:
        if not migrate:
            with self._session.reading() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").fetchone()
            return
        try:
            self.migrate()
        except (runner.TimeLimitReached, DatabaseLocked, DiskFull) as problem:
            # Only what makes queries faster may be put off.
            if "001_initial" not in self.migration_status().applied:
                raise
            self.migration_problem = problem

    def close(self) -> None:
        """Close every connection; a transaction still open in some thread is rolled back."""
        with self._watch_lock:
            if self._watcher is not None:
                self._watcher[1].close()
                self._watcher = None
            self._session.close()
            self.search_index.narrowing.close()
            if self._keeps_header:
                self._keeps_header = False
                header.release(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- Reading and writing -----------------------------------------------------------------------

    def transaction(self) -> AbstractContextManager[None]:
        """Make the writes of this thread atomic; inside another transaction, a savepoint."""
        return self._session.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """Let the reads of this thread see one instant of the store."""
        return self._session.snapshot()

    def cancellable(self, cancellation: Cancellation) -> AbstractContextManager[None]:
        """Let `cancellation` stop the statements of this thread; they raise `Cancelled` then."""
        return self._session.cancellable(cancellation)

    # -- The store as a whole ----------------------------------------------------------------------

    def migration_status(self) -> MigrationStatus:
        """Return which migrations are applied, pending and unknown."""
        with self._raw() as connection:
            return runner.status(connection)

    def migrate(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancellation | None = None,
        time_limit: float | None = INDEX_TIME_LIMIT_S,
    ) -> tuple[str, ...]:
        """Apply pending migrations and return their names, oldest first.

        A store that holds data is copied first, verified, to `NAME.before-NNN-DATE.bak` beside it.
        `time_limit` (seconds, None for none) bounds how long a writer waits for one index;
        `runner.TimeLimitReached` says that one was put off. `progress` hears (done, total), in
        units that mean nothing but their proportion.
        """
        self._refuse_if_read_only()
        if not self.migration_status().pending:
            return ()
        lock = self.path.with_name(f".{self.path.name}.migrating")
        busy = DatabaseLocked(
            "{path} is being migrated by another process; try again when it is done.",
            path=self.path,
        )
        with translating(self.path), held(lock, BUSY_TIMEOUT_S, busy, cancel):
            # Only now is certain what another process, which opened it too, has left to do.
            status = self.migration_status()
            return self._migrate(status, progress, cancel, time_limit) if status.pending else ()

    def _migrate(
        self,
        status: MigrationStatus,
        progress: Callable[[int, int], None] | None,
        cancel: Cancellation | None,
        time_limit: float | None,
    ) -> tuple[str, ...]:
        parts = 1 + len(status.pending)

        def copying(pages: int, total: int) -> None:
            if progress is not None:
                progress(_PART * pages // max(total, 1), _PART * parts)

        def migrating(done: int, _total: int) -> None:
            if progress is not None:
                progress(_PART * (1 + done), _PART * parts)

        keep_copy(self.path, status, progress=copying, cancel=cancel)
        with self._raw() as connection:
            return runner.migrate(
                connection, self.path, time_limit=time_limit, progress=migrating, cancel=cancel
            )

    def rollback_last(self) -> str | None:
        """Take back the last migration and return its name, None if there is none.

        Taking back `001_initial` drops the tables with everything in them.
        """
        self._refuse_if_read_only()
        with self._raw() as connection:
            return runner.rollback_last(connection, self.path)

    def backup(
        self,
        target: Path | str,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancellation | None = None,
    ) -> BackupResult:
        """Copy the store as of now to `target`, verified, while others go on writing.

        See `constellation_db.backup.backup`.
        """
        return backup(self.path, Path(target), progress=progress, cancel=cancel)

    def get_stats(self, *, wal_size: bool = False, tables: bool = False) -> DatabaseStats:
        """Return the store's size and shape; counting the tables' rows reads their indexes."""
        wal = self.path.with_name(f"{self.path.name}-wal")
        together = self.snapshot() if tables else nullcontext()
        with together, self._session.reading() as connection:
            page_size, page_count = connection.exec_driver_sql(_PAGES).one()
            counts = None
            if tables:
                counts = {
                    table.name: connection.execute(
                        select(func.count()).select_from(table)
                    ).scalar_one()
                    for table in schema.metadata.sorted_tables
                }
        return DatabaseStats(
            path=self.path,
            size=self.path.stat().st_size,
            page_size=page_size,
            page_count=page_count,
            wal_enabled=in_wal_mode(self.path),
            wal_size=(wal.stat().st_size if wal.exists() else 0) if wal_size else None,
            tables=counts,
        )

    def data_version(self) -> int:
        """Return a number that is another one after any other connection has committed."""
        with self._watch_lock, translating(self.path):
            access = reading_access(self.path)
            if self._watcher is None or self._watcher[0] != access:
                if self._watcher is not None:
                    self._watcher[1].close()
                self._watcher = (access, connect_reading(self.path))
            (version,) = self._watcher[1].execute("PRAGMA data_version").fetchone()
            return hash((access, version))

    def changes(self, since: Mark | None = None) -> tuple[Mark, Changes]:
        """Return a mark of how the store is now, and what is different since an earlier one.

        Without an earlier mark everything is. Needs a statement, and up to two more when
        something was written; whether anything was, `data_version` says for less. A message that
        was changed or deleted in place by anybody but an import, which the platform never does, is
        not noticed.
        """
        with self.snapshot(), self._session.reading() as connection, translating(self.path):
            return watching.look(connection, since)

    def _refuse_if_read_only(self) -> None:
        if self._session.refusal is not None:
            raise self._session.refusal

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of the driver, outside the pool."""
        connect = connect_reading if self.read_only else connect_writing
        with translating(self.path), closing(connect(self.path)) as connection:
            yield connection
