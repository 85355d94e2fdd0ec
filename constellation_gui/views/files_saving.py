"""Asks where files are to be saved as they stood, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from constellation_db import ChangedPath, ConstellationError
from constellation_gui.file_dialogs import file_dialog
from constellation_gui.models.files_saving import SavedFiles, save_files
from constellation_gui.models.left_out import left_out_words
from constellation_gui.notice import Notice, Step
from constellation_gui.queries import Runner
from constellation_gui.wording import said, tr

ABOUT = "files"


class FilesSaving(QObject):
    """Saves files into a folder of their own; `noticed` gives a `Notice` that says what came of it.

    What is there already is never written over.
    """

    noticed = Signal(object)

    def __init__(self, queries: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._database = queries.database
        self._queries = queries
        self._folder = Path.home()

    def ask(self, files: Sequence[ChangedPath]) -> None:
        """Ask in which folder theirs is to be made."""
        dialog = file_dialog(self._window, tr("Save the Files as They Stood"), self._folder)
        dialog.setObjectName("save-files")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Save Here"))
        dialog.fileSelected.connect(lambda name: self.save(files, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, files: Sequence[ChangedPath], into: Path) -> None:
        """Write files into a new folder within another one."""
        self._folder = into
        self._queries.run(
            partial(save_files, self._database, files, into),
            deliver=self._tell,
            failed=partial(self._tell_failure, files, into),
        )

    def _tell(self, saved: SavedFiles) -> None:
        text = tr("%n file(s) saved in {folder}", "", saved.files).format(folder=saved.folder)
        text += left_out_words(saved.left_out)
        folder = QUrl.fromLocalFile(str(saved.folder))
        show = Step(tr("Show Folder"), lambda: QDesktopServices.openUrl(folder))
        self.noticed.emit(Notice(ABOUT, "info", text, (show,)))

    def _tell_failure(
        self, files: Sequence[ChangedPath], into: Path, problem: ConstellationError
    ) -> None:
        steps = (
            Step(tr("Try Again"), partial(self.save, files, into)),
            Step(tr("Another Place…"), partial(self.ask, files)),
        )
        text = tr("The files were not saved, and nothing of them was left. {problem}")
        self.noticed.emit(Notice(ABOUT, "error", text.format(problem=said(problem)), steps))
