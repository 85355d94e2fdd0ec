"""Painting of a line of a text or of a diff, with the words that changed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.diff.sheets import NO_DIFFERENCE, Difference, Shown
from constellation_gui.diff.unified import Mark
from constellation_gui.diff.words import Span
from constellation_gui.formatting import size, visible
from constellation_gui.models.diff_model import DiffModel

Index = QModelIndex | QPersistentModelIndex

PADDING = 2 * theme.GRID
_TAB = 4  # characters
_ENDINGS = {"\r\n": "⟨CR⟩⟨LF⟩", "\n": "⟨LF⟩"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def line_height() -> int:
    """Return the height of a line, in px, the same for every line."""
    return QFontMetricsF(theme.font("mono", "body")).height().__ceil__() + 2


def background(mark: Mark, *, selected: bool) -> QColor:
    """Return what a line with that mark stands on."""
    colours = theme.current()
    if selected:
        return colours.selection
    return {
        Mark.ADDED: colours.added_bg,
        Mark.REMOVED: colours.removed_bg,
        Mark.HUNK: colours.raised,
        Mark.FILE: colours.raised,
    }.get(mark, colours.surface)


class LineDelegate(QStyledItemDelegate):
    """Paints the lines of a `DiffModel`; hidden characters are visible, tabs are spaces."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every line the same height."""
        return QSize(0, line_height())

    def width_of(self, shown: Shown, difference: Difference) -> int:
        """Return how wide a line is, in px."""
        metrics = QFontMetricsF(theme.font("mono", "body"))
        text, _spans = displayed(shown.text, ())
        ending = _ENDINGS.get(shown.ending, "") if difference.ending else ""
        whole = f"{text}{ending}{_note(shown, difference)}"
        return int(metrics.horizontalAdvance(whole)) + 2 * PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        model = index.model()
        assert isinstance(model, DiffModel)
        shown = model.shown(index.row())
        difference = model.difference(index.row())
        mark = shown.line.mark
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, background(mark, selected=selected))
        colours = theme.current()
        font = QFont(theme.font("mono", "body"))
        font.setBold(mark is Mark.FILE)
        painter.setFont(font)
        painter.setPen(colours.muted if mark is Mark.HUNK else colours.text)
        space = option.rect.adjusted(PADDING, 0, 0, 0)
        end = self._paint_text(painter, space, shown, difference)
        if note := _note(shown, difference):
            painter.setPen(colours.muted)
            painter.drawText(space.adjusted(end, 0, 0, 0), _LEFT, note)

    def _paint_text(
        self, painter: QPainter, space: QRect, shown: Shown, difference: Difference
    ) -> int:
        """Paint the text with what changed in it; returns how wide that is."""
        text, spans = displayed(shown.text, difference.words)
        if difference.ending and shown.ending:
            ending = _ENDINGS[shown.ending]
            spans.append(Span(len(text), len(ending)))
            text += ending
        if not spans:
            painter.drawText(space, _LEFT, text)
            return int(painter.fontMetrics().horizontalAdvance(text))
        layout = _laid_out(text, painter.font())
        line = layout.lineAt(0)
        top = space.top() + (space.height() - line.height()) / 2
        layout.draw(painter, QPointF(space.left(), top), _highlights(spans, shown.line.mark))
        return int(line.naturalTextWidth())


def _laid_out(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _highlights(spans: list[Span], mark: Mark) -> list[QTextLayout.FormatRange]:
    colours = theme.current()
    form = QTextCharFormat()
    form.setBackground(colours.removed_word_bg if mark is Mark.REMOVED else colours.added_word_bg)
    ranges = []
    for start, length in spans:
        each = QTextLayout.FormatRange()
        each.start, each.length, each.format = start, length, form
        ranges.append(each)
    return ranges


def displayed(text: str, spans: tuple[Span, ...]) -> tuple[str, list[Span]]:
    """Return a line as it is painted, and where in it the spans are now."""
    parts: list[str] = []
    found: list[Span] = []
    length = at = 0
    for start, count in [*spans, Span(len(text), 0)]:
        for piece, changed in ((text[at:start], False), (text[start : start + count], True)):
            shown = _expanded(visible(piece), length)
            if changed and shown:
                found.append(Span(length, len(shown)))
            parts.append(shown)
            length += len(shown)
        at = start + count
    return "".join(parts), found


def _expanded(text: str, column: int) -> str:
    """Return a piece that begins in a column with its tabs as spaces."""
    if "\t" not in text:
        return text
    return (" " * column + text).expandtabs(_TAB)[column:]


def _note(shown: Shown, difference: Difference = NO_DIFFERENCE) -> str:
    """Return what is to be said about a line behind its text."""
    notes = []
    if shown.hidden:
        notes.append(f"⋯ {size(shown.hidden)} more on this line")
    if difference.beyond is not None:
        notes.append(f"differs from byte {difference.beyond + 1:,} on")
    if shown.open:
        notes.append("⊘ no line feed at the end")
    return "   ".join(["", *notes]) if notes else ""
