"""The tab of files in use: filtering, going through changes, copying, while a run writes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from constellation_gui import app
from constellation_gui.models.file_orders import FileOrder
from constellation_gui.queries import Queries
from constellation_gui.views.path_bar import PathBar
from tests.builders import agent, empty_store, project, write
from tests.gui.files_tab import APP, Files, version
from tests.gui.heartbeat import STANDSTILL_MS, Heartbeat
from tests.gui.panes import POPUPS

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    empty_store(path)
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p"), project(id="bare")], agents=people)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Files:
    return Files(qtbot, queries_on(path))


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
        files.press_tool("level")
        orders = files.view.findChild(PathBar).orders
        for by in ("author", "time", "path"):
            orders.choose(FileOrder(by, descending=True))
            files.settle()
    assert files.lines._model.shown(0).hidden == 9_998_000
    # Some 25 ms on a machine of its own; the rest is room for one that is shared.
    assert heart.longest_ms < STANDSTILL_MS
