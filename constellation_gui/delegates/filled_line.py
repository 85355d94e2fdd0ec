"""A line of one text height that is written from both ends until there is no room left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from constellation_gui import formatting
from constellation_gui.delegates.message_style import GRID, Style

_ONE_LINE = Qt.TextFlag.TextSingleLine.value
_LEAST = 4 * GRID  # px that writing begins with
LONGEST = 400  # characters of a line; no window is wider
_REMEMBERED = 500  # texts of a face: several screenfuls


class Mark(NamedTuple):
    """What of a text is set off, from where to where, and how: its ground, and what is on it."""

    start: int
    end: int
    ground: QColor
    ink: QColor
    underlined: bool


Marks = Callable[[str], Iterable[Mark]]


class Face:
    """A font, and what texts take in it: most lines say what others said before."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        # Not of Qt's own method: the cache asks for its text of help, which takes 50 ms to make up.
        self.width = lru_cache(_REMEMBERED)(self._width)
        self.fitted = lru_cache(_REMEMBERED)(self._fitted)

    def _width(self, text: str) -> int:
        return self.metrics.horizontalAdvance(text)

    def _fitted(self, text: str, room: int) -> tuple[str, int]:
        """Return what of a text has room, and how wide that is, in px."""
        line = formatting.one_line(text, LONGEST)
        # Of a path, the end says most.
        is_path = "/" in line and " " not in line
        elide = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
        width = self.width(line)
        if width <= room:
            return line, width
        shown = self.metrics.elidedText(line, elide, room, _ONE_LINE)
        return shown, self.width(shown)


class Faces:
    """What the lines of messages are written in."""

    def __init__(self, style: Style) -> None:
        italic, underlined = QFont(style.small), QFont(style.small)
        italic.setItalic(True)
        underlined.setUnderline(True)
        self.small, self.italic, self.underlined = Face(style.small), Face(italic), Face(underlined)
        self.strong, self.small_strong = Face(style.strong), Face(style.small_strong)
        self.mono = Face(style.mono)


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

    def left(self, text: str, face: Face, colour: QColor, marks: Marks | None = None) -> None:
        """Write at the left end; `marks` are what is set off in what of the text is seen."""
        room = self._box.width()
        if not text or room < _LEAST:
            return
        shown, width = face.fitted(text[: 4 * LONGEST + 1], room)
        left = self._box.left()
        self._write(left, shown, face, colour)
        for mark in marks(shown) if marks is not None else ():
            self._set_off(left, shown, face, mark)
        self._box.setLeft(left + width + 2 * GRID)

    def right(self, text: str, face: Face, colour: QColor) -> None:
        """Write at the right end."""
        room = self._box.width()
        if not text or room < _LEAST:
            return
        shown, width = face.fitted(text[: 4 * LONGEST + 1], room)
        self._write(self._box.right() + 1 - width, shown, face, colour)
        self._box.setRight(self._box.right() - width - 2 * GRID)

    def column(self, text: str, face: Face, colour: QColor, widest: str) -> None:
        """Write at the right end, and leave as much room for it on every line as `widest` takes."""
        rest = self._box.right()
        self.right(text, face, colour)
        taken = face.width(widest) + 2 * GRID
        self._box.setRight(min(self._box.right(), rest - taken))

    def _write(self, left: int, shown: str, face: Face, colour: QColor) -> None:
        self._painter.setFont(face.font)
        self._painter.setPen(colour)
        # In a rectangle, text of the other direction would go to the other end.
        self._painter.drawText(left, self._top(face) + face.metrics.ascent(), shown)

    def _top(self, face: Face) -> int:
        return self._box.top() + (self._box.height() - face.metrics.height()) // 2

    def _set_off(self, left: int, shown: str, face: Face, mark: Mark) -> None:
        """Write a piece of what was written last anew, on a ground of its own."""
        painter = self._painter
        start, end = (face.metrics.horizontalAdvance(shown[:at]) for at in (mark.start, mark.end))
        place = QRect(left + start, self._top(face), end - start, face.metrics.height())
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        painter.fillRect(place, mark.ground)
        font = QFont(face.font)
        font.setUnderline(mark.underlined)
        painter.setFont(font)
        painter.setPen(mark.ink)
        painter.drawText(left, place.top() + face.metrics.ascent(), shown)
        painter.restore()
