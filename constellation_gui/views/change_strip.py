"""The strip beside the scroll bar of lines: where something changed, and where a text stands."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from constellation_gui import theme
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.views.lines_view import LinesView
from constellation_gui.wording import tr

_LANE = theme.GRID  # px, the width of one kind's marks
_WIDTH = 4 * theme.GRID
_THICK = 2  # px of a mark; one line is hard to see
_MOST_LOOKED_AT = 8  # changes of one pixel
_SHADE = 40  # how much the part that is seen stands out, of 255


class ChangeStrip(QWidget):
    """Shows marks over all lines: what was removed, what was added, what was found.

    A click goes to that place; dragging scrolls.
    """

    def __init__(self, lines: LinesView, model: DiffModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change-strip")
        self.setAccessibleName(tr("Marks over all lines"))
        self.setFixedWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._lines = lines
        self._model = model
        self._found: Sequence[int] = array("q")
        self._shown_rows: Sequence[int] = ()
        self._drawn: QPixmap | None = None
        self._drawn_for = (0, 0.0)  # px of all lines, pixels of the screen for one of ours
        model.modelReset.connect(self.place_marks)
        lines.verticalScrollBar().valueChanged.connect(lambda _value: self.update())
        lines.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self.update())
        model.rowsInserted.connect(self.place_marks)

    def sizeHint(self) -> QSize:
        """Be as wide as three lanes."""
        return QSize(_WIDTH, 0)

    def show_found(self, rows: Sequence[int]) -> None:
        """Mark other lines as found."""
        if rows is self._shown_rows:
            return
        self._shown_rows = rows
        self._found = array("q", rows)
        self.place_marks()

    def place_marks(self) -> None:
        """Draw the marks anew."""
        sheet = self._model.sheet
        changes = 0 if isinstance(sheet, BlameSheet) else len(sheet.changes)
        self.setVisible(changes > 0 or len(self._found) > 0)
        self.setToolTip(tr("%n change(s)", "", changes) if changes else "")
        self._drawn = None
        self.update()

    def marks(self, height: int) -> list[tuple[bool, bool, bool]]:
        """Return of each pixel whether lines are removed, added and found there."""
        sheet, rows = self._model.sheet, self._model.rowCount()
        if not rows or height <= 0:
            return []
        changes: Sequence[int] = () if isinstance(sheet, BlameSheet) else sheet.changes
        found = []
        edges = [*(self._row_at(pixel, height) for pixel in range(height)), rows]
        # Looked up for each pixel: there may be more changes than lines of this screen by far.
        for pixel in range(height):
            first, end = edges[pixel], max(edges[pixel + 1], edges[pixel] + 1)
            kinds = [False, False]
            begin = max(bisect_right(changes, first) - 1, 0)
            beyond = bisect_left(changes, end)
            for at in range(begin, min(beyond, begin + _MOST_LOOKED_AT)):
                for kind, lines in enumerate(sheet.change_rows(at)):
                    kinds[kind] |= lines.start < end and lines.stop > first
                if all(kinds):
                    break
            hit = bisect_left(self._found, first)
            is_found = hit < len(self._found) and self._found[hit] < end
            found.append((kinds[0], kinds[1], is_found))
        return found

    # -- Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, and the marks on it."""
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), colours.surface)
        painter.fillRect(QRect(0, 0, 1, self.height()), colours.border)
        shade = QColor(colours.muted)
        shade.setAlpha(_SHADE)
        painter.fillRect(self._seen().adjusted(1, 0, 0, 0), shade)
        drawn_for = (self._lines.margin.length(), self.devicePixelRatioF())
        if self._drawn is None or self._drawn_for != drawn_for:  # kept while one scrolls
            self._drawn, self._drawn_for = self._draw_marks(), drawn_for
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw_marks(self) -> QPixmap:
        colours = theme.current()
        drawn = QPixmap(self.size() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        inks = (colours.danger, colours.ok, colours.accent)
        for pixel, marked in enumerate(self.marks(self._extent())):
            for lane, (is_marked, colour) in enumerate(zip(marked, inks, strict=True)):
                if is_marked:
                    left = 2 + lane * (_LANE + 1)
                    painter.fillRect(QRect(left, pixel, _LANE, _THICK), colour)
        painter.end()
        return drawn

    def _row_at(self, pixel: int, height: int) -> int:
        """Return the line that a pixel of the strip begins with."""
        margin = self._lines.margin
        place = pixel * margin.length() // height
        return max(margin.logicalIndexAt(place - margin.offset()), 0)

    def _extent(self) -> int:
        """Return how much of the height stands for lines: where all are in sight, no more."""
        whole = self._lines.margin.length()
        return min(self.height(), whole)

    def _seen(self) -> QRect:
        """Return the part that stands for what the view shows."""
        bar, view = self._lines.verticalScrollBar(), self._lines.viewport().height()
        whole, extent = max(self._lines.margin.length(), 1), self._extent()
        top = bar.value() * extent // whole
        bottom = min(-(-(bar.value() + view) * extent // whole), extent)
        return QRect(0, top, self.width(), max(bottom - top, _THICK))

    # -- Events ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(round(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(round(event.position().y()))

    def _go(self, y: int) -> None:
        whole, view = self._lines.margin.length(), self._lines.viewport().height()
        place = y * whole // max(self._extent(), 1) - view // 2
        self._lines.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the marks on as many pixels as there are now."""
        super().resizeEvent(event)
        self._drawn = None

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._drawn = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._drawn = None
        super().changeEvent(event)
