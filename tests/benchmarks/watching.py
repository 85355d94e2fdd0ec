"""Looking at a running window: waiting for facts, and when something was painted."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_LOOK_EVERY_MS = 5
_PATIENCE_S = 60.0


def wait_until(fact: Callable[[], object], what: str) -> None:
    """Let the event loop run until `fact` is true; raises `TimeoutError` naming `what`."""
    if fact():
        return
    loop = QEventLoop()
    looking = QTimer()
    looking.setInterval(_LOOK_EVERY_MS)
    until = time.monotonic() + _PATIENCE_S
    looking.timeout.connect(lambda: loop.quit() if fact() or time.monotonic() > until else None)
    looking.start()
    loop.exec()
    looking.stop()
    if not fact():
        raise TimeoutError(f"{what} did not come about")


def canvas(widget: QWidget) -> QWidget:
    """Return the widget that paints what `widget` shows."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


class PaintWatch(QObject):
    """Notes when a widget's paint events are over, on the clock `time.monotonic`.

    Only those count before which `when` is true.
    """

    def __init__(self, widget: QWidget, when: Callable[[], object] = lambda: True) -> None:
        super().__init__(widget)
        self.times: list[float] = []
        self._when = when
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look on; the event goes its way."""
        if event.type() == QEvent.Type.Paint and self._when():
            # The event itself is only about to be handled, together with those of its neighbours.
            QTimer.singleShot(0, self, lambda: self.times.append(time.monotonic()))
        return False
