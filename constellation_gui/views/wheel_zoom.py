"""Ctrl+wheel over what does not use it itself: larger, or smaller."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent

_NOTCH = 120  # eighths of a degree
_PAUSE_MS = 40  # zooming lays everything out anew: notches that come together are one step


class WheelZoom(QObject):
    """Counts notches; `turned` gives 1 for larger and -1 for smaller."""

    turned = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._angle = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._step)

    def turn(self, event: QWheelEvent) -> None:
        """Take an event in, if Ctrl is held; leave it otherwise."""
        if not zooms(event):
            event.ignore()
            return
        event.accept()
        self._angle += event.angleDelta().y()
        if abs(self._angle) >= _NOTCH and not self._soon.isActive():
            self._soon.start()

    def _step(self) -> None:
        step = 1 if self._angle > 0 else -1
        self._angle = 0
        self.turned.emit(step)


def zooms(event: QWheelEvent) -> bool:
    """Whether an event is for zooming, and no list is to scroll by it."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
