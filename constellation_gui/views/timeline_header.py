"""The header of a tree with a timeline: the axis of time, and a stretch of it to zoom into."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING
from constellation_gui.delegates.timeline_delegate import TimelineDelegate
from constellation_gui.models.lives import exact
from constellation_gui.models.time_axis import TimeAxis

_GRIP = 4  # px beside an edge that belong to resizing the columns
_DRAG = 4  # px; less is a click
_MARK = theme.GRID  # px, the height of a tick


class TimelineHeader(QHeaderView):
    """Heads column `section` with the time axis, all others as ever.

    Dragging over the axis shows the stretch that was dragged over, a double click everything.
    """

    def __init__(
        self, section: int, axis: TimeAxis, painting: TimelineDelegate, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._section = section
        self._axis = axis
        self._painting = painting
        self._dragged: tuple[int, int] | None = None  # px
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        axis.changed.connect(self.viewport().update)
        axis.pointed.connect(self.viewport().update)

    def axis_rect(self) -> QRect:
        """Return where the axis is, empty if its column is not shown."""
        if self.isSectionHidden(self._section):
            return QRect()
        left = self.sectionViewportPosition(self._section)
        return QRect(left, 0, self.sectionSize(self._section), self.height())

    # -- Painting --------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a section; that of the axis with its ticks in place of a title, if it has any."""
        if section != self._section or self._axis.shown is None or not rect.isValid():
            super().paintSection(painter, rect, section)
            return
        colours = theme.current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colours.window)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.border)
        if self._dragged is not None:
            left, right = sorted(self._dragged)
            painter.fillRect(
                QRect(left, rect.top(), right - left, rect.height() - 1), colours.selection
            )
        painter.setFont(theme.font("interface", "small"))
        label = self._pointer_label(painter, rect)
        self._paint_ticks(painter, rect, label)
        painter.setPen(colours.text)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._pointer_text(painter, rect))
        painter.restore()

    def _paint_ticks(self, painter: QPainter, rect: QRect, taken: QRect) -> None:
        """Paint the ticks, and their labels where nothing else is written."""
        painter.setPen(theme.current().muted)
        for tick in self._painting.ticks(rect.width()):
            x = self._x(rect, tick.moment)
            painter.fillRect(QRect(x, rect.bottom() - _MARK, 1, _MARK), theme.current().muted)
        for space, label in self.labels(rect, painter.fontMetrics().horizontalAdvance):
            if not space.intersects(taken):
                painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, label)

    def labels(self, rect: QRect, measure: Callable[[str], int]) -> Iterator[tuple[QRect, str]]:
        """Give where the axis' section at `rect` has labels; one without room is left out."""
        free = rect.left()
        for tick in self._painting.ticks(rect.width()):
            wide = measure(tick.label)
            furthest = rect.right() - wide - theme.GRID
            middle = self._x(rect, tick.moment) - wide // 2
            # At the edges a label is moved inward, where the next one may stand.
            left = min(max(middle, rect.left() + theme.GRID), furthest)
            if left >= free:
                yield QRect(left, rect.top(), wide, rect.height() - _MARK), tick.label
                free = left + wide + 2 * theme.GRID

    def _pointer_text(self, painter: QPainter, rect: QRect) -> str:
        """Return the moment at which the mouse is, without its day where that has no room."""
        if self._axis.pointer is None:
            return ""
        text = exact(self._axis.pointer)
        room = rect.width() - 4 * theme.GRID
        whole = painter.fontMetrics().horizontalAdvance(text) <= room
        return text if whole else text.partition(" ")[2] or text

    def _pointer_label(self, painter: QPainter, rect: QRect) -> QRect:
        """Return where the moment at which the mouse is stands; empty while it is elsewhere."""
        if self._axis.pointer is None:
            return QRect()
        text = self._pointer_text(painter, rect)
        wide = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.GRID
        left = self._x(rect, self._axis.pointer) - wide // 2
        left = min(max(left, rect.left()), rect.right() - wide)
        return QRect(left, rect.top(), wide, rect.height() - _MARK)

    def _x(self, rect: QRect, moment: float) -> int:
        line = self._painting.line(rect.width())
        return round(rect.left() + PADDING + self._axis.position(moment, line))

    # -- The mouse -------------------------------------------------------------------------------

    def moment_at(self, x: int) -> float:
        """Return the moment at `x` px of the header's viewport."""
        rect = self.axis_rect()
        return self._axis.moment(x - rect.left() - PADDING, self._painting.line(rect.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose a stretch of the axis; elsewhere move and resize columns."""
        place = event.position().toPoint()
        inner = self.axis_rect().adjusted(_GRIP, 0, -_GRIP, 0)
        if event.button() is Qt.MouseButton.LeftButton and inner.contains(place):
            self._dragged = (place.x(), place.x())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose as far as the mouse is, and say when that is."""
        place = event.position().toPoint()
        if self._dragged is not None:
            self._dragged = (self._dragged[0], place.x())
            self._axis.point(self.moment_at(place.x()))
            self.viewport().update()
        else:
            over = self.axis_rect().contains(place) and self._axis.shown is not None
            self._axis.point(self.moment_at(place.x()) if over else None)
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the stretch that was chosen."""
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            return
        (begin, end), self._dragged = self._dragged, None
        if abs(end - begin) >= _DRAG:
            self._axis.show(self.moment_at(begin), self.moment_at(end))
            self._axis.point(self.moment_at(end))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything; elsewhere fit a column."""
        if self.axis_rect().contains(event.position().toPoint()):
            self._axis.reset()
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Point at nothing once the mouse has left."""
        if event.type() == QEvent.Type.Leave:
            self._axis.point(None)
        return super().viewportEvent(event)
