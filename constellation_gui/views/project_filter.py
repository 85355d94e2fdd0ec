"""Which projects are listed and in which order, as a person says it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from constellation_db import ProjectStatus
from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.project_rows import ProjectQuery
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import status_name, status_title
from constellation_gui.views.choice_menu import ChoiceMenu
from constellation_gui.views.pane_header import menu_button
from constellation_gui.wording import tr

# By what to sort: how it is called, also within a line, and the direction in which one begins to
# read.
_ORDERS = {
    "created": (tr("Created"), tr("created", "what is sorted by"), "desc"),
    "name": (tr("Name"), tr("name", "what is sorted by"), "asc"),
    "status": (tr("Status"), tr("status", "what is sorted by"), "asc"),
    "cost": (tr("Cost"), tr("cost", "what is sorted by"), "desc"),
    "iterations": (tr("Iterations"), tr("iterations", "what is sorted by"), "desc"),
    "agents": (tr("Agents"), tr("agents", "what is sorted by"), "desc"),
    "messages": (tr("Messages"), tr("messages", "what is sorted by"), "desc"),
    "activity": (tr("Last activity"), tr("last activity", "what is sorted by"), "desc"),
}
_FILTER_TIP = tr("Show only projects of some statuses")
_SORT_TIP = tr("Sort the projects")


class ProjectFilter(QWidget):
    """A box for text, a menu of statuses and a menu of orders; `changed` gives the new query.

    `left` tells that the person goes on to the list, by Down or Enter.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = ProjectQuery()
        self.text = QLineEdit(self)
        self.text.setObjectName("project-filter")
        self.text.setAccessibleName(tr("Filter projects"))
        self.text.setPlaceholderText(tr("Filter"))
        self.text.setToolTip(tr("Show only projects with this text in their name or description"))
        self._clear = QAction(icon("close"), tr("Clear the text"), self)
        self._clear.triggered.connect(self.text.clear)
        self.text.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.text.textChanged.connect(lambda text: self.apply(replace(self.query, text=text)))
        self.text.installEventFilter(self)
        self._statuses = menu_button("filter", _FILTER_TIP, self)
        self._status_actions = self._fill_statuses()
        self._orders = menu_button("sort", _SORT_TIP, self)
        self._order_actions = self._fill_orders()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self.text, 1)
        for button in (self._statuses, self._orders):
            row.addWidget(button)
        self._show()

    def apply(self, query: ProjectQuery) -> None:
        """Take over a query, and tell if it is another one."""
        if query != self.query:
            self.query = query
            self._show()
            self.changed.emit(query)

    def clear(self) -> None:
        """Leave no project out; the order stays."""
        self.apply(replace(self.query, text="", statuses=()))

    def sort_by(self, sort: str) -> None:
        """Sort by something else, or by the same the other way round."""
        order = _ORDERS[sort][2]
        if sort == self.query.sort:
            order = "asc" if self.query.order == "desc" else "desc"
        self.apply(replace(self.query, sort=sort, order=order))

    def focus(self) -> None:
        """Let the person type a filter."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """From the box: Down and Enter go on to the list, Escape empties it first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
                key == Qt.Key.Key_Escape and not self.text.text()
            ):
                self.left.emit()
                return True
            if key == Qt.Key.Key_Escape:
                self.text.clear()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._clear.setIcon(icon("close"))
            self._statuses.setIcon(icon("filter"))
            self._orders.setIcon(icon("sort"))
            for status, action in self._status_actions.items():
                action.setIcon(icon(status_icon(status)))
        super().changeEvent(event)

    def _fill_statuses(self) -> dict[str, QAction]:
        menu = ChoiceMenu(self)
        menu.setObjectName("statuses")
        actions = {}
        for status in ProjectStatus:
            action = menu.addAction(icon(status_icon(status)), status_title(status.value))
            action.setCheckable(True)
            action.triggered.connect(self._choose_statuses)
            actions[status.value] = action
        menu.addSeparator()
        menu.addAction(tr("All")).triggered.connect(
            lambda: self.apply(replace(self.query, statuses=()))
        )
        self._statuses.setMenu(menu)
        return actions

    def _fill_orders(self) -> dict[str, QAction]:
        menu = QMenu(self)
        menu.setObjectName("orders")
        group = QActionGroup(menu)
        actions = {}
        for sort, (caption, *_) in _ORDERS.items():
            action = menu.addAction(caption)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, sort=sort: self.sort_by(sort))
            group.addAction(action)
            actions[sort] = action
        self._orders.setMenu(menu)
        return actions

    def _choose_statuses(self) -> None:
        chosen = tuple(name for name, one in self._status_actions.items() if one.isChecked())
        self.apply(replace(self.query, statuses=chosen))

    def _show(self) -> None:
        """Let box and menus say what the query says."""
        query = self.query
        if self.text.text() != query.text:
            self.text.setText(query.text)
        self._clear.setVisible(bool(query.text))
        for status, action in self._status_actions.items():
            action.setChecked(status in query.statuses)
        for sort, (caption, *_) in _ORDERS.items():
            arrow = f" {query.arrow}" if sort == query.sort else ""
            self._order_actions[sort].setText(f"{caption}{arrow}")
            self._order_actions[sort].setChecked(sort == query.sort)
        chosen = ", ".join(map(status_name, query.statuses))
        only = tr("Show only projects of some statuses (now: {statuses})").format(statuses=chosen)
        by = tr("Sort the projects (now: {order})").format(order=_ORDERS[query.sort][1])
        for button, tip in (
            (self._statuses, only if chosen else _FILTER_TIP),
            (self._orders, by),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._statuses.setCheckable(True)
        self._statuses.setChecked(bool(chosen))
