"""Looking for agents in the pane as a person does: typing, statuses, levels, failures, parents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from constellation_gui.queries import Queries
from constellation_gui.views.agents_filter import AgentsFilter
from tests import builders
from tests.builders import agent, project
from tests.gui.heartbeat import Heartbeat
from tests.gui.panes import POPUPS, AgentsPane

OnStore = Callable[[Path], Queries]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

# Name, parent, status; each agent's task is to look after its name.
RUN = (
    ("root", None, "completed"),
    ("plan", "root", "failed"),
    ("draft", "plan", "completed"),
    ("deep", "draft", "failed"),
    ("build", "root", "working"),
    ("second", None, "idle"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    builders.write(
        path,
        projects=[project(id="p"), project(id="other")],
        agents=[
            agent("p", parent, id=name, name=name, status=status, current_task=f"task of {name}")
            for name, parent, status in RUN
        ],
    )
    return path


@pytest.fixture
def pane(path: Path, queries_on: OnStore, qtbot: QtBot) -> AgentsPane:
    return AgentsPane.opened(qtbot, queries_on(path), "p", 480, 500)


def line(pane: AgentsPane) -> QLineEdit:
    return pane.view.findChild(QLineEdit, "agents-filter-text")


def look_for(pane: AgentsPane, text: str) -> None:
    line(pane).clear()
    pane.qtbot.keyClicks(line(pane), text)
    pane.settle()


def bar_shown(pane: AgentsPane) -> bool:
    return pane.view.findChild(AgentsFilter).isVisible()


# -- Filtering -------------------------------------------------------------------------------------


def test_typing_leaves_who_is_found_under_those_above(pane: AgentsPane) -> None:
    assert not bar_shown(pane)
    pane.press(Qt.Key.Key_F, CONTROL)
    assert bar_shown(pane)
    look_for(pane, "DEE")
    assert pane.rows() == ["root", "plan", "draft", "deep"]
    assert pane.title.startswith("1 of 6 agents")
    look_for(pane, "task of b")
    assert pane.rows() == ["root", "build"]


def test_who_is_there_for_somebody_else_is_muted(pane: AgentsPane) -> None:
    look_for(pane, "draft")
    muted = {name: pane.view._model.entry(n).matched for n, name in enumerate(pane.rows())}
    assert muted == {"root": False, "plan": False, "draft": True}


def test_statuses_are_looked_for_by_button(pane: AgentsPane) -> None:
    pane.press_button("filter")
    pane.press_button("status-failed")
    pane.settle()
    assert pane.rows() == ["root", "plan", "draft", "deep"]
    assert pane.title.startswith("2 of 6 agents · 2 failed · 1 working")
    pane.press_button("status-working")
    pane.settle()
    assert pane.rows() == ["root", "plan", "draft", "deep", "build"]
    pane.press_button("status-failed")
    pane.settle()
    assert pane.rows() == ["root", "build"]


@pytest.mark.parametrize("way", ["escape", "button", "close", "in the tree"])
def test_there_is_always_a_way_back_to_how_it_was(pane: AgentsPane, way: str) -> None:
    pane.tree.setExpanded(pane.index("plan"), False)
    before = pane.rows()
    pane.press(Qt.Key.Key_F, CONTROL)
    look_for(pane, "deep")
    if way == "escape":
        pane.qtbot.keyClick(line(pane), Qt.Key.Key_Escape)
    elif way == "in the tree":
        pane.press(Qt.Key.Key_Escape)
    else:
        pane.press_button("filter" if way == "button" else "close")
    pane.settle()
    assert pane.rows() == before == ["root", "plan", "build", "second"]
    assert not bar_shown(pane)
    assert pane.title.startswith("6 agents")


def test_nobody_found_is_said_with_a_way_back(pane: AgentsPane) -> None:
    look_for(pane, "nobody like that")
    assert pane.said == [
        "No such agent", "None of the 6 agents is what the filter asks for.", "Show all agents",
    ]  # fmt: skip
    assert pane.title.startswith("0 of 6 agents")
    pane.press_next_step()
    pane.settle()
    assert pane.rows() == ["root", "plan", "draft", "build", "second"]


def test_typing_leads_on_into_the_tree(pane: AgentsPane) -> None:
    pane.press(Qt.Key.Key_F, CONTROL)
    look_for(pane, "deep")
    pane.qtbot.keyClick(line(pane), Qt.Key.Key_Return)
    assert pane.tree.hasFocus()
    assert pane.view.selected_id() == "root"


def test_the_chosen_one_stays_chosen_through_a_filter(pane: AgentsPane) -> None:
    pane.click("build")
    with pane.qtbot.assertNotEmitted(pane.view.agent_chosen):
        look_for(pane, "deep")
        assert pane.view.selected_id() == "build"
        look_for(pane, "")
        pane.press(Qt.Key.Key_Escape)
        pane.settle()
    assert pane.view.selected_id() == "build"
    assert pane.tree.currentIndex().data() == "build"


def test_whoever_is_asked_for_from_outside_is_not_left_out(pane: AgentsPane) -> None:
    pane.view.toggle_status("working")
    pane.settle()
    pane.view.select("deep")
    pane.settle()
    assert pane.tree.currentIndex().data() == "deep"
    assert not bar_shown(pane)


def test_a_filter_holds_while_agents_come(path: Path, pane: AgentsPane) -> None:
    pane.view.toggle_status("failed")
    pane.settle()
    builders.write(
        path,
        agents=[
            agent("p", "second", id="third", name="third", status="failed"),
            agent("p", "second", id="fourth", name="fourth", status="idle"),
        ],
    )
    pane.view.refresh()
    pane.until_followed()
    pane.settle()
    assert pane.rows() == ["root", "plan", "draft", "deep", "second"]
    assert pane.title.startswith("3 of 8 agents")


def test_another_project_is_seen_whole(pane: AgentsPane) -> None:
    pane.view.toggle_status("failed")
    pane.settle()
    pane.show("other")
    pane.show("p")
    assert pane.title.startswith("6 agents")
    assert not bar_shown(pane)


# -- Ways ------------------------------------------------------------------------------------------


def test_e_goes_from_failure_to_failure_and_begins_anew(pane: AgentsPane) -> None:
    seen = []
    for key in (Qt.Key.Key_E, Qt.Key.Key_E, Qt.Key.Key_E):
        pane.press(key)
        seen.append(pane.tree.currentIndex().data())
    assert seen == ["plan", "deep", "plan"]
    pane.press(Qt.Key.Key_E, SHIFT)
    assert pane.tree.currentIndex().data() == "deep"
    assert pane.rows() == ["root", "plan", "draft", "deep", "build", "second"]
    assert pane.view.selected_id() == "deep"


def test_without_failures_e_says_so(path: Path, pane: AgentsPane) -> None:
    with builders.plain(path) as connection:
        connection.execute("UPDATE agents SET status = 'idle'")
    pane.view.refresh()
    pane.until_followed()
    pane.settle()
    pane.press(Qt.Key.Key_E)
    assert pane.title.startswith("6 agents · none failed")


def test_p_goes_to_the_parent(pane: AgentsPane) -> None:
    pane.view.select("deep")
    for expected in ("draft", "plan", "root", "root"):
        pane.press(Qt.Key.Key_P)
        assert pane.tree.currentIndex().data() == expected


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        (Qt.Key.Key_1, ["root", "second"]),
        (Qt.Key.Key_2, ["root", "plan", "build", "second"]),
        (Qt.Key.Key_3, ["root", "plan", "draft", "build", "second"]),
        (Qt.Key.Key_9, ["root", "plan", "draft", "deep", "build", "second"]),
    ],
)
def test_digits_open_so_many_levels(pane: AgentsPane, key: Qt.Key, rows: list[str]) -> None:
    pane.view.open_all()
    pane.press(key)
    assert pane.rows() == rows
    assert pane.title.startswith("6 agents · 2 failed")


@POPUPS
def test_the_menu_opens_a_level_too(pane: AgentsPane) -> None:
    levels = pane.menu_of(pane.index("root"))["Expand to level"].menu()
    levels.actions()[2].trigger()
    assert pane.rows() == ["root", "plan", "draft", "build", "second"]


def test_letters_ask_nobody_for_a_name(pane: AgentsPane, monkeypatch: pytest.MonkeyPatch) -> None:
    pane.click("root")
    pane.press(Qt.Key.Key_S)
    assert pane.tree.currentIndex().data() == "root"


def test_thousands_are_filtered_and_walked_without_a_stall(path: Path, pane: AgentsPane) -> None:
    builders.write(
        path,
        agents=[
            agent("p", "build", id=f"{n}", name=f"{n}", status="idle" if n % 500 else "failed")
            for n in range(5_000)
        ],
    )
    pane.view.refresh()
    pane.until_followed()
    pane.settle()
    with Heartbeat() as heart:
        pane.view.toggle_status("failed")
        pane.settle()
        for _ in range(20):
            pane.press(Qt.Key.Key_E)
    assert heart.beats
    assert pane.title.startswith("12 of 5,006 agents")
    assert len(pane.rows()) == 15
