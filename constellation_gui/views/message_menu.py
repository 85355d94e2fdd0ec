"""Copying messages, and the menu that offers it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from constellation_gui.icons import icon
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_copies import Write, copied, json_of, text_of
from constellation_gui.queries import Runner
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.message_rows import FoldMode


class MessageMenu(QObject):
    """Copies what is selected in a list of messages; messages are read whole for it."""

    failed = Signal(object)

    def __init__(self, queries: Runner, messages: MessageList) -> None:
        super().__init__(messages)
        self._queries = queries
        self._messages = messages
        self._lane = Lane(queries)
        messages.copy_wanted.connect(self.copy)
        messages.menu_wanted.connect(self.offer)

    def copy(self) -> None:
        """Copy the text that is selected, or else the messages."""
        text = self._messages.marked.text()
        if text:
            QGuiApplication.clipboard().setText(text)
        else:
            self.copy_messages(text_of)

    def copy_messages(self, write: Write) -> None:
        """Copy the selected messages, each as `write` has it."""
        keys = self._messages.selected_keys()
        if keys:
            self._lane.run(
                partial(copied, self._queries.database, keys, write),
                deliver=QGuiApplication.clipboard().setText,
                failed=self.failed.emit,
            )

    def offer(self, place: QPoint) -> None:
        """Show the menu at a place on screen."""
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """Return a menu for what is selected."""
        messages = self._messages
        menu = QMenu(messages)
        menu.setObjectName("message-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = sum(last - first + 1 for first, last in messages.selected_ranges()) > 1
        what = "Messages" if several else "Message"
        if messages.marked:
            menu.addAction(icon("copy"), "Copy Selected Text").triggered.connect(self.copy)
        for caption, act in (
            (f"Copy {what}", partial(self.copy_messages, text_of)),
            (f"Copy {what} as JSON", partial(self.copy_messages, json_of)),
            ("Copy Id", self._copy_id),
        ):
            action = menu.addAction(icon("copy"), caption)
            action.setEnabled(messages.current_row() >= 0)
            action.triggered.connect(lambda _on, act=act: act())
        menu.addSeparator()
        for caption, go in (
            ("First Message\tHome", partial(messages.go_to_row, 0)),
            ("Last Message\tEnd", messages.go_to_end),
            ("Go to…\tG", messages.place_wanted.emit),
        ):
            action = menu.addAction(caption)
            action.setEnabled(messages.rows.count() > 0)
            action.triggered.connect(lambda _on, go=go: go())
        menu.addSeparator()
        for caption, drawing, mode in (
            ("Unfold All", "expand-all", FoldMode.OPEN),
            ("Fold All", "collapse-all", FoldMode.FOLDED),
            ("Fold as Usual", None, FoldMode.NATURAL),
        ):
            action = menu.addAction(icon(drawing), caption) if drawing else menu.addAction(caption)
            action.setEnabled(messages.rows.count() > 0)
            action.triggered.connect(lambda _on, mode=mode: messages.set_all_folds(mode))
        return menu

    def _copy_id(self) -> None:
        loaded = self._messages.model.loaded(self._messages.current_row())
        if loaded is not None:
            QGuiApplication.clipboard().setText(loaded.message.id)
