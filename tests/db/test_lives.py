"""When agents lived and what failed: any dialect, any writer, and never a message read."""

from __future__ import annotations

import json

import pytest

from constellation_db import AgentLife, Database
from tests.builders import after, agent, event, message, project, write
from tests.db.conftest import Statements
from tests.db.facts import query
from tests.db.test_query_plans import reads_rows

P = "p"
FAILED = json.dumps([{"tool_use_id": "t", "content": "x", "is_error": True}])
TIGHT = json.dumps([{"tool_use_id": "t", "is_error": True}], separators=(",", ":"))
QUOTED = json.dumps([{"tool_use_id": "t", "content": '{"is_error": true}', "is_error": False}])


@pytest.fixture
def one(db: Database) -> dict[str, object]:
    """An agent of a project, which lives from second 10 to second 10 as far as it says itself."""
    someone = agent(P, id="one", created_at=after(10_000), updated_at=after(20_000))
    write(db.path, projects=[project(id=P)], agents=[someone])
    return someone


def life(db: Database, agent_id: str = "one") -> AgentLife:
    (found,) = [life for life in db.agents.lives(P) if life.agent_id == agent_id]
    assert db.agents.lives(P, agent_ids=[agent_id]) == [found]
    return found


def plain(milliseconds: int) -> str:
    """A time in the form that sorts."""
    return after(milliseconds).rstrip("Z")


def test_without_any_sign_it_lives_from_creation_to_its_last_change(
    db: Database, one: object
) -> None:
    assert life(db) == AgentLife("one", plain(10_000), after(20_000), ())


def test_messages_and_events_tell_more(db: Database, one: dict[str, object]) -> None:
    write(
        db.path,
        agent_history=[
            message("one", created_at=after(5_000)),
            message("one", created_at=after(12_000)),
        ],
    )
    assert life(db) == AgentLife("one", plain(5_000), plain(12_000), ())
    write(db.path, events=[event(P, "one", created_at=after(31_000))])
    assert life(db).end == plain(31_000)


def test_both_dialects_of_one_day_are_in_order(db: Database, one: object) -> None:
    times = ["2026-01-31 09:00:00", "2026-01-31T08:00:00.000Z", "2026-01-31 23:00:00",
             "2026-01-31T22:00:00.000Z"]  # fmt: skip
    write(db.path, agent_history=[message("one", created_at=at) for at in times])
    assert life(db).start == "2026-01-31T08:00:00.000"
    assert life(db).end == "2026-01-31T23:00:00.000"


def test_a_message_without_a_time_is_no_sign(db: Database, one: object) -> None:
    write(db.path, agent_history=[message("one", created_at=None)])
    assert life(db) == AgentLife("one", plain(10_000), after(20_000), ())


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("error", True), ("agent_failed", True), ("Tool:FAILURE", True), ("agent_started", False)],
)
def test_events_whose_type_says_so_are_failures(
    db: Database, one: object, kind: str, counts: bool
) -> None:
    at = after(15_000)
    write(
        db.path,
        events=[
            event(P, "one", type=kind, created_at=at),
            event(P, "one", type="zzz"),
            event(P, None, type=kind),
            event("other", "one", type=kind),
        ],
    )
    assert life(db).failures == ((at,) if counts else ())


@pytest.mark.parametrize(
    ("results", "counts"),
    [(FAILED, True), (TIGHT, True), (QUOTED, False), ("[]", False), (None, False),
     ("is_error true", False), (b"\xff\x00", False)],
)  # fmt: skip
def test_messages_with_a_failed_result_are_failures(
    db: Database, one: object, results: object, counts: bool
) -> None:
    at = after(16_000)
    told = message("one", role="tool", tool_results=results, created_at=at)
    write(db.path, agent_history=[told])
    assert life(db).failures == ((at,) if counts else ())


def test_results_may_stand_in_the_content_of_whoever_is_no_assistant(
    db: Database, one: object
) -> None:
    at = after(16_000)
    write(
        db.path,
        agent_history=[
            message("one", role="user", content=FAILED, created_at=at),
            message("one", role="assistant", content=FAILED),
            message("one", role="user", content=f"Look: {FAILED}"),
        ],
    )
    assert life(db).failures == (at,)


def test_without_the_index_only_events_tell(bare_lives: Database) -> None:
    assert life(bare_lives).failures == (after(17_000),)
    bare_lives.migrate()
    assert life(bare_lives).failures == (after(17_000), after(16_000))


@pytest.fixture
def bare_lives(db: Database, one: object) -> Database:
    while "016_history_errors" in db.migration_status().applied:
        db.rollback_last()
    write(
        db.path,
        agent_history=[message("one", role="tool", tool_results=FAILED, created_at=after(16_000))],
        events=[event(P, "one", type="error", created_at=after(17_000))],
    )
    return db


def test_some_lives_are_those_of_the_agents_asked_for(db: Database, one: object) -> None:
    names = [f"agent {number:04d}" for number in range(1_200)]
    write(db.path, agents=[agent(P, id=name) for name in names])
    for wanted in ([], names[:3], names[:700]):
        found = db.agents.lives(P, agent_ids=wanted)
        assert sorted(life.agent_id for life in found) == wanted
    assert db.agents.lives("nobody's") == []


def test_no_message_is_looked_into(statements: Statements) -> None:
    noted = statements.during(lambda db: db.agents.lives("project"))
    about = [s for s in noted if "agent_history" in s and "sqlite_master" not in s]
    assert len(about) == 2
    for statement in about:
        assert not reads_rows(statements.db.path, statement, "agent_history"), statement


def test_of_the_events_only_failures_are_looked_into(statements: Statements) -> None:
    spans, failed = [
        s for s in statements.during(lambda db: db.agents.lives("project")) if "events" in s
    ]
    assert not reads_rows(statements.db.path, spans, "events")
    steps = [row[3] for row in query(statements.db.path, f"EXPLAIN QUERY PLAN {failed}")]
    assert any("events USING INDEX idx_events_by_project_type" in step for step in steps), steps
