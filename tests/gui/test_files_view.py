"""The tab of files as a person uses it: find a file, a version, what changed, and take it along."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import app, theme
from constellation_gui.queries import Queries
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.files_view import FilesView
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.rows_view import RowsView
from tests.builders import Row, agent, output, project, write
from tests.gui.heartbeat import Heartbeat
from tests.gui.panes import POPUPS, damaged

OnStore = Callable[[Path], Queries]


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

    def text(self) -> list[str]:
        """The lines as they stand there, each after its sign."""
        model = self.lines._model
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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p"), project(id="bare")], agents=people)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Files:
    return Files(qtbot, queries_on(path))


def version(id: str, content: str | None, **columns: str | None) -> Row:
    return output("p", columns.pop("by", "root"), id=id, content=content, **columns)


APP = [
    version("app-1", "one\ntwo\nthree\n", path="/src/app.ts"),
    version("app-2", "one\n2\nthree\n", path="/src/app.ts", by="coder"),
    version("notes", "# Notes\n", path="/notes.md", by="coder"),
    version("app-3", "one\n2\nthree\nfour\n", path="/src/app.ts"),
]


# -- Seeing ----------------------------------------------------------------------------------------


def test_what_was_written_last_is_there_at_once(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    assert files.paths() == ["/", "src", "app.ts", "notes.md"]
    assert files.tree.currentIndex().data() == "app.ts"
    assert files.text() == ["@@@ -1,3 +1,4 @@", " one", " 2", " three", "+four"]
    assert files.about().startswith("+1 −0 · against the version of 2026-01-31")
    assert files.chosen == []


def test_choosing_a_file_shows_its_newest_version(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.click_path("notes.md")
    assert files.text() == ["@@@ -0,0 +1 @@", "+# Notes"]
    assert files.about() == "+1 −0 · first version: everything in it is new"
    assert files.chosen == ["notes"]


def test_choosing_a_version_shows_what_it_changed(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.click_version(1)
    assert files.text() == ["@@@ -1,3 +1,3 @@", " one", "-two", "+2", " three"]
    assert files.chosen == ["app-2"]


def test_the_content_instead_of_the_diff(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.press_tool("show-content")
    assert files.text() == [" one", " 2", " three", " four"]
    assert files.about() == "4 lines · 17 B"
    files.click_version(2)
    assert files.text() == [" one", " two", " three"]
    files.press_tool("show-diff")
    assert files.text()[1:] == ["+one", "+two", "+three"]


def test_a_version_asked_for_from_outside(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p", "coder", "app-1")
    assert files.tree.currentIndex().data() == "app.ts"
    assert files.versions.currentIndex().row() == 2
    assert files.text()[1:] == ["+one", "+two", "+three"]
    files.open("p", "coder", "app-2")
    assert files.versions.currentIndex().row() == 1
    assert files.chosen == []


def test_a_version_by_somebody_else_turns_to_the_whole_project(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p", "coder")
    assert files.paths() == ["/", "src", "app.ts", "notes.md"]
    write(path, outputs=[version("deep", "x\n", path="/lib/deep.ts")])
    files.open("p", "coder", "deep")
    assert files.tree.currentIndex().data() == "deep.ts"
    assert files.view.findChild(QComboBox).currentText() == "Of this project"


def test_what_the_version_kept_is_said(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "new\n", previous_content="old\n")])
    files.open("p")
    assert files.text()[1:] == ["-old", "+new"]
    assert files.about() == "+1 −1 · against the text before it, kept with this version"


def test_outputs_without_a_path(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "A\n", path=None), version("b", "B\n", path=None)])
    files.open("p")
    files.click_path("Without a path")
    files.click_version(1)
    assert files.text()[1:] == ["+A"]
    assert files.chosen == ["a"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_hostile_content_is_shown_as_text(
    path: Path, files: Files, name: theme.ThemeName, qapp: QApplication
) -> None:
    ugly = "<b>x</b>\0\x1b[31m\u202e\ttab\r\n" + "漢字😀\n" + "y" * 100_000 + "\n\rz"
    write(path, outputs=[version("a", "<b>y</b>\n"), version("b", ugly)])
    theme.apply(qapp, name)
    files.open("p")
    assert files.text()[2] == "+<b>x</b>⟨NUL⟩⟨ESC⟩[31m⟨RLO⟩\ttab"
    assert len(files.text()[4]) == 2_001
    assert files.text()[5] == "+⟨CR⟩z"
    files.view.grab()


def test_a_store_of_the_original_s_schema(
    bare_store: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    files = Files(qtbot, queries_on(bare_store))
    files.open("calculator", None, "app-2")
    assert files.paths() == ["/src", "app.ts", "notes.md"]
    assert files.text()[1:] == ["-one", "+two"]


def test_the_theme_is_followed(path: Path, files: Files, qapp: QApplication) -> None:
    write(path, outputs=APP)
    files.open("p")
    theme.apply(qapp, "dark")
    files.settle()
    picture = files.lines.grab().toImage()
    below = picture.pixelColor(picture.width() // 2, picture.height() - 5)
    assert below == theme.DARK.surface
    added = picture.pixelColor(picture.width() - 5, files.lines.rowViewportPosition(4) + 3)
    assert added == theme.DARK.added_bg


# -- States ----------------------------------------------------------------------------------------


def test_no_project(files: Files) -> None:
    files.open(None)
    assert files.said() == ["No project chosen"]


def test_no_files_yet_then_some(path: Path, files: Files) -> None:
    files.open("bare")
    assert files.said() == ["No files yet", "Look again"]
    write(path, outputs=[output("bare", path="a.ts", content="x\n")])
    files.press("Look again")
    assert files.paths() == ["a.ts"]
    assert files.text()[1:] == ["+x"]


def test_no_files_of_the_agent_but_of_its_project(path: Path, files: Files) -> None:
    write(path, outputs=APP[1:2])
    files.open("p", "root")
    assert files.said() == ["No files of this agent", "Show the project's files"]
    files.press("Show the project's files")
    assert files.paths() == ["/src", "app.ts"]
    files.open("p", "coder")
    assert files.view.findChild(QComboBox).currentText() == "Of this project"


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (["a\n", None], ["No content was recorded"]),
        (["a\n", "a\n"], ["Nothing changed", "Show the content"]),
        ([""], ["This version is empty"]),
        (["", ""], ["This version is empty"]),
    ],
)
def test_nothing_to_show_says_why(
    path: Path, files: Files, contents: list[str | None], sentence: list[str]
) -> None:
    write(path, outputs=[version(f"v{n}", content) for n, content in enumerate(contents)])
    files.open("p")
    assert files.said() == sentence


def test_from_nothing_changed_to_the_content(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "same\n"), version("b", "same\n")])
    files.open("p")
    files.press("Show the content")
    assert files.text() == [" same"]


def test_a_fault_is_told_and_can_be_tried_again(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    write(path, outputs=[version(f"v{n}", "x\n", path=f"/src/{n}.ts") for n in range(500)])
    with damaged(path, "outputs"):
        files = Files(qtbot, queries_on(path))
        files.open("p")
        assert files.said() == ["The files could not be read.", "Try again"]
        assert len(files.problems) == 1
        files.queries.database.close()  # what SQLite read of the pages goes with its connections
    files.press("Try again")
    assert files.said() == []
    assert files.paths()[0] == "/src"


# -- Filtering -------------------------------------------------------------------------------------


def test_a_filter_shows_what_matches_and_gives_back_what_was_open(path: Path, files: Files) -> None:
    write(path, outputs=[*APP, version("x", "x\n", path="/lib/deep/x.ts")])
    files.open("p")
    files.tree.collapse(files.tree.model().index_of("folder /src/"))
    before = files.paths()
    box = files.view.findChild(QLineEdit, "path-filter")
    files.qtbot.keyClicks(box, "APP")
    files.qtbot.waitUntil(lambda: files.paths() == ["/src", "app.ts"])
    box.clear()
    files.qtbot.keyClicks(box, "nowhere")
    files.qtbot.waitUntil(lambda: files.said() == ["No file matches", "Clear the filter"])
    files.press("Clear the filter")
    assert files.paths() == before


# -- The way through -------------------------------------------------------------------------------


def long_pair(path: Path) -> None:
    old = [f"line {number}" for number in range(200)]
    new = [f"{line}!" if number % 50 == 0 else line for number, line in enumerate(old)]
    texts = ("\n".join(lines) + "\n" for lines in (old, new))
    write(path, outputs=[version(f"v{number}", text) for number, text in enumerate(texts)])


def test_from_change_to_change(path: Path, files: Files) -> None:
    long_pair(path)
    files.open("p")
    assert files.place() == "4 changes"
    files.key(Qt.Key.Key_N)
    assert files.place() == "1 of 4 changes"
    files.press_tool("next")
    files.tree.setFocus()
    files.qtbot.keyClick(files.tree, Qt.Key.Key_F7)
    files.settle()
    assert files.place() == "3 of 4 changes"
    assert files.lines._model.index(files.lines.currentIndex().row(), 0).data() == "line 100"
    files.key(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    files.key(Qt.Key.Key_P)
    assert files.place() == "1 of 4 changes"
    files.key(Qt.Key.Key_P)
    assert files.place() == "1 of 4 changes"
    files.key(Qt.Key.Key_End)
    assert files.lines.currentIndex().row() == files.lines._model.rowCount() - 1


# -- Taking it along -------------------------------------------------------------------------------


def test_lines_are_copied(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.lines.selectAll()
    files.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "one\n2\nthree\nfour\n"


def test_lines_are_copied_as_a_patch(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.key(Qt.Key.Key_N)
    modifiers = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    files.key(Qt.Key.Key_C, *modifiers)
    assert QGuiApplication.clipboard().text().endswith("@@ -1,3 +1,4 @@\n one\n 2\n three\n+four\n")


@POPUPS
def test_menus(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.tree.menu_wanted.emit(files.tree.currentIndex(), QPoint())
    files.versions.menu_wanted.emit(files.versions.model().index(0, 0), QPoint())
    files.lines.selectAll()
    files.lines.menu_wanted.emit(QPoint())
    menus = files.view.findChildren(QMenu)
    actions = {action.text(): action for menu in menus for action in menu.actions()}
    assert {"Copy path", "Copy rows", "Copy id", "Copy lines", "Copy as patch"} <= actions.keys()
    actions["Copy path"].trigger()
    assert QGuiApplication.clipboard().text() == "/src/app.ts"
    actions["Copy id"].trigger()
    assert QGuiApplication.clipboard().text() == "app-3"
    for menu in menus:
        menu.close()


# -- While a run writes ----------------------------------------------------------------------------


def test_a_refresh_moves_nothing(path: Path, files: Files) -> None:
    many = [version(f"f{n}", "x\n", path=f"/src/dir{n % 9}/file{n}.ts") for n in range(150)]
    write(path, outputs=[*many, *APP])
    files.open("p", None, "app-2")
    files.tree.collapse(files.tree.model().index_of("folder /src/dir3/"))
    files.key(Qt.Key.Key_N)
    files.tree.verticalScrollBar().setValue(200)
    tops = files.tree.indexAt(QPoint(0, 0)).data()
    new = [version("app-4", "later\n", path="/src/app.ts"), version("z", "z\n", path="/src/aa.ts")]
    write(path, outputs=new)
    files.view.refresh()
    files.settle()
    assert files.tree.indexAt(QPoint(0, 0)).data() == tops
    assert not files.tree.isExpanded(files.tree.model().index_of("folder /src/dir3/"))
    assert files.tree.currentIndex().data() == "app.ts"
    assert files.tree.currentIndex().siblingAtColumn(1).data() == "4"
    assert files.versions.model().rowCount() == 4
    assert files.versions.currentIndex().row() == 2
    assert files.text()[2:4] == ["-two", "+2"]
    assert files.place() == "1 of 1 change"


def test_choosing_on_and_on_shows_the_last(path: Path, files: Files) -> None:
    huge = "".join(f"line {number}\n" for number in range(40_000))
    write(
        path,
        outputs=[
            version("h1", huge, path="/huge"),
            version("h2", huge.replace("7", "seven"), path="/huge"),
            version("small", "small\n", path="/small"),
        ],
    )
    files.open("p", None, "h2")
    assert len(files.text()) > 40_000
    for wanted in ("h1", "h2", "small"):
        files.view.show_files("p", None, wanted)
    files.settle()
    assert files.text()[1:] == ["+small"]


@pytest.fixture
def collected_seldom() -> Iterator[None]:
    """Collect garbage as seldom as the application does: a full collection stops everything."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*app._COLLECT_AFTER)
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


@pytest.mark.usefixtures("collected_seldom")
def test_large_texts_and_many_paths_do_not_stop_the_window(path: Path, files: Files) -> None:
    huge = "".join(f"line {number} of söme text\n" for number in range(200_000))
    rows = [version(f"f{n}", "x\n", path=f"/src/dir{n % 99}/file{n}.ts") for n in range(20_000)]
    pair = [version("h1", huge, path="/huge"), version("h2", huge[5_000:], path="/huge")]
    line = version("line", "x" * 10_000_000, path="/line")
    write(path, outputs=[*rows, *pair, line])
    with Heartbeat() as heart:
        files.open("p", None, "h2")
        files.press_tool("show-content")
        bar = files.lines.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        files.settle()
        files.open("p", None, "line")
    assert files.lines._model.shown(0).hidden == 9_998_000
    # Some 25 ms on a machine of its own; the rest is room for one that is shared.
    assert heart.longest_ms < 100
