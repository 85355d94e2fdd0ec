"""The strip beside the scroll bar: where in a conversation errors, questions and matches are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from constellation_gui import theme
from constellation_gui.formatting import moment
from constellation_gui.models.columns import tooltip
from constellation_gui.models.message_marks import (
    Mark,
    MessageMarks,
    Pixel,
    counts,
    described,
    pixels,
)
from constellation_gui.views.message_list import MessageList
from constellation_gui.wording import tr

_LANE = theme.GRID  # px, the width of one kind's marks
_WIDTH = 4 * theme.GRID
_SETTLE_MS = 100  # after which marks are placed anew when heights became known
_REACH = 3  # px around the pointer in which a mark is meant
_THICK = 2  # px of a mark; one line is hard to see
_STRENGTHS = 4
_FAINTEST = 0.3  # so that one among many is seen
_SHADE = 40  # how much the part that is seen stands out, of 255
# The most urgent of what is near the pointer is where a click goes.
_URGENCY = (Mark.MATCH, Mark.FAILURE, Mark.USER)
_LANES = {Mark.USER: 0, Mark.FAILURE: 1, Mark.MATCH: 2}


class MarkStrip(QWidget):
    """Shows marks over a whole conversation, each kind in its lane, and what is seen of it.

    A click goes to the mark under the pointer, or to that place; dragging scrolls.
    """

    def __init__(
        self, marks: MessageMarks, messages: MessageList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mark-strip")
        self.setAccessibleName(tr("Marks over the conversation"))
        self.setFixedWidth(_WIDTH)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._marks = marks
        self._messages = messages
        self._model = messages.model
        self._pixels: list[Pixel] = []
        self._counts: dict[Mark, list[int]] = {}
        self._drawn: QPixmap | None = None
        self._whole = 0  # px of the conversation when the marks were placed
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.place_marks)
        marks.changed.connect(self._on_changed)
        messages.arranged.connect(self._on_arranged)
        self._model.modelReset.connect(lambda: marks.show(self._model.agent_id))
        self._model.rowsInserted.connect(self._on_inserted)

    def sizeHint(self) -> QSize:
        """Be as wide as three lanes."""
        return QSize(_WIDTH, 0)

    def marks_at(self, y: int) -> dict[Mark, int]:
        """Return how many of each kind are marked at a height, in px."""
        around = range(max(y - _REACH, 0), min(y + _REACH + 1, len(self._pixels)))
        return {mark: sum(found[at] for at in around) for mark, found in self._counts.items()}

    def place_marks(self) -> None:
        """Work out anew which pixel stands for which messages."""
        heights = self._messages.column.heights
        self._whole = heights.total()
        known = len(heights) == self._model.rowCount()
        self._pixels = pixels(heights, self._model.key, self.height()) if known else []
        self._counts = {mark: counts(self._marks.keys(mark), self._pixels) for mark in Mark}
        self._drawn = None
        self.setAccessibleDescription(self._marks.summary())
        self.update()

    # -- What changes ------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if not self._settling.isActive():  # not to be put off for ever
            self._settling.start()

    def _on_inserted(self) -> None:
        if self._model.complete:
            self._marks.refresh(self._model.key(self._model.rowCount() - 1))
        self._on_changed()

    def _on_arranged(self) -> None:
        # Heights are learnt with every page; what moves no mark by a pixel can wait.
        learnt = abs(self._messages.column.heights.total() - self._whole)
        if learnt * self.height() > self._whole:
            self._on_changed()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the marks on as many pixels as there are now."""
        super().resizeEvent(event)
        self.place_marks()

    def hideEvent(self, event: QHideEvent) -> None:
        """Work nothing out that nobody sees."""
        self._settling.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.place_marks()

    # -- Painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, and the marks on it."""
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), colours.surface)
        painter.fillRect(QRect(0, 0, 1, self.height()), colours.border)
        seen = self.seen()
        shade = QColor(colours.muted)
        shade.setAlpha(_SHADE)
        painter.fillRect(seen.adjusted(1, 0, 0, 0), shade)
        # Kept: they stay while one scrolls, and are hundreds.
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatioF():
            self._drawn = self._draw_marks()
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw_marks(self) -> QPixmap:
        """Return a picture of the marks alone."""
        colours = theme.current()
        drawn = QPixmap(self.size() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        for mark, colour in (
            (Mark.USER, colours.muted),
            (Mark.FAILURE, colours.danger),
            (Mark.MATCH, colours.accent),
        ):
            left = 2 + _LANES[mark] * (_LANE + 1)
            for top, bottom, strength in runs(self._counts.get(mark, [])):
                height = max(bottom - top, _THICK)
                top = min(top, self.height() - height)
                painter.fillRect(QRect(left, top, _LANE, height), _weakened(colour, strength))
        painter.end()
        return drawn

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._drawn = None
        super().changeEvent(event)

    def seen(self) -> QRect:
        """Return the part that stands for what the viewport shows."""
        column = self._messages.column
        whole = max(column.heights.total(), column.height, 1)
        top = column.value() * self.height() // whole
        bottom = -(-(column.value() + column.height) * self.height() // whole)
        height = max(min(bottom, self.height()) - top, _THICK)
        return QRect(0, min(top, self.height() - height), self.width(), height)

    # -- The pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the mark under the pointer, or to the place."""
        if event.button() == Qt.MouseButton.LeftButton:
            y = round(event.position().y())
            row = self._marked_row(y)
            if row is None:
                self._go(y)
            else:
                self._messages.go_to_row(row)
                self._messages.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll while the button is held."""
        y = round(event.position().y())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(y)
            return
        marked = self._marked_row(y) is not None
        shape = Qt.CursorShape.PointingHandCursor if marked else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), tooltip(text) if text else "", self)
            return True
        return super().event(event)

    def tip_at(self, point: QPoint) -> str:
        """Return what is at a point, and when that was said."""
        if not 0 <= point.y() < len(self._pixels):
            return ""
        when = moment(self._pixels[point.y()].upto.time)
        return "\n".join(filter(None, (described(self.marks_at(point.y())), when)))

    def _marked_row(self, y: int) -> int | None:
        """Return the row of the mark nearest to a height, the most urgent kind first."""
        near = sorted(range(y - _REACH, y + _REACH + 1), key=lambda at: abs(at - y))
        for mark in _URGENCY:
            found = self._counts.get(mark, [])
            for at in near:
                if 0 <= at < len(found) and found[at]:
                    return self._first_row(mark, self._pixels[at])
        return None

    def _first_row(self, mark: Mark, pixel: Pixel) -> int | None:
        keys = self._marks.keys(mark)
        place = 0 if pixel.after is None else bisect_right(keys, pixel.after)
        return self._model.row_of(keys[place]) if place < len(keys) else None

    def _go(self, y: int) -> None:
        """Show the place, in the middle of the viewport."""
        column = self._messages.column
        value = y * column.heights.total() // max(self.height(), 1) - column.height // 2
        column.go_to(min(max(value, 0), column.maximum()))
        self._messages.arrange_anew()


def runs(marked: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the stretches of marked pixels alike, as (first, beyond, strength).

    The strength says how many there are as against where most are, in a few steps.
    """
    most = max(marked, default=0)
    found = []
    at = 0
    strengths = (-(-count * _STRENGTHS // most) if most else 0 for count in marked)
    for strength, alike in groupby(strengths):
        beyond = at + len(list(alike))
        if strength:
            found.append((at, beyond, strength))
        at = beyond
    return found


def _weakened(colour: QColor, strength: int) -> QColor:
    weakened = QColor(colour)
    weakened.setAlphaF(_FAINTEST + (1 - _FAINTEST) * strength / _STRENGTHS)
    return weakened
