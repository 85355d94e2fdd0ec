"""The list of messages for screen readers: a list whose items read as the messages do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from constellation_gui.formatting import visible
from constellation_gui.models.message_text import as_text
from constellation_gui.views.message_list import MessageList

# A screen reader reads for minutes what is longer, and the window would wait for it to be fetched.
_LONGEST = 20_000


class MessageItem(QAccessibleInterface):
    """A message: its name is its summary, its value all it says."""

    def __init__(self, messages: MessageList, parent: MessageListInterface, row: int) -> None:
        super().__init__()
        self._messages = messages
        self._parent = parent
        self.row = row

    def isValid(self) -> bool:
        """Whether the row is there."""
        return self.row < self._messages.rows.count()

    def object(self) -> QObject | None:  # type: ignore[override]
        """Return None: a message is no object of Qt's."""
        return None

    def role(self) -> QAccessible.Role:
        """Return what a message is."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Return the summary, or the whole text as the value."""
        if not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return str(self._messages.model.index(self.row).data())
        loaded = self._messages.model.loaded(self.row)
        if kind == QAccessible.Text.Value and loaded is not None:
            return visible(as_text(loaded.message)[:_LONGEST])
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Do nothing: messages are read."""

    def state(self) -> QAccessible.State:
        """Return whether the message is the current one, selected, and in sight."""
        state = QAccessible.State()
        messages = self._messages
        state.focusable = state.selectable = state.readOnly = True
        state.focused = messages.hasFocus() and messages.current_row() == self.row
        if self.isValid():
            index = messages.model.index(self.row)
            state.selected = messages.selection.isSelected(index)
        state.offscreen = messages.column.place_of(self.row) is None
        return state

    def rect(self) -> QRect:
        """Return where on the screen the message is; empty if it is not in sight."""
        place = self._messages.column.place_of(self.row)
        if place is None:
            return QRect()
        port = self._messages.viewport()
        whole = QRect(0, place[0], port.width(), place[1] - place[0])
        seen = whole.intersected(port.rect())
        return QRect(port.mapToGlobal(seen.topLeft()), seen.size())

    def parent(self) -> QAccessibleInterface:
        """Return the list."""
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return None: a message is read in one."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return None: a message has no children."""
        return None

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return -1: there is none."""
        return -1


class MessageListInterface(QAccessibleWidget):
    """The list: its children are the messages, in reading order, read or not."""

    def __init__(self, messages: MessageList) -> None:
        super().__init__(messages, QAccessible.Role.List)
        self._messages = messages
        # Kept: Qt hands them out by address.
        self._items: dict[int, MessageItem] = {}

    def childCount(self) -> int:
        """Return how many messages there are."""
        return self._messages.rows.count()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return a message."""
        if not 0 <= index < self.childCount():
            return None
        if index not in self._items:
            self._items[index] = MessageItem(self._messages, self, index)
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the row of a message."""
        return child.row if isinstance(child, MessageItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the message at a place on the screen."""
        placed = self._messages.part_at(self._messages.viewport().mapFromGlobal(QPoint(x, y)))
        return None if placed is None else self.child(placed.row)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the current message."""
        return self.child(self._messages.current_row()) if self._messages.hasFocus() else None


def _interface(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    return MessageListInterface(thing) if isinstance(thing, MessageList) else None


def announce(messages: MessageList, row: int) -> None:
    """Tell a screen reader, if there is one, which message is the current one."""
    if QAccessible.isActive():
        event = QAccessibleEvent(messages, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


QAccessible.installFactory(_interface)
