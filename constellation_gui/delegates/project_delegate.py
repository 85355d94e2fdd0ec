"""Painting of a project: on one line, or on two where the pane is too narrow for all columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING, CellDelegate, Index
from constellation_gui.delegates.sparkline import paint_sparkline
from constellation_gui.models.columns import Column, RowRole
from constellation_gui.models.project_rows import COST, NAME, OVER_TIME, PROJECT_COLUMNS
from constellation_gui.models.project_rows import ProjectEntry as Entry


class ProjectDelegate(CellDelegate):
    """Paints costs over time as bars.

    With `two_lines`, what is in a project stands quietly below its name. Of the columns that are
    `folded`, the cost stands there too, and the costs over time below the cost. What the list is
    sorted by (`sort`) stands there in any case.
    """

    def __init__(self, columns: Sequence[Column[Entry]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.two_lines = False
        self.folded: frozenset[int] = frozenset()
        self.sort = ""

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
        """Paint the cell, and below it what the columns had no room for."""
        section = index.column()
        if section == OVER_TIME:
            self.paint_ground(painter, option, index)
            space = option.rect.adjusted(PADDING, theme.GRID, -PADDING, -theme.GRID)
            paint_sparkline(painter, space, index.data(RowRole).bars)
            return
        super().paint(painter, option, index)
        if not self.two_lines:
            return
        if section == NAME:
            self._paint_below(painter, option, index.data(RowRole))
        elif section == COST and OVER_TIME in self.folded:
            space = self._second_line(option).adjusted(0, 0, 0, -1)
            paint_sparkline(painter, space, index.data(RowRole).bars)

    def _paint_below(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        under_name = PADDING + theme.icon_size() + theme.GRID
        small, space = self._small(), self._second_line(option).adjusted(under_name, 0, 0, 0)
        painter.setFont(theme.font("interface", "small"))
        if COST in self.folded:
            cost = PROJECT_COLUMNS[COST]
            said = cost.text(entry)
            painter.setPen(self.ink(option, cost, entry))
            painter.drawText(space, cost.align, said)
            space.setRight(space.right() - small.horizontalAdvance(said) - PADDING)
        texts = entry.in_short(self.sort)
        fitting = (text for text in texts if small.horizontalAdvance(text) <= space.width())
        text = next(fitting, texts[-1])
        painter.setPen(theme.current().muted)
        elided = small.elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def _second_line(self, option: QStyleOptionViewItem) -> QRect:
        space = option.rect.adjusted(0, 0, -PADDING, 0)
        space.setTop(self.line(option).bottom() - theme.GRID)
        space.setHeight(self._small().height())
        return space

    @staticmethod
    def _small() -> QFontMetrics:
        return QFontMetrics(theme.font("interface", "small"))
