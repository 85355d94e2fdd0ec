"""The indicator in the toolbar: does the window follow the store?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.wording import tr

# By state: the drawing, the word, what it means.
_STATES = {
    "live": ("live", tr("live"), tr("What runs write is shown as they write it; press to pause")),
    "paused": ("paused-live", tr("paused"), tr("Changes are not shown; press to follow again")),
    "lost": (
        "warning",
        tr("lost"),
        tr("The file of the store is gone, replaced or cannot be read"),
    ),
}


class LiveButton(QToolButton):
    """Says live, paused or lost, by shape and by word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._state = "live"
        self.tell("live")

    @property
    def state(self) -> str:
        """What it says."""
        return self._state

    def tell(self, state: str) -> None:
        """Say that the window is live, paused or lost."""
        self._state = state
        self.setFont(theme.font("interface", "small"))
        drawing, word, meaning = _STATES[state]
        self.setIcon(icon(drawing))
        self.setText(word)
        self.setToolTip(meaning)
        self.setAccessibleName(tr("Following: {state}").format(state=word))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.tell(self._state)
        super().changeEvent(event)
