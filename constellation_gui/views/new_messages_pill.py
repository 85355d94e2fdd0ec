"""The button that says how many messages were written below what is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from constellation_gui import theme
from constellation_gui.views.message_list import MessageList
from constellation_gui.wording import tr


class NewMessagesPill(QPushButton):
    """Floats at the bottom right of a list of messages while there are new ones below."""

    def __init__(self, messages: MessageList) -> None:
        super().__init__(messages)
        self._messages = messages
        self.setObjectName("new-messages")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # End does the same
        self.setToolTip(tr("Go to the last message (End)"))
        self.clicked.connect(lambda: messages.go_to_end())
        messages.arranged.connect(self._tell)
        self.hide()

    def _tell(self) -> None:
        unseen = self._messages.unseen
        if not unseen:
            self.hide()
            return
        self.setText(tr("%n new ↓", "", unseen))
        self.setAccessibleName(tr("%n new message(s) below", "", unseen))
        self.adjustSize()
        port = self._messages.viewport().geometry()
        margin = 4 * theme.GRID
        self.move(port.right() - self.width() - margin, port.bottom() - self.height() - margin)
        self.show()
        self.raise_()
