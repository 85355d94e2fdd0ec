"""Themes: readable in both, and the same set of icons in each."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from constellation_db import AgentStatus, ProjectStatus
from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.resource_files import resource_path
from constellation_gui.theme import DARK, LIGHT, Theme

INKS = ("text", "muted", "ok", "warning", "danger", "info", "neutral", "accent")
GROUNDS = ("window", "surface", "raised", "user_bg", "assistant_bg", "tool_bg", "code_bg")


def luminance(colour: QColor) -> float:
    # https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_all_that_is_written_can_be_read(of: Theme) -> None:
    pairs = [
        *itertools.product(INKS, GROUNDS),
        *itertools.product(INKS[:-1], ("selection",)),
        ("selection_text", "selection"),
        *(("text", ground) for ground in ("added_bg", "removed_bg")),
        *(("text", ground) for ground in ("added_word_bg", "removed_word_bg")),
    ]
    poor = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(getattr(of, pair[0]), getattr(of, pair[1]))) < 4.5
    }
    assert not poor


def test_a_theme_reaches_the_widgets_that_are_there(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("here")
    qtbot.addWidget(label)
    for name, expected in (("dark", DARK), ("light", LIGHT)):
        assert theme.apply(qapp, name) is theme.current() is expected
        qtbot.waitUntil(lambda to=expected: label.palette().window().color() == to.window)


def test_system_is_light_or_dark(qapp: QApplication) -> None:
    assert theme.apply(qapp, "system") in (LIGHT, DARK)


def test_sizes_grow_and_code_has_one_width() -> None:
    small, body, title = (
        theme.font("interface", size).pointSizeF() for size in ("small", "body", "title")
    )
    assert small < body < title
    assert QFontInfo(theme.font("mono", "body")).fixedPitch()


def test_every_drawing_renders_in_both_themes(qapp: QApplication) -> None:
    drawings = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    assert len(drawings) > 40
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        for drawing in drawings:
            image = icon(drawing).pixmap(16, 16).toImage()
            assert any(image.pixelColor(x, y).alpha() > 60 for x in range(16) for y in range(16)), (
                drawing
            )


def ink(of: QIcon) -> QColor:
    image = of.pixmap(16, 16).toImage()
    return max(
        (image.pixelColor(x, y) for x in range(16) for y in range(16)),
        key=lambda colour: colour.alpha(),
    )


def test_every_status_has_a_shape_and_its_colour(qapp: QApplication) -> None:
    shapes = {}
    for status in {*ProjectStatus, *AgentStatus}:
        path = resource_path("icons", f"status-{status}.svg")
        shapes[str(status)] = path.read_text()
        assert ink(icon(f"status-{status}")).name() == LIGHT.of_status(status).name()
    # A running project and a working agent are the same thing seen twice; all others differ.
    del shapes["working"]
    assert len(set(shapes.values())) == len(shapes)


def test_a_status_nobody_knows_has_a_shape_too(qapp: QApplication) -> None:
    assert not icon("status-None").isNull()
    assert not icon("status-../../secret").isNull()


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    light = ink(icon("search"))
    theme.apply(qapp, "dark")
    assert ink(icon("search")).lightness() > light.lightness()
