"""Backing a store up: where to, how far, and what came of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from constellation_db import BackupResult, Cancellation, Database
from constellation_gui.explaining import RETRY
from constellation_gui.file_dialogs import save_dialog
from constellation_gui.formatting import size
from constellation_gui.jobs import Progress
from constellation_gui.notice import Step
from constellation_gui.sample_store import sample_path
from constellation_gui.shown_work import ShownWork
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import tr


class BackingUp(ShownWork):
    """Asks for a place, writes a verified copy there in the background, and says what it did."""

    def __init__(self, status: StatusBar, banners: BannerArea, window: QWidget) -> None:
        super().__init__("backup", status, banners, window)
        self._folder: Path | None = None

    def ask(self, database: Database) -> None:
        """Ask where to, then begin."""
        # Nobody looks for a copy of the sample in the cache.
        beside = Path.home() if database.path == sample_path() else database.path.parent
        folder = self._folder or beside
        day = datetime.now().astimezone().strftime("%Y-%m-%d")
        dialog = save_dialog(
            self._window,
            tr("Back Up {name}").format(name=database.path.name),
            folder,
            name=f"{database.path.stem}-{day}.db",
            accept=tr("Back Up"),
            kind=tr("Stores (*.db)"),
        )
        dialog.setObjectName("backup-dialog")
        dialog.fileSelected.connect(lambda name: self.begin(database, Path(name)))
        dialog.open()

    def begin(self, database: Database, target: Path) -> None:
        """Write a verified copy of the store to `target`."""
        if self.running:
            return

        def work(progress: Progress, cancel: Cancellation) -> BackupResult:
            return database.backup(target, progress=progress, cancel=cancel)

        self._folder = target.parent
        self._start(
            work,
            tr("Backing up to {name}").format(name=target.name),
            done=self._on_done,
            cancelled=tr("Backup cancelled; nothing was left behind"),
            steps=(
                Step(RETRY, partial(self.begin, database, target)),
                Step(tr("Another Place…"), partial(self.ask, database)),
            ),
        )

    def _on_done(self, panel: WorkPanel, result: BackupResult) -> None:
        folder = QUrl.fromLocalFile(str(result.path.parent))
        panel.finish(
            tr("Backed up to {path}: {size}, verified").format(
                path=short_path(result.path), size=size(result.size)
            ),
            Step(tr("Show Folder"), lambda: QDesktopServices.openUrl(folder)),
        )
