"""Calls and the agents that they started find each other, as far as the store tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.spawning import (
    Parent,
    agent_started_by,
    call_that_started,
    parent_of,
    starts_agent,
)
from constellation_gui.models.tool_calls import tool_call
from tests.builders import after, agent, message, project, write

APP = project(id="app")
ROOT = agent(APP, id="root", name="planner")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        write(opened.path, projects=[APP], agents=[ROOT])
        yield opened


def child(database: Database, id: str, **columns: Any) -> None:
    write(database.path, agents=[agent(APP, ROOT, id=id, **columns)])


def task(description: str = "", id: str | None = "c1", name: str = "Task") -> ToolCall:
    return tool_call({"id": id, "name": name, "input": {"description": description}})


def said(database: Database, id: str, at: int, *calls: dict[str, Any], **columns: Any) -> None:
    columns = {"tool_calls": json.dumps(calls), "created_at": after(at), "id": id} | columns
    write(database.path, agent_history=[message("root", **columns)])


@pytest.mark.parametrize(
    ("name", "starts"),
    [("Task", True), ("agent", True), ("spawn_agent", True), ("mcp__fleet__spawn_worker", True),
     ("delegate_to", True), ("TaskOutput", False), ("TaskCreate", False), ("Read", False)],
)  # fmt: skip
def test_which_tools_start_agents(name: str, starts: bool) -> None:
    assert starts_agent(task(name=name)) is starts


def test_the_call_s_own_id_decides(database: Database) -> None:
    child(database, "a", name="Review the code", created_at=after(1_000))
    child(database, "b", name="other", config='{"tool_use_id": "c1"}', created_at=after(9_000))
    assert agent_started_by(database, "root", after(900), task("Review the code")) == "b"


def test_then_the_name_and_then_the_time(database: Database) -> None:
    child(database, "a", name="Review the code", created_at=after(5_000))
    child(database, "b", name="Write the docs", created_at=after(1_000))
    child(database, "c", name="Review the code", created_at=after(60_000))
    started = agent_started_by
    assert started(database, "root", after(900), task("Review the code")) == "a"
    assert started(database, "root", after(59_000), task("Review the code")) == "c"
    assert started(database, "root", after(900), task("something else")) == "b"


def test_an_agent_of_another_time_is_not_taken(database: Database) -> None:
    child(database, "a", name="Review the code", created_at=after(10_000_000))
    assert agent_started_by(database, "root", after(0), task("something else")) is None
    assert agent_started_by(database, "root", None, task("something else")) is None


def test_back_to_the_call(database: Database) -> None:
    child(database, "a", name="Review the code", created_at=after(5_000))
    call = {"id": "c1", "name": "Task", "input": {"description": "Review the code"}}
    said(database, "before", 1_000, {"name": "Read", "input": {"path": "Review the code"}})
    said(database, "first", 2_000, call)
    said(database, "mine", 4_000, call)
    said(database, "later", 90_000, call)
    assert parent_of(database, "a") == Parent("root", "planner")
    assert call_that_started(database, "a") == ("root", "mine")


def test_back_to_the_call_that_an_import_noted(database: Database) -> None:
    child(database, "a", name="Reviewer", config='{"toolCallId": "call-7"}')
    said(database, "other", 900, {"id": "call-6", "name": "Task", "input": {"prompt": "Look"}})
    said(database, "m", 950, {"id": "call-7", "name": "Task", "input": {"prompt": "Look"}})
    assert call_that_started(database, "a") == ("root", "m")


def test_back_to_the_parent_alone(database: Database) -> None:
    child(database, "a", name="Review the code")
    said(database, "m", 1_000, {"name": "Read", "input": {"path": "x"}})
    assert call_that_started(database, "a") == ("root", None)
    assert call_that_started(database, "root") is None
    assert parent_of(database, "gone") is None
