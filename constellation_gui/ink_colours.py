"""The colours of code and of terminals in either theme, each readable on what it stands on."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor

from constellation_gui.colours import Theme
from constellation_gui.models.inks import RGB, Ink, Pen

# Restrained: code is read, and saturated colours say status.
CODE = {
    False: {
        Ink.KEYWORD: "#6b3fa0",
        Ink.NAME: "#20568f",
        Ink.STRING: "#2f6a45",
        Ink.NUMBER: "#8a4b12",
        Ink.COMMENT: "#646b77",
    },
    True: {
        Ink.KEYWORD: "#c3a6ea",
        Ink.NAME: "#8fbcf0",
        Ink.STRING: "#9ccfa8",
        Ink.NUMBER: "#e0b482",
        Ink.COMMENT: "#949aa6",
    },
}

# A terminal's first sixteen: eight, and the same brighter. The rest is a cube and a ramp of greys.
_TERMINAL = (
    "#000000", "#b02020", "#1a7439", "#855800", "#1d56b5", "#8a2f8f", "#0e6f7c", "#b8bcc4",
    "#5f6673", "#d23c3c", "#2b9350", "#a87408", "#3b78dc", "#a94fae", "#1d909f", "#ffffff",
)  # fmt: skip
_CUBE = (0, 95, 135, 175, 215, 255)

# WCAG 2.2, 1.4.3 and 1.4.6: text of this size.
_LEAST_CONTRAST, _HIGH_CONTRAST = 4.5, 7.0
_STEPS = 16
_BACK_SHARE = 0.25  # how much of a terminal's ground is laid over the theme's


class Colours(NamedTuple):
    """What text is written in, and on; None is as the text around it."""

    fore: QColor | None
    back: QColor | None


def of_ink(ink: Ink, theme: Theme, ground: QColor) -> Colours:
    """Return the colours of a piece of code on a ground, or of a word that changed."""
    if ink is Ink.ADDED:
        return Colours(None, theme.added_word_bg)
    if ink is Ink.REMOVED:
        return Colours(None, theme.removed_word_bg)
    return Colours(_on(QColor(CODE[theme.dark][ink]), ground, theme), None)


def on_ground(ink: Ink, ground: QColor, theme: Theme) -> QColor:
    """Return the colour of a piece of code on a ground of its own."""
    return _on(QColor(CODE[theme.dark][ink]), ground, theme)


def of_pen(pen: Pen, theme: Theme) -> Colours:
    """Return the colours that a terminal's choice has in a theme: told apart, and readable."""
    fore = None if pen.fore is None else terminal_colour(pen.fore)
    back = None if pen.back is None else terminal_colour(pen.back)
    if pen.inverse:
        fore, back = back, fore if fore is not None else theme.muted
    ground = theme.code_bg if back is None else _mixed(theme.code_bg, back, _BACK_SHARE)
    if fore is None:
        fore = theme.muted if pen.faint else theme.text
    return Colours(_on(fore, ground, theme), None if back is None else ground)


def terminal_colour(number: int) -> QColor:
    """Return one of a terminal's 256 colours, or the one that stands behind `RGB`."""
    if number & RGB:
        return QColor.fromRgb(number & 0xFFFFFF)
    if number < len(_TERMINAL):
        return QColor(_TERMINAL[number])
    if number < 232:
        place = number - 16
        return QColor(_CUBE[place // 36], _CUBE[place // 6 % 6], _CUBE[place % 6])
    grey = 8 + 10 * (number - 232)
    return QColor(grey, grey, grey)


def _on(fore: QColor, ground: QColor, theme: Theme) -> QColor:
    """Return a colour that can be read on a ground."""
    least = _HIGH_CONTRAST if theme.high_contrast else _LEAST_CONTRAST
    return QColor.fromRgb(_readable(fore.rgb(), ground.rgb(), theme.dark, least))


@lru_cache(maxsize=2_000)
def _readable(fore: int, ground: int, dark: bool, least: float) -> int:
    """Return a colour as it is, or as little nearer to white (black) as makes it readable."""
    colour, under = QColor.fromRgb(fore), QColor.fromRgb(ground)
    if contrast(colour, under) >= least:
        return fore
    target = QColor("white" if dark else "black")
    low, high = 0, _STEPS  # contrast grows all the way
    while high - low > 1:
        middle = (low + high) // 2
        enough = contrast(_mixed(colour, target, middle / _STEPS), under) >= least
        low, high = (low, middle) if enough else (middle, high)
    return int(_mixed(colour, target, high / _STEPS).rgb())


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG has it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


_LINEAR = tuple(map(_linear, range(256)))


def _luminance(colour: QColor) -> float:
    red, green, blue = colour.red(), colour.green(), colour.blue()
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour with a share of another, 0 to 1."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))
