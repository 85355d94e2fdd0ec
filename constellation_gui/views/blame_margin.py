"""The margin of lines whose origin is known: who wrote them and when, before their numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QToolTip

from constellation_gui import theme
from constellation_gui.delegates.line_delegate import line_height
from constellation_gui.models.blame_sheet import BlameSheet, Origin
from constellation_gui.models.columns import tooltip
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.views.line_numbers import LineNumbers

_LONGEST_NAME = 15  # characters of an agent's name before it is cut
_FAINTEST = 0.15  # of the band's colour, for the oldest lines
# A narrower view has no room for both beside its lines, or for either.
_ROOM_FOR_BOTH, _ROOM_FOR_ONE = 560, 320  # px
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class BlameMargin(LineNumbers):
    """Line numbers, and before them the origins of the lines of a `BlameSheet`, group by group.

    The stronger the band, the newer the lines. `pointed` gives the first line of the group under
    the pointer, for which `tell` is to be called then, `clicked` that of a group that was clicked.
    """

    pointed = Signal(int)
    clicked = Signal(int)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._pointed_at: int | None = None  # the first line of the group under the pointer
        self._pressed: int | None = None
        self._asked_tip: tuple[int, QPoint] | None = None
        self._tips: dict[int, str] = {}
        self.setMouseTracking(True)
        table.verticalScrollBar().valueChanged.connect(self._move_labels)

    # -- What is asked of it ---------------------------------------------------------------------

    def tell(self, line: int, text: str) -> None:
        """Say something in the tip of the group that a line belongs to, also in one that is up."""
        sheet = self._sheet()
        if sheet is None:
            return
        start = sheet.group(line).start
        self._tips = {start: text}
        if self._asked_tip is not None and self._asked_tip[0] == start and QToolTip.isVisible():
            self._show_tip(*self._asked_tip)

    def sizeHint(self) -> QSize:
        """Ask for room for the origins, too."""
        return super().sizeHint() + QSize(self._width(), 0)

    # -- Painting --------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint the margin of a line, origins left out."""
        super().paintSection(painter, rect.adjusted(self._width(), 0, 0, 0), row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the margin, and the origins of all groups in sight."""
        super().paintEvent(event)
        sheet = self._sheet()
        line = self._table.rowAt(0)
        if sheet is None or line < 0:
            return
        painter = QPainter(self.viewport())
        bottom = self.viewport().height()
        while line < len(sheet):
            group = sheet.group(line)
            top = self.sectionViewportPosition(group.start)
            if top >= bottom:
                break
            last = group.stop - 1
            height = self.sectionViewportPosition(last) + self.sectionSize(last) - top
            self._paint_group(painter, sheet, group, QRect(0, top, self._width(), height))
            line = group.stop

    def _paint_group(self, painter: QPainter, sheet: BlameSheet, group: range, rect: QRect) -> None:
        colours = theme.current()
        origin = sheet.origin(group.start)
        current = self._table.currentIndex().row() in group
        ground = colours.raised if current else colours.surface
        if group.start == self._pointed_at:
            ground = colours.hover
        painter.fillRect(rect, ground)
        if origin.row is not None:
            band = QRect(rect.left(), rect.top(), theme.GRID, rect.height())
            painter.fillRect(band, _shade(origin))
        if group.start:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, colours.border)
        # The label stays in sight as long as a line of its group is.
        label = QRect(rect.left(), max(rect.top(), 0), rect.width(), line_height())
        label.moveBottom(min(label.bottom(), rect.bottom()))
        label.adjust(3 * theme.GRID, 0, -theme.GRID, 0)
        names, times = self._parts()
        painter.setPen(colours.text if current else colours.muted)
        painter.setFont(theme.font("interface", "small"))
        if names:
            metrics = painter.fontMetrics()
            name = metrics.elidedText(origin.agent, Qt.TextElideMode.ElideRight, names)
            painter.drawText(label, _LEFT, name)
        if times:
            painter.drawText(label, _RIGHT, sheet.time(origin))

    # -- Room ------------------------------------------------------------------------------------

    def _width(self) -> int:
        """Return the width of the origins in px, 0 if the lines have none."""
        if self._sheet() is None:
            return 0
        names, times = self._parts()
        return names + times + theme.GRID * (6 if names and times else 4)

    def _parts(self) -> tuple[int, int]:
        """Return the widths of names and times in px, 0 for what there is no room for."""
        sheet = self._sheet()
        if sheet is None:
            return 0, 0
        metrics = QFontMetrics(theme.font("interface", "small"))
        longest = max(sheet.agents, key=len, default="")
        # An average letter is wider than most: what is cut is told by the tip.
        names = min(metrics.horizontalAdvance(longest), _LONGEST_NAME * metrics.averageCharWidth())
        newest = max(sheet.origins)
        times = metrics.horizontalAdvance(sheet.time(sheet.origins[newest]))
        room = self._table.width()
        if room < theme.scaled(_ROOM_FOR_ONE):
            return 0, 0
        if room >= theme.scaled(_ROOM_FOR_BOTH):
            return names, times
        # Whatever tells groups apart.
        return (0, times) if len(sheet.agents) == 1 else (names, 0)

    def _sheet(self) -> BlameSheet | None:
        model = self.model()
        sheet = model.sheet if isinstance(model, DiffModel) else None
        return sheet if isinstance(sheet, BlameSheet) and len(sheet) else None

    def _move_labels(self) -> None:
        if self._sheet() is not None:
            self.viewport().update()

    # -- Pointing --------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which group would be clicked."""
        start = self._group_at(event.position().toPoint())
        if start != self._pointed_at:
            self._pointed_at, self._asked_tip = start, None
            self.viewport().update()
            if start is None:
                self.viewport().unsetCursor()
            else:
                self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
                self.pointed.emit(start)
        if start is None and self._pressed is None:
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to click a group."""
        self._pressed = self._group_at(event.position().toPoint())
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            self._pressed = None
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click the group, if the pointer is still on it."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._group_at(event.position().toPoint()):
            self.clicked.emit(pressed)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say where lines come from; forget the group that the pointer has left."""
        if event.type() == QEvent.Type.Leave:
            self._asked_tip = self._pointed_at = None
            self.viewport().update()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            start = self._group_at(event.pos())
            if start is not None:
                self._asked_tip = start, event.globalPos()
                self.pointed.emit(start)
                self._show_tip(start, event.globalPos())
                return True
        return super().viewportEvent(event)

    def _show_tip(self, start: int, place: QPoint) -> None:
        if text := self._tips.get(start):
            QToolTip.showText(place, tooltip(text), self.viewport())

    def _group_at(self, spot: QPoint) -> int | None:
        """Return the first line of the group whose origin is shown at a spot."""
        sheet = self._sheet()
        line = self.logicalIndexAt(spot)
        if sheet is None or line < 0 or spot.x() >= self._width():
            return None
        return sheet.group(line).start


def _shade(origin: Origin) -> QColor:
    """Return the colour of a band: the newer, the stronger; a shade, for it is no status."""
    ground, ink = theme.current().surface, theme.current().accent
    share = 1.0 - origin.age * (1.0 - _FAINTEST)
    parts = (
        (ground.red(), ink.red()), (ground.green(), ink.green()), (ground.blue(), ink.blue()),
    )  # fmt: skip
    return QColor(*(round(low + (high - low) * share) for low, high in parts))
