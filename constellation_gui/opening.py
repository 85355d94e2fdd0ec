"""Opening a store for the window: readable at once, migrated later, never created by a slip."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from constellation_db import (
    AccessDenied,
    Cancellation,
    ConstellationError,
    Database,
    DatabaseReadOnly,
)
from constellation_db.opening import examine, store_path
from constellation_gui.jobs import Job, Progress
from constellation_gui.live import Observation, observe
from constellation_gui.sample_store import ensure_sample
from constellation_gui.startup import Request
from constellation_gui.stores_in_use import StoresInUse, Use
from constellation_gui.wording import tr


class OpenElsewhereError(DatabaseReadOnly):
    """A store that cannot be written here, because another window has it open for reading only."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that was opened, and what the window needs to know of it at once.

    `pending` names migrations that are not applied; `declined` says that it is open for reading
    only because its owner wants it left without them. `refused` is why it is, although writing was
    asked for. `seen` is what it was like before anything was read. `use` is the window's.
    """

    request: Request
    database: Database
    pending: tuple[str, ...]
    declined: bool
    refused: ConstellationError | None
    seen: Observation
    use: Use

    def close(self) -> None:
        """Close the database, and let other windows write to it."""
        self.database.close()
        self.use.leave()


def open_store(
    request: Request,
    stores: StoresInUse,
    declined: Collection[str] = (),
    progress: Progress | None = None,
) -> Opened:
    """Open what is asked for, without migrating it; to be called off the GUI thread.

    Stores whose path is among `declined` are opened for reading only, and so is one that another
    window reads only.

    An existing file that is empty becomes a new store; a missing one does not. Where the system
    refuses writing, reading is tried. Raises the errors of `Database.open`.
    """
    if request.store is None:
        path, read_only = ensure_sample(progress), True
    else:
        path = store_path(request.store)
        read_only = request.read_only or str(path) in declined
    use = stores.enter(path, reading=read_only)
    try:
        return _opened(request, path, use, declined=not request.read_only and str(path) in declined)
    except BaseException:
        use.leave()
        raise


def _opened(request: Request, path: Path, use: Use, *, declined: bool) -> Opened:
    database, refused = _database(path, use)
    try:
        pending = database.migration_status().pending
        return Opened(
            request,
            database,
            pending,
            bool(pending) and declined,
            refused or database.read_only_reason,
            observe(database),
            use,
        )
    except BaseException:
        database.close()
        raise


def _database(path: Path, use: Use) -> tuple[Database, ConstellationError | None]:
    """Open the store as its use allows; also returns why it is not open for writing."""
    refused: ConstellationError | None = None
    if use.refused:
        refused = OpenElsewhereError(
            tr(
                "{path} is open for reading only in another window, and therefore here too; "
                "close it there to write to it."
            ).format(path=path),
            path=path,
        )
    try:
        return Database.open(
            path, read_only=use.reading, migrate=_is_blank(path, use.reading)
        ), refused
    except (DatabaseReadOnly, AccessDenied) as error:
        if use.reading:
            raise
        use.only_read()
        return Database.open(path, read_only=True), error


def _is_blank(path: Path, read_only: bool) -> bool:
    """Whether there is a file that will become a new store."""
    if read_only or not path.is_file():
        return False
    try:
        return examine(path, create=True, recover=False) is None
    except Exception:  # whatever is wrong with the file, opening it will say so
        return False


class Opener(QObject):
    """Opens one store at a time in a thread; a newer request makes an older one void.

    `began` gives the request; then comes `opened` with `Opened`, or `failed` with the request and
    the world's fault.
    """

    began = Signal(object)
    progressed = Signal(float)
    opened = Signal(object)
    failed = Signal(object, object)

    def __init__(self, stores: StoresInUse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stores = stores
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a store is being opened."""
        return self._job is not None

    def open(self, request: Request, declined: Collection[str] = ()) -> None:
        """Open the store, and forget about any other that is still being opened."""

        def work(progress: Progress, _cancel: Cancellation) -> Opened:
            return open_store(request, self._stores, declined, progress)

        job = self._job = Job(work, name="opening a store", parent=self)
        job.progressed.connect(lambda fraction: self._if_current(job, self.progressed, fraction))
        job.succeeded.connect(lambda opened: self._on_opened(job, opened))
        job.failed.connect(lambda error: self._on_failed(job, request, error))
        job.ended.connect(job.deleteLater)
        self.began.emit(request)
        job.start()

    def abandon(self) -> None:
        """Open nothing after all."""
        self._job = None

    def wait(self) -> None:
        """Block until no thread is opening anything, and close what they opened."""
        for job in self.findChildren(Job):
            job.wait()

    def _if_current(self, job: Job, signal: object, *values: object) -> None:
        if job is self._job:
            signal.emit(*values)  # type: ignore[attr-defined]

    def _on_opened(self, job: Job, opened: Opened) -> None:
        if job is self._job:
            self._job = None
            self.opened.emit(opened)
        else:
            opened.close()

    def _on_failed(self, job: Job, request: Request, error: ConstellationError) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(request, error)
