"""Rows as they should never be: every column in turn, and nothing raises, drops or lies."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from constellation_db import Database, InvalidJson, Key
from tests.builders import Row, agent, event, message, output, plain, project, write


class Broken(bytes):
    """Bytes to store as text although they are not UTF-8."""


VALUES = {
    "null": None,
    "empty": "",
    "words": "no number, no JSON {",
    "integer": 7,
    "largest": 2**63 - 1,
    "real": 1.5,
    "infinite": float("inf"),
    "blob": b"\xff\x00\x01",
    "not utf-8": Broken(b"caf\xe9 \xff\xfe"),
    "nul": "before\0after",
    "controls": "\x1b[31m\u202egnirts\u2066 \ufeff",
    "deep": "[" * 100_000,
    "digits": "9" * 5_000,
    "exponent": "1e400",
    "long": "x" * 300_000,
}

PROJECT, AGENT = "the project", "the agent"
BUILT: dict[str, Callable[..., Row]] = {
    "projects": project,
    "agents": lambda **columns: agent(PROJECT, **columns),
    "agent_history": lambda **columns: message(AGENT, **columns),
    "outputs": lambda **columns: output(PROJECT, AGENT, **columns),
    "events": lambda **columns: event(PROJECT, AGENT, **columns),
}
# What a row is found by stays sound: the finders below must reach it.
FOUND_BY = {"id", "project_id", "agent_id"}
NOT_NULL = {
    "projects": {"name", "prompt_path"},
    "agents": set[str](),
    "agent_history": {"role"},
    "outputs": {"type"},
    "events": {"type"},
}


def hostile(table: str) -> Iterator[Row]:
    """Rows of a table, each with one column as it should not be."""
    for column in BUILT[table]():
        if column in FOUND_BY:
            continue
        for name, value in VALUES.items():
            if value is None and column in NOT_NULL[table]:
                continue
            yield BUILT[table](**{"id": f"{column} {name}", column: value})


def insert(db: Database, table: str, rows: list[Row]) -> None:
    with plain(db.path) as connection:
        connection.execute("BEGIN")
        for row in rows:
            holes = ["CAST(? AS TEXT)" if isinstance(v, Broken) else "?" for v in row.values()]
            connection.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(holes)})",
                [bytes(v) if isinstance(v, Broken) else v for v in row.values()],
            )
        connection.execute("COMMIT")


READS: dict[str, list[Callable[[Database], list[Any]]]] = {
    "projects": [
        lambda db: db.projects.find_all(),
        lambda db: db.projects.find_all_with_settings(),
        lambda db: db.projects.page(limit=None),
        lambda db: db.projects.page(limit=None, sort="name"),
        lambda db: db.projects.page(limit=None, sort="cost", order="asc"),
        lambda db: db.projects.page(limit=None, sort="iterations"),
    ],
    "agents": [
        lambda db: db.agents.find_all(),
        lambda db: db.agents.find_by_project_id(PROJECT),
        lambda db: db.agents.find_by_project_id_with_config(PROJECT),
        lambda db: db.agents.rows(PROJECT),
        lambda db: [node.agent for node in db.agents.tree(PROJECT)],
    ],
    "agent_history": [
        lambda db: db.history.find_all(),
        lambda db: db.history.find_by_agent_id(AGENT),
        lambda db: db.history.get_conversation(AGENT),
        lambda db: db.history.page(AGENT, limit=None),
        lambda db: [e.message for e in db.history.excerpts(db.history.message_keys(AGENT))],
        lambda db: [
            e.message for e in db.history.excerpts(db.history.message_keys(AGENT), limit=3)
        ],
    ],
    "outputs": [
        lambda db: db.outputs.find_all(),
        lambda db: db.outputs.find_by_project_id(PROJECT),
        lambda db: db.outputs.find_by_agent_id(AGENT),
        lambda db: db.outputs.page(project_id=PROJECT, limit=None),
    ],
    "events": [
        lambda db: db.events.find_all(),
        lambda db: db.events.find_by_project_id_with_data(PROJECT),
        lambda db: db.events.find_by_agent_id(AGENT),
        lambda db: db.events.page(project_id=PROJECT, limit=None),
        lambda db: [
            e.event for e in db.events.excerpts([row.key for row in db.events.page(limit=None)])
        ],
    ],
}


def conforms(value: Any, hint: Any) -> bool:
    """Whether a value is what a record's annotation promises; any number counts as a number."""
    if hint is Any:
        return True
    if isinstance(hint, types.UnionType):
        return any(conforms(value, part) for part in typing.get_args(hint))
    if hint in (int, float):
        return type(value) in (int, float)
    return isinstance(value, hint)


def check_types(record: Any) -> None:
    hints = typing.get_type_hints(type(record))
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        assert conforms(value, hints[field.name]), (record.id, field.name, value)


@pytest.mark.parametrize(
    ("table", "place"), [(table, n) for table, reads in READS.items() for n in range(len(reads))]
)
def test_hostile_rows_come_all_and_as_promised(db: Database, table: str, place: int) -> None:
    write(db.path, projects=[project(id=PROJECT)], agents=[agent(PROJECT, id=AGENT)])
    rows = list(hostile(table))
    insert(db, table, rows)
    found = READS[table][place](db)
    ids = {row["id"] for row in rows}
    assert {record.id for record in found} - {PROJECT, AGENT} == ids
    assert len(found) == len(ids) + (table in ("projects", "agents"))
    for record in found:
        check_types(record)
        if isinstance(getattr(record, "key", None), Key):
            assert conforms(record.key.time, str)


@pytest.mark.parametrize("table", READS)
def test_each_hostile_row_is_found_alone(db: Database, table: str) -> None:
    write(db.path, projects=[project(id=PROJECT)], agents=[agent(PROJECT, id=AGENT)])
    rows = list(hostile(table))
    insert(db, table, rows)
    repository: Any = getattr(db, "history" if table == "agent_history" else table)
    for row in rows:
        record = repository.find_by_id(row["id"])
        assert record.id == row["id"]
        check_types(record)


def test_statistics_stand_hostile_rows(db: Database) -> None:
    write(db.path, projects=[project(id=PROJECT)], agents=[agent(PROJECT, id=AGENT)])
    for table in READS:
        insert(db, table, list(hostile(table)))
    counts = {table: len(list(hostile(table))) for table in READS}
    assert db.projects.get_stats().total == counts["projects"] + 1
    assert db.projects.totals().projects == counts["projects"] + 1
    assert db.projects.get_total_cost() == float("inf")
    assert db.agents.get_project_stats(PROJECT).total == counts["agents"] + 1
    assert db.history.get_agent_stats(AGENT).total == counts["agent_history"]
    stats = db.events.get_project_stats(PROJECT)
    assert stats == db.events.get_agent_stats(AGENT) == db.events.get_global_stats()
    assert stats.total == counts["events"]
    assert all(type(name) is str for name in stats.by_type)
    assert db.outputs.get_project_stats(PROJECT).total == counts["outputs"]
    paths = db.outputs.paths(PROJECT)
    assert sum(summary.versions for summary in paths) == counts["outputs"]
    for summary in paths:
        check_types_of_path(summary)
    assert all(type(path) is str for path in db.outputs.get_unique_paths(PROJECT))
    assert db.projects.summaries([PROJECT])[PROJECT].agents == counts["agents"] + 1
    for groups in (
        db.history.costs_by_agent(PROJECT),
        db.history.costs_by_model(PROJECT),
        db.history.costs_by_time(PROJECT),
    ):
        assert sum(group.messages for group in groups) == counts["agent_history"]


def check_types_of_path(summary: Any) -> None:
    hints = typing.get_type_hints(type(summary))
    for name, hint in hints.items():
        assert conforms(getattr(summary, name), hint), (summary, name)


@pytest.mark.parametrize(
    "numbers", [[2**63 - 1, 2**63 - 1], [float("inf")], [float("inf"), float("-inf")], ["many", 3]]
)
def test_sums_of_absurd_numbers_do_not_raise(db: Database, numbers: list[Any]) -> None:
    write(
        db.path,
        projects=[
            project(id=PROJECT),
            *(project(iteration_count=number, cost_total=number) for number in numbers),
        ],
        agents=[
            agent(PROJECT, total_tokens=number, iteration_count=number, total_cost=number)
            for number in numbers
        ],
    )
    assert db.projects.get_stats().total == len(numbers) + 1
    assert db.agents.get_project_stats(PROJECT).total == len(numbers)
    if numbers == ["many", 3]:
        assert db.projects.get_stats().total_iterations == 3
        assert db.agents.get_project_stats(PROJECT).total_tokens == 3


@pytest.mark.parametrize("text", ["{", "", "NaN", "{'a': 1}", "[" * 100_000, "9" * 5_000, "\0"])
def test_json_that_does_not_parse_is_kept_and_marked(db: Database, text: str) -> None:
    write(
        db.path,
        projects=[project(id=PROJECT, settings=text)],
        agents=[agent(PROJECT, id=AGENT, config=text)],
        agent_history=[
            message(AGENT, id="m", tool_calls=text, tool_results=text, usage=text),
            message(AGENT, id="sound", usage='{"input_tokens":1}'),
        ],
        events=[event(PROJECT, AGENT, data=text)],
    )
    first, sound = db.history.get_conversation(AGENT)
    parsed = [
        db.projects.find_by_id_with_settings(PROJECT).settings,
        db.agents.find_by_id_with_config(AGENT).config,
        first.tool_calls,
        first.tool_results,
        first.usage,
        db.events.get_recent_with_data()[0].data,
    ]
    for value in parsed:
        assert isinstance(value, InvalidJson)
        assert value.text == text
        assert value.reason
    assert sound.usage == {"input_tokens": 1}
    assert [node.agent.model for node in db.agents.tree(PROJECT)] == [None]
