"""The list of files: with folders or without, by type, by whom, since when; what each row says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.queries import Queries
from constellation_gui.views.choice_menu import ChoiceMenu
from constellation_gui.views.path_bar import OF_FAMILY, OF_PROJECT, PathBar
from constellation_gui.views.time_slider import TimeSlider
from tests.builders import agent, project, write
from tests.gui.files_tab import APP, Files, version

OnStore = Callable[[Path], Queries]


class Listed(Files):
    """The files tab, and its list in all its columns."""

    def rows(self) -> list[str]:
        """The open rows: name, versions, lines, who wrote it last."""
        self.settle()
        found, index = [], self.tree.model().index(0, 0)
        while index.isValid():
            texts = (str(index.siblingAtColumn(column).data()) for column in range(4))
            found.append(" ".join(text for text in texts if text))
            index = self.tree.indexBelow(index)
        return found

    def choose_scope(self, caption: str) -> None:
        box = self.view.findChild(QComboBox)
        box.setCurrentText(caption)
        box.activated.emit(box.currentIndex())
        self.settle()

    def choose_kind(self, caption: str) -> None:
        menu = self.view.findChild(ChoiceMenu)
        next(action for action in menu.actions() if action.text() == caption).trigger()
        self.settle()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    people = [
        agent("p", id="root", name="Root"),
        agent("p", "root", id="coder", name="coder"),
        agent("p", "coder", id="tester", name="tester"),
    ]
    write(path, projects=[project(id="p")], agents=people)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Listed:
    return Listed(qtbot, queries_on(path))


def test_each_path_says_how_much_was_written_and_by_whom(path: Path, files: Listed) -> None:
    write(path, outputs=[*APP, version("none", None, path=None)])
    files.open("p")
    assert files.rows() == [
        "/ 4",
        "src 3",
        "app.ts 3 +5 −1 Root",
        "notes.md 1 +1 −0 coder",
        "Without a path 1 Root",
    ]


def test_whole_paths_without_folders_keep_what_is_chosen(path: Path, files: Listed) -> None:
    write(path, outputs=[*APP, version("none", None, path=None)])
    files.open("p")
    files.click_path("notes.md")
    files.press_tool("level")
    assert files.paths() == ["notes.md", "src/app.ts", "Without a path"]
    assert files.tree.currentIndex().data() == "notes.md"
    files.press_tool("level")
    assert files.paths()[:2] == ["/", "src"]


def test_only_some_types(path: Path, files: Listed) -> None:
    report = version("r", "x\n", path="/report.html", type="artifact")
    write(path, outputs=[*APP, report, version("l", "x\n", path="/run.log", type="log")])
    files.open("p")
    files.choose_kind("Artifacts")
    assert files.paths() == ["/", "report.html"]
    files.choose_kind("Logs")
    assert files.paths() == ["/", "report.html", "run.log"]
    files.qtbot.keyClicks(files.view.findChild(QLineEdit, "path-filter"), "app")
    files.qtbot.waitUntil(lambda: files.said() == ["No file matches", "Clear the filter"])
    files.press("Clear the filter")
    assert files.paths() == ["/", "src", "app.ts", "notes.md", "report.html", "run.log"]


def test_of_an_agent_with_those_it_started(path: Path, files: Listed) -> None:
    tested = version("t", "x\n", path="/test.ts", by="tester")
    write(path, outputs=[*APP, tested])
    files.open("p", "coder")
    assert files.rows() == ["/ 2", "src 1", "app.ts 1 +1 −1 coder", "notes.md 1 +1 −0 coder"]
    files.choose_scope(OF_FAMILY)
    assert files.rows()[-1] == "test.ts 1 +1 −0 tester"
    write(path, outputs=[version("t2", "y\n", path="/test.ts", by="tester")])
    files.view.refresh()
    assert files.rows()[-1] == "test.ts 2 +2 −1 tester"
    files.choose_scope(OF_PROJECT)
    assert files.rows()[2] == "app.ts 3 +5 −1 Root"


def test_only_what_was_written_in_a_span_of_time(path: Path, files: Listed) -> None:
    write(path, outputs=APP)
    files.open("p")
    bar = files.view.findChild(PathBar)
    files.qtbot.mouseClick(bar.time, Qt.MouseButton.LeftButton)
    files.settle()
    slider = files.view.findChild(TimeSlider)
    assert slider.isVisible()
    assert slider.captions()[1] == "4 versions"
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, held in ((Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Home, shift)):
        files.qtbot.keyClick(slider, key, held)
    for _ in range(2):
        files.qtbot.keyClick(slider, Qt.Key.Key_Right, shift)
    files.qtbot.waitUntil(lambda: files.paths() == ["/", "notes.md"])
    files.qtbot.mouseClick(bar.time, Qt.MouseButton.LeftButton)
    files.settle()
    assert files.paths() == ["/", "src", "app.ts", "notes.md"]
    assert not slider.isVisible()


def test_only_what_is_in_sight_is_found_out(path: Path, files: Listed) -> None:
    many = [version(f"f{n}", "x\n", path=f"/src/{n:03}.ts") for n in range(150)]
    write(path, outputs=many)
    files.open("p")
    assert 5 < len(files.tree.model()._facts) < 60
    bar = files.tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    files.qtbot.waitUntil(lambda: files.rows()[-1] == "149.ts 1 +1 −0 Root")
    assert len(files.tree.model()._facts) < 120
