"""Preparing a store for fast reading: in the background, with progress, and declinable."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import Cancellation, ConstellationError, Database
from constellation_db.migrations.runner import TimeLimitReached
from constellation_gui.explaining import RETRY
from constellation_gui.jobs import Job, Progress
from constellation_gui.notice import Notice, Step
from constellation_gui.stores_in_use import StoresInUse
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import said, tr

ABOUT = "migration"

_EXPLAINED = tr(
    "{name} is being prepared for fast reading: indexes are added, after a verified copy of the "
    "store was put beside it. It can be read meanwhile, only slower."
)
_DECLINED = tr("{name} was left as it is and is open for reading only; reading may be slower.")
_PUT_OFF = tr(
    "An index of {name} was put off, because runs that write would have to wait for it for some "
    "seconds; reading is slower without it."
)
_DONE = tr("{name} is prepared for fast reading; the copy from before is beside it")


class Migrating(QObject):
    """Migrates one store at a time, tells about it, and lets the person decline.

    `declined` gives the store's `Database`, which must then be opened for reading only; `accepted`
    asks for one that was declined to be opened for writing.
    """

    declined = Signal(object)
    accepted = Signal()
    done = Signal()

    def __init__(
        self, stores: StoresInUse, status: StatusBar, banners: BannerArea, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stores = stores
        self._status = status
        self._banners = banners
        self._job: Job | None = None
        self._panel: WorkPanel | None = None

    @property
    def running(self) -> bool:
        """Whether a store is being migrated."""
        return self._job is not None

    def begin(self, database: Database, *, limited: bool = True) -> None:
        """Apply what is pending, unless another window does.

        `limited` puts off an index that holds writers up for too long.
        """
        path, name = database.path, database.path.name
        if not self._stores.begin_preparing(path):
            return

        def work(progress: Progress, cancel: Cancellation) -> object:
            if limited:
                return database.migrate(progress=progress, cancel=cancel)
            return database.migrate(progress=progress, cancel=cancel, time_limit=None)

        job = Job(work, name="migrating", parent=self)
        self._job = job
        self._panel = self._status.begin(tr("Preparing {name}").format(name=name))
        self._panel.cancel_asked.connect(job.cancel)
        job.progressed.connect(self._panel.advance)
        job.succeeded.connect(lambda _names: self._on_done(job, name))
        job.failed.connect(lambda error: self._on_failed(job, database, error))
        job.cancelled.connect(lambda: self._on_cancelled(job, database))
        job.ended.connect(lambda: self._stores.end_preparing(path))
        job.ended.connect(job.deleteLater)
        self._banners.tell(
            Notice(
                ABOUT,
                "info",
                _EXPLAINED.format(name=name),
                (Step(tr("Leave It as It Is"), job.cancel),),
            )
        )
        job.start()

    def stop(self) -> None:
        """Leave the store: what is applied stays, the rest comes next time."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self._take_away()

    def wait(self) -> None:
        """Block until no thread is migrating."""
        for job in self.findChildren(Job):
            job.wait()

    def tell_declined(self, name: str) -> None:
        """Say that a store is as its owner left it, and how to change one's mind."""
        self._banners.tell(
            Notice(
                ABOUT,
                "info",
                _DECLINED.format(name=name),
                (Step(tr("Prepare It Now"), self.accepted.emit),),
            )
        )

    def _take_away(self) -> None:
        self._banners.dismiss(ABOUT)
        if self._panel is not None:
            self._status.end(self._panel)
            self._panel = None

    def _on_done(self, job: Job, name: str) -> None:
        if job is not self._job or self._panel is None:
            return
        self._job = None
        self._banners.dismiss(ABOUT)
        self._panel.finish(_DONE.format(name=name))
        self._panel = None
        self.done.emit()

    def _on_cancelled(self, job: Job, database: Database) -> None:
        if job is self._job:
            self._job = None
            self._take_away()
            self.declined.emit(database)

    def _on_failed(self, job: Job, database: Database, error: ConstellationError) -> None:
        if job is not self._job:
            return
        self._job = None
        self._take_away()
        put_off = isinstance(error, TimeLimitReached)
        again = partial(self.begin, database, limited=not put_off)
        text = _PUT_OFF.format(name=database.path.name) if put_off else said(error)
        step = Step(tr("Build It Now") if put_off else RETRY, again)
        self._banners.tell(Notice(ABOUT, "info" if put_off else "error", text, (step,)))
