"""The application object: hears what the desktop asks of a process that already runs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Qt's application; `url_asked` gives the files and addresses that a person opened with it.

    macOS starts no second process for a double click, and names the file in an event to the first.
    """

    url_asked = Signal(QUrl)

    def event(self, event: QEvent) -> bool:
        """Hear what is to be opened.

        Overridden, where a filter would do too: one on the application sees the events of every
        object, and a call into Python for each of them is felt.
        """
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.url_asked.emit(event.url())
            return True
        return super().event(event)
