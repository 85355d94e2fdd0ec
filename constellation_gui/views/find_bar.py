"""The bar for finding text in a conversation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.views.pane_header import tool_button


class FindBar(QWidget):
    """A line to type into, how much was found, and the way to the next one and the one before.

    `changed` gives the text, `stepped` 1 or -1; `closed` tells that it went away.
    """

    changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.setAccessibleName("Find in this conversation")
        self._line = QLineEdit(self)
        self._line.setObjectName("find-text")
        self._line.setPlaceholderText("Find in this conversation")
        self._line.setAccessibleName("Find in this conversation")
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self.changed)
        self._line.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setObjectName("find-count")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = [
            tool_button("previous", "Previous match (Shift+F3)", self),
            tool_button("next", "Next match (F3)", self),
            tool_button("close", "Close (Esc)", self),
        ]
        self._buttons[0].clicked.connect(lambda: self.stepped.emit(-1))
        self._buttons[1].clicked.connect(lambda: self.stepped.emit(1))
        self._buttons[2].clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        for button in self._buttons:
            row.addWidget(button)
        self.hide()

    def enter(self, text: str = "") -> None:
        """Show the bar and let the person type; `text` takes the place of what is there."""
        self.show()
        if text:
            self._line.setText(text)
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def leave(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def text(self) -> str:
        """Return what to find."""
        return self._line.text()

    def tell(self, count: str) -> None:
        """Say how much was found."""
        self._count.setText(count)
        self._count.setAccessibleName(count)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Return goes to the next match, Shift+Return to the one before, Escape leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for button in self._buttons:
                button.setIcon(icon(button.objectName()))
        super().changeEvent(event)
