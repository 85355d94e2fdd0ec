"""The pane of projects as a person uses it: filter, order, choice, empty and failed stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.queries import Queries
from constellation_gui.views.projects_view import ProjectsView
from tests import builders
from tests.builders import project
from tests.gui.panes import POPUPS, ProjectsPane, damaged

OnStore = Callable[[Path], Queries]
Show = Callable[..., ProjectsPane]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    return path


@pytest.fixture
def show(queries_on: OnStore, qtbot: QtBot) -> Show:
    """Show the pane on a store, all read."""

    def shown(path: Path, width: int = 400) -> ProjectsPane:
        queries = queries_on(path)
        pane = ProjectsPane(qtbot, queries, ProjectsView(queries))
        qtbot.addWidget(pane.view)
        pane.view.resize(width, 500)
        pane.view.show()
        pane.view.show_all()
        pane.settle()
        return pane

    return shown


def company(path: Path) -> None:
    rows = [
        project(id="c", name="Calculator", status="running", cost_total=1.5),
        project(id="w", name="Web shop", status="failed", cost_total=4.0),
        project(id="d", name="Docs site", status="completed", cost_total=None),
    ]
    builders.write(path, projects=rows)


def test_projects_are_listed_newest_first_with_their_total(path: Path, show: Show) -> None:
    company(path)
    pane = show(path)
    assert pane.names() == ["Docs site", "Web shop", "Calculator"]
    assert pane.title == "3 projects · $5.50"
    assert pane.rows_view.model().index(0, 1).data() == "unknown"


def test_choosing_tells_once_and_opening_tells_too(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    pane = show(path)
    chosen: list[str] = []
    opened: list[str] = []
    pane.view.project_chosen.connect(chosen.append)
    pane.view.project_opened.connect(opened.append)
    pane.click("Web shop")
    pane.click("Web shop")
    assert (chosen, opened) == (["w"], [])
    pane.press(Qt.Key.Key_Down)
    assert chosen == ["w", "c"]
    pane.press(Qt.Key.Key_Return)
    assert opened == ["c"]
    qtbot.keyClicks(pane.rows_view, "do")
    assert chosen == ["w", "c", "d"]
    pane.press(Qt.Key.Key_End)
    assert pane.view.selected_id() == "c"


def test_a_choice_from_outside_is_shown_and_not_told(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    pane = show(path)
    with qtbot.assertNotEmitted(pane.view.project_chosen):
        pane.view.select("c")
    assert pane.rows_view.currentIndex().data() == "Calculator"
    pane.view.select("nobody")
    pane.settle()
    assert pane.view.selected_id() == "nobody"


def test_a_choice_far_down_comes_into_sight(path: Path, show: Show, qtbot: QtBot) -> None:
    builders.write(path, projects=[project(id=str(n), name=f"p{n}") for n in range(900)])
    pane = show(path)
    pane.view.select("5")
    qtbot.waitUntil(lambda: pane.rows_view.currentIndex().data() == "p5")
    pane.settle()
    rect = pane.rows_view.visualRect(pane.rows_view.currentIndex())
    assert pane.rows_view.viewport().rect().contains(rect.center())


# -- Filter and order ------------------------------------------------------------------------------


def test_typing_filters_and_the_choice_outlives_it(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    pane = show(path)
    pane.click("Calculator")
    pane.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = pane.view._filter.text
    qtbot.waitUntil(lambda: box.hasFocus() or not pane.view.isActiveWindow())
    qtbot.keyClicks(box, "shop")
    pane.settle()
    assert pane.names() == ["Web shop"]
    assert pane.title == "1 project · $4.00"
    assert pane.view.selected_id() == "c"
    with qtbot.assertNotEmitted(pane.view.project_chosen):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        pane.settle()
    assert pane.rows_view.currentIndex().data() == "Calculator"
    assert [index.data() for index in pane.rows_view.selectionModel().selectedRows()] == [
        "Calculator"
    ]


def test_a_filter_without_a_match_says_so_and_offers_the_way_back(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    company(path)
    pane = show(path)
    qtbot.keyClicks(pane.view._filter.text, "<b>nothing</b>")
    pane.settle()
    assert pane.said == [
        "No project matches.",
        "No name or description holds “<b>nothing</b>”.",
        "Clear the filter",
    ]
    assert pane.title == "0 projects"
    pane.press_next_step()
    pane.settle()
    assert len(pane.names()) == 3
    assert pane.view._filter.text.text() == ""


@POPUPS
def test_statuses_are_ticked_in_a_menu_that_stays_open(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    company(path)
    pane = show(path)
    menu = pane.view.findChild(QMenu, "statuses")
    menu.popup(pane.view.mapToGlobal(QPoint(0, 0)))
    actions = {action.text(): action for action in menu.actions()}
    for caption in ("Failed", "Completed"):
        spot = menu.actionGeometry(actions[caption]).center()
        qtbot.mouseMove(menu, spot)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)
        assert menu.isVisible()
    pane.settle()
    assert pane.names() == ["Docs site", "Web shop"]
    assert "completed, failed" in pane.view.findChild(QToolButton, "filter").toolTip()
    actions["All"].trigger()
    pane.settle()
    assert len(pane.names()) == 3
    assert not actions["Failed"].isChecked()
    menu.close()


def test_clicking_a_title_sorts_in_the_store(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    pane = show(path)
    header = pane.rows_view.header()
    pane.click_title(0)
    assert pane.names() == ["Calculator", "Docs site", "Web shop"]
    pane.click_title(1)
    assert pane.names() == ["Web shop", "Calculator", "Docs site"]  # unknown cost stands last
    pane.click_title(1)
    assert pane.names() == ["Calculator", "Web shop", "Docs site"]
    assert header.sortIndicatorSection() == 1
    pane.click_title(2)  # agents: nothing to sort by
    assert header.sortIndicatorSection() == 1
    pane.view._filter.sort_by("created")
    pane.settle()
    assert pane.names() == ["Docs site", "Web shop", "Calculator"]


# -- Following a writer ----------------------------------------------------------------------------


def test_a_refresh_moves_nothing(path: Path, show: Show, qtbot: QtBot) -> None:
    builders.write(path, projects=[project(id=str(n), name=f"p{n}") for n in range(150)])
    pane = show(path)
    listed = pane.rows_view
    pane.view.select("60")
    listed.verticalScrollBar().setValue(listed.verticalScrollBar().maximum() // 2 + 7)
    pane.settle()
    top = listed.indexAt(QPoint(0, 0))
    before = (top.data(), listed.visualRect(top).top(), listed.currentIndex().data())
    builders.write(path, projects=[project(id=f"new {n}") for n in range(4)])
    with builders.plain(path) as connection:
        connection.execute("DELETE FROM projects WHERE id = '149'")
    with qtbot.assertNotEmitted(pane.view.project_chosen):
        pane.view.refresh()
        pane.settle()
    top = listed.indexAt(QPoint(0, 0))
    assert (top.data(), listed.visualRect(top).top(), listed.currentIndex().data()) == before
    assert len(pane.names()) == 153


# -- What stands in place of rows ------------------------------------------------------------------


def test_an_empty_store_offers_an_example_that_works(path: Path, show: Show, qtbot: QtBot) -> None:
    pane = show(path)
    sentence, reason, button = pane.said
    assert sentence == "No projects yet"
    assert "constellation_db" in reason
    assert button == "Copy a Python example"
    pane.press_next_step()
    exec(compile(QGuiApplication.clipboard().text(), "example", "exec"), {})
    pane.view.refresh()
    pane.settle()
    assert pane.names() == ["My first project"]
    assert pane.title == "1 project · $0.00"


def test_the_keyboard_gets_to_what_stands_in_place_of_rows(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    pane = show(path)
    pane.view.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    company(path)
    pane.view.refresh()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pane.rows_view)


def test_a_damaged_store_is_explained_and_tried_again(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    company(path)
    with damaged(path, "projects"):
        queries = queries_on(path)
        pane = ProjectsPane(qtbot, queries, ProjectsView(queries))
        qtbot.addWidget(pane.view)
        pane.view.show()
        with qtbot.waitSignal(pane.view.failed) as told:
            pane.view.show_all()
        sentence, reason, button = pane.said
        assert (sentence, button) == ("The projects could not be read.", "Try again")
        assert "is damaged" in reason
        assert str(told.args[0]) == reason
    builders.write(path, projects=[project(name="Newest")])  # SQLite keeps pages until then
    pane.press_next_step()
    qtbot.waitUntil(lambda: pane.names() == ["Newest", "Docs site", "Web shop", "Calculator"])
    assert pane.view._stack.currentWidget() is pane.rows_view


# -- Rows ------------------------------------------------------------------------------------------


def test_rows_are_copied_as_lines_of_tabbed_columns(path: Path, show: Show, qtbot: QtBot) -> None:
    company(path)
    pane = show(path)
    pane.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pane.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
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
    pane = show(path)
    actions = pane.menu_of(pane.rows_view.model().index(0, 0))
    actions["Copy id"].trigger()
    assert QGuiApplication.clipboard().text() == "odd\tid"
    actions["Copy name"].trigger()
    assert QGuiApplication.clipboard().text() == " odd\nname "


@pytest.mark.parametrize("width", [160, 262, 320, 500])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_pane_fits_any_width_in_any_theme(
    path: Path, show: Show, qapp: object, width: int, name: theme.ThemeName
) -> None:
    company(path)
    pane = show(path, width)
    theme.apply(qapp, name)  # type: ignore[arg-type]
    listed = pane.rows_view
    header = listed.header()
    shown = [section for section in range(4) if not header.isSectionHidden(section)]
    assert shown == {160: [0], 262: [0, 1], 320: [0, 1, 3], 500: [0, 1, 2, 3]}[width]
    assert not listed.horizontalScrollBar().isVisible()
    assert listed.visualRect(listed.model().index(0, 0)).height() == (24 if width > 300 else 41)
    picture = pane.view.grab()
    assert picture.toImage().pixelColor(2, 2) == theme.current().window


def test_columns_are_shown_and_hidden_for_good(path: Path, show: Show) -> None:
    company(path)
    pane = show(path, 262)
    header = pane.rows_view.header()
    actions = {action.text(): action for action in pane.view._fit.menu().actions()}
    assert [text for text, action in actions.items() if action.isChecked()] == ["Cost"]
    actions["Agents"].trigger()
    actions["Cost"].trigger()
    assert [header.isSectionHidden(section) for section in range(4)] == [False, True, False, True]
    pane.view.resize(500, 500)
    assert [header.isSectionHidden(section) for section in range(4)] == [False, True, False, False]
    assert header.sectionSize(2) == 60
