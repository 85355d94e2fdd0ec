"""How the kinds of parts look: fonts, indents and spacing, measured once for a theme."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetrics, QTextOption

from constellation_gui import theme
from constellation_gui.models.chunks import CHUNK_LINES
from constellation_gui.models.message_flow import Kind, Part

GRID = theme.GRID
MARGIN = 4 * GRID  # left of the icons
TEXT_RIGHT = 5 * GRID
# Longer lines are hard to read; code and tools' output may be a little wider.
_WIDEST_PROSE = 112  # average characters
_WIDEST = 260 * GRID
_NARROWEST = 20 * GRID
_INDENT = 5 * GRID  # of a list item, for each level
PADDING = 2 * GRID  # within a panel
RAIL = 2  # px, the line at the left of what a tool answered


def text_left() -> int:
    """Return where the text of messages begins, right of the icons, in px."""
    return MARGIN + theme.icon_size() + 2 * GRID


def indent(level: int) -> int:
    """Return how far the text of a list's item stands in, in px; 0 is the outermost level."""
    return (level + 1) * theme.scaled(_INDENT)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the text of a kind is set. `leading` multiplies the font's height to a line's."""

    font: QFont
    leading: float
    wrap: QTextOption.WrapMode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    panel: bool = False
    inset: int = 0  # px
    markup: bool = False
    muted: bool = False
    tab: int = 4  # characters


class Style:
    """Fonts and measures of messages under the theme in force."""

    def __init__(self) -> None:
        self.body = theme.font("interface", "body")
        self.small = theme.font("interface", "small")
        self.mono = theme.font("mono", "small")
        self.strong = _weighted(self.body, QFont.Weight.DemiBold)
        self.small_strong = _weighted(self.small, QFont.Weight.DemiBold)
        self.body_metrics = QFontMetrics(self.body)
        self.small_metrics = QFontMetrics(self.small)
        self.mono_metrics = QFontMetrics(self.mono)
        self.line = _on_grid(self.small_metrics.height() + GRID)
        self.heading = _on_grid(self.body_metrics.height() + GRID)
        self.texts = self._texts()
        self.titles = self._titles()
        # Room for the marks by which JSON folds.
        self.folding = replace(self.texts[Kind.DETAILS], inset=theme.icon_size())
        self._prose_width = _WIDEST_PROSE * self.body_metrics.averageCharWidth()

    def text(self, part: Part) -> TextStyle | None:
        """Return how the part's text is set, None for parts that are a line of their own."""
        if part.kind is Kind.TITLE:
            return self.titles[min(part.level, len(self.titles)) - 1]
        return self.texts.get(part.kind) if part.folds is None else self.folding

    def width(self, viewport: int) -> int:
        """Return the width of the column of messages in a viewport, from the text's left edge."""
        return max(min(viewport - text_left() - TEXT_RIGHT, theme.scaled(_WIDEST)), _NARROWEST)

    def text_width(self, style: TextStyle, column: int) -> int:
        """Return how wide text of a style may get in a column."""
        if style.panel:
            return max(column - 2 * PADDING - style.inset, _NARROWEST)
        return max(min(column, self._prose_width) - style.inset, _NARROWEST)

    def fixed_height(self, part: Part) -> int:
        """Return the height of a part that has no text of its own, without its gap."""
        if part.kind is Kind.HEADING:
            return self.heading
        if part.kind is Kind.SEPARATOR:
            return self.line + 2 * GRID
        if part.kind is Kind.END:
            return 2 * GRID
        if part.kind is Kind.RULE:
            return 3 * GRID
        if part.kind is Kind.MORE:
            return self.line + GRID
        return self.line

    def assumed_part(self) -> int:
        """Return about how high a part of a very long text is, in px."""
        return CHUNK_LINES * round(self.mono_metrics.height() * 1.12)

    def estimate(self, part: Part, column: int) -> int:
        """Return about how high a part will be, without laying it out."""
        look = self.text(part)
        gap = part.gap * GRID
        if look is None:
            return gap + self.fixed_height(part)
        metrics = self.mono_metrics if look.panel else self.body_metrics
        across = max(self.text_width(look, column) // max(metrics.averageCharWidth(), 1), 1)
        length = part.end - part.start
        lines = part.source.count("\n", part.start, part.end) + 1 + length // (across * 2)
        lines = max(lines, -(-length // across))
        return gap + lines * round(metrics.height() * look.leading) + (PADDING if look.panel else 0)

    def _texts(self) -> dict[Kind, TextStyle]:
        panel = TextStyle(self.mono, 1.12, panel=True)
        prose = TextStyle(self.body, 1.25, markup=True)
        return {
            Kind.PROSE: prose,
            Kind.ITEM: prose,
            Kind.QUOTE: TextStyle(self.body, 1.25, inset=3 * GRID, markup=True, muted=True),
            Kind.THINKING: TextStyle(self.body, 1.2, inset=3 * GRID, muted=True),
            Kind.CODE: panel,
            Kind.TABLE: panel,
            Kind.OUTPUT: replace(panel, tab=8),  # as a terminal has it
            Kind.DETAILS: panel,
            Kind.FILE: replace(panel, muted=True),
            Kind.DIFF: panel,
            Kind.RAW: panel,
        }

    def _titles(self) -> tuple[TextStyle, ...]:
        title = theme.font("interface", "title")
        return (
            TextStyle(title, 1.2, markup=True),
            TextStyle(title, 1.2, markup=True),
            TextStyle(self.strong, 1.25, markup=True),
        )


def _weighted(font: QFont, weight: QFont.Weight) -> QFont:
    heavier = QFont(font)
    heavier.setWeight(weight)
    return heavier


def _on_grid(height: int) -> int:
    return -(-height // GRID) * GRID
