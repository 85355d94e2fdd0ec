"""Painting of a line of the command palette: what it is, where it belongs, and its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING, Index, row_height
from constellation_gui.icons import icon
from constellation_gui.models.columns import RowRole
from constellation_gui.models.palette import Hit

_TITLE_SHARE = 0.55  # of the line that the title may take while there is a detail
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HitDelegate(QStyledItemDelegate):
    """Paints a `Hit`: icon and title, the detail quietly beside them, the key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave a little more air than in a list that is read for long."""
        return QSize(theme.icon_size(), row_height(option.fontMetrics) + theme.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line."""
        hit: Hit = index.data(RowRole)
        colours = theme.current()
        role = QPalette.ColorRole.Text
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
            role = QPalette.ColorRole.HighlightedText
        space = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        side = theme.icon_size()
        if hit.icon is not None:
            top = space.top() + (space.height() - side) // 2
            icon(hit.icon).paint(painter, QRect(space.left(), top, side, side))
        space.setLeft(space.left() + side + PADDING)
        small = theme.font("interface", "small")
        if hit.keys:
            painter.setFont(small)
            painter.setPen(colours.muted)
            painter.drawText(space, _RIGHT, hit.keys)
            space.setRight(
                space.right() - QFontMetrics(small).horizontalAdvance(hit.keys) - PADDING
            )
        painter.setFont(option.font)
        painter.setPen(colours.muted if hit.problem else option.palette.color(role))
        widest = round(space.width() * _TITLE_SHARE) if hit.detail else space.width()
        middle = Qt.TextElideMode.ElideMiddle
        title = option.fontMetrics.elidedText(hit.title, middle, widest)
        painter.drawText(space, _LEFT, title)
        space.setLeft(space.left() + option.fontMetrics.horizontalAdvance(title) + PADDING)
        painter.setFont(small)
        painter.setPen(colours.muted)
        detail = QFontMetrics(small).elidedText(
            hit.detail, Qt.TextElideMode.ElideRight, space.width()
        )
        painter.drawText(space, _LEFT, detail)
