"""A line of time with two handles: from when to when, in steps of what was written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QSizePolicy, QWidget

from constellation_gui import theme
from constellation_gui.formatting import exact_count, second
from constellation_gui.models.time_span import BEGINNING, MOST_INSTANTS, TimeSpan
from constellation_gui.wording import tr

# A person moves a handle faster than thousands of files are looked up.
_PAUSE_MS = 150
_PAGE = 10  # steps of Page Up and Page Down
_HANDLE = 10  # px
_TRACK = 2  # px
_TIP = tr(
    "Drag the ends, or use the arrow keys: Left and Right move the end from version to version,\n"
    "with Shift the beginning; Page Up and Page Down in steps of ten, Home and End to either side"
)


class TimeSlider(QWidget):
    """Shows a `TimeSpan` and lets the person move its ends; `moved` tells that they stay put."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time-slider")
        self.setAccessibleName(tr("Time span"))
        self.setToolTip(_TIP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span = TimeSpan()
        self._dragged: str | None = None
        self._ticked: tuple[Sequence[float], int, set[int]] = ((), -1, set())
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_PAUSE_MS)
        self._resting.timeout.connect(self.moved)

    # -- What is asked of it ---------------------------------------------------------------------

    def show_span(self, span: TimeSpan) -> None:
        """Show a span; `moved` is for the person alone."""
        self.span = span
        self._say()

    def captions(self) -> tuple[str, str, str]:
        """Return what stands below the line: the beginning, how much is between, the end."""
        span = self.span
        if not span.instants:
            return "", tr("nothing written"), ""
        start = tr("from the beginning") if span.start == BEGINNING else _second(span, span.start)
        versions, all_of_them = span.end - span.start, len(span.instants)
        if all_of_them == MOST_INSTANTS:
            between = tr("{number} of the newest %n version(s)", "", all_of_them)
        elif span.whole:
            between = tr("%n version(s)", "", versions)
        else:
            between = tr("{number} of %n version(s)", "", all_of_them)
        return start, between.format(number=exact_count(versions)), _second(span, span.end)

    def sizeHint(self) -> QSize:
        """Ask for the line with its handles, and a line of text."""
        text = self.fontMetrics().height()
        return QSize(40 * theme.GRID, self._track() + 2 * theme.GRID + text + theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the pane wants it."""
        return QSize(0, self.sizeHint().height())

    # -- Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, a tick for each version, the handles, and what they say."""
        painter = QPainter(self)
        colours, span, middle = theme.current(), self.span, self._track()
        left, right = self._x(0), self._x(1)
        painter.fillRect(left, middle - _TRACK // 2, right - left, _TRACK, colours.control)
        ticks = self._ticks()
        for x in ticks:
            painter.fillRect(x, middle - 2 * theme.GRID, 1, 4 * theme.GRID, colours.border)
        if span.instants:
            start, end = self._handle_x("start"), self._handle_x("end")
            painter.fillRect(start, middle - _TRACK, end - start, 2 * _TRACK, colours.accent)
            for x in ticks:
                if start < x <= end:
                    painter.fillRect(x, middle - 2 * theme.GRID, 1, 4 * theme.GRID, colours.accent)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for name in ("start", "end"):
                self._paint_handle(painter, name)
        self._paint_captions(painter)

    def _ticks(self) -> set[int]:
        """Return where ticks are, each px once: thousands of versions are not looked at again."""
        if self._ticked[:2] != (self.span.places, self.width()):
            found = {self._x(place) for place in self.span.places}
            self._ticked = self.span.places, self.width(), found
        return self._ticked[2]

    def _paint_handle(self, painter: QPainter, name: str) -> None:
        # Each points into the span, so that one is told from the other where they meet.
        colours, x, middle = theme.current(), self._handle_x(name), self._track()
        side = -_HANDLE if name == "start" else _HANDLE
        half = _HANDLE // 2 + 1
        painter.setPen(colours.text if self.hasFocus() else colours.accent)
        painter.setBrush(colours.accent)
        shape = [
            QPoint(x, middle),
            QPoint(x + side, middle - half),
            QPoint(x + side, middle + half),
        ]
        painter.drawPolygon(QPolygon(shape))

    def _paint_captions(self, painter: QPainter) -> None:
        painter.setPen(theme.current().muted)
        metrics, space = self.fontMetrics(), self._text_space()
        start, between, end = self.captions()
        left = max(space.width() - metrics.horizontalAdvance(end) - 2 * theme.GRID, 0)
        start = metrics.elidedText(start, Qt.TextElideMode.ElideRight, left)
        sides = metrics.horizontalAdvance(start), metrics.horizontalAdvance(end)
        painter.drawText(space, Qt.AlignmentFlag.AlignLeft, start)
        painter.drawText(space, Qt.AlignmentFlag.AlignRight, end)
        room = space.adjusted(sides[0] + 2 * theme.GRID, 0, -sides[1] - 2 * theme.GRID, 0)
        if metrics.horizontalAdvance(between) <= room.width():
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, between)

    def _text_space(self) -> QRect:
        top = self._track() + 2 * theme.GRID
        return QRect(2 * theme.GRID, top, self.width() - 4 * theme.GRID, self.height() - top)

    def _track(self) -> int:
        return theme.GRID + _HANDLE // 2 + theme.GRID

    def _x(self, place: float) -> int:
        margin = 2 * theme.GRID + _HANDLE
        # The beginning lies before the first version.
        before = 3 * theme.GRID
        return margin + before + round(place * max(self.width() - 2 * margin - before, 0))

    def _handle_x(self, name: str) -> int:
        number = self.span.start if name == "start" else self.span.end
        return self._x(0) - 3 * theme.GRID if number < 0 else self._x(self.span.places[number])

    # -- Moving ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle that is nearer."""
        if event.button() is Qt.MouseButton.LeftButton and self.span.instants:
            x = event.position().toPoint().x()
            start, end = self._handle_x("start"), self._handle_x("end")
            self._dragged = "start" if abs(x - start) < abs(x - end) else "end"
            self._drag(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._dragged is not None:
            self._drag(event.position().toPoint().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._dragged = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from version to version."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        at, last = self.span.start if shift else self.span.end, len(self.span.instants) - 1
        wanted = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_PageUp: at - _PAGE,
            Qt.Key.Key_PageDown: at + _PAGE,
            Qt.Key.Key_Home: BEGINNING if shift else 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._move("start" if shift else "end", wanted)

    def _drag(self, x: int) -> None:
        if x < self._x(0) - theme.GRID and self._dragged == "start":
            self._move("start", BEGINNING)
            return
        length = max(self._x(1) - self._x(0), 1)
        self._move(self._dragged or "end", self.span.nearest((x - self._x(0)) / length))

    def _move(self, name: str, number: int) -> None:
        moved = self.span.move(start=number) if name == "start" else self.span.move(end=number)
        if moved:
            self._say()
            self._resting.start()

    def _say(self) -> None:
        start, between, end = self.captions()
        span = tr("{start} to {end}, {between}").format(start=start, end=end, between=between)
        self.setAccessibleDescription(span if end else between)
        self.update()

    # -- Qt's events -----------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys come here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, and say times as they are written now."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._say()
        super().changeEvent(event)


def _second(span: TimeSpan, number: int) -> str:
    return second(span.instants[number].time)
