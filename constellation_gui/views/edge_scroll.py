"""Scrolling while text is selected beyond the edge of what is in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBasicTimer, QObject, QPoint, QTimerEvent
from PySide6.QtWidgets import QWidget

_EVERY_MS = 25


class EdgeScroll(QObject):
    """Calls `scroll` with px across and down, then `reach`, as long as a point is held outside."""

    def __init__(
        self,
        viewport: QWidget,
        scroll: Callable[[int, int], object],
        reach: Callable[[QPoint], object],
    ) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._scroll, self._reach = scroll, reach
        self._point = QPoint()
        self._timer = QBasicTimer()

    def hold(self, point: QPoint) -> None:
        """The mouse is held at a point now."""
        self._point = point
        if self._viewport.rect().contains(point):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_EVERY_MS, self)

    def let_go(self) -> None:
        """The mouse is not held any more."""
        self._timer.stop()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll by how far the point is outside."""
        sight, point = self._viewport.rect(), self._point
        self._scroll(
            point.x() - min(max(point.x(), sight.left()), sight.right()),
            point.y() - min(max(point.y(), sight.top()), sight.bottom()),
        )
        self._reach(point)
