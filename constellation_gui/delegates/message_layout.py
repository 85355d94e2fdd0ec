"""Laying out a message's parts, one at a time: text to lines, for a width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QTextCharFormat, QTextLayout, QTextOption

from constellation_gui import theme
from constellation_gui.delegates.fold_marks import FoldMark, fold_marks, stretch_of
from constellation_gui.delegates.message_inks import InksOf, ground_of, ink_format
from constellation_gui.delegates.message_style import GRID, PADDING, RAIL, Style, TextStyle, indent
from constellation_gui.formatting import visible
from constellation_gui.models.inks import Run
from constellation_gui.models.markdown_spans import Span, inline
from constellation_gui.models.markdown_spans import Style as SpanStyle
from constellation_gui.models.message_flow import Kind, Part
from constellation_gui.models.message_heights import Heights
from constellation_gui.models.message_pages import Loaded

_INLINE_CODE_ALPHA = 90
_LINE = "\u2028"  # a line's end within one layout
_QUOTE = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)
_CARRIED_ON = re.compile(r"\n[ \t]+")
# Beyond this many parts, estimating each would take longer than laying out a screenful.
_MANY = 2_000
# A screenful has fewer; each costs the text engine a look-up for every piece of text.
_MOST_RUNS = 300
# Layouts kept of one message; more than any viewport shows.
_KEPT = 400


class LaidPart:
    """A part set in lines: `height` px with the gap above it, the text at (`left`, `top`)."""

    __slots__ = ("height", "layout", "left", "links", "marks", "part", "picture", "text", "top")

    def __init__(
        self,
        part: Part,
        style: Style,
        column: int,
        picture: QImage | None = None,
        runs: Sequence[Run] = (),
    ) -> None:
        self.part = part
        self.picture = picture
        self.layout: QTextLayout | None = None
        self.links: list[Span] = []
        self.marks: list[FoldMark] = []
        self.text = ""
        self.left = 0
        self.top = part.gap * GRID
        look = style.text(part)
        if look is None:
            self.height = self.top + style.fixed_height(part)
            if picture is not None and not picture.isNull():
                self.height += self.picture_size(column).height() + GRID
            return
        self.text, spans, runs = _shown(part, look, runs)
        self.links = [span for span in spans if span.style is SpanStyle.LINK]
        self.left = _left(part, look)
        if look.panel and part.first:
            self.top += PADDING
        width = style.text_width(look, column)
        if part.kind is Kind.ITEM:
            width -= self.left
        self.layout = _layout(self.text, look, style)
        self.layout.setFormats(_formats(self.text, spans, runs, style, look, ground_of(part)))
        bottom = _set_lines(self.layout, look, width, self.top)
        self.marks = fold_marks(part, self.text, self.layout)
        self.height = bottom + (PADDING if look.panel and part.last else 0)

    def picture_size(self, column: int) -> QSize:
        """Return how large the part's picture is shown in a column, in px."""
        if self.picture is None:
            return QSize()
        size = self.picture.deviceIndependentSize().toSize()
        if size.width() <= column:
            return size
        return size.scaled(column, size.height(), Qt.AspectRatioMode.KeepAspectRatio)

    def is_of(self, text: str) -> bool:
        """Whether the part is of a text, or the text its own, so that it has that one's inks."""
        part = self.part
        if part.folds is None or part.end - part.start != len(text):
            return part.source is text
        return part.text == text

    @property
    def panel_top(self) -> int:
        """Where the part's panel begins: below the gap above it."""
        return self.part.gap * GRID if self.part.first else 0


def _left(part: Part, look: TextStyle) -> int:
    if part.kind is Kind.ITEM:
        return indent(part.level)
    return PADDING + look.inset + (RAIL if look.panel else 0) if look.panel else look.inset


def _shown(
    part: Part, look: TextStyle, runs: Sequence[Run]
) -> tuple[str, list[Span], Sequence[Run]]:
    """Return the text to set, with every line feed as a line's end, and spans and runs in it."""
    text = part.text
    if part.kind is Kind.QUOTE:
        text = _QUOTE.sub("", text)
    elif part.kind is Kind.ITEM:
        text = _CARRIED_ON.sub("\n", text)
    text, runs = _visible(text, runs)
    spans: list[Span] = []
    if look.markup:
        text, spans = inline(text)
    return text.replace("\n", _LINE), spans, runs


def _visible(text: str, runs: Sequence[Run]) -> tuple[str, Sequence[Run]]:
    """Return a text without what is hidden in it, and where its runs are then."""
    shown = visible(text)
    if not runs or shown == text:
        return shown, runs
    pieces: list[str] = []
    moved: list[Run] = []
    length = at = 0
    for run in (*runs, None):
        start, end = (run.start, run.start + run.length) if run else (len(text), len(text))
        for piece in (text[at:start], text[start:end]):
            pieces.append(visible(piece))
            length += len(pieces[-1])
        if run is not None:
            moved.append(Run(length - len(pieces[-1]), len(pieces[-1]), run.ink))
        at = end
    return "".join(pieces), moved


def _layout(text: str, look: TextStyle, style: Style) -> QTextLayout:
    layout = QTextLayout(text, look.font)
    option = QTextOption()
    option.setWrapMode(look.wrap)
    option.setTabStopDistance(float(look.tab * style.mono_metrics.averageCharWidth()))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _set_lines(layout: QTextLayout, look: TextStyle, width: int, top: int) -> int:
    """Break the text into lines from `top` on; return where the last one ends."""
    y = float(top)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        height = line.height()
        advance = round(height * look.leading)
        line.setPosition(QPointF(0.0, y + (advance - height) // 2))
        y += advance
        line = layout.createLine()
    layout.endLayout()
    return max(round(y), top + 1)


class Utf16:
    """Places in a text as Qt counts them: a character beyond the first 65,536 is two."""

    def __init__(self, text: str) -> None:
        self._text = None if text.isascii() or max(text) <= "\uffff" else text

    def __call__(self, place: int) -> int:
        """Return a place among characters as one among UTF-16 units."""
        if self._text is None:
            return place
        return place + sum(character > "\uffff" for character in self._text[:place])


def _formats(
    text: str,
    spans: Sequence[Span],
    runs: Sequence[Run],
    style: Style,
    look: TextStyle,
    ground: str,
) -> list[QTextLayout.FormatRange]:
    places = Utf16(text)
    forms = [(each.start, each.length, _format(each, style, look)) for each in spans]
    forms += [(run.start, run.length, ink_format(run.ink, ground)) for run in runs[:_MOST_RUNS]]
    found = []
    for start, length, form in forms:
        each = QTextLayout.FormatRange()
        each.start = places(start)
        each.length = places(start + length) - each.start
        each.format = form
        found.append(each)
    return found


def _format(span: Span, style: Style, look: TextStyle) -> QTextCharFormat:
    form = QTextCharFormat()
    if span.style is SpanStyle.BOLD:
        form.setFontWeight(QFont.Weight.DemiBold)
    elif span.style is SpanStyle.ITALIC:
        form.setFontItalic(True)
    elif span.style is SpanStyle.STRUCK:
        form.setFontStrikeOut(True)
    elif span.style is SpanStyle.LINK:
        form.setForeground(theme.current().accent)
    else:
        form.setFontFamilies(style.mono.families())
        form.setFontPointSize(look.font.pointSizeF() * 0.92)
        ground = QColor(theme.current().border)
        ground.setAlpha(_INLINE_CODE_ALPHA)  # it lies on several grounds
        form.setBackground(ground)
    return form


# -- A row -----------------------------------------------------------------------------------------


class MessageLayout:
    """The parts of a message at one width, each laid out when its height is asked for."""

    exact = True

    def __init__(
        self,
        loaded: Loaded,
        parts: Sequence[Part],
        style: Style,
        column: int,
        picture: Callable[[Part], QImage | None],
        inks: InksOf,
    ) -> None:
        self.loaded = loaded
        self.parts = parts
        self.column = column
        self._picture = picture
        self._inks = inks
        self._style = style
        self._heights = Heights(style.assumed_part(), len(parts))
        self._laid: dict[int, LaidPart] = {}
        self._folding: dict[int, range] = {}
        if len(parts) <= _MANY:
            for number, part in enumerate(parts):
                self._heights.set(number, style.estimate(part, column))

    def __len__(self) -> int:
        return len(self.parts)

    def number_of(self, part: Part) -> int:
        """Return the number of the part with the text that `part` of another layout begins with."""
        before = same = exact = -1
        for number, each in enumerate(self.parts):
            if each.block == part.block and each.place <= part.place:
                same = number
                exact = number if each.kind is part.kind else exact
            elif 0 <= each.block < part.block:
                before = number
        if part.block < 0:  # a line of the message's own
            return max(exact, 0)
        return next((number for number in (exact, same, before) if number >= 0), 0)

    def part(self, number: int) -> LaidPart:
        """Return a part laid out."""
        laid = self._laid.get(number)
        if laid is None:
            if len(self._laid) >= _KEPT:
                for old in list(self._laid)[: _KEPT // 2]:
                    del self._laid[old]
            part = self.parts[number]
            picture = self._picture(part) if part.kind is Kind.IMAGE else None
            laid = self._laid[number] = LaidPart(
                part, self._style, self.column, picture, self._inks(part)
            )
            self._heights.set(number, laid.height)
        return laid

    def folding(self, block: int) -> range:
        """Return the numbers of the parts in which something of a block folds in place."""
        if block not in self._folding:
            self._folding[block] = stretch_of(self.parts, block)
        return self._folding[block]

    def forget_text(self, source: str) -> list[int]:
        """Set the parts of a text anew: it has got other inks, which leave its height alone.

        Returns the numbers of those that were laid out.
        """
        numbers = [number for number, laid in self._laid.items() if laid.is_of(source)]
        for number in numbers:
            del self._laid[number]
        return numbers

    def height(self, part: int) -> int:
        """Return the exact height of a part in px."""
        return self.part(part).height

    def above(self, part: int) -> int:
        """Return the height of the parts before one, as far as known."""
        return self._heights.above(part)

    def find(self, y: int) -> tuple[int, int]:
        """Return the part at `y`, and how far into it that is."""
        return self._heights.find(y)

    def total(self) -> int:
        """Return the height of all parts, as far as known."""
        return self._heights.total()


class Placeholder:
    """Holds the place of a message that is on its way."""

    exact = False

    def __init__(self, height: int) -> None:
        self._height = max(height, 1)

    def __len__(self) -> int:
        return 1

    def height(self, part: int) -> int:
        """Return about what the message will take."""
        return self._height

    def above(self, part: int) -> int:
        """Return 0: there is one part."""
        return 0

    def find(self, y: int) -> tuple[int, int]:
        """Return the one part."""
        return 0, min(max(y, 0), self._height)

    def total(self) -> int:
        """Return about what the message will take."""
        return self._height
