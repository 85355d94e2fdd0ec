"""A pane whose rows can be filtered: the key for finding leads to its filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class FilteredPane(QWidget):
    """Claims the key for finding, a shortcut of the window, while it has the keyboard."""

    def focus_filter(self) -> None:
        """Let the person type a filter."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Claim the key for finding while the keyboard is in this pane."""
        if event.type() == QEvent.Type.ShortcutOverride and _finds(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the filter on the key for finding."""
        if _finds(event):
            self.focus_filter()
        else:
            super().keyPressEvent(event)


def _finds(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find)
