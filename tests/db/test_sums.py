"""What parts of a store amount to: true of every dialect and hostile row, and read from indexes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database, FailureKind, MessageSums, Scope, UsageGroup
from tests import builders
from tests.builders import agent, event, message, output, plain, project
from tests.db.conftest import Statements, emptied
from tests.db.test_query_plans import plan, reads_rows

PROJECT, ALONE, FAMILY = Scope("p"), Scope(agent_id="top"), Scope("p", "top", descendants=True)
STORE = Scope()
MINUTE = len("2026-01-31T10:02")

ANTHROPIC = {
    "input_tokens": 10,
    "output_tokens": 20,
    "cache_read_input_tokens": 300,
    "cache_creation_input_tokens": 4000,
}
CAMEL = {"inputTokens": 1, "outputTokens": 2, "totalTokens": 3}


def fill(path: Path) -> None:
    """Two projects; in the first an agent with a child and a grandchild, and a stranger."""
    at = "2026-01-31T10:0{}:00.000Z"
    agents = [
        agent("p", id="top", config='{"model":"opus"}', status="working"),
        agent("p", "top", id="child", config='{"model":"haiku"}', status="failed"),
        agent("p", "child", id="grandchild", config="{not json", status="failed"),
        agent("p", id="stranger", config='{"model":"opus"}', status="a status of its own"),
        agent("q", id="elsewhere", status="failed"),
    ]
    said = partial(message, role="assistant")
    failed = json.dumps([{"tool_use_id": "c", "content": "no such file", "is_error": True}])
    messages = [
        message("top", role="user", created_at=at.format(0)),
        said("top", cost=1.0, usage=json.dumps(ANTHROPIC), created_at=at.format(1)),
        said("top", cost=None, usage="[]", created_at="2026-01-31 10:01:30"),
        said("child", cost=0.25, usage=json.dumps(CAMEL), created_at=at.format(1)),
        said("grandchild", cost=None, usage='{"totalTokens":500}', created_at=at.format(2)),
        said("grandchild", cost=None, usage="{broken", created_at=at.format(2)),
        said("stranger", cost=None, usage='{"other":1}', created_at=None),
        message("child", id="flagged", role="tool", content="", tool_results=failed),
        said("elsewhere", cost=8.0, created_at=at.format(9)),
    ]
    builders.write(
        path,
        projects=[project(id="p"), project(id="q")],
        agents=agents,
        agent_history=messages,
        outputs=[output("p", "child"), output("p", None, type="log"), output("q", "elsewhere")],
        events=[
            event("p", "top", type="agent_started", created_at=at.format(3)),
            event("p", "child", id="late", type="agent_failed", created_at=at.format(5)),
            event("p", None, id="early", type="Iteration:ERROR", created_at=at.format(4)),
            event("q", "elsewhere", type="error", created_at=at.format(6)),
        ],
    )


@pytest.fixture
def sums(db: Database) -> Database:
    fill(db.path)
    return db


def test_agents_are_counted_by_whatever_status_they_have(sums: Database) -> None:
    by_status = sums.sums.agents_by_status
    assert by_status(PROJECT) == {"working": 1, "failed": 2, "a status of its own": 1}
    assert by_status(ALONE) == {"working": 1}
    assert by_status(FAMILY) == {"working": 1, "failed": 2}
    assert by_status(STORE)["failed"] == 3


def test_messages_are_counted_by_role_and_a_missing_cost_is_not_zero(sums: Database) -> None:
    messages = sums.sums.messages
    assert messages(ALONE) == MessageSums({"user": 1, "assistant": 2}, 1.0, 1)
    assert messages(FAMILY) == MessageSums({"user": 1, "assistant": 5, "tool": 1}, 1.25, 3)
    assert messages(PROJECT) == MessageSums({"user": 1, "assistant": 6, "tool": 1}, 1.25, 4)
    assert messages(STORE).cost == 9.25
    assert messages(Scope(agent_id="stranger")) == MessageSums({"assistant": 1}, None, 1)
    assert messages(Scope(agent_id="nobody")) == MessageSums({}, None, 0)


def test_outputs_and_events_are_counted_by_type(sums: Database) -> None:
    assert sums.sums.outputs_by_type(PROJECT) == {"file": 1, "log": 1}
    assert sums.sums.outputs_by_type(ALONE) == {}
    assert sums.sums.outputs_by_type(FAMILY) == {"file": 1}
    assert sums.sums.events_by_type(FAMILY) == {"agent_started": 1, "agent_failed": 1}
    assert sums.sums.events_by_type(PROJECT)["Iteration:ERROR"] == 1


def test_the_span_is_that_of_messages_with_a_time(sums: Database) -> None:
    assert sums.sums.span(PROJECT)[0] == "2026-01-31T10:00:00.000"
    assert sums.sums.span(ALONE) == ("2026-01-31T10:00:00.000", "2026-01-31T10:01:30.000")
    assert sums.sums.span(STORE)[1] == "2026-01-31T10:09:00.000"
    assert sums.sums.span(Scope(agent_id="stranger")) == (None, None)


def test_last_written_counts_events_and_outputs_too(sums: Database) -> None:
    assert sums.sums.last_written(ALONE) == "2026-01-31T10:03:00.000"
    assert sums.sums.last_written(FAMILY) == "2026-01-31T10:05:00.000"
    assert sums.sums.last_written(Scope(agent_id="nobody")) is None


def test_the_dearest_come_first_and_the_unknown_last(sums: Database) -> None:
    found = sums.sums.costs_by_agent(PROJECT, limit=3)
    assert [(group.name, group.cost) for group in found] == [
        ("top", 1.0), ("child", 0.25), ("grandchild", None),
    ]  # fmt: skip
    models = sums.sums.costs_by_model(PROJECT)
    assert [(group.name, group.messages, group.cost, group.unknown) for group in models] == [
        ("opus", 4, 1.0, 2), ("haiku", 2, 0.25, 0), (None, 2, None, 2),
    ]  # fmt: skip


def test_both_dialects_of_time_share_a_span(sums: Database) -> None:
    found = sums.sums.costs_by_time(FAMILY, MINUTE)
    assert [(group.name[-2:], group.cost, group.unknown) for group in found if group.cost] == [
        ("01", 1.25, 1)
    ]


def test_every_dialect_of_usage_counts_and_what_tells_nothing_is_said(sums: Database) -> None:
    assert sums.sums.usage_by_time(PROJECT, MINUTE) == [
        UsageGroup("", 0, 0, 0, 0, 0, 0, 1),
        UsageGroup("2026-01-31T10:01", 2, 11, 22, 300, 4000, 0, 0),
        UsageGroup("2026-01-31T10:02", 1, 0, 0, 0, 0, 500, 1),
    ]
    assert sums.sums.usage_by_time(ALONE, MINUTE) == [
        UsageGroup("2026-01-31T10:01", 1, 10, 20, 300, 4000, 0, 0)
    ]


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ('{"input_tokens":"12","output_tokens":null}', (1, 12, 0, 0)),
        ('{"input_tokens":9223372036854775807,"output_tokens":9223372036854775807}', None),
        ("[1,2]", (0, 0, 0, 1)),
        ('"text"', (0, 0, 0, 1)),
        ("{" * 3000, (0, 0, 0, 1)),
        (b"\xff\x00", (0, 0, 0, 1)),
        (17, (0, 0, 0, 1)),
        ("null", None),
    ],
)
def test_no_usage_of_any_kind_is_an_error(db: Database, usage: Any, expected: Any) -> None:
    builders.write(
        db.path,
        projects=[project(id="p")],
        agents=[agent("p", id="top")],
        agent_history=[message("top", usage=usage, created_at=builders.after(n)) for n in (0, 1)],
    )
    found = sums_of(db.sums.usage_by_time(PROJECT, MINUTE))
    if expected is not None:
        assert found == tuple(2 * each for each in expected)


def sums_of(groups: list[UsageGroup]) -> tuple[int, ...]:
    each = [(group.messages, group.input, group.output, group.unreadable) for group in groups]
    return tuple(map(sum, zip(*each, strict=True)))


def test_failed_agents_and_events_newest_first_with_how_many_there_are(sums: Database) -> None:
    agents = sums.sums.failed_agents(PROJECT, limit=1)
    assert ([found.id for found in agents.newest], agents.total) == (["grandchild"], 2)
    assert agents.newest[0].kind is FailureKind.AGENT
    types = sums.sums.events_by_type(PROJECT)
    events = sums.sums.failing_events(PROJECT, types, limit=5)
    assert [(found.id, found.agent_id) for found in events.newest] == [
        ("late", "child"), ("early", None),
    ]  # fmt: skip
    assert sums.sums.failing_events(PROJECT, ["agent_started"], limit=5).total == 0


@pytest.mark.parametrize(
    ("columns", "fails"),
    [
        ({"tool_results": '[{"content":"x","is_error":true}]'}, True),
        ({"tool_results": '[{"content":"x","is_error": true}]'}, True),
        ({"tool_results": '[{"type":"tool_result","output":"Error: gone"}]'}, True),
        ({"tool_results": '[{"content":"Error: in words only","is_error":false}]'}, False),
        ({"tool_results": '[{"content":"it printed \\"is_error\\":true"}]'}, False),
        ({"content": '[{"type":"tool_result","content":"x","is_error":true}]'}, True),
        ({"content": 'The column holds "is_error":true then.'}, False),
        ({"role": "assistant", "content": '[{"text":"x","is_error":true}]'}, False),
        ({"tool_results": b"\x00\xff"}, False),
    ],
)
def test_failed_results_are_told_from_talk_about_them(
    db: Database, columns: dict[str, Any], fails: bool
) -> None:
    row = message("top", **{"role": "tool", "content": ""} | columns)
    builders.write(
        db.path, projects=[project(id="p")], agents=[agent("p", id="top")], agent_history=[row]
    )
    found = db.sums.failed_results(PROJECT, limit=5)
    assert [failure.id for failure in found.newest] == ([row["id"]] if fails else [])
    assert found.total == fails


def test_parents_in_a_circle_end(db: Database) -> None:
    builders.write(
        db.path,
        projects=[project(id="p")],
        agents=[agent("p", "b", id="a"), agent("p", "a", id="b")],
        agent_history=[message("a", cost=1.0), message("b", cost=2.0)],
    )
    assert db.sums.messages(Scope(agent_id="a", descendants=True)).cost == 3.0


# -- The work it takes ----------------------------------------------------------------------------

Sum = Callable[[Database, Scope], Any]

FROM_INDEXES: dict[str, Sum] = {
    "messages": lambda db, scope: db.sums.messages(scope),
    "span": lambda db, scope: db.sums.span(scope),
    "costs_by_agent": lambda db, scope: db.sums.costs_by_agent(scope, limit=5),
    "costs_by_model": lambda db, scope: db.sums.costs_by_model(scope),
    "costs_by_time": lambda db, scope: db.sums.costs_by_time(scope, MINUTE),
}
ALL: dict[str, Sum] = FROM_INDEXES | {
    "agents_by_status": lambda db, scope: db.sums.agents_by_status(scope),
    "outputs_by_type": lambda db, scope: db.sums.outputs_by_type(scope),
    "events_by_type": lambda db, scope: db.sums.events_by_type(scope),
    "last_written": lambda db, scope: db.sums.last_written(scope),
    "usage_by_time": lambda db, scope: db.sums.usage_by_time(scope, MINUTE),
    "failed_agents": lambda db, scope: db.sums.failed_agents(scope, limit=5),
    "failing_events": lambda db, scope: db.sums.failing_events(scope, ["error"], limit=5),
    "failed_results": lambda db, scope: db.sums.failed_results(scope, limit=5),
}
PARTS = {"project": Scope("project"), "agent": Scope("project", "agent")}
PARTS |= {"family": Scope("project", "agent", descendants=True)}


def queries(statements: Statements, call: Callable[[Database], Any]) -> list[str]:
    return [s for s in statements.during(call) if s.startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ALL)
def test_one_statement_that_reads_no_more_than_its_part(
    statements: Statements, name: str, part: str
) -> None:
    found = queries(statements, lambda db: ALL[name](db, PARTS[part]))
    assert len(found) == (3 if name == "last_written" else 1)
    for statement in found:
        steps = plan(statements.db.path, statement)
        scans = [step for step in steps if re.match(r"SCAN (agent_history|events|outputs)\b", step)]
        assert scans == [], statement


@pytest.mark.parametrize("scope", [*PARTS.values(), STORE])
@pytest.mark.parametrize("name", FROM_INDEXES)
def test_counts_and_costs_look_into_no_message(
    statements: Statements, name: str, scope: Scope
) -> None:
    for statement in queries(statements, lambda db: FROM_INDEXES[name](db, scope)):
        assert not reads_rows(statements.db.path, statement, "agent_history"), statement


@pytest.mark.parametrize("scope", [PROJECT, ALONE, FAMILY, STORE])
@pytest.mark.parametrize("name", ALL)
def test_the_bare_schema_gives_the_same(
    sums: Database, original: Path, tmp_path: Path, name: str, scope: Scope
) -> None:
    stock = emptied(original, tmp_path / "stock.db")
    with plain(sums.path) as ours, plain(stock) as theirs:
        for table in builders.TABLES:
            rows = ours.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            holes = ", ".join("?" * len(rows[0]))
            theirs.executemany(f"INSERT INTO {table} VALUES ({holes})", rows)
    with Database.open(stock, read_only=True) as old:
        assert ALL[name](old, scope) == ALL[name](sums, scope)
