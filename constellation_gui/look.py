"""Puts in force what a person chose about how everything looks and reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from constellation_gui import diff_choices, diff_events, formatting, theme
from constellation_gui.fonts import Fonts
from constellation_gui.formatting import Format
from constellation_gui.preferences import Preferences


def put_in_force(app: QApplication, preferences: Preferences) -> None:
    """Let every widget look and read as was chosen, from now on."""
    theme.apply(
        app,
        preferences.theme,
        contrast=preferences.contrast,
        fonts=Fonts(
            interface=preferences.interface_font,
            mono=preferences.mono_font,
            size=preferences.font_size,
            zoom=preferences.zoom,
        ),
    )
    if diff_choices.use(preferences.diff):
        diff_events.tell()
    if formatting.use(Format(utc=preferences.utc, digits=preferences.currency_digits)):
        # Qt's way to say that texts read differently now; it reaches every widget.
        QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


def follow_desktop(app: QApplication, preferences: Preferences) -> None:
    """Look as the desktop does, as far as that is what was chosen, whenever it changes."""
    theme.watch(lambda: theme.follow(app, preferences.theme, contrast=preferences.contrast))
