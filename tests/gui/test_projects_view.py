"""The pane of projects as a person uses it: filter, order, choice, empty and failed stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from constellation_db import Changes
from constellation_gui import theme
from constellation_gui.models.columns import RowRole
from constellation_gui.models.project_rows import (
    ACTIVITY,
    AGENTS,
    COST,
    MESSAGES,
    NAME,
    OVER_TIME,
    ProjectEntry,
)
from constellation_gui.place import Place
from constellation_gui.queries import Queries
from constellation_gui.views.projects_view import ProjectsView
from tests import builders
from tests.builders import after, agent, message, project
from tests.gui.panes import POPUPS, ProjectsPane, damaged

OnStore = Callable[[Path], Queries]
Show = Callable[..., ProjectsPane]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
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
    assert pane.title == "3 projects · $5.50 · 1 failed · 1 running"
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


def test_all_projects_are_within_reach_of_the_keyboard(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    builders.write(path, projects=[project(id=str(n), name=f"p{n}") for n in range(900)])
    pane = show(path)
    pane.press(Qt.Key.Key_Home)
    assert pane.rows_view.currentIndex().data() == "p899"
    pane.press(Qt.Key.Key_End)
    assert pane.rows_view.currentIndex().data() == "p0"
    qtbot.keyClicks(pane.rows_view, "p123")
    assert pane.rows_view.currentIndex().data() == "p123"
    assert pane.view.selected_id() == "123"


def test_what_the_list_adds_up_to_is_said_as_far_as_there_is_room(
    path: Path, show: Show, qtbot: QtBot
) -> None:
    company(path)
    pane = show(path, 170)
    label = pane.view.findChild(QLabel, "pane-title")
    whole = "3 projects · $5.50 · 1 failed · 1 running"
    assert pane.title == "3 projects · $5.50"
    assert whole in label.toolTip()
    assert label.accessibleName() == whole
    pane.view.resize(500, 500)
    qtbot.waitUntil(lambda: pane.title == whole)
    assert label.toolTip() == ""


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
    assert pane.title == "1 project · $4.00 · 1 failed"
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
    pane = show(path, 600)
    assert pane.titles() == ["Project", "Cost", "Over time", "Agents", "Messages", "Activity"]
    pane.click_title(NAME)
    assert pane.names() == ["Calculator", "Docs site", "Web shop"]
    pane.click_title(COST)
    assert pane.names() == ["Web shop", "Calculator", "Docs site"]  # unknown cost stands last
    pane.click_title(COST)
    assert pane.names() == ["Calculator", "Web shop", "Docs site"]
    assert pane.titles()[:2] == ["Project", "Cost ↑"]
    pane.click_title(OVER_TIME)  # nothing to sort by
    assert pane.names() == ["Calculator", "Web shop", "Docs site"]
    worker = agent("d", id="worker")
    builders.write(path, agents=[worker], agent_history=[message(worker, created_at=after(9e9))])
    for section in (AGENTS, MESSAGES, ACTIVITY):
        pane.click_title(section)
        assert pane.names() == ["Docs site", "Web shop", "Calculator"]
        assert pane.titles()[section].endswith(" ↓")
        pane.click_title(section)
        assert pane.names() == ["Calculator", "Web shop", "Docs site"]
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


def test_the_clock_renews_what_fell_behind(path: Path, show: Show) -> None:
    company(path)
    pane = show(path)
    worker = agent("d", id="worker")
    builders.write(path, agents=[worker], agent_history=[message(worker, cost=1.0)])
    pane.view.refresh(Changes(agents=True, written_projects=frozenset("d")))
    pane.settle()
    assert pane.cell("Docs site", MESSAGES) == "1"
    assert pane.cell("Docs site", OVER_TIME) == ""
    pane.view._clock.timeout.emit()
    pane.settle()
    assert pane.cell("Docs site", OVER_TIME).startswith("█")


# -- What stands in place of rows ------------------------------------------------------------------


def test_an_empty_store_offers_an_example_that_works(path: Path, show: Show, qtbot: QtBot) -> None:
    pane = show(path)
    sentence, reason, button = pane.said
    assert sentence == "No projects yet"
    assert "constellation_db" in reason
    assert button == "Copy an example"
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


def test_rows_are_copied_as_they_are_read_and_as_a_table(path: Path, show: Show) -> None:
    company(path)
    builders.write(path, projects=[project(id="o", name="odd\tname\nindeed", cost_total=12345.678)])
    pane = show(path)
    pane.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pane.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in copied.text().split("\n")]
    assert [line[:2] for line in lines] == [
        ["odd name indeed", "$12k"],
        ["Docs site", "unknown"],
        ["Web shop", "$4.00"],
        ["Calculator", "$1.50"],
    ]
    table = bytes(copied.data("text/tab-separated-values").data()).decode()
    titles, *rows = [line.split("\t") for line in table.splitlines()]
    assert titles == ["Project", "Cost", "Over time", "Agents", "Messages", "Activity"]
    assert [row[:5] for row in rows] == [
        ["odd name indeed", "12345.678", "", "0", "0"],
        ["Docs site", "unknown", "", "0", "0"],
        ["Web shop", "4.0", "", "0", "0"],
        ["Calculator", "1.5", "", "0", "0"],
    ]
    assert all(len(row) == len(titles) and row[5].startswith("2026-01-31T") for row in rows)


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
    actions["Copy link"].trigger()
    assert Place.parse(QGuiApplication.clipboard().text()) == Place(project="odd\tid")
    pane.press(Qt.Key.Key_Down)
    actions["Copy rows"].trigger()
    assert QGuiApplication.clipboard().text().startswith("odd name\t$0.00\t")


@pytest.mark.parametrize("width", [160, 262, 320, 420, 600])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_pane_fits_any_width_in_any_theme(
    path: Path, show: Show, qapp: object, width: int, name: theme.ThemeName
) -> None:
    company(path)
    pane = show(path, width)
    theme.apply(qapp, name)  # type: ignore[arg-type]
    listed = pane.rows_view
    header = listed.header()
    shown = {section for section in range(6) if not header.isSectionHidden(section)}
    narrow = {160: {NAME}, 262: {NAME, COST}, 320: {NAME, COST, OVER_TIME}}
    wide = {420: {NAME, COST, OVER_TIME, ACTIVITY}, 600: set(range(6))}
    assert shown == (narrow | wide)[width]
    assert not listed.horizontalScrollBar().isVisible()
    assert listed.visualRect(listed.model().index(0, 0)).height() == (41 if width in narrow else 24)
    picture = pane.view.grab()
    assert picture.toImage().pixelColor(2, 2) == theme.current().window


@pytest.mark.parametrize(("width", "section"), [(170, NAME), (262, COST), (320, OVER_TIME)])
def test_where_the_money_went_is_seen_at_any_width(
    path: Path, show: Show, width: int, section: int
) -> None:
    costs = {"cheap": 1.5, "dear": 1234.5 if section == NAME else 1.5}
    builders.write(
        path,
        projects=[project(id=id, name="same", cost_total=cost) for id, cost in costs.items()],
        agents=[agent(id, id=f"agent of {id}") for id in costs],
        agent_history=[
            message(f"agent of {id}", cost=2.0 if id == "dear" else None, created_at=after(9e6))
            for id in costs
        ],
    )
    pane = show(path, width)
    cells = [pane.rows_view.model().index(row, section) for row in (0, 1)]
    pictures = [pane.rows_view.grab(pane.visual(index)).toImage() for index in cells]
    assert pictures[0].size() == pictures[1].size()
    assert pictures[0] != pictures[1]


def test_a_narrow_pane_says_what_it_is_sorted_by(path: Path, show: Show) -> None:
    company(path)
    pane = show(path, 262)
    entry: ProjectEntry = pane.rows_view.model().index(0, NAME).data(RowRole)
    active = entry.active_ago
    whole = f"0 agents · 0 messages · {active}"
    assert entry.in_short("created") == (whole, f"0 agents · {active}", active)
    assert entry.in_short("messages") == (whole, f"0 messages · {active}", "0 messages")
    assert entry.in_short("iterations") == (f"0 iterations · {active}", "0 iterations")


def test_columns_are_shown_and_hidden_for_good(path: Path, show: Show) -> None:
    company(path)
    pane = show(path, 262)
    header = pane.rows_view.header()
    actions = {action.text(): action for action in pane.view.columns.menu().actions()}
    assert [text for text, action in actions.items() if action.isChecked()] == ["Cost"]
    actions["Agents"].trigger()
    actions["Cost"].trigger()

    def shown() -> set[int]:
        return {section for section in range(6) if not header.isSectionHidden(section)}

    assert shown() == {NAME, AGENTS}
    pane.view.resize(600, 500)
    assert shown() == {NAME, OVER_TIME, AGENTS, MESSAGES, ACTIVITY}
    assert header.sectionSize(AGENTS) == 72
