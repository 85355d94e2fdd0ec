"""Questions that the window asks, each in a dialog that blocks nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from constellation_db import Database
from constellation_gui.file_dialogs import file_dialog

_ARTICLES = {"export": "An"}


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


def ask_to_stop(window: QWidget, what: str, agreed: Callable[[], object]) -> None:
    """Ask whether to close although a file is being written: a `what`."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Constellation",
        f"{_ARTICLES.get(what, 'A')} {what} is being written",
        QMessageBox.StandardButton.NoButton,
        window,
    )
    box.setObjectName(f"stop-{what}")
    box.setInformativeText("Closing the window cancels it, and nothing of it will be kept.")
    stop = box.addButton(
        f"Cancel the {what.capitalize()} and Close", QMessageBox.ButtonRole.DestructiveRole
    )
    keep = box.addButton("Keep the Window Open", QMessageBox.ButtonRole.RejectRole)
    stop.setObjectName("stop-and-close")
    keep.setObjectName("keep-open")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    stop.clicked.connect(lambda: agreed())
    box.finished.connect(box.deleteLater)
    box.open()
