"""Small bars of what something cost over time, without axes."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from constellation_gui import theme
from constellation_gui.models.cost_line import Heights

_GAP = 1  # px
_LOWEST = 2  # px; higher than the ground line, which means nothing


def paint_sparkline(painter: QPainter, space: QRect, bars: Heights) -> None:
    """Paint bars of equal width at the right of `space`, on its bottom.

    What cost nothing is a line on the ground, and what is unknown is left out.
    """
    width = (space.width() + _GAP) // max(len(bars), 1)
    if width <= _GAP:
        return
    left, ground = space.right() + 1 - width * len(bars) + _GAP, space.bottom() + 1
    colours = theme.current()
    for place, share in enumerate(bars):
        if share is None:
            continue
        height = max(round(share * space.height()), _LOWEST) if share > 0 else 1
        bar = QRect(left + place * width, ground - height, width - _GAP, height)
        painter.fillRect(bar, colours.muted if share > 0 else colours.border)
