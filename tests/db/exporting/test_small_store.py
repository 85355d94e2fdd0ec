"""A part of a store as a store of its own: opens again, holds the same, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from constellation_db import Database, Scope
from constellation_db.cli import main
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.request import Format
from constellation_db.migrations import MIGRATIONS
from tests import builders
from tests.db.exporting.runs import CODER, ROOT, TREE, P, call, read, write_run, written
from tests.db.facts import query, rows, value

TABLES = ("projects", "agents", "agent_history", "outputs", "events")
OTHER = builders.project(id="other")
STRANGER = builders.agent(OTHER, id="stranger")


@pytest.fixture
def store(db: Database) -> Database:
    """Two projects, with references between them, ties in time, and bytes that are no text."""
    tied = "2026-01-31 10:00:00"
    write_run(
        db.path,
        *(
            builders.message(ROOT, id=f"m{number}", content=f"{number}", created_at=tied)
            for number in (3, 1, 2)
        ),
        builders.message(CODER, tool_calls=json.dumps([call("c", "read", path="/home/jane/x")])),
    )
    builders.write(
        db.path,
        projects=[OTHER],
        agents=[STRANGER, builders.agent(P, STRANGER, id="child-of-stranger")],
        agent_history=[builders.message(STRANGER, content="not yours")],
        outputs=[
            builders.output(P, ROOT, id="v1", path="a.py", content="first, me@here.org"),
            builders.output(P, CODER, id="v2", path="a.py", content="second"),
            builders.output(P, STRANGER, id="v3", path="a.py", content="third"),
            builders.output(OTHER, CODER, id="v4", path="b.py"),
        ],
        events=[
            builders.event(P, id="e1"), builders.event(None, CODER, id="e2"),
            builders.event(OTHER, CODER, id="e3"), builders.event(OTHER, id="e4"),
        ],
    )  # fmt: skip
    with builders.plain(db.path) as connection:
        connection.execute("UPDATE agents SET current_task = CAST(x'ff41' AS TEXT), status = 'odd'")
        connection.execute("UPDATE agents SET total_tokens = 'many', config = x'00ff'")
    return db


def _ids(path: Path, table: str) -> list[str]:
    return [id for (id,) in query(path, f"SELECT id FROM {table} ORDER BY rowid")]


def test_a_project_holds_the_same_rows_byte_by_byte(store: Database) -> None:
    target = written(store, Format.STORE)
    exactly = "typeof(current_task), CAST(current_task AS BLOB), typeof(config), config"
    for table, where in (
        ("projects", "id = 'app'"),
        ("agent_history", "agent_id IN (SELECT id FROM agents WHERE project_id = 'app')"),
    ):
        sql = f"SELECT * FROM {table} WHERE {where} ORDER BY id"
        assert query(target, sql) == query(store.path, sql)
    sql = (
        f"SELECT id, name, status, typeof(total_tokens), {exactly} FROM agents "
        "WHERE project_id = 'app' ORDER BY id"
    )
    assert query(target, sql) == query(store.path, sql)
    assert _ids(target, "projects") == ["app"]
    assert _ids(target, "outputs") == ["v1", "v2", "v3"]
    assert _ids(target, "events") == ["e1", "e2", "e3"]


def test_it_opens_again_whole_and_shows_the_same_transcript(store: Database) -> None:
    target = written(store, Format.STORE)
    told = CliRunner().invoke(main, ["status", "-d", str(target)])
    assert told.exit_code == 0
    every = len(MIGRATIONS)
    assert f"{every} of {every} migrations applied" in told.stdout
    assert value(target, "PRAGMA integrity_check") == "ok"
    assert query(target, "PRAGMA foreign_key_check") == []
    assert not [each for each in target.parent.iterdir() if each.name.startswith("export.db-")]
    with Database.open(target) as again:
        assert not again.read_only
        assert [message.id for message in again.history.get_conversation("root")] == [
            "m3", "m1", "m2",
        ]  # fmt: skip
        before = read(store, Format.HTML)
        after = read(again, Format.HTML)
    hour = before.partition("<dt>Exported</dt><dd>")[2][:19]
    again_at = after.partition("<dt>Exported</dt><dd>")[2][:19]
    # The agent whose parent stayed behind is one without a parent there.
    foreign = " · started by an agent that is not part of this export"
    assert after.replace(again_at, hour) == before.replace(foreign, "")


def test_a_subtree_stands_on_its_own(store: Database) -> None:
    target = written(store, Format.STORE, Scope(agent_id="coder", descendants=True))
    assert query(target, "SELECT id, parent_id FROM agents ORDER BY id") == [
        ("below", "coder"),
        ("coder", None),
    ]
    assert query(target, "PRAGMA foreign_key_check") == []
    assert sorted(_ids(target, "projects")) == ["app", "other"]
    assert _ids(target, "outputs") == ["v2", "v4"]
    assert _ids(target, "events") == ["e2", "e3"]


def test_the_first_version_of_a_subtree_knows_what_it_replaced(store: Database) -> None:
    target = written(store, Format.STORE, Scope(agent_id="coder"), redact=(Secret.EMAIL,))
    assert query(target, "SELECT id, previous_content FROM outputs ORDER BY id") == [
        ("v2", "first, [redacted e-mail 1]"),
        ("v4", None),
    ]


def test_a_whole_store_is_kept_as_it_is(store: Database) -> None:
    target = written(store, Format.STORE, Scope())
    for table in TABLES:
        assert sorted(_ids(target, table)) == sorted(_ids(store.path, table))
    assert (
        value(target, "SELECT parent_id FROM agents WHERE id = 'child-of-stranger'") == "stranger"
    )


def test_every_column_is_redacted(db: Database) -> None:
    words = "of me@here.org"
    both = json.dumps({"a": words})
    builders.write(
        db.path,
        projects=[
            {**P, "name": words, "description": words, "prompt_path": words, "settings": both}
        ],
        agents=[{**TREE[1], "name": words, "config": both, "current_task": words}],
        agent_history=[
            builders.message(ROOT, content=words, tool_calls=both, tool_results=both, usage=both)
        ],
        outputs=[builders.output(P, path=words, content=words, previous_content=words)],
        events=[builders.event(P, type=words, data=both)],
    )
    target = written(db, Format.STORE, redact=(Secret.EMAIL,))
    found = repr([rows(target, table) for table in TABLES])
    assert "here.org" not in found
    assert found.count("[redacted e-mail 1]") == 16
    assert b"here.org" not in target.read_bytes()
