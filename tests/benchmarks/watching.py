"""Looking at a running window: waiting for facts, and when something was painted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_LOOK_EVERY_MS = 5
_PATIENCE_S = 60.0


def wait_until(fact: Callable[[], object], what: str) -> None:
    """Let the event loop run until `fact` is true; raises `TimeoutError` naming `what`."""
    until = time.monotonic() + _PATIENCE_S
    loop = QEventLoop()
    looking = QTimer()
    looking.setInterval(_LOOK_EVERY_MS)
    came = bool(fact())
    fault: Exception | None = None

    def look() -> None:
        # Not to be asked again: what is true now may be over when the loop has ended.
        nonlocal came, fault
        try:
            came = came or bool(fact())
        except Exception as error:  # Qt would only report it, again and again
            fault = error
        if came or fault is not None or time.monotonic() > until:
            loop.quit()

    looking.timeout.connect(look)
    if not came:
        looking.start()
        loop.exec()
        looking.stop()
    if fault is not None:
        raise fault
    if not came:
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


def resident_bytes() -> int:
    """Return how much memory this process holds; at its peak, where the system tells only that."""
    status = Path("/proc/self/statm")
    if status.exists():
        import resource

        return int(status.read_text().split()[1]) * resource.getpagesize()
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS
