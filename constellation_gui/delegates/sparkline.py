"""Small bars of what something cost over time, without axes."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from constellation_gui import theme
from constellation_gui.delegates.device_pixels import device_pixels
from constellation_gui.models.cost_line import Heights

_GAP = 1  # px
_LOWEST = 2  # px; higher than the ground line, which means nothing


def paint_sparkline(painter: QPainter, space: QRect, bars: Heights) -> None:
    """Paint bars of equal width at the right of `space`, on its bottom.

    What cost nothing is a line on the ground, and what is unknown is left out.
    """
    with device_pixels(painter, space) as pixels:
        _paint_bars(painter, pixels.space, pixels.unit, bars)


def _paint_bars(painter: QPainter, space: QRect, unit: int, bars: Heights) -> None:
    gap = _GAP * unit
    width = (space.width() + gap) // max(len(bars), 1)
    if width <= gap:
        return
    left, ground = space.right() + 1 - width * len(bars) + gap, space.bottom() + 1
    colours = theme.current()
    for place, share in enumerate(bars):
        if share is None:
            continue
        height = max(round(share * space.height()), _LOWEST * unit) if share > 0 else unit
        bar = QRect(left + place * width, ground - height, width - gap, height)
        painter.fillRect(bar, colours.muted if share > 0 else colours.border)
