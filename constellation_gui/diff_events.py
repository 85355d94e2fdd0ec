"""How widgets learn that differences are to be shown in another way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

CHOSEN = QEvent.Type(QEvent.registerEventType())
"""Other `diff_choices` are in force; a widget hears of it in its `customEvent`."""


def tell() -> None:
    """Let every widget know; a window may have others than diffs, with more to lay out anew."""
    for widget in QApplication.allWidgets():
        QCoreApplication.sendEvent(widget, QEvent(CHOSEN))
