"""The small bars of costs over time, as they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from constellation_gui import theme
from constellation_gui.delegates.sparkline import paint_sparkline
from constellation_gui.models.cost_line import Heights

PAPER = QColor("#ff00ff")
SPACE = QRect(10, 4, 39, 12)  # four bars of 9 px with 1 px between them


def painted(bars: Heights) -> QImage:
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    paint_sparkline(painter, SPACE, bars)
    painter.end()
    return image


def height(image: QImage, x: int) -> int:
    return sum(image.pixelColor(x, y) != PAPER for y in range(image.height()))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_bars_stand_on_the_ground_as_high_as_they_say(
    qapp: QApplication, name: theme.ThemeName
) -> None:
    theme.apply(qapp, name)
    image = painted((1.0, 0.001, 0.0, None))
    assert [height(image, x) for x in (14, 24, 34, 44)] == [12, 2, 1, 0]
    muted, border = theme.current().muted, theme.current().border
    bottom = SPACE.bottom()
    assert [image.pixelColor(x, bottom) for x in (14, 24, 34, 44)] == [muted, muted, border, PAPER]
    assert image.pixelColor(14, bottom + 1) == PAPER
    assert [x for x in range(60) if height(image, x)][:1] == [10]
    assert height(image, 19) == 0  # between two bars


@pytest.mark.parametrize("bars", [(), (1.0,) * 100])
def test_nothing_is_painted_without_bars_or_room(qapp: QApplication, bars: Heights) -> None:
    image = painted(bars)
    assert all(height(image, x) == 0 for x in range(60))
