"""The margin of lines: their numbers on either side, and the sign that says what became of them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from constellation_gui import theme
from constellation_gui.delegates.line_delegate import fill_background, line_height
from constellation_gui.diff.unified import Line, Mark
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.wording import tr

_SIGNS = {Mark.ADDED: "+", Mark.REMOVED: "−"}
_FEWEST_DIGITS = 2
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class LineNumbers(QHeaderView):
    """A vertical header: it stays where it is while lines scroll sideways."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setObjectName("line-numbers")
        self.setAccessibleName(tr("Line numbers"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(line_height())

    def sizeHint(self) -> QSize:
        """Ask for the width of the longest numbers and the sign."""
        return QSize(sum(self._widths()), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the margin, and nothing else below the last line."""
        super().paintEvent(event)
        end = max(0, self.length() - self.offset())
        below = self.viewport().rect().adjusted(0, end, 0, 0)
        if below.isValid():
            QPainter(self.viewport()).fillRect(below, theme.current().surface)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint the margin of a line."""
        model = self.model()
        assert isinstance(model, DiffModel)
        line = model.shown(row).line
        selected = self.selectionModel().isSelected(model.index(row, 0))
        colours = theme.current()
        painter.save()
        fill_background(painter, rect, line.mark, selected=selected)
        rect = QRect(rect.left(), rect.top(), rect.width(), line_height())  # where it is broken
        painter.setFont(theme.font("mono", "small"))
        old, new, sign = self._widths()
        painter.setPen(colours.muted)
        for width, left, number in ((old, 0, line.old), (new, old, line.new)):
            if width and number is not None:
                place = QRect(rect.left() + left, rect.top(), width, rect.height())
                painter.drawText(place, _RIGHT, str(number + 1))
        painter.setFont(theme.font("mono", "body"))
        painter.setPen(_sign_colour(line))
        place = QRect(rect.left() + old + new, rect.top(), sign, rect.height())
        painter.drawText(place, _CENTRE, _SIGNS.get(line.mark, ""))
        painter.restore()

    def _widths(self) -> tuple[int, int, int]:
        """Return the widths of the old number, the new number and the sign, in px."""
        model = self.model()
        if not isinstance(model, DiffModel):
            return (0, 0, 0)
        digit = QFontMetrics(theme.font("mono", "small")).horizontalAdvance("0")
        old, new = (
            max(len(str(highest)), _FEWEST_DIGITS) * digit + 2 * theme.GRID if highest else 0
            for highest in model.sheet.widest
        )
        return old, new, 5 * theme.GRID if model.sheet.changes else 2 * theme.GRID


def _sign_colour(line: Line) -> object:
    colours = theme.current()
    return colours.ok if line.mark is Mark.ADDED else colours.danger
