"""Stands where the desktop's programs would: hears which files and folders are to be shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Desktop(QObject):
    """Opens nothing; `opened` are the paths that it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []
        # PySide takes the name as text, whatever its stubs say.
        QDesktopServices.setUrlHandler("file", self, "open_file")  # type: ignore[arg-type]

    @Slot(QUrl)
    def open_file(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))

    def leave(self) -> None:
        QDesktopServices.unsetUrlHandler("file")
