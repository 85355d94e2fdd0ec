"""Events of the original's store: every method against plain SQL."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from constellation_db import EventStats, InvalidValue
from tests.builders import Row
from tests.db.conftest import World
from tests.db.facts import instant, newest, oldest, plainly, query, rows, value, where

covers = pytest.mark.covers

TYPES = ("agent_completed", "agent_started", "error", "project_created", "tool_call")


def parsed(found: list[Row]) -> list[Row]:
    return [row | {"data": json.loads(row["data"]) if row["data"] else None} for row in found]


def summed(found: list[Row]) -> EventStats:
    in_order = oldest(found)
    return EventStats(
        total=len(found),
        by_type=dict(Counter(row["type"] for row in found)),
        first_event=in_order[0]["created_at"] if found else None,
        last_event=in_order[-1]["created_at"] if found else None,
    )


@covers("events.find_by_id", "events.exists", "events.count")
def test_an_event_is_found_by_id(world: World) -> None:
    for row in world.facts.events:
        assert plainly(world.events.find_by_id(row["id"])) == row
    assert world.events.exists(world.facts.events[0]["id"]) is True
    assert world.events.exists("nothing") is False
    assert world.events.find_by_id("nothing") is None
    assert world.events.count() == 150


@covers("events.find_all", "events.get_recent", "events.get_recent_with_data")
def test_the_events_of_the_store_come_newest_first(world: World) -> None:
    expected = newest(world.facts.events)
    assert plainly(world.events.find_all()) == expected
    assert plainly(world.events.find_all(order="asc", offset=140)) == expected[::-1][140:]
    assert plainly(world.events.get_recent(7)) == expected[:7]
    assert plainly(world.events.get_recent()) == expected[:100]
    assert plainly(world.events.get_recent_with_data(7)) == parsed(expected[:7])
    assert plainly(world.events.get_recent_with_data(limit=150)) == parsed(expected)


@covers("events.find_by_project_id", "events.find_by_project_id_with_data")
@covers("events.count_by_project")
def test_the_events_of_a_project_come_newest_first(world: World) -> None:
    for project in world.facts.projects:
        id = project["id"]
        for type in (None, *TYPES, "no such type"):
            mine = where(world.facts.events, project_id=id)
            expected = newest(mine if type is None else where(mine, type=type))
            found = world.events.find_by_project_id(id, type=type)
            assert plainly(found) == expected
            some = world.events.find_by_project_id(id, type=type, order="asc", limit=2, offset=1)
            assert plainly(some) == expected[::-1][1:3]
            with_data = world.events.find_by_project_id_with_data(id, type=type, offset=2)
            assert plainly(with_data) == parsed(expected[2:])
            assert world.events.count_by_project(id, type) == len(expected)
            assert world.events.count_by_project(id, type=type) == len(expected)
    assert world.events.find_by_project_id("no such project") == []


@covers("events.find_by_agent_id", "events.find_by_agent_id_with_data", "events.count_by_agent")
def test_the_events_of_an_agent_come_newest_first(world: World) -> None:
    for agent in world.facts.agents:
        id = agent["id"]
        mine = where(world.facts.events, agent_id=id)
        assert plainly(world.events.find_by_agent_id(id)) == newest(mine)
        assert world.events.count_by_agent(id) == len(mine)
        for type in TYPES:
            expected = newest(where(mine, type=type))
            assert plainly(world.events.find_by_agent_id(id, type=type)) == expected
            found = world.events.find_by_agent_id_with_data(id, type=type, offset=1)
            assert plainly(found) == parsed(expected[1:])


@covers("events.find_by_type", "events.count_by_type")
def test_the_events_of_a_type_come_newest_first(world: World) -> None:
    for type in (*TYPES, "no such type"):
        expected = newest(where(world.facts.events, type=type))
        assert plainly(world.events.find_by_type(type)) == expected
        assert plainly(world.events.find_by_type(type, limit=3, offset=2)) == expected[2:5]
        assert world.events.count_by_type(type) == len(expected)


@covers("events.find_by_date_range")
def test_a_date_range_includes_both_its_ends(world: World) -> None:
    in_order = oldest(world.facts.events)
    first, last = (instant(in_order[place]["created_at"]) for place in (30, 90))
    within = where(world.facts.events, lambda row: first <= instant(row["created_at"]) <= last)
    expected = newest(within)
    assert len(expected) >= 61
    assert plainly(world.events.find_by_date_range(first, last)) == expected
    found = world.events.find_by_date_range(
        in_order[30]["created_at"], in_order[90]["created_at"], type="error", order="asc", offset=1
    )
    assert plainly(found) == where(expected[::-1], type="error")[1:]


@covers("events.get_project_stats", "events.get_agent_stats", "events.get_global_stats")
def test_events_are_summed_up(world: World) -> None:
    assert world.events.get_global_stats() == summed(world.facts.events)
    for project in world.facts.projects:
        mine = where(world.facts.events, project_id=project["id"])
        assert world.events.get_project_stats(project["id"]) == summed(mine)
    for agent in world.facts.agents:
        mine = where(world.facts.events, agent_id=agent["id"])
        assert world.events.get_agent_stats(agent["id"]) == summed(mine)
    assert world.events.get_agent_stats("nobody") == EventStats(0, {}, None, None)


@covers("events.create", "events.create_many")
def test_created_events_are_rows(world: World) -> None:
    agent = world.facts.agents[0]
    made = world.events.create(
        project_id=agent["project_id"],
        agent_id=agent["id"],
        type="budget:warning",
        data={"left": 1},
    )
    row = rows(world.path, "events")[-1]
    assert plainly(made) == row
    assert (row["type"], row["data"]) == ("budget:warning", '{"left":1}')
    alone = world.events.create(type="x")
    assert (alone.project_id, alone.agent_id, alone.data) == (None, None, None)
    ids = world.events.create_many([{"type": "a", "data": [1]}, {"type": "b"}])
    assert query(
        world.path, "SELECT id, type, data FROM events ORDER BY rowid LIMIT -1 OFFSET 152"
    ) == [(ids[0], "a", "[1]"), (ids[1], "b", None)]
    with pytest.raises(InvalidValue):
        world.events.create_many([{"type": "a"}, {"type": "a", "agent_id": "nobody"}])
    assert value(world.path, "SELECT count(*) FROM events") == 154


@covers("events.delete", "events.delete_by_project_id", "events.delete_by_agent_id")
@covers("events.delete_by_type")
def test_events_are_deleted(world: World) -> None:
    left = world.facts.events
    one, project = left[0]["id"], world.facts.busiest("events", "project_id")
    agent = world.facts.busiest("events", "agent_id")
    for delete, expected, goes in (
        (lambda: world.events.delete(one), True, {"id": one}),
        (lambda: world.events.delete(one), False, {"id": one}),
        (lambda: world.events.delete_by_project_id(project), None, {"project_id": project}),
        (lambda: world.events.delete_by_agent_id(agent), None, {"agent_id": agent}),
        (lambda: world.events.delete_by_type("error"), None, {"type": "error"}),
        (lambda: world.events.delete_by_type("error"), 0, {"type": "error"}),
    ):
        going = where(left, **goes)
        assert delete() == (len(going) if expected is None else expected)
        left = [row for row in left if row not in going]
        assert rows(world.path, "events") == left
    assert 0 < len(left) < 140


@covers("events.delete_older_than")
def test_what_is_older_than_a_moment_is_deleted(world: World) -> None:
    moment = instant(newest(world.facts.events)[60]["created_at"])
    kept = where(world.facts.events, lambda row: instant(row["created_at"]) >= moment)
    assert world.events.delete_older_than(moment) == 150 - len(kept)
    assert rows(world.path, "events") == kept
