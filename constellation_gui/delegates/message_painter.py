"""Painting of a message's parts: bands, panels and text; the single lines are `message_lines`'."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout

from constellation_gui import theme
from constellation_gui.delegates.fold_marks import paint_marks
from constellation_gui.delegates.message_inks import GROUNDS
from constellation_gui.delegates.message_layout import LaidPart
from constellation_gui.delegates.message_lines import LinePainter, RowContext
from constellation_gui.delegates.message_style import GRID, RAIL, Style, text_left
from constellation_gui.models.message_blocks import ToolResult
from constellation_gui.models.message_flow import Kind

_BAR = 3  # px, the mark of the current message
_PANELS = frozenset(
    (Kind.CODE, Kind.TABLE, Kind.OUTPUT, Kind.DETAILS, Kind.FILE, Kind.DIFF, Kind.RAW, Kind.MORE)
)
# Of a diff, the line that says how much is left out.
_LEFT_OUT = (Kind.DIFF, "⋯")


class MessagePainter:
    """Paints parts where a view has placed them."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._lines = LinePainter(style)

    def paint(
        self,
        painter: QPainter,
        laid: LaidPart,
        band: QRect,
        context: RowContext,
        *,
        hovered: bool = False,
        marked: Sequence[QTextLayout.FormatRange] = (),
    ) -> None:
        """Paint a part. `band` is all of the viewport's width at the part's height.

        `hovered` is for parts that react to a click; `marked` is what of the text is selected.
        """
        colours = theme.current()
        part = laid.part
        if part.kind is Kind.SEPARATOR:  # belongs to no message
            painter.fillRect(band, colours.assistant_bg)
        else:
            self._paint_band(painter, band, context)
        column = QRect(text_left(), band.y(), self._style.width(band.width()), band.height())
        if part.kind in _PANELS:
            self._paint_panel(painter, laid, column, context)
        elif part.kind in (Kind.QUOTE, Kind.THINKING):
            rail = QRect(column.x(), column.y(), RAIL, column.height())
            rail.setTop(column.y() + laid.panel_top)
            painter.fillRect(rail, colours.border)
        if laid.layout is None:
            self._lines.paint(painter, part, column, context, hovered=hovered)
            if laid.picture is not None:
                self._paint_picture(painter, laid, column)
            return
        look = self._style.text(part)
        muted = (look is not None and look.muted) or (part.kind, part.marker) == _LEFT_OUT
        painter.setPen(colours.muted if muted else colours.text)
        at = QPointF(column.x() + laid.left, column.y())
        if part.marker and part.kind is Kind.ITEM:
            self._paint_bullet(painter, laid, column)
        laid.layout.draw(painter, at, list(marked))
        if laid.marks:
            here = context.inner is not None and context.inner[0] == part.block
            current = context.inner[1] if context.inner is not None and here else None
            paint_marks(painter, laid.marks, column.topLeft(), current)

    def paint_placeholder(self, painter: QPainter, band: QRect) -> None:
        """Paint what stands in for a message that is on its way."""
        colours = theme.current()
        painter.fillRect(band, colours.assistant_bg)
        top = band.y() + 4 * GRID
        for width in (24, 90, 70):
            line = QRect(text_left(), top, width * GRID, 2 * GRID).intersected(band)
            painter.fillRect(line, colours.code_bg)
            top += 5 * GRID

    def _paint_band(self, painter: QPainter, band: QRect, context: RowContext) -> None:
        colours = theme.current()
        if context.selected:
            ground = colours.selection
        elif context.message.role == "user":
            ground = colours.user_bg
        else:
            ground = colours.assistant_bg
        painter.fillRect(band, ground)
        if context.current:
            bar = QRect(band.x(), band.y(), _BAR, band.height())
            painter.fillRect(bar, colours.accent if context.focused else colours.border)

    def _paint_panel(
        self, painter: QPainter, laid: LaidPart, column: QRect, context: RowContext
    ) -> None:
        colours = theme.current()
        panel = column.adjusted(0, laid.panel_top, 0, 0)
        painter.fillRect(panel, colours.code_bg)
        block = context.block(laid.part)
        failed = isinstance(block, ToolResult) and block.failed
        rail = QRect(panel.x(), panel.y(), RAIL, panel.height())
        painter.fillRect(rail, colours.danger if failed else colours.border)
        if laid.part.kind is Kind.DIFF and laid.part.marker in GROUNDS:
            lines = panel.adjusted(RAIL, 0, 0, 0)
            painter.fillRect(lines, getattr(colours, GROUNDS[laid.part.marker]))

    def _paint_picture(self, painter: QPainter, laid: LaidPart, column: QRect) -> None:
        assert laid.picture is not None
        line = self._style.fixed_height(laid.part)
        top = column.topLeft() + QPoint(0, laid.part.gap * GRID + line)
        place = QRect(top, laid.picture_size(column.width()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, laid.picture)

    def _paint_bullet(self, painter: QPainter, laid: LaidPart, column: QRect) -> None:
        assert laid.layout is not None
        line = laid.layout.lineAt(0)
        painter.setFont(self._style.body)
        right = column.x() + laid.left - 2 * GRID
        box = QRect(0, round(column.y() + line.y()), right, round(line.height()))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, laid.part.marker)
