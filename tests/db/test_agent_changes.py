"""What tells a project's agents from how they were, and which of them are to be read again."""

from __future__ import annotations

from typing import Any

import pytest

from constellation_db import Database
from constellation_db.repositories.marks import fingerprint_of
from tests.builders import after, agent, plain, project, write

P = "p"


@pytest.fixture
def three(db: Database) -> None:
    agents = [
        agent(P, id=name, name=name, total_cost=0.5, updated_at=after(number))
        for number, name in enumerate("abc")
    ]
    write(db.path, projects=[project(id=P)], agents=agents)


def since(db: Database, before: Any) -> list[str]:
    return [row.id for row in db.agents.rows_since(P, before)]


def test_what_was_read_has_the_fingerprint_of_the_store(db: Database, three: None) -> None:
    hostile = {
        "name": "x\0y",
        "total_tokens": "many",
        "total_cost": float("inf"),
        "status": b"\xff",
    }
    write(db.path, agents=[agent(P, parent="nobody", **hostile), agent(P, name=None, status=None)])
    assert fingerprint_of(db.agents.rows(P)) == db.agents.fingerprint(P)
    assert fingerprint_of([]) == db.agents.fingerprint("nobody's")


@pytest.mark.parametrize(
    "change",
    ["name = 'd'", "status = 'failed'", "current_task = 'x'", "total_tokens = 1",
     "total_cost = 0.500001", "total_cost = NULL", "iteration_count = 1", "parent_id = 'a'",
     "updated_at = '2027-01-01 00:00:00'"],
)  # fmt: skip
def test_any_change_makes_another_one(db: Database, three: None, change: str) -> None:
    before = db.agents.fingerprint(P)
    assert db.agents.fingerprint(P) == before
    with plain(db.path) as connection:
        connection.execute(f"UPDATE agents SET {change} WHERE id = 'b'")
    assert db.agents.fingerprint(P) != before


def test_agents_that_came_and_went_make_another_one(db: Database, three: None) -> None:
    before = db.agents.fingerprint(P)
    db.agents.create(id="d", project_id=P)
    assert db.agents.fingerprint(P).count == 4
    assert db.agents.delete("d")
    assert db.agents.fingerprint(P) == before
    assert db.agents.delete("a")
    assert db.agents.fingerprint(P) != before


def test_only_new_and_changed_agents_are_read_again(db: Database, three: None) -> None:
    before = db.agents.fingerprint(P)
    assert since(db, before) == ["c"]  # another one may have changed in the same millisecond
    db.agents.create(id="d", project_id=P)
    db.agents.update("a", current_task="x")
    assert since(db, before) == ["a", "c", "d"]
    assert since(db, db.agents.fingerprint(P)) == ["a"]


def test_changes_in_the_other_dialect_are_found(db: Database, three: None) -> None:
    before = db.agents.fingerprint(P)
    with plain(db.path) as connection:
        connection.execute("UPDATE agents SET updated_at = '2026-01-31 10:00:01' WHERE id = 'a'")
    assert since(db, before) == ["a", "c"]
