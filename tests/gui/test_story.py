"""What a person comes for, from the first click to the last, on one store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt

from constellation_db import Database
from constellation_gui.place import Place, Tab
from tests import builders
from tests.builders import message, output, write
from tests.gui.heartbeat import Heartbeat
from tests.user import User


def test_from_opening_a_store_to_what_an_agent_changed_and_a_copy_of_it_all(
    user: User, bare_store: Path, tmp_path: Path
) -> None:
    user.open_store(bare_store)
    user.choose_project("Calculator")
    user.choose_agent("Root Agent")
    said = user.read_transcript()
    assert "Build a calculator" in said
    assert "I will read the file first." in said

    user.open_file("app.ts")
    assert user.read_change().splitlines()[-2:] == ["one", "two"]
    user.choose_version(1)
    assert user.place == Place("calculator", "root", output="app-1", tab=Tab.FILES)
    assert user.read_change().splitlines()[-1] == "one"

    user.turn_to(Tab.EVENTS)
    assert user.rows("events")
    user.do("go.back")
    user.until_shown()
    assert user.place.output == "app-1"
    assert user.store.panes.tabs.tab is Tab.FILES

    target = tmp_path / "copy.db"
    user.back_up(target)
    assert any(work.startswith(f"Backed up to {target}") for work in user.works)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM outputs").fetchone() == (3,)
    user.until(lambda: not user.window.migrating.running)


def test_a_store_of_the_original_platform_is_browsed_from_end_to_end(
    user: User, tmp_path: Path
) -> None:
    path = tmp_path / "original.db"
    path.write_bytes((Path(__file__).parents[1] / "data" / "original.db").read_bytes())
    user.ask_for(path)
    user.until_open(path)
    assert "Calculator App" in user.rows("projects")
    for project in user.rows("projects"):
        user.choose_project(project)
        for tab in Tab:
            user.turn_to(tab)
            for agent in user.rows("agents")[:3]:
                user.choose_agent(agent)
    assert not [notice for notice in user.notices if "prepared" not in notice]
    user.until(lambda: not user.window.migrating.running)


def test_walking_through_the_sample_never_stops_the_window(user: User, sample: Path) -> None:
    user.ask_for(sample, read_only=True)
    user.until_open(sample)
    user.until(lambda: user.place != Place())
    with Heartbeat() as heart:
        for project in user.rows("projects")[:3]:
            user.choose_project(project)
            for agent in user.rows("agents")[:2]:
                user.choose_agent(agent)
    # Generous: a machine that is busy with other tests stops everybody. `make bench` is strict.
    assert heart.longest_ms < 500


def walked_store(path: Path) -> None:
    """Write a run in which a planner told a coder what to do, and this one wrote a file."""
    task = "Number the lines of app.ts, nothing else."
    spawn = {"id": "call-7", "name": "Task", "input": {"prompt": task, "name": "coder"}}
    edit = {"id": "call-9", "name": "Write", "input": {"file_path": "/app.ts", "content": "1\n"}}
    planner = builders.agent("p", id="planner", name="Planner")
    coder = builders.agent("p", planner, id="coder", name="coder", current_task=task)
    write(
        path,
        projects=[builders.project(id="p", name="Walk")],
        agents=[planner, coder],
        agent_history=[
            message("planner", id="ask", role="user", content="Number all lines."),
            message("planner", id="instruct", content="", tool_calls=json.dumps([spawn])),
            message("coder", id="told", role="user", content=task),
            message("coder", id="wrote", content="Numbers.", tool_calls=json.dumps([edit])),
        ],
        outputs=[
            output("p", "planner", id="v1", path="/app.ts", content="one\ntwo\n"),
            output("p", "coder", id="v2", path="/app.ts", content="1\ntwo\n"),
        ],
    )


def test_from_a_line_to_who_wrote_it_why_and_who_wanted_that_and_back(
    user: User, tmp_path: Path
) -> None:
    path = tmp_path / "store.db"
    Database.open(path).close()
    walked_store(path)
    user.open_store(path)
    user.choose_project("Walk")
    user.open_file("app.ts")
    user.press_named("show-blame", user.store.panes)
    user.until_shown()
    lines = user.list("lines")
    lines.setFocus()  # which makes the first line the current one
    at_line = user.place

    user.key(Qt.Key.Key_Return)
    user.until(lambda: user.place.message == "wrote")
    user.until_shown()
    assert user.place == Place("p", "coder", message="wrote")
    assert user.way[:3] == ["Walk", "Planner", "coder"]
    assert user.list("agents").currentIndex().data() == "coder"

    user.press(" Spawned by Planner", user.store.panes)
    user.until(lambda: user.place.message == "instruct")
    user.until_shown()
    assert user.place == Place("p", "planner", message="instruct")

    for back in (Place("p", "coder", message="wrote"), at_line):
        user.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        user.until(lambda back=back: user.place == back)
        user.until_shown()
    assert user.store.panes.tabs.tab is Tab.FILES
    assert lines.currentIndex().row() == 0
    assert user.read_change() == "1\ntwo\n"
