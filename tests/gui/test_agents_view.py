"""The pane of agents as a person uses it: opening, choosing, following, empty and failed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from constellation_gui import theme
from constellation_gui.models.columns import DepthRole
from constellation_gui.queries import Queries
from constellation_gui.views.agents_view import AgentsView
from constellation_gui.views.outline_tree import MOST_ROWS
from tests import builders
from tests.builders import agent, project
from tests.gui.heartbeat import Heartbeat
from tests.gui.panes import POPUPS, AgentsPane, damaged

OnStore = Callable[[Path], Queries]

FAMILY = (("root", None), ("a", "root"), ("a1", "a"), ("a1x", "a1"), ("b", "root"), ("two", None))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    builders.write(path, projects=[project(id="p"), project(id="other")])
    return path


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A copy of a store that the original platform wrote."""
    return Path(shutil.copy(Path(__file__).parents[1] / "data" / "original.db", tmp_path))


def family(path: Path, *pairs: tuple[str, str | None]) -> None:
    """Write agents of project `p`, each named by its id."""
    agents = [agent("p", parent, id=name, name=name) for name, parent in pairs]
    builders.write(path, agents=agents)


@pytest.fixture
def pane(path: Path, queries_on: OnStore, qtbot: QtBot) -> AgentsPane:
    queries = queries_on(path)
    view = AgentsView(queries)
    qtbot.addWidget(view)
    view.resize(420, 500)
    view.show()
    return AgentsPane(qtbot, queries, view)


# -- Seeing ----------------------------------------------------------------------------------------


def test_the_upper_levels_are_open_at_first(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    assert pane.rows() == ["root", "a", "a1", "b", "two"]
    assert pane.title == "6 agents · 6 working"


def test_at_first_no_more_is_open_than_is_easily_taken_in(path: Path, pane: AgentsPane) -> None:
    family(
        path, ("few", None), ("many", None), ("x", "few"), *((str(n), "many") for n in range(300))
    )
    pane.show("p")
    assert pane.rows() == ["few", "x", "many"]


def test_a_thousand_levels_stay_readable(path: Path, pane: AgentsPane) -> None:
    family(path, ("0", None), *((str(n), str(n - 1)) for n in range(1, 1_000)))
    pane.show("p")
    pane.view.select("999")
    assert pane.index("999").data(DepthRole) == 999
    rect = pane.tree.visualRect(pane.index("999"))
    assert pane.tree.viewport().rect().contains(rect.center())
    assert pane.tree._painter._indent(rect.width(), pane.index("999")) < rect.width() / 2
    assert pane.tree._painter._level(rect.width(), pane.index("999")) == "1000"
    assert not pane.tree.horizontalScrollBar().isVisible()
    assert not pane.view.grab().isNull()


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "columns"), [(200, 2), (264, 2), (340, 3), (490, 4), (640, 4), (900, 6), (1500, 10)]
)
def test_the_pane_fits_any_width_in_any_theme(
    path: Path, pane: AgentsPane, qapp: object, width: int, columns: int, name: theme.ThemeName
) -> None:
    family(path, *FAMILY)
    pane.view.resize(width, 400)
    pane.show("p")
    theme.apply(qapp, name)  # type: ignore[arg-type]
    header = pane.tree.header()
    assert header.count() - header.hiddenSectionCount() == columns
    assert not pane.tree.horizontalScrollBar().isVisible()
    assert pane.view.grab().toImage().pixelColor(2, 2) == theme.current().window


def test_the_title_says_as_much_as_there_is_room_for(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    with builders.plain(path) as connection:
        connection.execute("UPDATE agents SET status = 'failed', total_cost = 2 WHERE id = 'b'")
    pane.show("p")
    whole = "6 agents · 1 failed · 5 working · $2.00"
    assert pane.title == whole
    pane.view.resize(240, 400)
    assert pane.title == "6 agents · 1 failed"
    label = pane.view.findChild(QLabel, "pane-title")
    assert label.accessibleName() == whole
    assert whole in label.toolTip()
    pane.view.resize(190, 400)
    assert pane.title == "6 agents"


def test_a_store_of_the_original_shows_agents_and_their_times(
    original: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    queries = queries_on(original)
    project_id = queries.database.projects.find_all(limit=1)[0].id
    pane = AgentsPane.opened(qtbot, queries, project_id, 1_200, 400)
    qtbot.waitUntil(lambda: pane.view._model.axis.shown is not None)
    assert len(pane.rows()) > 0
    assert not pane.view.grab().isNull()


# -- Opening and closing ---------------------------------------------------------------------------


def test_what_was_opened_before_all_was_read_is_thought_over(path: Path, pane: AgentsPane) -> None:
    family(path, *((f"r{n}", None) for n in range(3)), ("x", "r1"))
    family(path, *((f"{n}", f"r{n % 2 * 2}") for n in range(1_400)))
    pane.show("p")
    assert pane.rows() == ["r0", "r1", "x", "r2"]


def test_marks_and_keys_open_and_close(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    pane.click_mark("a1")
    assert pane.rows() == ["root", "a", "a1", "a1x", "b", "two"]
    assert pane.view.selected_id() is None  # the mark is not the row
    pane.click_mark("root")
    assert pane.rows() == ["root", "two"]
    pane.click("root")
    pane.press(Qt.Key.Key_Right)
    assert pane.rows()[1] == "a"
    pane.press(Qt.Key.Key_Left)
    assert pane.rows() == ["root", "two"]
    pane.press(Qt.Key.Key_Asterisk)
    assert pane.rows() == ["root", "a", "a1", "a1x", "b", "two"]


def test_all_is_opened_and_closed_by_buttons(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    pane.press_button("expand-all")
    assert len(pane.rows()) == 6
    assert pane.title == "6 agents · 6 working"
    pane.press_button("collapse-all")
    assert pane.rows() == ["root", "two"]


def test_without_branches_there_is_nothing_to_open(path: Path, pane: AgentsPane) -> None:
    family(path, ("one", None), ("two", None))
    pane.show("p")
    assert not pane.view.findChild(QToolButton, "expand-all").isVisible()
    assert not pane.tree._painter.branching


def test_opening_all_of_a_large_tree_is_bounded_and_says_so(path: Path, pane: AgentsPane) -> None:
    family(path, *((f"r{n}", None) for n in range(3)))
    family(path, *((f"{n}", f"r{n % 3}") for n in range(4_200)))
    pane.show("p")
    pane.press_button("expand-all")
    assert len(pane.rows()) == 1_403  # a branch is open as a whole or not at all
    assert pane.title == f"4,203 agents · opened as far as {MOST_ROWS:,} rows"


# -- Choosing --------------------------------------------------------------------------------------


def test_the_chosen_one_stays_selected_while_ctrl_is_held(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    window = pane.view.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        for _ in range(2):  # as Ctrl+1, Ctrl+2 do: same agent, another tab
            pane.view.select("b")
            rows = pane.tree.selectionModel().selectedRows()
            assert rows == [pane.index("b")]
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)


def test_choosing_tells_once(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    chosen: list[str] = []
    pane.view.agent_chosen.connect(chosen.append)
    pane.click("a")
    pane.click("a")
    pane.press(Qt.Key.Key_Down)
    assert chosen == ["a", "a1"]
    assert pane.view.selected_id() == "a1"


def test_a_choice_from_outside_is_opened_up_and_not_told(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    with pane.qtbot.assertNotEmitted(pane.view.agent_chosen):
        pane.view.show_project("p")
        pane.view.select("a1x")  # before anything was read
        pane.settle()
        assert pane.tree.currentIndex().data() == "a1x"
        assert pane.rows() == ["root", "a", "a1", "a1x", "b", "two"]
        pane.view.select("b")
        assert pane.tree.currentIndex().data() == "b"
        pane.view.select(None)
        assert not pane.tree.selectionModel().hasSelection()


def test_another_project_takes_the_choice_away(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    pane.click("a")
    pane.show("p")  # the same: nothing happens
    assert pane.view.selected_id() == "a"
    pane.show("other")
    assert pane.view.selected_id() is None
    assert pane.said == [
        "No agents yet",
        "They appear here as the project's run starts them.",
        "Look again",
    ]
    pane.show(None)
    assert pane.said[0] == "No project chosen"
    assert pane.title == "Agents"


@POPUPS
def test_the_menu_of_a_row_copies_and_leads_on(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    pane.click("a1")
    actions = pane.menu_of(pane.index("a1"))
    actions["Copy id"].trigger()
    assert QGuiApplication.clipboard().text() == "a1"
    actions["Copy rows"].trigger()
    assert QGuiApplication.clipboard().text().startswith("a1\tworking\t$0.00\t$0.00\t0\t0\t")
    actions["Expand branch"].trigger()
    assert "a1x" in pane.rows()
    actions["Go to parent"].trigger()
    assert pane.view.selected_id() == "a"
    assert not pane.menu_of(pane.index("two"))["Go to parent"].isEnabled()


# -- Following a writer ----------------------------------------------------------------------------


def test_a_refresh_moves_nothing(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    family(path, *((f"t{n}", None) for n in range(100)))
    pane.show("p")
    pane.tree.setExpanded(pane.index("a"), False)
    pane.view.select("t50")
    bar = pane.tree.verticalScrollBar()
    bar.setValue(bar.maximum() // 2 + 5)

    def sight() -> tuple[str, int, str]:
        top = pane.tree.indexAt(QPoint(0, 0))
        return top.data(), pane.tree.visualRect(top).top(), pane.tree.currentIndex().data()

    before = sight()
    family(path, ("c", "root"), ("d", "root"), ("a2", "a"), ("t100", None), ("b1", "b"))
    with builders.plain(path) as connection:
        connection.execute("DELETE FROM agents WHERE id = 't3'")
    with pane.qtbot.assertNotEmitted(pane.view.agent_chosen):
        pane.view.refresh()
        pane.until_followed()
    assert sight() == before
    assert pane.rows()[:6] == ["root", "a", "b", "c", "d", "two"]
    assert pane.title == "110 agents · 110 working"


def test_an_agent_that_is_gone_is_no_longer_marked(path: Path, pane: AgentsPane) -> None:
    family(path, *FAMILY)
    pane.show("p")
    pane.click("two")
    with builders.plain(path) as connection:
        connection.execute("DELETE FROM agents WHERE id = 'two'")
    pane.view.refresh()
    pane.settle()
    assert "two" not in pane.rows()


def test_what_a_person_opened_stays_so_in_a_large_tree(path: Path, pane: AgentsPane) -> None:
    family(path, *((f"r{n}", None) for n in range(5)))
    family(path, *((f"{n}", f"r{n % 5}") for n in range(8_000)))
    with Heartbeat() as heart:
        pane.show("p")
        pane.tree.setExpanded(pane.index("r2"), True)
        family(path, ("new", "r1"))
        pane.view.refresh()
        pane.settle()
    assert heart.beats
    assert pane.rows() == ["r0", "r1", "r2", *(str(n) for n in range(2, 8_000, 5)), "r3", "r4"]


# -- Faults ----------------------------------------------------------------------------------------


def test_a_damaged_store_is_explained_and_tried_again(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    family(path, *FAMILY)
    with damaged(path, "agents"):
        queries = queries_on(path)
        pane = AgentsPane(qtbot, queries, AgentsView(queries))
        qtbot.addWidget(pane.view)
        pane.view.show()
        with qtbot.waitSignal(pane.view.failed):
            pane.view.show_project("p")
        sentence, reason, button = pane.said
        assert (sentence, button) == ("The agents could not be read.", "Try again")
        assert "is damaged" in reason
    family(path, ("three", None))  # SQLite keeps pages until somebody writes
    pane.press_next_step()
    qtbot.waitUntil(lambda: pane.rows() == ["root", "a", "a1", "b", "two", "three"])
