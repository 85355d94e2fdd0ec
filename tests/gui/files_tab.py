"""The tab of files as a person sees and uses it: what stands where, what is clicked and pressed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from constellation_gui import diff_choices, diff_events
from constellation_gui.queries import Queries
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.files_view import FilesView
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.rows_view import RowsView
from tests.builders import Row, output


class Files:
    """What a person sees of the tab, and does in it."""

    def __init__(self, qtbot: QtBot, queries: Queries) -> None:
        self.qtbot = qtbot
        self.queries = queries
        self.view = FilesView(queries)
        self.chosen: list[str] = []
        self.problems: list[object] = []
        self.view.output_chosen.connect(self.chosen.append)
        self.view.failed.connect(self.problems.append)
        qtbot.addWidget(self.view)
        self.view.resize(900, 700)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()

    @property
    def tree(self) -> OutlineTree:
        return self.view.findChild(OutlineTree)

    @property
    def versions(self) -> RowsView:
        return self.view.findChild(RowsView, "versions")

    @property
    def lines(self) -> LinesView:
        return self.view.findChild(LinesView)

    def open(
        self, project: str | None, agent: str | None = None, output: str | None = None
    ) -> None:
        self.view.show_files(project, agent, output)
        self.settle()

    def settle(self) -> None:
        looking = self.lines._looking
        self.qtbot.waitUntil(lambda: self.queries.idle and not looking.isActive(), timeout=20_000)

    def said(self) -> list[str]:
        """All sentences that stand in place of rows, and captions of their buttons."""
        texts = [
            *self.view.findChildren(QLabel, "sentence"),
            *self.view.findChildren(QPushButton, "next-step"),
        ]
        return [text.text() for text in texts if text.isVisible()]

    def press(self, caption: str) -> None:
        buttons = self.view.findChildren(QPushButton, "next-step")
        (button,) = [each for each in buttons if each.isVisible() and each.text() == caption]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press_tool(self, name: str) -> None:
        button = self.view.findChild(QToolButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def paths(self) -> list[str]:
        """The rows of the tree that are open, from top to bottom."""
        found, index = [], self.tree.model().index(0, 0)
        while index.isValid():
            found.append(str(index.data()))
            index = self.tree.indexBelow(index)
        return found

    def click_path(self, name: str) -> None:
        index = self.tree.model().index(0, 0)
        while index.data() != name:
            index = self.tree.indexBelow(index)
        self.tree.scrollTo(index)
        self.click(self.tree, index)

    def click_version(self, row: int) -> None:
        self.click(self.versions, self.versions.model().index(row, 0))

    def click(self, rows: RowsView, index: QModelIndex) -> None:
        spot = rows.visualRect(index).center()
        self.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        self.settle()

    @property
    def old_lines(self) -> LinesView:
        return self.view.findChild(LinesView, "old-lines")

    def choose(self, **choices: object) -> None:
        """Choose how differences are shown, as the window does when a person chose that."""
        if diff_choices.use(replace(diff_choices.in_force(), **choices)):  # type: ignore[arg-type]
            diff_events.tell()
        self.settle()

    def text(self, lines: LinesView | None = None) -> list[str]:
        """The lines as they stand there, each after its sign."""
        model = (lines or self.lines)._model
        return [
            f"{model.shown(row).line.mark}{model.index(row, 0).data()}"
            for row in range(model.rowCount())
        ]

    def about(self) -> str:
        return self.view.findChild(ElidedLabel, "compared-with").text()

    def place(self) -> str:
        return self.view.findChild(QLabel, "change-place").text()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(self.lines, key, held)
        self.settle()


def version(id: str, content: str | None, **columns: str | None) -> Row:
    """Return a version of `/src/app.ts`, or of another path, by the root agent or another one."""
    return output("p", columns.pop("by", "root"), id=id, content=content, **columns)


APP = [
    version("app-1", "one\ntwo\nthree\n", path="/src/app.ts"),
    version("app-2", "one\n2\nthree\n", path="/src/app.ts", by="coder"),
    version("notes", "# Notes\n", path="/notes.md", by="coder"),
    version("app-3", "one\n2\nthree\nfour\n", path="/src/app.ts"),
]
