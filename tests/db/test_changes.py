"""What a second look at a store says that others wrote since the first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from constellation_db import EVERYTHING, Changes, Database
from tests import builders
from tests.builders import plain
from tests.db.calls import A, P
from tests.db.conftest import Statements
from tests.db.importing.sessions import bring_in

Write = Callable[[Path], None]


def sql(statement: str) -> Write:
    def write(path: Path) -> None:
        with plain(path) as connection:
            connection.execute(statement)

    return write


def rows(**tables: list[builders.Row]) -> Write:
    return lambda path: builders.write(path, **tables)


NOTHING = Changes()
CASES: dict[str, tuple[Write, Changes]] = {
    "nothing": (lambda path: None, NOTHING),
    "a message": (
        rows(agent_history=[builders.message(A)]),
        Changes(written_projects=frozenset({P}), written_agents=frozenset({A})),
    ),
    "an event": (
        rows(events=[builders.event(P, None)]),
        Changes(written_projects=frozenset({P}), unplaced=False),
    ),
    "an event of nobody": (rows(events=[builders.event(None, None)]), Changes(unplaced=True)),
    "an output": (
        rows(outputs=[builders.output(P, A)]),
        Changes(written_projects=frozenset({P}), written_agents=frozenset({A})),
    ),
    "a message of an agent that is gone": (
        rows(agent_history=[builders.message("nobody")]),
        Changes(written_agents=frozenset({"nobody"}), unplaced=True),
    ),
    "a project": (rows(projects=[builders.project()]), Changes(projects=True)),
    "an agent": (rows(agents=[builders.agent(P)]), Changes(agents=True)),
    "a status": (sql("UPDATE agents SET status = 'failed'"), Changes(agents=True)),
    "a status as long": (sql("UPDATE projects SET status = 'stopped'"), Changes(projects=True)),
    "a cost": (sql("UPDATE projects SET cost_total = 1e-9"), Changes(projects=True)),
    "a task": (sql("UPDATE agents SET current_task = 'x'"), Changes(agents=True)),
    "a name": (sql("UPDATE projects SET name = name || '!'"), Changes(projects=True)),
    "another parent": (sql("UPDATE agents SET parent_id = 'x'"), Changes(agents=True)),
    "an agent gone": (sql("DELETE FROM agents WHERE id = 'child'"), Changes(agents=True)),
    "the oldest gone": (sql("DELETE FROM events WHERE rowid < 10"), EVERYTHING),
    "the newest gone": (sql("DELETE FROM outputs WHERE rowid > 150"), EVERYTHING),
    "all gone": (sql("DELETE FROM agent_history"), EVERYTHING),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_noticed_as_what_it_is(statements: Statements, path: Path, name: str) -> None:
    write, expected = CASES[name]
    mark, first = statements.db.changes()
    assert first == EVERYTHING
    write(path)
    later, found = statements.db.changes(mark)
    assert found == expected
    assert bool(found) == (expected != NOTHING)
    assert statements.db.changes(later)[1] == NOTHING


def test_the_first_rows_of_an_empty_store_are_seen(db: Database, path: Path) -> None:
    mark, _ = db.changes()
    project = builders.project(id="new")
    builders.write(path, projects=[project], events=[builders.event(project, None)])
    assert db.changes(mark)[1] == Changes(projects=True, written_projects=frozenset({"new"}))


def test_more_new_rows_than_are_worth_looking_at_are_everything(db: Database, path: Path) -> None:
    mark, _ = db.changes()
    project = builders.project()
    builders.write(
        path, projects=[project], events=[builders.event(project, None) for _ in range(20_001)]
    )
    assert db.changes(mark)[1] == EVERYTHING


def test_a_look_is_one_statement_and_one_more_for_each_table_that_grew(
    statements: Statements, path: Path
) -> None:
    mark, _ = statements.db.changes()
    read = [s for s in statements.during(lambda db: db.changes(mark)) if s.startswith("SELECT")]
    assert len(read) == 1
    builders.write(path, agent_history=[builders.message(A) for _ in range(50)])
    read = [s for s in statements.during(lambda db: db.changes(mark)) if s.startswith("SELECT")]
    assert len(read) == 2


def test_what_a_change_concerns() -> None:
    assert EVERYTHING.concern("any")
    assert Changes(written_projects=frozenset({"one"})).concern("one")
    assert not Changes(written_projects=frozenset({"one"}), agents=True).concern("two")


def test_messages_that_an_import_changed_in_place_are_noticed(
    db: Database, path: Path, tmp_path: Path
) -> None:
    said = {"id": "m", "content": [{"type": "text", "text": "Half"}], "usage": {"output_tokens": 1}}
    record = {"type": "assistant", "uuid": "u", "sessionId": "s", "cwd": "/w", "message": said}
    session = tmp_path / "s.jsonl"
    session.write_text(json.dumps(record) + "\n")
    bring_in(db, session)
    (agent,) = db.agents.find_all()
    mark, _ = db.changes()
    with session.open("a") as file:
        said["content"] = [{"type": "text", "text": "Whole"}]
        file.write(json.dumps({**record, "uuid": "v"}) + "\n")
    bring_in(db, session)

    later, found = db.changes(mark)
    assert found.rewritten_agents == {agent.id}
    assert not found.everything
    bring_in(db, session)
    assert not db.changes(later)[1]


def test_of_many_changes_in_place_the_last_are_kept(db: Database, path: Path) -> None:
    mark, _ = db.changes()
    with plain(path) as connection:
        for number in range(1_001):
            connection.execute("INSERT INTO import_changes (agent_id) VALUES (?)", (str(number),))
    assert db.changes(mark)[1] == EVERYTHING
