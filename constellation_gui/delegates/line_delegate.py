"""Painting of a line of a text or of a diff: what changed in it, its inks, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from constellation_gui import diff_choices, ink_colours, theme
from constellation_gui.delegates.line_text import ending, note, painted
from constellation_gui.delegates.text_marks import selected_mark
from constellation_gui.diff.unified import Mark
from constellation_gui.diff.words import Span
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.inks import Ink
from constellation_gui.models.line_selection import LineSelection, Stretch, is_text
from constellation_gui.models.sought_places import places_in

Index = QModelIndex | QPersistentModelIndex

PADDING = 2 * theme.GRID
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_UNDER = QTextLine.CursorPosition.CursorOnCharacter
_NEAREST = QTextLine.CursorPosition.CursorBetweenCharacters
_MOST_ROWS = 60  # that one line may be broken into
_FOUND_STRENGTH = 90  # of 255, what is found; the current line's is doubled


class Written(NamedTuple):
    """The text that is painted for a line, and how stretches of it are."""

    text: str
    formats: list[QTextLayout.FormatRange]


def line_height() -> int:
    """Return the height of a line, in px, the same for every line that is not broken."""
    return QFontMetricsF(theme.font("mono", "body")).height().__ceil__() + 2


def background(mark: Mark, *, selected: bool) -> QColor:
    """Return what a line with that mark stands on."""
    colours = theme.current()
    if selected and mark is not Mark.NOTHING:
        return colours.selection
    return {
        Mark.ADDED: colours.added_bg,
        Mark.REMOVED: colours.removed_bg,
        Mark.HUNK: colours.raised,
        Mark.FILE: colours.raised,
        Mark.NOTHING: colours.window,
    }.get(mark, colours.surface)


def fill_background(painter: QPainter, rect: QRect, mark: Mark, *, selected: bool) -> None:
    """Fill what a line with that mark stands on; where nothing stands it is hatched."""
    painter.fillRect(rect, background(mark, selected=selected))
    if mark is Mark.NOTHING:
        painter.fillRect(rect, QBrush(theme.current().border, Qt.BrushStyle.BDiagPattern))


class LineDelegate(QStyledItemDelegate):
    """Paints the lines of a `DiffModel`; hidden characters are visible.

    `marked` is what of their text is selected.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marked = LineSelection()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every line the same height; the view makes those higher that are broken."""
        return QSize(0, line_height())

    def width_of(self, model: DiffModel, row: int) -> int:
        """Return how wide a line is in one piece, in px."""
        text = _text(model, row)
        metrics = QFontMetricsF(theme.font("mono", "body"))
        return int(metrics.horizontalAdvance(text)) + 2 * PADDING

    def height_of(self, model: DiffModel, row: int, width: int) -> int:
        """Return how high a line is, in px, broken where it is wider than that."""
        text, font = _text(model, row), theme.font("mono", "body")
        room = width - 2 * PADDING
        # Nothing is wider than an em; most lines are far from it.
        if len(text) * QFontMetricsF(font).height() <= room:
            return line_height()
        if QFontMetricsF(font).horizontalAdvance(text) <= room:
            return line_height()
        layout = _laid_out(Written(text, []), font, room)
        return line_height() * max(1, layout.lineCount())

    def offset_at(
        self, model: DiffModel, row: int, rect: QRect, point: QPoint, *, under: bool = False
    ) -> int:
        """Return the offset in the text of a line, painted in `rect`, that is nearest to a point.

        Or that of the character `under` it. The end of a line that is cut is reached in what is
        said of the rest.
        """
        shown, choices = model.shown(row), diff_choices.in_force()
        if not is_text(shown):
            return 0
        layout = _laid_out(Written(_text(model, row), []), theme.font("mono", "body"), _room(rect))
        across = point.x() - rect.left() - PADDING
        number = (point.y() - rect.top()) // line_height()
        number = min(max(number, 0), layout.lineCount() - 1)
        place = int(layout.lineAt(number).xToCursor(float(across), _UNDER if under else _NEAREST))
        line = painted(shown.text, choices.tab_width, signs=choices.show_whitespace)
        if place > _units(line.text):
            return len(shown.text) + (shown.hidden > 0)
        at = line.character(place)
        return at - 1 if under and line.place(at) > place else at

    def across(self, model: DiffModel, row: int, offset: int) -> int:
        """Return how far from its left edge a character of a line begins that is in one piece."""
        shown, choices = model.shown(row), diff_choices.in_force()
        line = painted(shown.text, choices.tab_width, signs=choices.show_whitespace)
        layout = _laid_out(Written(_text(model, row), []), theme.font("mono", "body"), None)
        place = line.place(min(offset, len(shown.text)))
        return PADDING + int(layout.lineAt(0).cursorToX(place)[0])  # type: ignore[index]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        model = index.model()
        assert isinstance(model, DiffModel)
        mark = model.shown(index.row()).line.mark
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        fill_background(painter, option.rect, mark, selected=selected)
        if mark is Mark.NOTHING:
            return
        colours = theme.current()
        font = QFont(theme.font("mono", "body"))
        font.setBold(mark is Mark.FILE)
        painter.setFont(font)
        painter.setPen(colours.muted if mark is Mark.HUNK else colours.text)
        space = option.rect.adjusted(PADDING, 0, 0, 0)
        written = _written(model, index.row(), selected=selected)
        room = _room(option.rect)
        stretch = self.marked.in_line(index.row(), model.shown(index.row()))
        if not written.formats and room is None and stretch is None:
            painter.drawText(space, _LEFT, written.text)
            return
        if stretch is not None:
            written.formats.append(_selected(model, index.row(), stretch, written))
        layout, corner = _laid_out(written, font, room), QPointF(space.left(), space.top() + 1)
        layout.draw(painter, corner)
        if stretch is not None and stretch.on:
            _paint_ending(painter, layout, corner)


def _text(model: DiffModel, row: int) -> str:
    """Return all that is painted of a line, as one text."""
    choices, shown, difference = diff_choices.in_force(), model.shown(row), model.difference(row)
    signs = choices.show_whitespace and shown.line.hunk is None
    text = painted(shown.text, choices.tab_width, signs=signs).text
    return f"{text}{ending(shown, difference, choices)}{note(shown, difference)}"


def _written(model: DiffModel, row: int, *, selected: bool) -> Written:
    choices, shown, difference = diff_choices.in_force(), model.shown(row), model.difference(row)
    mark = shown.line.mark
    signs = choices.show_whitespace and shown.line.hunk is None
    line = painted(shown.text, choices.tab_width, signs=signs)
    end, behind = ending(shown, difference, choices), note(shown, difference)
    whole = f"{line.text}{end}{behind}"
    length, all_of_it = _units(line.text), _units(whole)
    formats: list[QTextLayout.FormatRange] = []
    ground = background(mark, selected=selected)
    for start, count, ink in model.inks(row):
        if isinstance(ink, Ink):
            form = _fore(ink_colours.on_ground(ink, ground, theme.current()))
            formats += _ranges(line.spans([Span(start, count)]), form)
    muted = _fore(theme.current().muted)
    formats += _ranges(line.signs, muted)
    if length < all_of_it:
        formats += _ranges([Span(length, all_of_it - length)], muted)
    words = list(line.spans(difference.words))
    if difference.ending and end:
        words.append(Span(length, _units(end)))
    formats += _ranges(words, _back(_word_colour(mark)))
    if model.sought:
        found = QColor(theme.current().warning)
        found.setAlpha(_FOUND_STRENGTH)
        formats += _ranges(line.spans(places_in(model.sought, shown.text)), _back(found))
    return Written(whole, formats)


def _selected(
    model: DiffModel, row: int, stretch: Stretch, written: Written
) -> QTextLayout.FormatRange:
    """Return the mark of what is selected of a line; what is said of its rest stands for that."""
    shown, choices = model.shown(row), diff_choices.in_force()
    line = painted(shown.text, choices.tab_width, signs=choices.show_whitespace)
    cut = stretch.end > len(shown.text)
    end = _units(written.text) if cut else line.place(stretch.end)
    return selected_mark(line.place(min(stretch.start, len(shown.text))), end)


def _paint_ending(painter: QPainter, layout: QTextLayout, corner: QPointF) -> None:
    """Show that the end of a line is selected, too: also where nothing else is on it."""
    last = layout.lineAt(layout.lineCount() - 1)
    place = corner + QPointF(last.naturalTextWidth(), last.y())
    painter.fillRect(QRectF(place, QSize(PADDING, line_height() - 2)), theme.current().accent)


def _room(rect: QRect) -> int | None:
    """Return how wide the text of a line may be, in px, None where it is in one piece."""
    wraps = diff_choices.in_force().wrap and rect.height() > line_height()
    return rect.width() - 2 * PADDING if wraps else None


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _word_colour(mark: Mark) -> QColor:
    colours = theme.current()
    return colours.removed_word_bg if mark is Mark.REMOVED else colours.added_word_bg


def _fore(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(colour)
    return form


def _back(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(colour)
    return form


def _ranges(spans: Iterable[Span], form: QTextCharFormat) -> Iterator[QTextLayout.FormatRange]:
    for start, length in spans:
        each = QTextLayout.FormatRange()
        each.start, each.length, each.format = start, length, form
        yield each


def _laid_out(written: Written, font: QFont, room: int | None) -> QTextLayout:
    """Return a line laid out, broken where it is wider than `room` px."""
    layout = QTextLayout(written.text, font)
    option = QTextOption()
    broken, whole = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.NoWrap
    option.setWrapMode(whole if room is None else broken)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats(written.formats)
    layout.beginLayout()
    for number in range(1 if room is None else _MOST_ROWS):
        line = layout.createLine()
        if not line.isValid():
            break
        if room is not None:
            line.setLineWidth(max(room, 1))
        line.setPosition(QPointF(0, number * line_height()))
    layout.endLayout()
    return layout
