"""The two families of fonts in their three sizes, and how large everything is with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

FontKind = Literal["interface", "mono"]
FontSize = Literal["small", "body", "title"]

ZOOMS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)  # percent
SMALLEST, LARGEST = 6.0, 32.0  # pt that a person may choose for the body

_SCALES: dict[FontSize, float] = {"small": 0.9, "body": 1.0, "title": 1.25}
_SYSTEM_FONTS = {
    "interface": QFontDatabase.SystemFont.GeneralFont,
    "mono": QFontDatabase.SystemFont.FixedFont,
}
# Where the desktop names none of its own (a bare X server, the offscreen platform).
_FALLBACKS: dict[FontKind, list[str]] = {
    "interface": ["Inter", "Noto Sans", "DejaVu Sans", "Noto Color Emoji"],
    "mono": ["JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", "Noto Color Emoji"],
}
_SMALLEST_SYSTEM = 9.0  # pt


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a person chose of the fonts.

    An empty family and a size of 0 stand for the desktop's own; `size` is the body's in pt, `zoom`
    is in percent and counts on top of it.
    """

    interface: str = ""
    mono: str = ""
    size: float = 0.0
    zoom: int = 100


# In force for the application, as its palette is.
_chosen = Fonts()
_scale = 1.0
_made: dict[tuple[FontKind, FontSize], QFont] = {}


def use(chosen: Fonts) -> None:
    """Put fonts in force; `theme.apply` does it together with all that follows from them."""
    global _chosen, _scale
    _chosen = chosen
    _scale = (chosen.size / system_size() if chosen.size else 1.0) * chosen.zoom / 100
    _made.clear()


def in_force() -> Fonts:
    """Return what was put in force."""
    return _chosen


def zoom_after(zoom: int, step: int) -> int:
    """Return the next larger zoom (1) or the next smaller one (-1), as far as there is one."""
    if step > 0:
        return next((each for each in ZOOMS if each > zoom), ZOOMS[-1])
    return next((each for each in reversed(ZOOMS) if each < zoom), ZOOMS[0])


def system_size() -> float:
    """Return the size of the desktop's text, in pt; never too small to be read."""
    found = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return max(found, _SMALLEST_SYSTEM)


def scaled(length: int) -> int:
    """Return a length of the desktop's own size, in px, as it is at the size of text in force."""
    return round(length * _scale)


def font(kind: FontKind = "interface", size: FontSize = "body") -> QFont:
    """Return one of the two families in one of the three sizes, with digits of one width."""
    made = _made.get((kind, size))
    if made is None:
        made = _made[kind, size] = _make(kind, size)
    return QFont(made)


def strong() -> QFont:
    """Return the font of a section's title: the body's, heavier."""
    made = font()
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _make(kind: FontKind, size: FontSize) -> QFont:
    made = QFontDatabase.systemFont(_SYSTEM_FONTS[kind])
    body = (_chosen.size or system_size()) * _chosen.zoom / 100
    made.setPointSizeF(body * _SCALES[size])
    family = getattr(_chosen, kind)
    chosen = [family] if family else []
    made.setFamilies([*chosen, *made.families(), *_FALLBACKS[kind]])
    if kind == "mono":
        made.setStyleHint(QFont.StyleHint.Monospace)
        made.setFixedPitch(True)
    else:
        made.setFeature(QFont.Tag("tnum"), 1)
    if size == "title":
        made.setWeight(QFont.Weight.DemiBold)
    return made
