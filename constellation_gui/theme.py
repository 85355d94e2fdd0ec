"""The look in force: colours, fonts and distances as everything that is painted asks for them.

Whatever of it changes, every widget gets a QEvent.PaletteChange: ask again there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from constellation_gui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme
from constellation_gui.fonts import Fonts, font, in_force, scaled, strong, use
from constellation_gui.stylesheet import stylesheet

__all__ = [
    "CONTRASTS", "DARK", "DARK_CONTRAST", "GRID", "ICON", "LIGHT", "LIGHT_CONTRAST", "ROW",
    "THEME_NAMES", "Contrast", "Fonts", "Theme", "ThemeName", "apply", "current", "follow",
    "font", "icon_size", "scaled", "strong", "watch",
]  # fmt: skip

GRID = 4  # px; every distance is a multiple
ICON = 16  # px, the grid that icons are drawn on; `icon_size` says how large they are shown
ROW = 24  # px, the height of a row in a list; `scaled(ROW)` where text has another size

ThemeName = Literal["light", "dark", "system"]
THEME_NAMES: tuple[ThemeName, ...] = ("light", "dark", "system")
Contrast = Literal["auto", "on", "off"]
CONTRASTS: tuple[Contrast, ...] = ("auto", "on", "off")

_THEMES = {
    (theme.dark, theme.high_contrast): theme
    for theme in (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)
}
# The theme in force is the application's, as its palette and style sheet are.
_current = LIGHT


def current() -> Theme:
    """Return the theme in force; ask again on every QEvent.PaletteChange."""
    return _current


def icon_size() -> int:
    """Return the side of an icon beside text of the size in force, in px."""
    return scaled(ICON)


def apply(
    app: QApplication,
    name: ThemeName,
    *,
    contrast: Contrast = "auto",
    fonts: Fonts | None = None,
) -> Theme:
    """Put a look in force for the whole application, and return its theme.

    `system` and `auto` are what the desktop says now. Without `fonts`, those in force stay.
    """
    global _current
    found, chosen_fonts = _chosen(name, contrast), fonts or in_force()
    if app.styleSheet() and found is _current and chosen_fonts == in_force():
        return found
    _current = found
    use(chosen_fonts)
    if not app.styleSheet():  # the first time
        # Fusion is the one style that is the same everywhere and follows the palette throughout.
        app.setStyle(QStyleFactory.create("Fusion"))
    palette = _palette(_current)
    recoloured = palette != app.palette()
    # A sheet in force would be worked out again for every widget, for palette, font and itself.
    app.setStyleSheet("")
    app.setFont(font("interface", "body"))
    # Qt posts the news of it; a sheet that comes first would go on with the fonts of before.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
    app.setPalette(palette)
    app.setStyleSheet(stylesheet(_current, scaled))
    if not recoloured:  # Qt tells of new colours only
        dress_anew(QApplication.allWidgets())
    return _current


def dress_anew(widgets: Sequence[QWidget]) -> None:
    """Let widgets ask once more for fonts, icons and whatever else is made for the look."""
    for widget in widgets:
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))


def follow(app: QApplication, name: ThemeName, *, contrast: Contrast = "auto") -> None:
    """The desktop's own look has changed: look alike, as far as that is what was chosen."""
    if _chosen(name, contrast) is not _current:
        apply(app, name, contrast=contrast)


def watch(changed: Callable[[], object]) -> None:
    """Call `changed` whenever the desktop may want another look; see `follow`."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: changed())
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(lambda _contrast: changed())


def _chosen(name: ThemeName, contrast: Contrast) -> Theme:
    dark = name == "dark" or (name == "system" and _system_is_dark())
    return _THEMES[dark, contrast == "on" or (contrast == "auto" and _system_wants_contrast())]


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # held: PySide takes what it gives away with it
    if not hasattr(hints, "accessibility"):  # before Qt 6.10
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


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
        palette.setColor(QPalette.ColorGroup.Disabled, which, theme.disabled)
    return palette
