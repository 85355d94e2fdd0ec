"""A drawing of the set that stands by itself, not in a button or a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon


class Sign(QLabel):
    """Shows a drawing as sharp as the screen is, and anew when the window comes to another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._side = 0

    def draw(self, name: str, side: int | None = None) -> None:
        """Show a drawing of `resources/icons`, `side` px wide or else as an icon beside text.

        To be called again when the theme changes, which the drawing takes its colours from.
        """
        self._name, self._side = name, theme.icon_size() if side is None else side
        size = QSize(self._side, self._side)
        self.setPixmap(icon(name).pixmap(size, self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        """Follow the screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._name:
            self.draw(self._name, self._side)
        return super().event(event)
