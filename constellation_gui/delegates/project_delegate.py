"""Painting of a project: on one line, or on two where the pane is too narrow for all columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING, CellDelegate, Index
from constellation_gui.models.columns import Column, RowRole
from constellation_gui.models.project_rows import ProjectEntry


class ProjectDelegate(CellDelegate):
    """With `two_lines`, agents and last activity stand quietly below the name."""

    def __init__(
        self, columns: Sequence[Column[ProjectEntry]], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self.two_lines = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Add the second line's height, and some air between the projects."""
        size = super().sizeHint(option, index)
        if self.two_lines:
            size.setHeight(size.height() + self._small().height() + theme.GRID)
        return size

    def line(self, option: QStyleOptionViewItem) -> QRect:
        """Put the first line on top of the second."""
        rect = super().line(option)
        if self.two_lines:
            rect.setBottom(rect.bottom() - self._small().height() - theme.GRID)
            rect.translate(0, theme.GRID // 2)
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and below the name what the columns had no room for."""
        super().paint(painter, option, index)
        if not self.two_lines or index.column() != 0:
            return
        entry: ProjectEntry = index.data(RowRole)
        top = self.line(option).bottom() - theme.GRID
        under_name = PADDING + theme.icon_size() + theme.GRID
        space = option.rect.adjusted(under_name, 0, -PADDING, 0)
        space.setTop(top)
        space.setHeight(self._small().height())
        painter.setFont(theme.font("interface", "small"))
        painter.setPen(theme.current().muted)
        elide = Qt.TextElideMode.ElideRight
        text = self._small().elidedText(entry.in_short, elide, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    @staticmethod
    def _small() -> QFontMetrics:
        return QFontMetrics(theme.font("interface", "small"))
