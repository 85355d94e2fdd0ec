"""A part of a page: a title, what to know of it, its buttons, and what it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.views.pane_header import PaneHeader


class Section(QWidget):
    """Widgets under a heading. The note stands below it, and is hidden while it says nothing."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.header = PaneHeader(title, self, strong=True)
        self._note = QLabel(self)
        self._note.setObjectName("section-note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, 2 * theme.GRID)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self._note)
        self.say("")
        self._dress()

    def add(self, widget: QWidget) -> None:
        """Show a widget below those that are there."""
        self._column.addWidget(widget)

    def say(self, note: str) -> None:
        """Show a note, or ("") none."""
        self._note.setText(note)
        self._note.setAccessibleName(note)
        self._note.setVisible(bool(note))

    def note(self) -> str:
        """Return what the note says."""
        return self._note.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        palette = self._note.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.current().muted)
        if palette != self._note.palette():
            self._note.setPalette(palette)
