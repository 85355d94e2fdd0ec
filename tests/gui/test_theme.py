"""Themes: readable in both, and the same set of icons in each."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from constellation_db import AgentStatus, ProjectStatus
from constellation_gui import theme
from constellation_gui.fonts import ZOOMS, zoom_after
from constellation_gui.icons import icon
from constellation_gui.resource_files import resource_path
from constellation_gui.theme import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme

THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, high contrast": LIGHT_CONTRAST,
    "dark, high contrast": DARK_CONTRAST,
}
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


def poor(of: Theme, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    """Return which pairs of colours have less contrast than that, and how much."""
    return {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(getattr(of, pair[0]), getattr(of, pair[1]))) < least
    }


@pytest.mark.parametrize("of", THEMES.values(), ids=THEMES)
def test_all_that_is_written_can_be_read(of: Theme) -> None:
    pairs = [
        *itertools.product(INKS, GROUNDS),
        *itertools.product(INKS[:-1], ("selection", "hover")),
        ("selection_text", "selection"),
        *itertools.product(("text", "muted", "ok", "danger"), ("added_bg", "removed_bg")),
        *(("text", ground) for ground in ("added_word_bg", "removed_word_bg")),
    ]
    assert not poor(of, pairs, 7.0 if of.high_contrast else 4.5)


@pytest.mark.parametrize("of", THEMES.values(), ids=THEMES)
def test_what_can_be_operated_is_told_from_its_ground(of: Theme) -> None:
    pairs = [("control", ground) for ground in ("window", "surface", "raised")]
    assert not poor(of, pairs, 3.0)


@pytest.mark.parametrize("of", [LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark"])
def test_high_contrast_has_lines_that_are_seen(of: Theme) -> None:
    pairs = list(itertools.product(("border", "control"), ("window", "surface", "raised")))
    assert not poor(of, pairs, 7.0)


def test_high_contrast_is_had_in_both_themes_and_can_be_refused(qapp: QApplication) -> None:
    assert theme.apply(qapp, "light", contrast="on") is LIGHT_CONTRAST
    assert theme.apply(qapp, "dark", contrast="on") is DARK_CONTRAST
    assert theme.apply(qapp, "dark", contrast="off") is DARK


@pytest.mark.skipif(
    not hasattr(QStyleHints, "accessibility"), reason="Qt tells of contrast from 6.10 on"
)
def test_high_contrast_follows_the_desktop(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Qt.ContrastPreference.NoPreference
    kind = type(qapp.styleHints().accessibility())
    monkeypatch.setattr(kind, "contrastPreference", lambda _hints: wanted)
    contrast: theme.Contrast = "auto"
    theme.apply(qapp, "light", contrast=contrast)
    theme.watch(lambda: theme.follow(qapp, "light", contrast=contrast))
    hints = qapp.styleHints()

    wanted = Qt.ContrastPreference.HighContrast
    hints.accessibility().contrastPreferenceChanged.emit(wanted)
    assert theme.current() is LIGHT_CONTRAST

    contrast = "off"
    hints.accessibility().contrastPreferenceChanged.emit(wanted)
    assert theme.current() is LIGHT


def test_a_qt_that_does_not_tell_of_contrast_wants_none(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(QStyleHints, "accessibility", raising=False)
    theme.watch(lambda: None)
    assert theme.apply(qapp, "light", contrast="auto") is LIGHT


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
    # Measured: not every font of one width says of itself that it is one.
    code = QFontMetrics(theme.font("mono", "body"))
    assert code.horizontalAdvance("iiii") == code.horizontalAdvance("mmmm")


def test_a_chosen_size_and_the_zoom_count_together(qapp: QApplication) -> None:
    theme.apply(qapp, "light", fonts=theme.Fonts(size=12.0))
    base, icon_size = theme.font().pointSizeF(), theme.icon_size()
    theme.apply(qapp, "light", fonts=theme.Fonts(size=12.0, zoom=200))
    assert base == 12.0
    assert theme.font().pointSizeF() == 24.0
    assert qapp.font().pointSizeF() == 24.0
    assert theme.icon_size() == pytest.approx(2 * icon_size, abs=1)


def test_a_family_is_chosen_for_each_kind(qapp: QApplication) -> None:
    chosen = theme.Fonts(interface="DejaVu Serif", mono="Courier")
    theme.apply(qapp, "light", fonts=chosen)
    assert theme.font("interface").families()[0] == "DejaVu Serif"
    assert theme.font("mono").families()[0] == "Courier"
    theme.apply(qapp, "dark")  # another theme leaves the fonts as they are
    assert theme.font("mono").families()[0] == "Courier"


def test_zoom_goes_from_step_to_step_and_ends() -> None:
    assert zoom_after(100, 1) == 110
    assert zoom_after(100, -1) == 90
    assert zoom_after(105, -1) == 100  # whatever a file said
    assert zoom_after(ZOOMS[-1], 1) == ZOOMS[-1] == 300
    assert zoom_after(ZOOMS[0], -1) == ZOOMS[0] == 50


class Listener(QLabel):
    """Counts how often it was told to look anew."""

    told = 0

    def changeEvent(self, event: QEvent) -> None:
        self.told += event.type() == QEvent.Type.PaletteChange
        super().changeEvent(event)


def test_every_change_of_the_look_is_told_and_no_other(qapp: QApplication, qtbot: QtBot) -> None:
    listener = Listener("here")
    qtbot.addWidget(listener)
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: listener.told == 1)
    theme.apply(qapp, "dark", fonts=theme.Fonts(zoom=150))
    qtbot.waitUntil(lambda: listener.told == 2)
    theme.apply(qapp, "dark", fonts=theme.Fonts(zoom=150))
    assert listener.told == 2


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
