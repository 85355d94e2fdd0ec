"""One event below the list: what it carries."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.models.event_detail import EventDetail
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.wording import tr


class EventPane(QWidget):
    """A title, a note where one is due, and the data as text to read, select and copy."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event")
        self.setAccessibleName(tr("Event"))
        self._title = PaneHeader("", self)
        self._copy = self._title.add_button("copy", tr("Copy the data"), self.copy_wanted.emit)
        self._note = QLabel(self)
        self._note.setObjectName("event-note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("event-data")
        self._text.setAccessibleName(tr("Data of the event"))
        self._text.setReadOnly(True)
        self._text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setUndoRedoEnabled(False)
        self._text.document().setDocumentMargin(2 * theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._text, 1)
        self._dress()
        self.clear()

    def show_event(self, detail: EventDetail) -> None:
        """Show an event."""
        self._copy.show()
        self._show(detail.title, detail.note, detail.text)

    def say(self, sentence: str) -> None:
        """Say why there is no event."""
        self._copy.hide()
        self._show(sentence, "", "")

    def clear(self) -> None:
        """Say that no event is chosen."""
        self.say(tr("No event chosen"))

    def text(self) -> str:
        """Return the text that is shown."""
        return self._text.toPlainText()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _show(self, title: str, note: str, text: str) -> None:
        self._title.set_title(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._text.setPlainText(text)

    def _dress(self) -> None:
        self._text.setFont(theme.font("mono"))
        palette = self._note.palette()
        palette.setColor(self._note.foregroundRole(), theme.current().muted)
        if palette != self._note.palette():
            self._note.setPalette(palette)
