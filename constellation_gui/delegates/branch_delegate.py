"""Painting of a tree's first column, which stays readable a thousand levels down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING, CellDelegate, Index
from constellation_gui.icons import icon
from constellation_gui.models.columns import Column, DepthRole

_STEP = 3 * theme.GRID
_LARGEST_SHARE = 0.4  # of the column's width that indentation may take


class BranchDelegate(CellDelegate):
    """Indents by `DepthRole` and paints the mark by which a branch is opened.

    The view itself must not indent. Indentation ends at a share of the column's width; from there
    on the level stands before the text as a number.
    """

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.branching = True
        """Whether anything can be opened; without, no room is kept for the mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then the mark and the level beside its content."""
        super().paint(painter, option, index)
        if index.column() != 0:
            return
        if option.state & QStyle.StateFlag.State_Children:
            opened = option.state & QStyle.StateFlag.State_Open
            name = "chevron-down" if opened else "chevron-right"
            icon(name).paint(painter, self.mark_rect(option.rect, index))
        label = self._level(option.rect.width(), index)
        if label:
            painter.setFont(theme.font("interface", "small"))
            painter.setPen(theme.current().muted)
            left = self.mark_rect(option.rect, index).right() + theme.GRID
            space = QRect(QPoint(left, option.rect.top()), option.rect.bottomRight())
            painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, label)

    def inset(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Leave room for indentation, mark and level."""
        if index.column() != 0:
            return PADDING
        width = option.rect.width()
        room = self._indent(width, index) + PADDING
        if self.branching:
            room += theme.icon_size()
        label = self._level(width, index)
        if label:
            room += theme.GRID + option.fontMetrics.horizontalAdvance(label)
        return room

    def mark_rect(self, cell: QRect, index: Index) -> QRect:
        """Return where the mark of a branch is, in the first column's cell."""
        left = cell.left() + self._indent(cell.width(), index) + theme.GRID
        side = theme.icon_size()
        return QRect(left, cell.center().y() - side // 2 + 1, side, side)

    def _indent(self, width: int, index: Index) -> int:
        return min(self._depth(index), self._levels(width)) * theme.scaled(_STEP)

    def _level(self, width: int, index: Index) -> str:
        depth = self._depth(index)
        return str(depth + 1) if depth > self._levels(width) else ""

    @staticmethod
    def _levels(width: int) -> int:
        return max(3, int(width * _LARGEST_SHARE) // theme.scaled(_STEP))

    @staticmethod
    def _depth(index: Index) -> int:
        return index.data(DepthRole) or 0
