"""The menu "Agents": what can be done in the tree can be done from there, whatever is in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from constellation_gui.actions import ACTIONS
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.views.agents_deeds import AGENT_DEEDS
from constellation_gui.views.agents_tree import AgentsTree
from constellation_gui.views.agents_view import AgentsView
from tests.user import User


def agents(user: User) -> AgentsView:
    return user.store.panes.agents


def tree(user: User) -> AgentsTree:
    return agents(user).findChild(AgentsTree)


def model(user: User) -> AgentsModel:
    return tree(user).agents


@pytest.fixture
def at_work(user: User, store: Path) -> User:
    """A person who looks at the agents of the calculator: a root at work, and a planner."""
    user.ask_for(store)
    user.until_open(store)
    user.until_shown()
    user.store.panes.projects.project_chosen.emit("calculator")
    user.until(lambda: model(user).whole and len(model(user).forest) == 2)
    user.until_shown()
    return user


def test_every_action_of_the_agents_does_something() -> None:
    declared = {one.id.removeprefix("agents.") for one in ACTIONS if one.id.startswith("agents.")}
    assert declared == AGENT_DEEDS.keys()


def test_branches_are_opened_and_closed(at_work: User) -> None:
    root = model(at_work).index_of("root")
    for name, opened in (
        ("collapse-all", False),
        ("expand-all", True),
        ("level-1", False),
        ("level-2", True),
        ("level-3", True),
    ):
        at_work.do(f"agents.{name}")
        assert tree(at_work).isExpanded(root) is opened


def test_agents_are_filtered(at_work: User) -> None:
    at_work.do("agents.working")
    at_work.until(lambda: len(model(at_work).forest) == 1)
    at_work.do("agents.working")
    at_work.until(lambda: len(model(at_work).forest) == 2)
    at_work.do("agents.failed")
    at_work.until(lambda: len(model(at_work).forest) == 0)
    at_work.do("agents.filter")
    line = agents(at_work).findChild(QLineEdit)
    at_work.until(line.hasFocus)
    at_work.key(Qt.Key.Key_E)  # a letter, and no way to a failure
    assert line.text() == "e"
    at_work.key(Qt.Key.Key_Escape)
    at_work.until(lambda: len(model(at_work).forest) == 2)


def test_the_way_to_a_parent_leads_there(at_work: User) -> None:
    agents(at_work).agent_chosen.emit("planner")
    at_work.until(lambda: agents(at_work).selected_id() == "planner")
    at_work.do("agents.parent")
    assert at_work.place.agent == "root"


def test_failures_are_walked(at_work: User) -> None:
    at_work.store.panes.projects.project_chosen.emit("shop")
    at_work.until(lambda: model(at_work).index_of("seller").isValid())
    for name in ("next-failed", "previous-failed"):
        at_work.do(f"agents.{name}")
        assert at_work.place.agent == "seller"


def test_the_timeline_is_zoomed_and_shown_whole_again(at_work: User) -> None:
    axis = model(at_work).axis
    at_work.until(lambda: axis.shown is not None)
    axis.cover(0, 1_000_000)
    at_work.do("agents.zoom-in")
    assert axis.zoomed
    at_work.do("agents.zoom-in")
    at_work.do("agents.zoom-out")
    assert axis.zoomed
    at_work.do("agents.zoom-reset")
    assert not axis.zoomed


def test_a_hidden_pane_is_shown_to_do_it_in(at_work: User) -> None:
    at_work.store.panes.set_pane_visible("agents", False)
    at_work.do("agents.expand-all")
    assert at_work.store.panes.pane_visible("agents")


def test_a_name_is_jumped_to_by_typing_it(at_work: User) -> None:
    agents(at_work).close_all()
    view = tree(at_work)
    view.setFocus()
    at_work.qtbot.keyClicks(view, "/pl")
    assert at_work.place.agent == "planner"  # P would have gone to the parent
    assert view.typing.text == "pl"
    at_work.qtbot.keyClick(view, Qt.Key.Key_Backspace)
    at_work.qtbot.keyClicks(view, "?")  # no shortcut now, and nobody is called so
    assert at_work.place.agent == "planner"
    at_work.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.typing.text is None
    at_work.qtbot.keyClicks(view, "p")
    assert at_work.place.agent == "root"

    at_work.do("agents.jump")
    at_work.qtbot.keyClicks(view, "agent")  # within a name, if none begins so
    assert at_work.place.agent == "root"
    at_work.qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.typing.text is None


def test_names_and_ids_are_copied_from_the_list_that_has_the_keyboard(at_work: User) -> None:
    at_work.choose_agent("planner")
    at_work.do("edit.copy-name")
    assert at_work.clipboard == "planner"
    tree(at_work).selectAll()
    at_work.do("edit.copy-id")
    assert at_work.clipboard.splitlines() == ["root", "planner"]
    at_work.choose_project("Web shop")
    at_work.run_command("copy name")
    assert at_work.clipboard == "Web shop"
