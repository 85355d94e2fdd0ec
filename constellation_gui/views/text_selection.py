"""Text selected with the mouse, within a message and across messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextLayout

from constellation_gui import theme
from constellation_gui.delegates.message_layout import LaidPart, MessageLayout, Utf16
from constellation_gui.delegates.message_style import text_left
from constellation_gui.delegates.text_marks import selected_mark, text_mark
from constellation_gui.models.selected import Selected
from constellation_gui.views.message_rows import MessageRows


class Position(NamedTuple):
    """A place between two characters; they compare in reading order.

    `offset` counts as Qt does, in UTF-16 units of the text that is shown.
    """

    row: int
    part: int
    offset: int


class TextSelection(Selected[Position]):
    """From where the mouse was pressed to where it is."""

    def __init__(self, rows: MessageRows) -> None:
        super().__init__()
        self._rows = rows

    def shift(self, rows: int) -> None:
        """Follow the text, before which so many rows were inserted."""
        if self._from is not None and self._to is not None:
            self._from = self._from._replace(row=self._from.row + rows)
            self._to = self._to._replace(row=self._to.row + rows)

    def marks(self, row: int, part: int, laid: LaidPart) -> list[QTextLayout.FormatRange]:
        """Return what of a part's text is selected."""
        bounds = self._bounds(row, part, laid)
        if bounds is None:
            return []
        return [selected_mark(*bounds)]

    def text(self) -> str | None:
        """Return the selected text; None where a message on the way is not read."""
        span = self.span()
        if span is None:
            return ""
        lines: list[str] = []
        for row in range(span[0].row, span[1].row + 1):
            layout = self._rows.layout(row)
            if not isinstance(layout, MessageLayout):
                return None
            lines += self._pieces(row, layout, span)
        return "\n".join(lines)

    def _pieces(
        self, row: int, layout: MessageLayout, span: tuple[Position, Position]
    ) -> Iterator[str]:
        first = span[0].part if row == span[0].row else 0
        last = span[1].part if row == span[1].row else len(layout) - 1
        for number in range(first, last + 1):
            laid = layout.part(number)
            bounds = self._bounds(row, number, laid)
            if bounds is not None:
                yield _cut(laid.text, *bounds).replace("\u2028", "\n")

    def _bounds(self, row: int, part: int, laid: LaidPart) -> tuple[int, int] | None:
        span = self.span()
        if span is None or laid.layout is None or not span[0][:2] <= (row, part) <= span[1][:2]:
            return None
        start = span[0].offset if (row, part) == span[0][:2] else 0
        length = len(laid.layout.text().encode("utf-16-le", "surrogatepass")) // 2
        end = span[1].offset if (row, part) == span[1][:2] else length
        return (start, end) if end > start else None


def found_marks(
    text: str, spans: Sequence[tuple[int, int]], current: int | None
) -> list[QTextLayout.FormatRange]:
    """Return the marks of what was found in a text, the strongest one for the `current`."""
    colours, places = theme.current(), Utf16(text)
    marks = []
    for number, (start, end) in enumerate(spans):
        ground, ink = colours.selection, colours.selection_text
        if number == current:
            ground, ink = colours.accent, colours.surface
        mark = text_mark(places(start), places(end), ground, ink)
        mark.format.setFontUnderline(number != current)
        marks.append(mark)
    return marks


def _cut(text: str, start: int, end: int) -> str:
    if text.isascii():
        return text[start:end]
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * start : 2 * end].decode("utf-16-le", "replace")


def position_at(laid: LaidPart, row: int, part: int, point: QPoint) -> Position:
    """Return the place in a part's text that is nearest to `point`, relative to the part's top."""
    layout = laid.layout
    if layout is None or not layout.lineCount():
        return Position(row, part, 0)
    nearest = layout.lineAt(layout.lineCount() - 1)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if point.y() < line.y() + line.height():
            nearest = line
            break
    offset = nearest.xToCursor(float(point.x() - text_left() - laid.left))
    return Position(row, part, int(offset))
