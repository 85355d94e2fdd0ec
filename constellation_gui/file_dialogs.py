"""File dialogs that judge a file by its name alone, and never open one.

Others open each file to see what it is, in this process. On POSIX systems a process that closes
any descriptor of a file loses all its locks on it (https://www.sqlite.org/howtocorrupt.html,
section 2.2), and so a look at the folder of the open store would let other processes take away
its WAL under our connections.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QWidget

from constellation_gui.icons import icon
from constellation_gui.resource_files import resource_path
from constellation_gui.wording import tr

# What programs call the files in which they keep sessions.
SESSION_SUFFIXES = (".jsonl", ".json", ".ndjson", ".traj", ".zst")

_STORES = frozenset({"db", "sqlite", "sqlite3", "bak"})


class FileKinds(QAbstractFileIconProvider):
    """Folders, stores, and other files. Asked by Qt in a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        # Made here: pixmaps are for the GUI thread.
        self._folder, self._store, self._file = icon("folder"), icon("statistics"), icon("file")

    def icon(self, of: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return the icon of a file, or of a kind of place."""
        if not isinstance(of, QFileInfo):
            return self._file if of is QAbstractFileIconProvider.IconType.File else self._folder
        if of.isDir():
            return self._folder
        return self._store if _is_store(of) else self._file

    def type(self, of: QFileInfo) -> str:
        """Return what the column "Type" says."""
        if of.isDir():
            return tr("Folder")
        return tr("Store") if _is_store(of) else tr("File")


def file_dialog(window: QWidget, title: str, folder: Path) -> QFileDialog:
    """Return a dialog that shows a folder, or the nearest one above that is there."""
    # It begins to look around as soon as it is made: first at a place where no store is.
    dialog = QFileDialog(window, title, str(resource_path("icons")))
    if sys.platform not in ("darwin", "win32"):  # there they are processes of their own
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    kinds = FileKinds()
    dialog.setIconProvider(kinds)
    dialog.destroyed.connect(lambda: kinds)  # Qt does not keep it alive
    dialog.setDirectory(str(_nearest(folder)))
    return dialog


def save_dialog(
    window: QWidget, title: str, folder: Path, *, name: str, accept: str, kind: str = ""
) -> QFileDialog:
    """Return a dialog that asks where to write a file, `name` at first; it goes once it is closed.

    `accept` stands on its button. `kind` is the filter of files like it, which give the suffix.
    """
    dialog = file_dialog(window, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    if kind:
        dialog.setNameFilters([kind, tr("All files (*)")])
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept)
    dialog.selectFile(name)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def holds_sessions(path: Path) -> bool:
    """Whether a path is that of a folder, or called as files with sessions are."""
    return path.suffix.lower() in SESSION_SUFFIXES or QFileInfo(str(path)).isDir()


def _nearest(folder: Path) -> Path:
    # Qt would stay where it is, and take the name of a missing folder for that of a file.
    there = (place for place in (folder, *folder.parents) if QFileInfo(str(place)).isDir())
    return next(there, Path.home())


def _is_store(file: QFileInfo) -> bool:
    return file.suffix().lower() in _STORES
