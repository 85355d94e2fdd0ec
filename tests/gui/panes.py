"""The left panes alone, on a store: what a person sees of them and does with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from constellation_gui.queries import Queries
from constellation_gui.views.agents_tree import AgentsTree
from constellation_gui.views.agents_view import AgentsView
from constellation_gui.views.projects_view import ProjectsView
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.state_stack import StateStack
from tests import builders

# What the offscreen platform says when a menu pops up.
POPUPS = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass
class Pane:
    """What both panes show beside their rows."""

    qtbot: QtBot
    queries: Queries

    @property
    def widget(self) -> QWidget:
        raise NotImplementedError

    @property
    def rows_view(self) -> RowsView:
        return self.widget.findChild(RowsView)

    @property
    def title(self) -> str:
        return self.widget.findChild(QLabel, "pane-title").text()

    @property
    def said(self) -> list[str]:
        """What is said in place of rows: sentence, reason, the button's caption."""
        page = self.widget.findChild(StateStack).currentWidget()
        parts = [
            *(page.findChild(QLabel, name) for name in ("sentence", "reason")),
            page.findChild(QPushButton, "next-step"),
        ]
        return [part.text() for part in parts if part is not None and part.isVisible()]

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.queries.idle, timeout=20_000)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.rows_view, key, held)

    def press_button(self, name: str) -> None:
        button = self.widget.findChild(QToolButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_next_step(self) -> None:
        page = self.widget.findChild(StateStack).currentWidget()
        button = page.findChild(QPushButton, "next-step")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_index(self, index: QModelIndex, place: QPoint | None = None) -> None:
        spot = place or self.rows_view.visualRect(index).center()
        self.qtbot.mouseClick(self.rows_view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def visual(self, index: QModelIndex) -> QRect:
        """Where a cell stands in the list, its header included."""
        rect = self.rows_view.visualRect(index)
        return rect.translated(self.rows_view.viewport().pos())

    def menu_of(self, index: QModelIndex) -> dict[str, QAction]:
        """Open a row's menu, and give its actions by their captions."""
        for menu in self.widget.findChildren(QMenu):
            menu.close()
        self.rows_view.menu_wanted.emit(index, QPoint())
        menu = next(menu for menu in self.widget.findChildren(QMenu) if menu.isVisible())
        return {action.text(): action for action in menu.actions()}


@dataclass
class ProjectsPane(Pane):
    """The pane of projects."""

    view: ProjectsView

    @property
    def widget(self) -> QWidget:
        return self.view

    def settle(self) -> None:
        """Wait until nothing is under way, and what is in sight was looked at."""
        idle, looking = self.queries, self.view._looking
        self.qtbot.waitUntil(lambda: idle.idle and not looking.isActive(), timeout=20_000)

    def names(self) -> list[str]:
        model = self.rows_view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def titles(self) -> list[str]:
        """What the columns are headed by, the hidden ones too."""
        model = self.rows_view.model()
        sections = range(model.columnCount())
        return [model.headerData(section, Qt.Orientation.Horizontal) for section in sections]

    def cell(self, name: str, section: int) -> str:
        return self.rows_view.model().index(self.names().index(name), section).data()

    def click(self, name: str) -> None:
        self.click_index(self.rows_view.model().index(self.names().index(name), 0))

    def click_title(self, section: int) -> None:
        header = self.rows_view.header()
        spot = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        self.settle()

    def type_filter(self, text: str) -> None:
        self.qtbot.keyClicks(self.view._filter.text, text)
        self.settle()


@dataclass
class AgentsPane(Pane):
    """The pane of agents."""

    view: AgentsView

    @classmethod
    def opened(
        cls, qtbot: QtBot, queries: Queries, project_id: str, width: int, height: int
    ) -> AgentsPane:
        """The pane on screen, with the agents of a project in it."""
        pane = cls(qtbot, queries, AgentsView(queries))
        qtbot.addWidget(pane.view)
        pane.view.resize(width, height)
        pane.view.show()
        qtbot.waitExposed(pane.view)
        pane.show(project_id)
        return pane

    @property
    def widget(self) -> QWidget:
        return self.view

    @property
    def tree(self) -> AgentsTree:
        return self.view.findChild(AgentsTree, "agents")

    def show(self, project_id: str | None) -> None:
        self.view.show_project(project_id)
        self.settle()

    def rows(self) -> list[str]:
        """The rows that are open, from top to bottom."""
        found = []
        index = self.tree.model().index(0, 0)
        while index.isValid():
            found.append(str(index.data()))
            index = self.tree.indexBelow(index)
        return found

    def index(self, name: str) -> QModelIndex:
        return self.tree.agents.index_of(name)

    def click(self, name: str) -> None:
        self.click_index(self.index(name))

    def click_mark(self, name: str) -> None:
        index = self.index(name)
        mark = self.tree._painter.mark_rect(self.tree.visualRect(index), index)
        self.click_index(index, mark.center())


@contextmanager
def damaged(path: Path, table: str) -> Iterator[None]:
    """Overwrite the first pages of a table and of its indexes, and put them back."""
    with builders.plain(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        found = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", (table,)
        )
        pages = [page for (page,) in found]
    sound = path.read_bytes()
    broken = bytearray(sound)
    for page in pages:
        broken[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(broken)
    yield
    path.write_bytes(sound)


@contextmanager
def counted_selects() -> Iterator[list[str]]:
    """Give every query that any store runs from now on."""
    noted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            noted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)
