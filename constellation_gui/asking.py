"""Questions that the window asks, each in a dialog that blocks nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from constellation_db import Database
from constellation_gui.file_dialogs import file_dialog


def ask_for_store(window: QWidget, beside: Path | None, chosen: Callable[[str], object]) -> None:
    """Ask which store to open, beginning in the folder of another one."""
    folder = (beside or Database.default_path()).parent
    dialog = file_dialog(window, "Open a Store", folder)
    dialog.setObjectName("open-dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(["Stores (*.db *.sqlite *.sqlite3)", "All files (*)"])
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_to_stop_backup(window: QWidget, agreed: Callable[[], object]) -> None:
    """Ask whether to close although a backup is under way."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Constellation",
        "A backup is being written",
        QMessageBox.StandardButton.NoButton,
        window,
    )
    box.setObjectName("stop-backup")
    box.setInformativeText("Closing the window cancels it, and nothing of it will be kept.")
    stop = box.addButton("Cancel the Backup and Close", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Keep the Window Open", QMessageBox.ButtonRole.RejectRole)
    stop.setObjectName("stop-and-close")
    keep.setObjectName("keep-open")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    stop.clicked.connect(lambda: agreed())
    box.finished.connect(box.deleteLater)
    box.open()
