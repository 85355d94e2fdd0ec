"""Painting of a cell that is an icon and a line of text, the same in every list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.columns import IconRole, MutedRole

Index = QModelIndex | QPersistentModelIndex

PADDING = 2 * theme.GRID  # as wide as the header's, so that texts stand under their titles
_FOCUS_BAR = 2


class CellDelegate(QStyledItemDelegate):
    """Shows `IconRole` and the text, elided; `MutedRole` quietly.

    The current row has a bar at its left edge while the list has the keyboard.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make all rows equally high, whatever fonts their texts fall back to."""
        return QSize(theme.ICON, max(theme.ROW, option.fontMetrics.height() + theme.GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        if index.column() == 0:
            self._paint_focus(painter, option, index)
        space = option.rect.adjusted(self.inset(option, index), 0, -PADDING, 0)
        space = self._paint_icon(painter, option, index, space)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text or space.width() <= 0:
            return
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        muted = index.data(MutedRole)
        painter.setPen(theme.current().muted if muted else option.palette.color(role))
        painter.setFont(option.font)
        elided = option.fontMetrics.elidedText(
            text, Qt.TextElideMode.ElideRight, space.width(), Qt.TextFlag.TextSingleLine
        )
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(space, align | Qt.TextFlag.TextSingleLine, elided)

    def inset(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Return how far from the cell's left edge its content begins."""
        return PADDING

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus():
            current = view.currentIndex()
            if current.siblingAtColumn(0) == index:
                bar = QRect(option.rect.topLeft(), QSize(_FOCUS_BAR, option.rect.height()))
                painter.fillRect(bar, theme.current().accent)

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, space: QRect
    ) -> QRect:
        """Paint the icon, if there is one, and return what is left for the text."""
        name = index.data(IconRole)
        if not name:
            return space
        top = space.top() + (space.height() - theme.ICON) // 2
        icon(name).paint(painter, QRect(space.left(), top, theme.ICON, theme.ICON))
        return space.adjusted(theme.ICON + theme.GRID, 0, 0, 0)
