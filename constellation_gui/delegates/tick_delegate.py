"""Painting of a tree whose rows have a box to be ticked before their content."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.branch_delegate import BranchDelegate
from constellation_gui.delegates.cell_delegate import Index

SIDE = 14
_RADIUS = 3


class TickDelegate(BranchDelegate):
    """Paints a box that is empty, ticked, or crossed by a bar where some below it are ticked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and the box."""
        super().paint(painter, option, index)
        if index.column() == 0:
            state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            paint_box(painter, self.box_rect(option.rect, index), state)

    def inset(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Leave room for the box, too."""
        room = super().inset(option, index)
        return room + theme.scaled(SIDE) + 2 * theme.GRID if index.column() == 0 else room

    def box_rect(self, cell: QRect, index: Index) -> QRect:
        """Return where the box is, in the first column's cell."""
        side = theme.scaled(SIDE)
        left = self.mark_rect(cell, index).right() + theme.GRID
        return QRect(QPoint(left, cell.center().y() - side // 2 + 1), QSize(side, side))


def paint_box(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    """Paint a box in one of three states."""
    colours = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = state is not Qt.CheckState.Unchecked
    painter.setPen(QPen(colours.accent if filled else colours.control))
    painter.setBrush(colours.accent if filled else colours.surface)
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
    if filled:
        width = max(2, theme.scaled(2))
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colours.surface, width, Qt.PenStyle.SolidLine, cap, join))
        share = box.width() / SIDE
        shape = _TICK if state is Qt.CheckState.Checked else _BAR
        painter.drawPolyline([box.topLeft() + QPoint(*_at(x, y, share)) for x, y in shape])
    painter.restore()


_TICK = ((3, 7), (6, 10), (10, 4))
_BAR = ((4, 7), (10, 7))


def _at(x: int, y: int, share: float) -> tuple[int, int]:
    return round(x * share), round(y * share)
