"""The menu of orders in which files can stand; it says which one is in force."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from constellation_gui.models.file_orders import LARGEST_FIRST, USUAL, FileOrder
from constellation_gui.wording import tr

# By what to sort: how it is called, also within a line.
_CAPTIONS = {
    "path": (tr("Path"), tr("path", "what is sorted by")),
    "versions": (tr("Versions"), tr("versions", "what is sorted by")),
    "added": (tr("Lines added"), tr("lines added", "what is sorted by")),
    "removed": (tr("Lines removed"), tr("lines removed", "what is sorted by")),
    "author": (tr("Last author"), tr("last author", "what is sorted by")),
    "time": (tr("Last time"), tr("last time", "what is sorted by")),
}
SORT_TIP = tr("Sort the files")


class FileOrderMenu(QMenu):
    """Opens at a button; choosing the order in force turns it round. `chosen` gives the new one."""

    chosen = Signal(object)

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self.order = USUAL
        self._button = button
        self._actions: dict[str, QAction] = {}
        self.setObjectName("file-orders")
        group = QActionGroup(self)
        for by in LARGEST_FIRST:
            action = self.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _on, by=by: self.choose(self.order.turned_to(by)))
            group.addAction(action)
            self._actions[by] = action
        button.setMenu(self)
        self.show_order(USUAL)

    def choose(self, order: FileOrder) -> None:
        """Take over an order, and tell if it is another one."""
        if order != self.order:
            self.show_order(order)
            self.chosen.emit(order)

    def show_order(self, order: FileOrder) -> None:
        """Say in which order the files stand."""
        self.order = order
        for by, action in self._actions.items():
            caption = _CAPTIONS[by][0]
            action.setText(f"{caption} {order.arrow}" if by == order.by else caption)
            action.setChecked(by == order.by)
        tip = tr("Sort the files (now: {order})").format(order=_CAPTIONS[order.by][1])
        self._button.setToolTip(tip)
        self._button.setAccessibleName(tip)
