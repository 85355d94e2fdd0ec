"""Questions that the window asks, each in a dialog that blocks nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from constellation_db import Database
from constellation_gui.file_dialogs import SESSION_SUFFIXES, file_dialog, save_dialog
from constellation_gui.wording import tr


def ask_for_store(window: QWidget, beside: Path | None, chosen: Callable[[str], object]) -> None:
    """Ask which store to open, beginning in the folder of another one."""
    folder = (beside or Database.default_path()).parent
    dialog = file_dialog(window, tr("Open a Store"), folder)
    dialog.setObjectName("open-dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([tr("Stores (*.db *.sqlite *.sqlite3)"), tr("All files (*)")])
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_for_sessions(window: QWidget, chosen: Callable[[str], object], *, folder: bool) -> None:
    """Ask where sessions lie: in a folder, or in which files."""
    dialog = file_dialog(window, tr("Add a Folder") if folder else tr("Add Files"), Path.home())
    dialog.setObjectName("sessions-dialog")
    if folder:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = " ".join(f"*{suffix}" for suffix in SESSION_SUFFIXES)
        dialog.setNameFilters([tr("Sessions ({kinds})").format(kinds=kinds), tr("All files (*)")])
    dialog.setFilter(dialog.filter() | QDir.Filter.Hidden)  # where programs keep them
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Add"))
    dialog.filesSelected.connect(lambda names: [chosen(name) for name in names])
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_for_import_target(window: QWidget, chosen: Callable[[str], object]) -> None:
    """Ask which store to import into: one that is there, or the name of a new one."""
    dialog = save_dialog(
        window,
        tr("Import Into"),
        Path.home(),
        name="imported.db",
        accept=tr("Choose"),
        kind=tr("Stores (*.db *.sqlite *.sqlite3)"),
    )
    dialog.setObjectName("import-target-dialog")
    # A store that is there is added to, never replaced.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def ask_to_stop(window: QWidget, what: str, agreed: Callable[[], object]) -> None:
    """Ask whether to close although a file is being written: a backup or an export."""
    question, cancel = {
        "backup": (tr("A backup is being written"), tr("Cancel the Backup and Close")),
        "export": (tr("An export is being written"), tr("Cancel the Export and Close")),
    }[what]
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Constellation",
        question,
        QMessageBox.StandardButton.NoButton,
        window,
    )
    box.setObjectName(f"stop-{what}")
    box.setInformativeText(tr("Closing the window cancels it, and nothing of it will be kept."))
    stop = box.addButton(cancel, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("Keep the Window Open"), QMessageBox.ButtonRole.RejectRole)
    stop.setObjectName("stop-and-close")
    keep.setObjectName("keep-open")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    stop.clicked.connect(lambda: agreed())
    box.finished.connect(box.deleteLater)
    box.open()
