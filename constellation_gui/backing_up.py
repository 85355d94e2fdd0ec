"""Backing a store up: where to, how far, and what came of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from constellation_db import BackupResult, Cancellation, ConstellationError, Database
from constellation_gui.explaining import RETRY
from constellation_gui.file_dialogs import file_dialog
from constellation_gui.formatting import size
from constellation_gui.jobs import Job, Progress
from constellation_gui.notice import Notice, Step
from constellation_gui.sample_store import sample_path
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import said, tr

ABOUT = "backup"


class BackingUp(QObject):
    """Asks for a place, writes a verified copy there in the background, and says what it did.

    `running_changed` tells whether a backup is under way; there is one at a time.
    """

    running_changed = Signal(bool)

    def __init__(self, status: StatusBar, banners: BannerArea, window: QWidget) -> None:
        super().__init__(window)
        self._status = status
        self._banners = banners
        self._window = window
        self._job: Job | None = None
        self._folder: Path | None = None

    @property
    def running(self) -> bool:
        """Whether a backup is under way."""
        return self._job is not None

    def ask(self, database: Database) -> None:
        """Ask where to, then begin."""
        # Nobody looks for a copy of the sample in the cache.
        beside = Path.home() if database.path == sample_path() else database.path.parent
        folder = self._folder or beside
        day = datetime.now().astimezone().strftime("%Y-%m-%d")
        suggested = folder / f"{database.path.stem}-{day}.db"
        dialog = file_dialog(
            self._window, tr("Back Up {name}").format(name=database.path.name), folder
        )
        dialog.setObjectName("backup-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([tr("Stores (*.db)"), tr("All files (*)")])
        dialog.setDefaultSuffix("db")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Back Up"))
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(lambda name: self.begin(database, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin(self, database: Database, target: Path) -> None:
        """Write a verified copy of the store to `target`."""
        if self.running:
            return

        def work(progress: Progress, cancel: Cancellation) -> BackupResult:
            return database.backup(target, progress=progress, cancel=cancel)

        self._banners.dismiss(ABOUT)
        self._folder = target.parent
        panel = self._status.begin(tr("Backing up to {name}").format(name=target.name))
        job = self._job = Job(work, name="backing up", parent=self)
        panel.cancel_asked.connect(job.cancel)
        job.progressed.connect(panel.advance)
        job.succeeded.connect(partial(self._on_done, panel))
        job.failed.connect(partial(self._on_failed, panel, database, target))
        job.cancelled.connect(partial(self._on_cancelled, panel))
        job.ended.connect(self._on_ended)
        job.ended.connect(job.deleteLater)
        self.running_changed.emit(True)
        job.start()

    def cancel(self) -> None:
        """Stop the backup; nothing of it remains."""
        if self._job is not None:
            self._job.cancel()

    def wait(self) -> None:
        """Block until no thread is writing a copy."""
        if self._job is not None:
            self._job.wait()

    def _on_done(self, panel: WorkPanel, result: BackupResult) -> None:
        folder = QUrl.fromLocalFile(str(result.path.parent))
        panel.finish(
            tr("Backed up to {path}: {size}, verified").format(
                path=short_path(result.path), size=size(result.size)
            ),
            Step(tr("Show Folder"), lambda: QDesktopServices.openUrl(folder)),
        )

    def _on_cancelled(self, panel: WorkPanel) -> None:
        panel.finish(tr("Backup cancelled; nothing was left behind"), sign="info")

    def _on_failed(
        self, panel: WorkPanel, database: Database, target: Path, error: ConstellationError
    ) -> None:
        self._status.end(panel)
        steps = (
            Step(RETRY, lambda: self.begin(database, target)),
            Step(tr("Another Place…"), lambda: self.ask(database)),
        )
        self._banners.tell(Notice(ABOUT, "error", said(error), steps))

    def _on_ended(self) -> None:
        self._job = None
        self.running_changed.emit(False)
