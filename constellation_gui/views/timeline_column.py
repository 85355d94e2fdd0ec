"""The column of a tree that shows time: the mouse in it, and what is painted anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QTreeView

from constellation_gui.delegates.timeline_delegate import TimelineDelegate
from constellation_gui.models.time_axis import TimeAxis
from constellation_gui.views.timeline_header import TimelineHeader

ZOOM = 0.7  # of what is shown remains, for one step of the wheel or one key
_STEP = 120  # eighths of a degree that a wheel turns at a time


class TimelineColumn(QObject):
    """Lets column `section` of a tree show time: heads it, paints it, zooms it with Ctrl+wheel."""

    def __init__(self, view: QTreeView, section: int, axis: TimeAxis) -> None:
        super().__init__(view)
        self._view = view
        self._axis = axis
        painting = TimelineDelegate(axis, view)
        self._header = TimelineHeader(section, axis, painting, view)
        view.setHeader(self._header)
        view.setItemDelegateForColumn(section, painting)
        view.setMouseTracking(True)
        self._header.setMouseTracking(True)
        view.viewport().installEventFilter(self)
        axis.changed.connect(self._repaint)
        axis.pointed.connect(self._repaint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse, and zoom around it."""
        if isinstance(event, QWheelEvent):
            return self._zoom(event)
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            x = round(event.position().x())
            self._axis.point(self._header.moment_at(x) if self._holds(x) else None)
        elif event.type() == QEvent.Type.Leave:
            self._axis.point(None)
        return False

    def _zoom(self, event: QWheelEvent) -> bool:
        x = round(event.position().x())
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._holds(x):
            return False
        self._axis.zoom(ZOOM ** (turned / _STEP), self._header.moment_at(x))
        return True

    def _holds(self, x: int) -> bool:
        rect = self._header.axis_rect()
        return self._axis.shown is not None and rect.left() <= x <= rect.right()

    def _repaint(self) -> None:
        rect = self._header.axis_rect()
        if not rect.isEmpty():
            height = self._view.viewport().height()
            self._view.viewport().update(QRect(rect.left(), 0, rect.width(), height))
