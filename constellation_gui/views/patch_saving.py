"""Asks where a patch of files is to be written to, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from constellation_db import ChangedPath, ConstellationError
from constellation_gui.file_dialogs import save_dialog
from constellation_gui.formatting import visible
from constellation_gui.models.lane import Lane
from constellation_gui.models.left_out import left_out_words
from constellation_gui.models.review_patch import Written, make_patch, write_patch
from constellation_gui.queries import Runner
from constellation_gui.wording import tr


class PatchSaving(QObject):
    """Writes patches of files, or copies them; `told` says what came of it."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._database = queries.database
        self._folder = Path.home()
        self._writing = Lane(queries)

    def ask(self, files: Sequence[ChangedPath]) -> None:
        """Ask where to write a patch of files to, and write it."""
        dialog = save_dialog(
            self._window,
            tr("Export a Patch"),
            self._folder,
            name="changes.patch",
            accept=tr("Export"),
            kind=tr("Patches (*.patch *.diff)"),
        )
        dialog.setObjectName("patch-dialog")
        dialog.fileSelected.connect(lambda name: self.export(files, Path(name)))
        dialog.open()

    def copy(self, files: Sequence[ChangedPath]) -> None:
        """Put a patch of files on the clipboard."""
        self._writing.run(
            partial(make_patch, self._database, files),
            deliver=_put_on_clipboard,
            failed=self._tell_failure,
        )

    def export(self, files: Sequence[ChangedPath], target: Path) -> None:
        """Write a patch of files that `git apply` accepts; say what came of it."""
        self._folder = target.parent
        self.told.emit(tr("Exporting…"))
        self._writing.run(
            partial(write_patch, self._database, files, target),
            deliver=self._tell,
            failed=self._tell_failure,
        )

    def _tell(self, written: Written) -> None:
        said = tr("Patch of %n file(s) in {file}", "", written.files)
        said = said.format(file=visible(written.target.name))
        self.told.emit(said + left_out_words(written.left_out))

    def _tell_failure(self, problem: ConstellationError) -> None:
        self.told.emit(tr("The patch was not written"))
        self.failed.emit(problem)


def _put_on_clipboard(made: tuple[list[bytes], list[tuple[str, str]]]) -> None:
    parts, _left_out = made
    if parts:
        QGuiApplication.clipboard().setText(b"".join(parts).decode("utf-8", "replace"))
