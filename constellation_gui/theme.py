"""Colours, fonts and distances: the only place that names any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from constellation_gui.stylesheet import stylesheet

GRID = 4  # px; every distance is a multiple
ICON = 16  # px, the grid that icons are drawn on
ROW = 24  # px, the height of a row in a list

ThemeName = Literal["light", "dark", "system"]
FontKind = Literal["interface", "mono"]
FontSize = Literal["small", "body", "title"]
THEME_NAMES: tuple[ThemeName, ...] = ("light", "dark", "system")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme by what they are for.

    Saturated colours (`ok` to `info`, the diff's) say status; all others are shades of grey with a
    breath of blue. `selection` is light enough for `text` and every status colour to read on it.
    """

    dark: bool
    window: QColor
    surface: QColor
    raised: QColor
    border: QColor
    text: QColor
    muted: QColor
    accent: QColor
    selection: QColor
    selection_text: QColor
    ok: QColor
    warning: QColor
    danger: QColor
    info: QColor
    neutral: QColor
    added_bg: QColor
    removed_bg: QColor
    added_word_bg: QColor
    removed_word_bg: QColor
    user_bg: QColor
    assistant_bg: QColor
    tool_bg: QColor
    code_bg: QColor

    def of_status(self, status: str | None) -> QColor:
        """Return the colour that says a project's or an agent's status."""
        return getattr(self, _STATUS_TOKENS.get(status or "", "neutral"))


_STATUS_TOKENS = {
    "running": "info",
    "working": "info",
    "paused": "warning",
    "completed": "ok",
    "failed": "danger",
}

LIGHT = Theme(
    dark=False,
    window=QColor("#f3f4f6"),
    surface=QColor("#ffffff"),
    raised=QColor("#f9fafb"),
    border=QColor("#d9dce2"),
    text=QColor("#1c1f24"),
    muted=QColor("#5f6673"),
    accent=QColor("#4a6591"),
    selection=QColor("#dce5f2"),
    selection_text=QColor("#12151a"),
    ok=QColor("#1a7439"),
    warning=QColor("#855800"),
    danger=QColor("#bd2424"),
    info=QColor("#0b57b0"),
    neutral=QColor("#5f6673"),
    added_bg=QColor("#e4f5e8"),
    removed_bg=QColor("#fceaea"),
    added_word_bg=QColor("#abe3ba"),
    removed_word_bg=QColor("#f7bfbf"),
    user_bg=QColor("#eef1f6"),
    assistant_bg=QColor("#ffffff"),
    tool_bg=QColor("#f7f8f9"),
    code_bg=QColor("#f3f4f6"),
)

DARK = Theme(
    dark=True,
    window=QColor("#1a1c20"),
    surface=QColor("#212329"),
    raised=QColor("#282b32"),
    border=QColor("#393d46"),
    text=QColor("#e2e4e9"),
    muted=QColor("#a0a6b2"),
    accent=QColor("#93aed8"),
    selection=QColor("#2d394f"),
    selection_text=QColor("#f3f5f9"),
    ok=QColor("#5fca82"),
    warning=QColor("#deb04a"),
    danger=QColor("#ff8a80"),
    info=QColor("#7db8ff"),
    neutral=QColor("#a0a6b2"),
    added_bg=QColor("#1b3324"),
    removed_bg=QColor("#402427"),
    added_word_bg=QColor("#2a6040"),
    removed_word_bg=QColor("#80383c"),
    user_bg=QColor("#292e38"),
    assistant_bg=QColor("#212329"),
    tool_bg=QColor("#1e2025"),
    code_bg=QColor("#1a1c20"),
)

# The theme in force is the application's, as its palette and style sheet are.
_current = LIGHT


def current() -> Theme:
    """Return the theme in force; ask again on every QEvent.PaletteChange."""
    return _current


def apply(app: QApplication, name: ThemeName) -> Theme:
    """Put a theme in force for the whole application; `system` is what the desktop says now."""
    global _current
    _current = DARK if name == "dark" or (name == "system" and _system_is_dark()) else LIGHT
    if not app.styleSheet():  # the first time
        # Fusion is the one style that is the same everywhere and follows the palette throughout.
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font("interface", "body"))
    # A sheet in force would be worked out twice for every widget, for the palette and for itself.
    app.setStyleSheet("")
    app.setPalette(_palette(_current))
    app.setStyleSheet(stylesheet(_current, small=font("interface", "small").pointSizeF()))
    return _current


def follow(app: QApplication, name: ThemeName) -> None:
    """The desktop's own look has changed: look alike, if that is what was chosen."""
    dark = _system_is_dark()
    if name == "system" and dark is not _current.dark:
        apply(app, name)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.border),
        (role.Mid, theme.border),
        (role.Dark, theme.border),
        (role.Shadow, theme.border),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, _between(theme.muted, theme.window))
    return palette


def _between(one: QColor, other: QColor) -> QColor:
    return QColor(
        (one.red() + other.red()) // 2,
        (one.green() + other.green()) // 2,
        (one.blue() + other.blue()) // 2,
    )


# -- Fonts ----------------------------------------------------------------------------------------

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
_SMALLEST_BODY = 9.0  # pt


def font(kind: FontKind = "interface", size: FontSize = "body") -> QFont:
    """Return one of the two families in one of the three sizes, with digits of one width."""
    found = QFontDatabase.systemFont(_SYSTEM_FONTS[kind])
    body = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    found.setPointSizeF(max(body, _SMALLEST_BODY) * _SCALES[size])
    found.setFamilies([*found.families(), *_FALLBACKS[kind]])
    if kind == "mono":
        found.setStyleHint(QFont.StyleHint.Monospace)
        found.setFixedPitch(True)
    else:
        found.setFeature(QFont.Tag("tnum"), 1)
    if size == "title":
        found.setWeight(QFont.Weight.DemiBold)
    return found
