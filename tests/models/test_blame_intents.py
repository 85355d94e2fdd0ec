"""A version is led back to the message whose call wrote it, as far as the store tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from constellation_gui.models.blame_intents import Intent, intent_of
from constellation_gui.models.file_names import is_same_file
from tests.builders import after, agent, message, output, project, write
from tests.gui.panes import counted_selects

APP = project(id="app")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        write(opened.path, projects=[APP], agents=[agent(APP, id=id) for id in ("coder", "other")])
        yield opened


def call(name: str, **given: Any) -> dict[str, Any]:
    return {"id": "c", "name": name, "input": given}


def said(
    database: Database, id: str, at: int, *calls: dict[str, Any], by: str = "coder", **columns: Any
) -> None:
    columns = {"tool_calls": json.dumps(calls), "created_at": after(at), "id": id} | columns
    write(database.path, agent_history=[message(by, **columns)])


def intent(database: Database, at: int, path: str | None = "/src/app.ts") -> Intent | None:
    row = output(APP, "coder", path=path, created_at=after(at))
    write(database.path, outputs=[row])
    found = database.outputs.row(row["id"])
    assert found is not None
    return intent_of(database, found)


def message_of(database: Database, at: int, path: str | None = "/src/app.ts") -> str | None:
    found = intent(database, at, path)
    return None if found is None else found.message_id


WRITE = call("Write", file_path="/src/app.ts", content="x\n")
EDIT = call("Edit", file_path="/src/app.ts", old_string="a", new_string="b")
READ = call("Read", file_path="/src/app.ts")


def test_the_nearest_before_it(database: Database) -> None:
    said(database, "first", 1_000, WRITE)
    said(database, "mine", 2_000, EDIT)
    said(database, "later", 3_000, EDIT)
    assert message_of(database, 2_500) == "mine"
    assert message_of(database, 2_000) == "mine"  # in the same millisecond
    assert message_of(database, 1_999) == "first"
    assert message_of(database, 999) is None


def test_what_it_says(database: Database) -> None:
    said(database, "m", 1_000, READ, EDIT, content="Now the\nname.")
    found = intent(database, 1_001)
    assert found == Intent("coder", "m", after(1_000), "Now the name.", "Edit /src/app.ts")


def test_reading_is_not_writing(database: Database) -> None:
    said(database, "mine", 1_000, WRITE)
    said(database, "reads", 2_000, READ)
    said(database, "talks", 2_100, content="app.ts is done", tool_calls=None)
    said(database, "other file", 2_200, call("Write", file_path="/lib/app.ts", content="x"))
    assert message_of(database, 2_500) == "mine"


def test_another_agent_s_message_is_not_it(database: Database) -> None:
    said(database, "m", 1_000, WRITE, by="other")
    assert message_of(database, 2_000) is None


@pytest.mark.parametrize(
    "written",
    [
        call("apply_patch", input="*** Begin Patch\n*** Update File: src/app.ts\n@@\n-a\n+b\n"),
        call("str_replace_based_edit_tool", command="create", path="src/app.ts", file_text="x"),
        call("write", path="C:\\work\\src\\app.ts", text="x"),
        call("mcp__fs__write_file", path="app.ts", data="x"),
    ],
)
def test_dialects(database: Database, written: dict[str, Any]) -> None:
    said(database, "m", 1_000, written)
    assert message_of(database, 2_000) == "m"


def test_a_command_that_names_it_if_nothing_else_wrote_it(database: Database) -> None:
    said(database, "command", 2_000, call("Bash", command="sed -i s/a/b/ src/app.ts"))
    assert message_of(database, 3_000) == "command"
    said(database, "mine", 1_000, WRITE)
    assert message_of(database, 3_000) == "mine"


def test_nothing_to_go_by(database: Database) -> None:
    said(database, "m", 1_000, WRITE)
    assert message_of(database, 2_000, path=None) is None
    assert message_of(database, 2_000, path="/") is None
    said(database, "broken", 1_500, tool_calls='[{"name": "Write", "input": {"file_path": "app.ts')
    assert message_of(database, 2_000) == "m"


def test_a_long_conversation_costs_few_statements(database: Database) -> None:
    rows = [
        message("coder", tool_calls=json.dumps([READ]), created_at=after(number))
        for number in range(5_000)
    ]
    write(database.path, agent_history=rows)
    with counted_selects() as statements:
        assert intent(database, 9_000) is None
    # The version; then twice: the end of the stretch, the search, and hits, eight at a time.
    assert len(statements) == 1 + 2 * (1 + 1 + 5)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("/a/b.ts", "b.ts", True), ("a\\b.ts", "x/a/b.ts", True), ("/a/b.ts", "/c/b.ts", False),
     ("ab.ts", "b.ts", False), ("", "b.ts", False), ("./b.ts", "b.ts", True)],
)  # fmt: skip
def test_same_file(one: str, other: str, same: bool) -> None:
    assert is_same_file(one, other) is same
