"""A line of one text height that is written from both ends until there is no room left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from constellation_gui import formatting
from constellation_gui.delegates.message_style import GRID

_ONE_LINE = Qt.TextFlag.TextSingleLine.value
_LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | _ONE_LINE
_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value | _ONE_LINE
LONGEST = 400  # characters of a line; no window is wider


class Mark(NamedTuple):
    """What of a text is set off, from where to where, and how: its ground, and what is on it."""

    start: int
    end: int
    ground: QColor
    ink: QColor
    underlined: bool


Marks = Callable[[str], Iterable[Mark]]


class FilledLine:
    """A line that fills up from both ends; what does not fit is elided."""

    def __init__(self, painter: QPainter, box: QRect) -> None:
        self._painter = painter
        self._box = QRect(box)

    @property
    def box(self) -> QRect:
        """What is left of the line."""
        return self._box

    def skip(self, width: int) -> None:
        """Leave space at the left."""
        self._box.setLeft(self._box.left() + width)

    def cut(self, width: int) -> None:
        """Leave space at the right."""
        self._box.setRight(self._box.right() - width)

    def left(self, text: str, font: QFont, colour: QColor, marks: Marks | None = None) -> None:
        """Write at the left end; `marks` are what is set off in what of the text is seen."""
        self._write(text, font, colour, _LEFT, marks)

    def right(self, text: str, font: QFont, colour: QColor) -> None:
        """Write at the right end."""
        self._write(text, font, colour, _RIGHT)

    def column(self, text: str, font: QFont, colour: QColor, widest: str) -> None:
        """Write at the right end, and leave as much room for it on every line as `widest` takes."""
        rest = self._box.right()
        self.right(text, font, colour)
        taken = QFontMetrics(font).horizontalAdvance(widest) + 2 * GRID
        self._box.setRight(min(self._box.right(), rest - taken))

    def _write(
        self, text: str, font: QFont, colour: QColor, flags: int, marks: Marks | None = None
    ) -> None:
        if not text or self._box.width() < 4 * GRID:
            return
        metrics = QFontMetrics(font)
        line = formatting.one_line(text, LONGEST)
        # Of a path, the end says most.
        is_path = "/" in line and " " not in line
        elide = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(line, elide, self._box.width(), _ONE_LINE)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(self._box, flags, shown)
        for mark in marks(shown) if marks is not None else ():
            self._set_off(shown, mark, metrics, flags)
        taken = metrics.horizontalAdvance(shown) + 2 * GRID
        if flags == _LEFT:
            self._box.setLeft(self._box.left() + taken)
        else:
            self._box.setRight(self._box.right() - taken)

    def _set_off(self, shown: str, mark: Mark, metrics: QFontMetrics, flags: int) -> None:
        """Write a piece of what was written last anew, on a ground of its own."""
        painter, box = self._painter, self._box
        left, right = (metrics.horizontalAdvance(shown[:end]) for end in (mark.start, mark.end))
        top = box.top() + (box.height() - metrics.height()) // 2
        place = QRect(box.left() + left, top, right - left, metrics.height())
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        painter.fillRect(place, mark.ground)
        font = QFont(painter.font())
        font.setUnderline(mark.underlined)
        painter.setFont(font)
        painter.setPen(mark.ink)
        painter.drawText(box, flags, shown)
        painter.restore()
