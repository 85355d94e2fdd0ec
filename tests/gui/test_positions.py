"""Each agent is found in each tab where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from constellation_gui.place import Tab
from tests import builders
from tests.user import User


@pytest.fixture
def talkative(user: User, tmp_path: Path) -> User:
    """Give a person at a store of two agents with long conversations."""
    path = tmp_path / "talk.db"
    builders.empty_store(path)
    project = builders.project(id="project", name="Talk")
    one = builders.agent(project, id="one", name="One")
    two = builders.agent(project, id="two", name="Two")
    builders.write(
        path,
        projects=[project],
        agents=[one, two],
        agent_history=[
            builders.message(agent, content=f"{agent['name']} says {number}")
            for agent in (one, two)
            for number in range(400)
        ],
        outputs=[
            builders.output(
                project, agent, id=f"{agent['id']}-{name}", path=f"/{agent['id']}-{name}"
            )
            for agent in (one, two)
            for name in ("a.py", "b.py", "c.py")
        ],
    )
    user.ask_for(path)
    user.until_open(path)
    user.choose_project("Talk")
    return user


def top(user: User) -> str:
    messages = user.store.panes.transcript.messages
    user.until(lambda: messages.column.placed)
    index = messages.model.index(messages.column.placed[0].row)
    user.until(lambda: index.data() != "…")
    return str(index.data()).rpartition(": ")[2]


def test_a_conversation_is_found_where_it_was_left(talkative: User) -> None:
    user = talkative
    user.choose_agent("One")
    messages = user.store.panes.transcript.messages
    messages.setFocus()
    for _ in range(7):
        user.key(Qt.Key.Key_PageDown)
    user.until_shown()
    left = top(user)
    assert left != "One says 0"

    user.choose_agent("Two")
    assert top(user) == "Two says 0"
    user.choose_agent("One")
    user.until_shown()
    user.until(lambda: top(user) == left)


def test_a_conversation_left_at_its_start_begins_there(talkative: User) -> None:
    user = talkative
    user.choose_agent("One")
    user.choose_agent("Two")
    user.choose_agent("One")
    assert top(user) == "One says 0"


def test_a_message_that_went_meanwhile_leads_to_the_start(talkative: User) -> None:
    user = talkative
    user.choose_agent("One")
    user.store.panes.transcript.messages.setFocus()
    user.key(Qt.Key.Key_End)
    user.until_shown()
    user.choose_agent("Two")
    with builders.plain(user.store.database.path) as connection:
        connection.execute("DELETE FROM agent_history WHERE agent_id = 'one' AND rowid > 5")
    user.choose_agent("One")
    user.until_shown()
    assert top(user) == "One says 0"


def test_a_file_is_found_where_it_was_left(talkative: User) -> None:
    user = talkative
    user.choose_agent("One")
    user.open_file("one-b.py")
    user.until(lambda: user.place.output == "one-b.py")
    user.choose_agent("Two")
    user.open_file("two-a.py")
    user.until(lambda: user.place.output == "two-a.py")
    user.choose_agent("One")
    user.until(lambda: user.list("files").currentIndex().data() == "one-b.py")
    assert user.place.tab is Tab.FILES


def test_a_project_shows_its_overview_and_the_next_agent_its_conversation(
    user: User, store: Path
) -> None:
    user.open_store(store)
    user.until(lambda: user.place.tab is Tab.TRANSCRIPT)
    user.choose_project("Web shop")
    user.choose_project("Calculator")
    assert user.place.tab is Tab.OVERVIEW
    user.choose_agent("planner")
    assert user.place.tab is Tab.TRANSCRIPT


def test_a_tab_that_the_person_turned_to_stays(talkative: User) -> None:
    user = talkative
    user.turn_to(Tab.EVENTS)
    user.choose_agent("One")
    assert user.place.tab is Tab.EVENTS
    user.turn_to(Tab.OVERVIEW)
    user.choose_agent("Two")
    assert user.place.tab is Tab.OVERVIEW
