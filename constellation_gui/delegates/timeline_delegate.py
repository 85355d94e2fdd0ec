"""Painting of an agent's life: a bar on the time axis of its project, with a tick per error."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from constellation_gui import formatting, theme
from constellation_gui.delegates.cell_delegate import PADDING, Index
from constellation_gui.formatting import exact_count
from constellation_gui.models.agent_rows import AgentEntry, life_tip
from constellation_gui.models.columns import RowRole, tooltip
from constellation_gui.models.lives import Life, exact
from constellation_gui.models.time_axis import TimeAxis
from constellation_gui.models.time_ticks import Tick, ticks
from constellation_gui.wording import tr

_BAR = 2 * theme.GRID  # px high
_SHORTEST = 3  # px; a moment is seen, too
_TICK = 2  # px wide
_NEAR = 3  # px around the mouse in which an error counts as pointed at
_BEYOND = 8  # px; how far outside a cell anything is still drawn


class TimelineDelegate(QStyledItemDelegate):
    """Paints `AgentEntry` values on `axis`.

    The bar of an agent that is at work has no right end: an outline goes on to the end of the axis.
    Errors that fall on one pixel are one tick, so that thousands take no longer than a few.
    """

    def __init__(self, axis: TimeAxis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axis = axis
        self._ticks: tuple[object, Sequence[Tick]] = (None, ())

    def ticks(self, width: int) -> Sequence[Tick]:
        """Return the ticks of the axis on a cell of `width` px."""
        size = theme.font("interface", "small").pointSizeF()
        asked = (self._axis.shown, width, size, formatting.in_force())
        if self._axis.shown is None:
            return ()
        if self._ticks[0] != asked:
            measure = QFontMetrics(theme.font("interface", "small")).horizontalAdvance
            self._ticks = (asked, ticks(*self._axis.shown, self.line(width), measure))
        return self._ticks[1]

    @staticmethod
    def line(width: int) -> int:
        """Return how many of a cell's `width` px the axis takes."""
        return width - 2 * PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell."""
        cell = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, option.palette.brush(QPalette.ColorRole.Highlight))
        if self._axis.shown is None:
            return
        entry: AgentEntry = index.data(RowRole)
        painter.save()
        painter.setClipRect(cell)
        self._paint_lines(painter, cell)
        if entry.life is not None:
            self._paint_life(painter, cell, entry, entry.life)
        painter.restore()

    def _paint_lines(self, painter: QPainter, cell: QRect) -> None:
        colours = theme.current()
        for tick in self.ticks(cell.width()):
            x = round(self._x(cell, tick.moment))
            painter.fillRect(QRect(x, cell.top(), 1, cell.height()), colours.border)
        if self._axis.pointer is not None:
            x = round(self._x(cell, self._axis.pointer))
            painter.fillRect(QRect(x, cell.top(), 1, cell.height()), colours.accent)

    def _paint_life(self, painter: QPainter, cell: QRect, entry: AgentEntry, life: Life) -> None:
        colour = theme.current().of_status(entry.agent.status)
        begin = max(self._x(cell, life.start), cell.left() - _BEYOND)
        end = min(self._x(cell, life.end), cell.right() + _BEYOND)
        if end >= begin:
            top = cell.center().y() - _BAR / 2 + 1
            bar = QRectF(begin, top, max(end - begin, _SHORTEST), _BAR)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if entry.open_ended:
                self._paint_open_end(painter, cell, bar, QPen(colour, 1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(colour))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_errors(painter, cell, life)

    def _paint_open_end(self, painter: QPainter, cell: QRect, bar: QRectF, pen: QPen) -> None:
        """Paint how a bar goes on: an outline that ends in the point of an arrow."""
        right = max(float(cell.right() - PADDING), bar.right() + _BAR)
        middle = bar.center().y()
        inner = bar.adjusted(0, 0.5, 0, -0.5)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(inner.right() - 1, inner.top()),
                    QPointF(right - _BAR / 2, inner.top()),
                    QPointF(right, middle),
                    QPointF(right - _BAR / 2, inner.bottom()),
                    QPointF(inner.right() - 1, inner.bottom()),
                ]
            )
        )

    def _paint_errors(self, painter: QPainter, cell: QRect, life: Life) -> None:
        # They stand out of the bar, so that they are seen on one of their own colour, and leave its
        # lower half alone, so that a status is seen below many of them.
        top = cell.top() + theme.GRID - 1
        height = cell.center().y() + 1 - top
        for x in self._error_places(cell, life):
            painter.fillRect(QRect(x, top, _TICK, height), theme.current().danger)

    def _error_places(self, cell: QRect, life: Life) -> Iterator[int]:
        """Yield the left edges of the ticks, from left to right, none twice.

        Goes from one pixel to the next that has an error, not from error to error.
        """
        failures, width = life.failures, self.line(cell.width())
        at = bisect_left(failures, self._axis.moment(-PADDING, width))
        while at < len(failures):
            x = int(self._x(cell, failures[at]))
            if x > cell.right():
                return
            yield x
            beyond = self._axis.moment(x + _TICK - cell.left() - PADDING, width)
            at = max(at + 1, bisect_left(failures, beyond))

    def _x(self, cell: QRect, moment: float) -> float:
        return cell.left() + PADDING + self._axis.position(moment, self.line(cell.width()))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say from when to when the agent lived, and what is under the mouse."""
        text = None
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = self.readout(index.data(RowRole), option.rect, event.pos().x())
        if text is None:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), tooltip(text), view.viewport(), option.rect)
        return True

    def readout(self, entry: AgentEntry, cell: QRect, x: int) -> str | None:
        """Return what there is to say at `x` px of a cell, None if nothing is known."""
        said = life_tip(entry)
        if said is None or entry.life is None or self._axis.shown is None:
            return said
        width = self.line(cell.width())
        here, before, after = (
            self._axis.moment(x + by - cell.left() - PADDING, width) for by in (0, -_NEAR, _NEAR)
        )
        failures = entry.life.failures
        near = failures[bisect_left(failures, before) : bisect_left(failures, after)]
        lines = [said, tr("Here: {time}").format(time=exact(here))]
        if len(near) == 1:
            lines.append(tr("Error at {time}").format(time=exact(near[0])))
        elif near:
            lines.append(tr("{count} errors here").format(count=exact_count(len(near))))
        return "\n".join(lines)
