"""Order in time: ties in the order of insertion, both dialects of timestamps, whole pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database, Key
from tests.builders import (
    START,
    Row,
    agent,
    by_default,
    event,
    iso,
    message,
    output,
    project,
    write,
)
from tests.db.facts import oldest, plainly

TIES = "2026-01-31T10:02:11.480Z"


@st.composite
def times(draw: st.DrawFn) -> str:
    """Few instants, so that most tie, each in any of the dialects that can say it."""
    moment = START + timedelta(milliseconds=draw(st.sampled_from([0, 1, 480, 1000, 86_400_000])))
    whole = moment.microsecond == 0
    return draw(st.sampled_from([iso(moment)] + [by_default(moment)] * whole))


def in_order(found: Iterable[Row]) -> list[str]:
    return [row["id"] for row in oldest(found)]


class Table:
    """One of the large tables: how to write rows of an agent to it, and how to read its pages."""

    def __init__(self, name: str, make: Callable[..., Row], repository: str) -> None:
        self.name = name
        self.make = make
        self.repository = repository

    def page(self, db: Database, agent_id: str, **given: Any) -> list[Any]:
        repository: Any = getattr(db, self.repository)
        return repository.page(agent_id=agent_id, **given)

    def __repr__(self) -> str:
        return self.name


def _message(_project: Row, agent: Row, **columns: Any) -> Row:
    return message(agent, **columns)


LARGE = [
    Table("agent_history", _message, "history"),
    Table("events", event, "events"),
    Table("outputs", output, "outputs"),
]


@pytest.mark.parametrize("table", LARGE, ids=repr)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moments=st.lists(times(), max_size=25),
    size=st.integers(1, 30),
    order=st.sampled_from(["asc", "desc"]),
)
def test_pages_hold_every_row_once_and_in_order(
    db: Database, table: Table, moments: list[str], size: int, order: str
) -> None:
    someone = project()
    mine, other = agent(someone), agent(someone)
    rows = [table.make(someone, mine, created_at=moment) for moment in moments]
    # Another agent's rows lie between, as they do in a store that several agents write.
    mixed = [between for row in rows for between in (row, table.make(someone, other))]
    write(db.path, projects=[someone], agents=[mine, other], **{table.name: mixed})
    expected = in_order(rows) if order == "asc" else in_order(rows)[::-1]

    keyed: list[Any] = []
    while page := table.page(
        db, mine["id"], after=keyed[-1].key if keyed else None, limit=size, order=order
    ):
        keyed += page
        assert len(keyed) <= len(expected)
    assert [row.id for row in keyed] == expected
    keys = [row.key for row in keyed]
    assert keys == sorted(set(keys), reverse=order == "desc")

    counted: list[Any] = []
    finder: Any = getattr(db, table.repository).find_by_agent_id
    while page := finder(mine["id"], limit=size, offset=len(counted), order=order):
        counted += page
        assert len(counted) <= len(expected)
    assert [row.id for row in counted] == expected
    assert [row.id for row in finder(mine["id"], offset=size, order=order)] == expected[size:]


@pytest.mark.parametrize("table", LARGE, ids=repr)
@pytest.mark.parametrize("bound", ["project_id", "agent_id", "type", None])
def test_ties_come_in_insertion_order_however_a_page_is_filtered(
    db: Database, table: Table, bound: str | None
) -> None:
    someone = project()
    mine = agent(someone)
    rows = [table.make(someone, mine, created_at=TIES) for _ in range(10)]
    write(db.path, projects=[someone], agents=[mine], **{table.name: rows})
    if table.name == "agent_history":
        given: dict[str, Any] = {"agent_id": mine["id"]}
    else:
        given = {} if bound is None else {bound: rows[0][bound]}
    repository: Any = getattr(db, table.repository)
    ids = [row["id"] for row in rows]
    first = repository.page(**given, order="asc", limit=4)
    rest = repository.page(**given, order="asc", after=first[-1].key, limit=None)
    assert [row.id for row in first + rest] == ids
    last = repository.page(**given, order="desc", limit=4)
    before = repository.page(**given, order="desc", after=last[-1].key, limit=None)
    assert [row.id for row in last + before] == ids[::-1]


def test_keys_of_a_conversation_are_the_keys_of_its_messages(db: Database) -> None:
    someone = project()
    mine = agent(someone)
    moments = [TIES, "2026-01-31 10:02:11", TIES, "2026-01-30 23:59:59", TIES]
    rows = [message(mine, created_at=moment) for moment in moments]
    write(db.path, projects=[someone], agents=[mine], agent_history=rows)
    keys = db.history.message_keys(mine["id"])
    assert [db.history.key_of(row["id"]) for row in oldest(rows)] == [
        (mine["id"], key) for key in keys
    ]
    assert db.history.key_of("nothing") is None
    assert db.history.message_keys(mine["id"], order="desc") == keys[::-1]
    assert db.history.message_keys(mine["id"], after=keys[1], limit=2) == keys[2:4]
    found = db.history.excerpts(keys[::-1])
    assert plainly([excerpt.message for excerpt in found]) == oldest(rows)[::-1]


def test_the_default_and_the_written_time_of_one_second_compare_as_times(db: Database) -> None:
    someone = project()
    rows = [
        event(someone, created_at="2026-01-31T10:00:00.001Z"),
        event(someone, created_at="2026-01-31 10:00:00"),
        event(someone, created_at="2026-01-31T09:59:59.999Z"),
        event(someone, created_at="2026-01-31T10:00:00.000Z"),
        event(someone, created_at="2026-01-31 10:00:01"),
    ]
    write(db.path, projects=[someone], events=rows)
    expected = [rows[place]["id"] for place in (2, 1, 3, 0, 4)]
    assert [row.id for row in db.events.find_all(order="asc")] == expected
    assert [row.id for row in db.events.get_recent(2)] == expected[::-1][:2]


@pytest.mark.parametrize("table", LARGE, ids=repr)
def test_rows_without_a_time_come_first_and_none_is_lost(db: Database, table: Table) -> None:
    someone = project()
    mine = agent(someone)
    moments = [TIES, None, "", None, "2026-01-31 10:02:11", "yesterday", 20260131, TIES]
    rows = [table.make(someone, mine, created_at=moment) for moment in moments]
    write(db.path, projects=[someone], agents=[mine], **{table.name: rows})
    found: list[Any] = []
    while page := table.page(
        db, mine["id"], after=found[-1].key if found else None, limit=1, order="asc"
    ):
        found += page
        assert len(found) <= len(rows)
    ids = [row.id for row in found]
    assert sorted(ids) == sorted(row["id"] for row in rows)
    assert ids[:3] == [rows[place]["id"] for place in (1, 2, 3)]
    back = table.page(db, mine["id"], limit=None, order="desc")
    assert [row.id for row in back] == ids[::-1]


def test_a_page_goes_on_where_it_stood_after_rows_came_and_went(db: Database) -> None:
    someone = project()
    mine = agent(someone)
    rows = [message(mine, created_at=TIES) for _ in range(6)]
    write(db.path, projects=[someone], agents=[mine], agent_history=rows)
    first = db.history.page(mine["id"], limit=3)
    assert db.history.delete(rows[2]["id"])
    assert db.history.delete(rows[3]["id"])
    db.history.create(agent_id=mine["id"], role="user", created_at=TIES, id="new")
    after = db.history.page(mine["id"], after=first[-1].key, limit=10)
    assert [row.id for row in after] == [rows[4]["id"], rows[5]["id"], "new"]


@pytest.mark.parametrize("limit", [None, 0, 1, 5, 6, 7])
@pytest.mark.parametrize("offset", [0, 1, 5, 6, 7, 100])
def test_limit_and_offset_cut_like_a_slice(db: Database, limit: int | None, offset: int) -> None:
    rows = [project(created_at=TIES) for _ in range(6)]
    write(db.path, projects=rows)
    ids = [row["id"] for row in rows][::-1]
    expected = ids[offset:] if limit is None else ids[offset : offset + limit]
    assert [row.id for row in db.projects.find_all(limit=limit, offset=offset)] == expected


def test_keys_compare_as_their_rows_do(db: Database) -> None:
    someone = project()
    rows = [event(someone, created_at=TIES) for _ in range(12)]
    write(db.path, projects=[someone], events=rows)
    keys = [row.key for row in db.events.page(order="asc")]
    assert all(isinstance(key, Key) for key in keys)
    assert keys == sorted(keys)
