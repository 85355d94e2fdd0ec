"""Restoring a backup into the place of the store that is open: asks, does it, says what it did."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from constellation_db import Cancellation, ConstellationError
from constellation_gui.explaining import RETRY
from constellation_gui.file_dialogs import file_dialog
from constellation_gui.formatting import size, visible
from constellation_gui.jobs import Job, Progress
from constellation_gui.notice import Notice, Step
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import said, tr

ABOUT = "restore"


class Restoring(QObject):
    """Restores one backup at a time.

    `agreed` gives the backup and the store that it is to replace: whoever has the store open closes
    it, and then calls `begin`. `ended` gives the store, restored or as it was.
    """

    agreed = Signal(Path, Path)
    ended = Signal(Path)

    def __init__(self, status: StatusBar, banners: BannerArea, window: QWidget) -> None:
        super().__init__(window)
        self._status = status
        self._banners = banners
        self._window = window
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether a backup is being restored."""
        return self._job is not None

    def ask(self, store: Path) -> None:
        """Ask which backup, then whether it is meant."""
        dialog = file_dialog(
            self._window, tr("Restore {name}").format(name=visible(store.name)), store.parent
        )
        dialog.setObjectName("restore-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Backups (*.db *.bak *.sqlite *.sqlite3)"), tr("All files (*)")])
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Restore…"))
        dialog.fileSelected.connect(lambda name: self._confirm(Path(name), store))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _confirm(self, backup: Path, store: Path) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            "Constellation",
            tr("Put {backup} in the place of {store}?").format(
                backup=visible(backup.name), store=visible(store.name)
            ),
            QMessageBox.StandardButton.NoButton,
            self._window,
        )
        box.setObjectName("restore-confirm")
        box.setInformativeText(
            tr(
                "The store as it is now is kept beside it, under another name. "
                "Runs that write it have to be ended before."
            )
        )
        do = box.addButton(tr("Restore"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("Keep the Store"), QMessageBox.ButtonRole.RejectRole)
        do.setObjectName("restore")
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        do.clicked.connect(lambda: self.agreed.emit(backup, store))
        box.finished.connect(box.deleteLater)
        box.open()

    def begin(self, backup: Path, store: Path) -> None:
        """Restore; nobody may have the store open."""
        if self.running:
            return

        def work(progress: Progress, cancel: Cancellation) -> object:
            # Not at the start: it is seldom needed.
            from constellation_db.restoring import restore

            return restore(backup, store, progress=progress, cancel=cancel)

        self._banners.dismiss(ABOUT)
        panel = self._status.begin(tr("Restoring {name}").format(name=visible(backup.name)))
        job = self._job = Job(work, name="restoring", parent=self)
        panel.cancel_asked.connect(job.cancel)
        job.progressed.connect(panel.advance)
        job.succeeded.connect(partial(self._on_done, panel))
        job.failed.connect(partial(self._on_failed, panel, backup, store))
        job.cancelled.connect(
            lambda: panel.finish(tr("Restoring cancelled; the store is as it was"), sign="info")
        )
        job.ended.connect(partial(self._on_ended, store))
        job.ended.connect(job.deleteLater)
        job.start()

    def stop(self) -> None:
        """Cancel, and block until no thread is restoring."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _on_done(self, panel: WorkPanel, result: object) -> None:
        from constellation_db.restoring import RestoreResult

        assert isinstance(result, RestoreResult)
        told = tr("Restored {path}: {size}, verified; what was there is {kept}")
        if result.kept is None:
            told = tr("Restored {path}: {size}, verified")
        kept = "" if result.kept is None else visible(result.kept.name)
        panel.finish(told.format(path=short_path(result.path), size=size(result.size), kept=kept))

    def _on_failed(
        self, panel: WorkPanel, backup: Path, store: Path, error: ConstellationError
    ) -> None:
        self._status.end(panel)
        again = Step(RETRY, lambda: self.agreed.emit(backup, store))
        self._banners.tell(Notice(ABOUT, "error", said(error), (again,)))

    def _on_ended(self, store: Path) -> None:
        self._job = None
        self.ended.emit(store)
