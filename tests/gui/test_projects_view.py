"""The pane of projects as a person uses it: filter, order, choice, empty and failed stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.queries import Queries
from constellation_gui.views.projects_view import ProjectsView
from constellation_gui.views.rows_view import RowsView
from tests import builders
from tests.builders import project

OnStore = Callable[[Path], Queries]
Show = Callable[..., ProjectsView]

# What the offscreen platform says when a menu pops up.
POPUPS = pytest.mark.qt_log_ignore("This plugin does not support")


QUERIES: WeakKeyDictionary[ProjectsView, Queries] = WeakKeyDictionary()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    return path


@pytest.fixture
def show(queries_on: OnStore, qtbot: QtBot) -> Show:
    """Show the pane on a store, all read."""

    def shown(path: Path, width: int = 400) -> ProjectsView:
        queries = queries_on(path)
        view = ProjectsView(queries)
        QUERIES[view] = queries
        qtbot.addWidget(view)
        view.resize(width, 500)
        view.show()
        view.show_all()
        settle(qtbot, view)
        return view

    return shown


def settle(qtbot: QtBot, view: ProjectsView) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: QUERIES[view].idle and not view._looking.isActive())


def the_list(view: ProjectsView) -> RowsView:
    return view.findChild(RowsView, "projects")


def names(view: ProjectsView) -> list[str]:
    model = the_list(view).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def title(view: ProjectsView) -> str:
    return view.findChild(QLabel, "pane-title").text()


def said(view: ProjectsView) -> list[str]:
    """What is said in place of rows."""
    page = view._stack.currentWidget()
    labels = [page.findChild(QLabel, name) for name in ("sentence", "reason")]
    buttons = page.findChildren(QPushButton, "next-step")
    return [part.text() for part in (*labels, *buttons) if part is not None and part.isVisible()]


def press_next_step(qtbot: QtBot, view: ProjectsView) -> None:
    button = view._stack.currentWidget().findChild(QPushButton, "next-step")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def click(qtbot: QtBot, view: ProjectsView, name: str) -> None:
    listed = the_list(view)
    index = listed.model().index(names(view).index(name), 0)
    spot = listed.visualRect(index).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def company(path: Path) -> None:
    rows = [
        project(id="c", name="Calculator", status="running", cost_total=1.5),
        project(id="w", name="Web shop", status="failed", cost_total=4.0),
        project(id="d", name="Docs site", status="completed", cost_total=None),
    ]
    builders.write(path, projects=rows)


def test_projects_are_listed_newest_first_with_their_total(path: Path, show: Show) -> None:
    company(path)
    view = show(path)
    assert names(view) == ["Docs site", "Web shop", "Calculator"]
    assert title(view) == "3 projects · $5.50"
    assert the_list(view).model().index(0, 1).data() == "unknown"


def test_choosing_tells_once_and_opening_tells_too(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    view = show(path)
    chosen: list[str] = []
    opened: list[str] = []
    view.project_chosen.connect(chosen.append)
    view.project_opened.connect(opened.append)
    click(qtbot, view, "Web shop")
    click(qtbot, view, "Web shop")
    assert (chosen, opened) == (["w"], [])
    qtbot.keyClick(the_list(view), Qt.Key.Key_Down)
    assert chosen == ["w", "c"]
    qtbot.keyClick(the_list(view), Qt.Key.Key_Return)
    assert opened == ["c"]
    qtbot.keyClicks(the_list(view), "do")
    assert chosen == ["w", "c", "d"]
    qtbot.keyClick(the_list(view), Qt.Key.Key_End)
    assert view.selected_id() == "c"


def test_a_choice_from_outside_is_shown_and_not_told(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    view = show(path)
    with qtbot.assertNotEmitted(view.project_chosen):
        view.select("c")
    assert the_list(view).currentIndex().data() == "Calculator"
    view.select("nobody")
    settle(qtbot, view)
    assert view.selected_id() == "nobody"


def test_a_choice_far_down_comes_into_sight(path: Path, show: Show, qtbot: QtBot) -> None:
    builders.write(path, projects=[project(id=str(n), name=f"p{n}") for n in range(900)])
    view = show(path)
    view.select("5")
    qtbot.waitUntil(lambda: the_list(view).currentIndex().data() == "p5")
    settle(qtbot, view)
    rect = the_list(view).visualRect(the_list(view).currentIndex())
    assert the_list(view).viewport().rect().contains(rect.center())


# -- Filter and order ------------------------------------------------------------------------------


def test_typing_filters_and_the_choice_outlives_it(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    view = show(path)
    click(qtbot, view, "Calculator")
    qtbot.keyClick(the_list(view), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = view._filter.text
    qtbot.waitUntil(lambda: box.hasFocus() or not view.isActiveWindow())
    qtbot.keyClicks(box, "shop")
    settle(qtbot, view)
    assert names(view) == ["Web shop"]
    assert title(view) == "1 project · $4.00"
    assert view.selected_id() == "c"
    with qtbot.assertNotEmitted(view.project_chosen):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        settle(qtbot, view)
    assert the_list(view).currentIndex().data() == "Calculator"
    assert [index.data() for index in the_list(view).selectionModel().selectedRows()] == [
        "Calculator"
    ]


def test_a_filter_without_a_match_says_so_and_offers_the_way_back(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    company(path)
    view = show(path)
    qtbot.keyClicks(view._filter.text, "<b>nothing</b>")
    settle(qtbot, view)
    assert said(view) == [
        "No project matches.",
        "No name or description holds “<b>nothing</b>”.",
        "Clear the filter",
    ]
    assert title(view) == "0 projects"
    press_next_step(qtbot, view)
    settle(qtbot, view)
    assert len(names(view)) == 3
    assert view._filter.text.text() == ""


@POPUPS
def test_statuses_are_ticked_in_a_menu_that_stays_open(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    company(path)
    view = show(path)
    menu = view.findChild(QMenu, "statuses")
    menu.popup(view.mapToGlobal(QPoint(0, 0)))
    actions = {action.text(): action for action in menu.actions()}
    for caption in ("Failed", "Completed"):
        spot = menu.actionGeometry(actions[caption]).center()
        qtbot.mouseMove(menu, spot)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)
        assert menu.isVisible()
    settle(qtbot, view)
    assert names(view) == ["Docs site", "Web shop"]
    assert "completed, failed" in view.findChild(QToolButton, "filter").toolTip()
    actions["All"].trigger()
    settle(qtbot, view)
    assert len(names(view)) == 3
    assert not actions["Failed"].isChecked()
    menu.close()


def test_clicking_a_title_sorts_in_the_store(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    view = show(path)
    header = the_list(view).header()

    def click_title(section: int) -> None:
        spot = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle(qtbot, view)

    click_title(0)
    assert names(view) == ["Calculator", "Docs site", "Web shop"]
    click_title(1)
    assert names(view) == ["Web shop", "Calculator", "Docs site"]  # unknown cost stands last
    click_title(1)
    assert names(view) == ["Calculator", "Web shop", "Docs site"]
    assert header.sortIndicatorSection() == 1
    click_title(2)  # agents: nothing to sort by
    assert header.sortIndicatorSection() == 1
    view._filter.sort_by("created")
    settle(qtbot, view)
    assert names(view) == ["Docs site", "Web shop", "Calculator"]


# -- Following a writer ----------------------------------------------------------------------------


def test_a_refresh_moves_nothing(path: Path, show: Show, qtbot: QtBot) -> None:
    builders.write(path, projects=[project(id=str(n), name=f"p{n}") for n in range(150)])
    view = show(path)
    listed = the_list(view)
    view.select("60")
    listed.verticalScrollBar().setValue(listed.verticalScrollBar().maximum() // 2 + 7)
    settle(qtbot, view)
    top = listed.indexAt(QPoint(0, 0))
    before = (top.data(), listed.visualRect(top).top(), listed.currentIndex().data())
    builders.write(path, projects=[project(id=f"new {n}") for n in range(4)])
    with builders.plain(path) as connection:
        connection.execute("DELETE FROM projects WHERE id = '149'")
    with qtbot.assertNotEmitted(view.project_chosen):
        view.refresh()
        settle(qtbot, view)
    top = listed.indexAt(QPoint(0, 0))
    assert (top.data(), listed.visualRect(top).top(), listed.currentIndex().data()) == before
    assert len(names(view)) == 153


# -- What stands in place of rows ------------------------------------------------------------------


def test_an_empty_store_offers_an_example_that_works(path: Path, show: Show, qtbot: QtBot) -> None:
    view = show(path)
    sentence, reason, button = said(view)
    assert sentence == "No projects yet"
    assert "constellation_db" in reason
    assert button == "Copy a Python example"
    press_next_step(qtbot, view)
    exec(compile(QGuiApplication.clipboard().text(), "example", "exec"), {})
    view.refresh()
    settle(qtbot, view)
    assert names(view) == ["My first project"]
    assert title(view) == "1 project · $0.00"


def test_the_keyboard_gets_to_what_stands_in_place_of_rows(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    view = show(path)
    view.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    company(path)
    view.refresh()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is the_list(view))


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Overwrite the pages of the projects, and put them back."""
    with builders.plain(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'projects'")
        pages = [page for (page,) in found]
    sound = path.read_bytes()
    broken = bytearray(sound)
    for page in pages:
        broken[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(broken)
    yield
    path.write_bytes(sound)


def test_a_damaged_store_is_explained_and_tried_again(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    company(path)
    with damaged(path):
        queries = queries_on(path)
        view = ProjectsView(queries)
        qtbot.addWidget(view)
        view.show()
        with qtbot.waitSignal(view.failed) as told:
            view.show_all()
        sentence, reason, button = said(view)
        assert (sentence, button) == ("The projects could not be read.", "Try again")
        assert "is damaged" in reason
        assert str(told.args[0]) == reason
    builders.write(path, projects=[project(name="Newest")])  # SQLite keeps pages until then
    press_next_step(qtbot, view)
    qtbot.waitUntil(lambda: names(view) == ["Newest", "Docs site", "Web shop", "Calculator"])
    assert view._stack.currentWidget() is the_list(view)


# -- Rows ------------------------------------------------------------------------------------------


def test_rows_are_copied_as_lines_of_tabbed_columns(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    view = show(path)
    qtbot.keyClick(the_list(view), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(the_list(view), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:3] for line in lines] == [
        ["Docs site", "unknown", "0"],
        ["Web shop", "$4.00", "0"],
        ["Calculator", "$1.50", "0"],
    ]


@POPUPS
def test_the_menu_of_a_row_copies_its_exact_name_and_id(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    builders.write(path, projects=[project(id="odd\tid", name=" odd\nname ")])
    view = show(path)
    view._offer(the_list(view).model().index(0, 0), QPoint())
    menu = next(menu for menu in view.findChildren(QMenu) if menu.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    actions["Copy id"].trigger()
    assert QGuiApplication.clipboard().text() == "odd\tid"
    actions["Copy name"].trigger()
    assert QGuiApplication.clipboard().text() == " odd\nname "
    menu.close()


@pytest.mark.parametrize("width", [160, 262, 320, 500])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_pane_fits_any_width_in_any_theme(
    path: Path, show: Show, qapp: object, width: int, name: theme.ThemeName
) -> None:
    company(path)
    view = show(path, width)
    theme.apply(qapp, name)  # type: ignore[arg-type]
    listed = the_list(view)
    header = listed.header()
    shown = [section for section in range(4) if not header.isSectionHidden(section)]
    assert shown == {160: [0], 262: [0, 1], 320: [0, 1, 3], 500: [0, 1, 2, 3]}[width]
    assert not listed.horizontalScrollBar().isVisible()
    assert listed.visualRect(listed.model().index(0, 0)).height() == (24 if width > 300 else 41)
    picture = view.grab()
    assert picture.toImage().pixelColor(2, 2) == theme.current().window


def test_columns_are_shown_and_hidden_for_good(path: Path, show: Show) -> None:
    company(path)
    view = show(path, 262)
    header = the_list(view).header()
    actions = {action.text(): action for action in view._fit.menu().actions()}
    assert [text for text, action in actions.items() if action.isChecked()] == ["Cost"]
    actions["Agents"].trigger()
    actions["Cost"].trigger()
    assert [header.isSectionHidden(section) for section in range(4)] == [False, True, False, True]
    view.resize(500, 500)
    assert [header.isSectionHidden(section) for section in range(4)] == [False, True, False, False]
    assert header.sectionSize(2) == 60
