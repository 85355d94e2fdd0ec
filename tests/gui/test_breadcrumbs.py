"""Breadcrumbs: the way to a place, and back up along it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from constellation_gui.place import Place, Tab
from tests import builders
from tests.user import User


def test_the_way_leads_from_the_project_to_what_is_looked_at(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.until(lambda: user.way == ["Calculator", "Root Agent", "planner"])
    user.choose_agent("Root Agent")
    user.open_file("app.ts")
    user.choose_version(1)
    user.until(lambda: user.way == ["Calculator", "Root Agent", "app.ts"])


def test_a_step_is_gone_to(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.until(lambda: len(user.way) == 3)
    user.press("Calculator", user.store.panes.trail)
    user.until(lambda: user.place.agent is None)
    user.do("go.back")
    user.until(lambda: user.place.agent == "planner")


def test_a_way_of_a_thousand_steps_has_room_in_any_window(user: User, tmp_path: Path) -> None:
    path = tmp_path / "deep.db"
    builders.empty_store(path)
    project = builders.project(id="deep", name="Deep")
    agents = [builders.agent(project, id="agent-0", name="Top & first")]
    for number in range(1, 1_000):
        name = f"An agent with a long name, number {number}"
        agents.append(builders.agent(project, agents[-1], id=f"agent-{number}", name=name))
    builders.write(path, projects=[project], agents=agents)
    user.ask_for(path, place=Place("deep", "agent-999"))
    user.until_open(path)
    user.until(lambda: len(user.way) == 1_001)
    trail = user.store.panes.trail
    shown = [one for one in trail.findChildren(QToolButton) if one.isVisible()]
    assert shown[0].text() == "Deep"
    assert shown[-1].accessibleName().endswith("number 999")
    assert all(one.geometry().right() <= trail.width() for one in shown)

    more = trail.findChild(QToolButton, "crumb-more")
    more.menu().aboutToShow.emit()
    entries = [action.text() for action in more.menu().actions()]
    assert entries[-2].endswith("number 998")
    assert entries[-1] == "959 more above"
    user.window.resize(700, 500)
    user.until(
        lambda: all(one.geometry().right() <= trail.width() for one in shown if one.isVisible())
    )


def test_a_new_name_is_read(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.until(lambda: user.way == ["Calculator"])
    with builders.plain(store) as connection:
        connection.execute("UPDATE projects SET name = 'Abacus' WHERE id = 'calculator'")
    user.until(lambda: user.way == ["Abacus"])


def test_what_is_gone_is_left_out(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.turn_to(Tab.EVENTS)
    user.click_row("events", "")
    user.until(lambda: len(user.way) == 2)
    with builders.plain(store) as connection:
        connection.execute("DELETE FROM events")
        connection.execute("DELETE FROM projects WHERE id = 'calculator'")
    user.until(lambda: user.way == [])


def test_the_keyboard_reaches_every_step(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.until(lambda: len(user.way) == 3)
    first = next(b for b in user.store.panes.trail.findChildren(QToolButton) if b.isVisible())
    first.setFocus()
    user.qtbot.keyClick(first, Qt.Key.Key_Space)
    user.until(lambda: user.place.agent is None)
