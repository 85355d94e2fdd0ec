"""The list of files: with folders or without, by type, by whom, since when; what each row says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.models.file_orders import FileOrder
from constellation_gui.queries import Queries
from constellation_gui.views.choice_menu import ChoiceMenu
from constellation_gui.views.elided_label import ElidedLabel
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


def test_the_chosen_path_stays_chosen_among_those_of_more_agents(path: Path, files: Listed) -> None:
    tested = version("t", "x\n", path="/a/test.ts", by="tester")
    write(path, outputs=[*APP, tested])
    files.open("p", "coder")
    files.click_path("notes.md")
    for scope in (OF_FAMILY, OF_PROJECT):
        files.choose_scope(scope)
        assert files.tree.currentIndex().data() == "notes.md"


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


def test_what_has_no_path_is_listed_of_a_family_and_of_a_span(path: Path, files: Listed) -> None:
    rows = [
        version("n1", "1\n", path=None, by="tester"),
        version("n2", "2\n", path=None, by="root"),
        version("n3", "3\n", path=None, by="coder"),
    ]
    write(path, outputs=[*APP, *rows])
    files.open("p", "coder")
    assert files.rows()[-1] == "Without a path 1 coder"
    files.choose_scope(OF_FAMILY)
    assert files.rows()[-1] == "Without a path 2 coder"
    files.click_path("Without a path")
    assert files.versions.model().rowCount() == 2
    assert files.text()[1:] == ["+3"]
    # Without the last one of the family.
    files.qtbot.mouseClick(files.view.findChild(PathBar).time, Qt.MouseButton.LeftButton)
    files.settle()
    slider = files.view.findChild(TimeSlider)
    assert slider.captions()[1] == "4 versions"
    files.qtbot.keyClick(slider, Qt.Key.Key_Left)
    files.qtbot.waitUntil(lambda: files.rows()[-1] == "Without a path 1 tester")
    files.click_path("notes.md")
    files.click_path("Without a path")
    assert files.versions.model().rowCount() == 1
    assert files.text()[1:] == ["+1"]
    write(path, outputs=[version("n4", "4\n", path=None, by="tester")])
    files.view.refresh()
    assert files.rows()[-1] == "Without a path 1 tester"
    files.qtbot.mouseClick(files.view.findChild(PathBar).time, Qt.MouseButton.LeftButton)
    assert files.rows()[-1] == "Without a path 3 tester"


def test_only_what_is_in_sight_is_found_out(path: Path, files: Listed) -> None:
    many = [version(f"f{n}", "x\n", path=f"/src/{n:03}.ts") for n in range(150)]
    write(path, outputs=many)
    files.open("p")
    facts = files.tree.model()._finding.facts
    assert 5 < len(facts) < 60
    bar = files.tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    files.qtbot.waitUntil(lambda: files.rows()[-1] == "149.ts 1 +1 −0 Root")
    assert len(facts) < 120


# -- In which order --------------------------------------------------------------------------------


@pytest.fixture
def sorted_files(path: Path, files: Listed) -> Listed:
    """Files without folders: /b has most versions, /a most lines, /C was written last."""
    rows = [
        version("b1", "1\n", path="/s/b.ts", by="coder"),
        version("none", "x\n", path=None),
        version("b2", "1\n2\n", path="/s/b.ts", by="coder"),
        version("b3", "", path="/s/b.ts", by="coder"),
        version("a1", "1\n2\n3\n4\n", path="/s/a.ts", by="tester"),
        version("c1", "1\n2\n3\n", path="/s/C.ts", by="root"),
        version("c2", "1\n", path="/s/C.ts", by="root"),
    ]
    write(path, outputs=rows)
    files.open("p")
    files.press_tool("level")
    return files


def titles(files: Listed) -> list[str]:
    model = files.tree.model()
    return [
        str(model.headerData(section, Qt.Orientation.Horizontal))
        for section in range(model.columnCount())
    ]


def click_title(files: Listed, section: int) -> list[str]:
    """Click a column's title; return the rows, and what the titles say of the order."""
    header = files.tree.header()
    files.view.resize(1_400, 700)
    spot = QPoint(header.sectionViewportPosition(section) + 12, header.height() // 2)
    files.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    files.settle()
    sorting = [title for title in titles(files) if title[-1] in "↑↓"]
    return [*(name.removesuffix(".ts") for name in files.paths()), *sorting]


def test_clicking_a_title_sorts(sorted_files: Listed) -> None:
    files, last = sorted_files, "Without a path"
    assert files.paths() == ["a.ts", "b.ts", "C.ts", last]
    assert titles(files)[0] == "Name ↑"
    assert click_title(files, 0) == ["C", "b", "a", last, "Name ↓"]
    assert click_title(files, 1) == ["b", "C", "a", last, "Versions ↓"]
    assert click_title(files, 1) == ["a", "C", "b", last, "Versions ↑"]
    assert click_title(files, 3) == ["b", "C", "a", last, "Last by ↑"]
    assert click_title(files, 3) == ["a", "C", "b", last, "Last by ↓"]
    assert click_title(files, 4) == ["C", "a", "b", last, "Last ↓"]
    # One column has both numbers of lines: four clicks lead around.
    assert click_title(files, 2) == ["a", "C", "b", last, "+ Lines ↓"]
    assert click_title(files, 2) == ["b", "C", "a", last, "+ Lines ↑"]
    assert click_title(files, 2) == ["b", "C", "a", last, "− Lines ↓"]
    assert click_title(files, 2) == ["a", "b", "C", last, "− Lines ↑"]
    assert click_title(files, 2)[-1] == "+ Lines ↓"
    files.press_tool("level")  # folders stand in the order of names
    assert files.paths() == ["/s", "a.ts", "b.ts", "C.ts", last]
    assert titles(files)[0] == "Name"


def test_the_menu_sorts_and_what_is_chosen_stays(sorted_files: Listed) -> None:
    files = sorted_files
    files.click_path("b.ts")
    button = files.view.findChild(QToolButton, "sort")
    assert button.toolTip() == "Sort the files (now: path)"
    actions = {action.text(): action for action in button.menu().actions()}
    assert next(iter(actions)) == "Path ↑"
    actions["Lines added"].trigger()
    files.settle()
    assert files.paths()[:3] == ["a.ts", "C.ts", "b.ts"]
    assert files.tree.currentIndex().data() == "b.ts"
    assert button.toolTip() == "Sort the files (now: lines added)"
    actions["Lines added"].trigger()
    files.settle()
    assert files.paths()[:3] == ["b.ts", "C.ts", "a.ts"]
    assert actions["Lines added"].text() == "Lines added ↑"


def test_sorting_by_lines_counts_all_and_follows_the_run(path: Path, files: Listed) -> None:
    many = [version(f"f{n}", "x\n" * (n % 50), path=f"/src/{n:03}.ts") for n in range(150)]
    write(path, outputs=many)
    files.open("p")
    files.press_tool("level")
    files.view.findChild(PathBar).orders.choose(FileOrder("added", descending=True))
    files.settle()
    files.qtbot.waitUntil(lambda: not files.tree.model().uncounted)
    files.settle()
    assert files.rows()[:4] == [f"{n:03}.ts 1 +49 −0 Root" for n in (49, 99, 149)] + [
        "048.ts 1 +48 −0 Root"
    ]
    assert not files.view.findChild(ElidedLabel, "counted").isVisible()
    write(path, outputs=[version("more", "x\n" * 60, path="/src/007.ts")])
    files.view.refresh()
    files.settle()
    files.qtbot.waitUntil(lambda: files.rows()[0] == "007.ts 2 +60 −0 Root")


def test_of_very_many_the_first_are_open(path: Path, files: Listed) -> None:
    many = [version(f"f{n}", None, path=f"/src/{n:04}.ts") for n in range(1_100)]
    write(path, outputs=[*many, version("again", None, path="/src/0700.ts")])
    files.open("p")
    files.press_tool("level")
    files.view.findChild(PathBar).orders.choose(FileOrder("versions", descending=True))
    files.settle()
    paths = files.paths()
    assert paths[:2] == ["1 … 500", "0700.ts"]
    assert [name for name in paths if "…" in name][1:] == ["501 … 1,000", "1,001 … 1,100"]
