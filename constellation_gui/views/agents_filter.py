"""Which agents are shown, as a person says it: a text, failed ones, working ones."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from constellation_db import AgentStatus
from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.agent_filter import EVERYONE, AgentFilter
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import status_name
from constellation_gui.views.pane_header import tool_button
from constellation_gui.wording import tr

_STATUSES = (AgentStatus.FAILED, AgentStatus.WORKING)


class AgentsFilter(QWidget):
    """A line to type into, a button for each status worth looking for, and one to show everyone.

    `changed` gives the new filter; `left` tells that the person goes on to the tree, by Down or
    Enter. Hidden while it leaves nobody out and is not being typed into.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agents-filter")
        self.wanted = EVERYONE
        self._text = QLineEdit(self)
        self._text.setObjectName("agents-filter-text")
        self._text.setPlaceholderText(tr("Name, task or model"))
        self._text.setAccessibleName(tr("Filter agents"))
        self._text.setToolTip(tr("Show only agents with this text in their name, task or model"))
        self._text.textChanged.connect(lambda text: self.apply(replace(self.wanted, text=text)))
        self._text.installEventFilter(self)
        self._statuses = {status.value: self._status_button(status) for status in _STATUSES}
        self._close = tool_button("close", tr("Show all agents (Esc)"), self)
        self._close.clicked.connect(self.close_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._text, 1)
        for button in (*self._statuses.values(), self._close):
            row.addWidget(button)
        self.hide()

    def _status_button(self, status: AgentStatus) -> QToolButton:
        button = tool_button(
            status_icon(status.value),
            tr("Only {status} agents").format(status=status_name(status.value)),
            self,
        )
        button.setCheckable(True)
        button.clicked.connect(lambda: self.toggle(status))
        return button

    def apply(self, wanted: AgentFilter) -> None:
        """Take over a filter, and tell if it is another one."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self._text.text() != wanted.text:
            self._text.setText(wanted.text)
        for status, button in self._statuses.items():
            button.setChecked(status in wanted.statuses)
        if wanted:
            self.show()
        self.changed.emit(wanted)

    def toggle(self, status: str) -> None:
        """Show only agents in a status, or leave it out of what is looked for again."""
        self.apply(replace(self.wanted, statuses=self.wanted.statuses ^ {status}))
        if not self.wanted and not self._text.hasFocus():
            self.hide()
        self._statuses[status].setChecked(status in self.wanted.statuses)

    def enter(self) -> None:
        """Let the person type."""
        self.show()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def close_up(self) -> None:
        """Show everyone, and go away."""
        typing = self.isAncestorOf(self.window().focusWidget() or self)
        self.apply(EVERYONE)
        self.hide()
        if typing:
            self.left.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """From the line: Down and Enter go on to the tree, Escape shows everyone."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_up()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for button in (*self._statuses.values(), self._close):
                button.setIcon(icon(button.objectName()))
        super().changeEvent(event)
