"""The bar for going to a place in a conversation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.views.pane_header import tool_button
from constellation_gui.wording import tr

_EXAMPLES = "50%   #1200   10:02   2026-01-31 10:02"


class GoToBar(QWidget):
    """A line to type a place into; `entered` gives it, `closed` tells that the bar went away."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("go-to-bar")
        self.setAccessibleName(tr("Go to a place in this conversation"))
        self._line = QLineEdit(self)
        self._line.setObjectName("go-to-text")
        self._line.setPlaceholderText(_EXAMPLES)
        self._line.setAccessibleName(tr("Go to"))
        description = tr("A share, a number or a time, such as {examples}")
        self._line.setAccessibleDescription(description.format(examples=_EXAMPLES))
        self._line.installEventFilter(self)
        self._line.textEdited.connect(lambda: self.tell(""))
        self._note = QLabel(self)
        self._note.setObjectName("go-to-note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._close = tool_button("close", tr("Close (Esc)"), self)
        self._close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        row.setSpacing(2 * theme.GRID)
        caption = QLabel(tr("&Go to"), self)
        caption.setBuddy(self._line)
        row.addWidget(caption)
        row.addWidget(self._line, 1)
        row.addWidget(self._note)
        row.addWidget(self._close)
        self.hide()

    def enter(self) -> None:
        """Show the bar and let the person type."""
        self.tell("")
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def leave(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def tell(self, note: str) -> None:
        """Say why nothing was gone to, or what is being waited for."""
        self._note.setText(note)
        self._note.setAccessibleName(note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return goes there, Escape leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit(self._line.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._close.setIcon(icon("close"))
        super().changeEvent(event)
