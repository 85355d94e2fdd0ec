"""Painting of a cell that is an icon and a line of text, the same in every list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.columns import Column, RowRole

Index = QModelIndex | QPersistentModelIndex

PADDING = 2 * theme.GRID  # as wide as the header's, so that texts stand under their titles
_FOCUS_BAR = 2
_ONE_LINE = Qt.TextFlag.TextSingleLine.value


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row with one line of text, in px."""
    return max(theme.scaled(theme.ROW), metrics.height() + theme.GRID)


class CellDelegate(QStyledItemDelegate):
    """Paints cells of `columns`: an icon, if there is one, and the text, elided.

    The record of a row is asked for once a cell: a model in Python is slow to answer. The current
    row has a bar at its left edge while the list has the keyboard.
    """

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make all rows equally high, whatever fonts their texts fall back to."""
        return QSize(theme.icon_size(), row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell."""
        column, row = self._columns[index.column()], index.data(RowRole)
        self.paint_ground(painter, option, index)
        space = self.line(option).adjusted(self.inset(option, index), 0, -PADDING, 0)
        drawing = None if column.icon is None else column.icon(row)
        if drawing is not None:
            side = theme.icon_size()
            top = space.top() + (space.height() - side) // 2
            icon(drawing).paint(painter, QRect(space.left(), top, side, side))
            space.setLeft(space.left() + side + theme.GRID)
        text = column.text(row)
        if not text or space.width() <= 0:
            return
        painter.setPen(self.ink(option, column, row))
        painter.setFont(option.font)
        elided = option.fontMetrics.elidedText(text, column.elide, space.width(), _ONE_LINE)
        painter.drawText(space, column.align | _ONE_LINE, elided)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what lies under the content: that the row is selected, or the current one."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        if index.column() == 0:
            self._paint_focus(painter, option, index)

    def ink(self, option: QStyleOptionViewItem, column: Column[Any], row: Any) -> QColor:
        """Return the colour of a cell's text."""
        if column.muted is not None and column.muted(row):
            return theme.current().muted
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        return option.palette.color(role)

    def inset(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Return how far from the cell's left edge its content begins."""
        return PADDING

    def line(self, option: QStyleOptionViewItem) -> QRect:
        """Return the part of the cell in which the line stands."""
        return QRect(option.rect)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return
        if view.currentIndex().siblingAtColumn(0) == index:
            bar = QRect(option.rect.topLeft(), QSize(_FOCUS_BAR, option.rect.height()))
            painter.fillRect(bar, theme.current().accent)
