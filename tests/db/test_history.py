"""Messages of the original's store: every method against plain SQL."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from constellation_db import InvalidValue, MessageRole
from tests.builders import Row, iso
from tests.db.conftest import World
from tests.db.facts import close, instant, newest, oldest, plainly, query, rows, value, where

covers = pytest.mark.covers

JSON = ("tool_calls", "tool_results", "usage")


def parsed(found: list[Row]) -> list[Row]:
    def of(text: str | None) -> Any:
        return None if text is None else json.loads(text)

    return [row | {name: of(row[name]) for name in JSON} for row in found]


def agents(world: World) -> list[str]:
    return sorted({row["agent_id"] for row in world.facts.agent_history})


@covers("history.find_by_id", "history.exists", "history.count")
def test_a_message_is_found_by_id(world: World) -> None:
    for row in world.facts.agent_history:
        assert plainly(world.history.find_by_id(row["id"])) == row
    assert world.history.exists(world.facts.agent_history[0]["id"]) is True
    assert world.history.exists("nothing") is False
    assert world.history.find_by_id("nothing") is None
    assert world.history.count() == 329


@covers("history.find_all", "history.get_recent")
def test_the_messages_of_the_store_come_newest_first(world: World) -> None:
    expected = newest(world.facts.agent_history)
    assert plainly(world.history.find_all()) == expected
    assert (
        plainly(world.history.find_all(order="asc", limit=7, offset=100))
        == (expected[::-1][100:107])
    )
    assert plainly(world.history.find_all(offset=300)) == expected[300:]
    assert plainly(world.history.get_recent(13)) == expected[:13]
    assert plainly(world.history.get_recent(limit=1)) == expected[:1]
    assert plainly(world.history.get_recent()) == expected[:50]


@covers("history.find_by_agent_id", "history.find_by_agent_id_with_parsed")
@covers("history.count_by_agent")
def test_the_messages_of_an_agent_come_newest_first(world: World) -> None:
    for id in agents(world):
        expected = newest(where(world.facts.agent_history, agent_id=id))
        assert plainly(world.history.find_by_agent_id(id)) == expected
        assert plainly(world.history.find_by_agent_id(id, order="asc")) == expected[::-1]
        assert plainly(world.history.find_by_agent_id(id, limit=3, offset=2)) == expected[2:5]
        assert plainly(world.history.find_by_agent_id(id, offset=4)) == expected[4:]
        assert plainly(world.history.find_by_agent_id_with_parsed(id)) == parsed(expected)
        assert plainly(world.history.find_by_agent_id_with_parsed(id, order="asc", limit=2)) == (
            parsed(expected[::-1][:2])
        )
        assert world.history.count_by_agent(id) == len(expected)
    assert world.history.find_by_agent_id("nobody") == []
    assert world.history.count_by_agent("nobody") == 0


@covers("history.get_conversation")
def test_a_conversation_is_always_read_forwards(world: World) -> None:
    for id in agents(world):
        expected = parsed(oldest(where(world.facts.agent_history, agent_id=id)))
        assert plainly(world.history.get_conversation(id)) == expected
        assert plainly(world.history.get_conversation(id, limit=3, offset=1)) == expected[1:4]
        assert plainly(world.history.get_conversation(id, offset=3)) == expected[3:]


@covers("history.get_latest", "history.get_latest_with_parsed", "history.get_first")
def test_the_ends_of_a_conversation(world: World) -> None:
    for id in agents(world):
        expected = oldest(where(world.facts.agent_history, agent_id=id))
        assert plainly(world.history.get_first(id)) == expected[0]
        assert plainly(world.history.get_latest(id)) == expected[-1]
        assert plainly(world.history.get_latest_with_parsed(id)) == parsed(expected)[-1]
    assert world.history.get_first("nobody") is None
    assert world.history.get_latest("nobody") is None
    assert world.history.get_latest_with_parsed("nobody") is None


@covers("history.find_by_agent_and_role")
@pytest.mark.parametrize("role", MessageRole)
def test_the_messages_of_one_role_come_newest_first(world: World, role: MessageRole) -> None:
    for id in agents(world):
        expected = newest(where(world.facts.agent_history, agent_id=id, role=role.value))
        assert plainly(world.history.find_by_agent_and_role(id, role)) == expected
        assert (
            plainly(world.history.find_by_agent_and_role(id, role.value, offset=1))
            == (expected[1:])
        )


@covers("history.find_with_tool_calls")
def test_messages_that_call_tools_come_parsed_newest_first(world: World) -> None:
    seen = 0
    for id in agents(world):
        expected = parsed(
            newest(where(world.facts.agent_history, lambda row: row["tool_calls"], agent_id=id))
        )
        assert plainly(world.history.find_with_tool_calls(id)) == expected
        assert plainly(world.history.find_with_tool_calls(id, limit=1)) == expected[:1]
        seen += len(expected)
    assert seen > 20


@covers("history.search_by_content")
@pytest.mark.parametrize(
    "term",
    ["read the file", "READ THE FILE", "100% done_now", "%", "_", "'", "\\", "\x1b[31m", "<b>",
     "🚀", "日本語", "émoji", "ÉMOJI", "Line1\r\nLine2", "#7", "no such text", 'print("hi")'],
)  # fmt: skip
def test_a_search_takes_the_term_literally_and_ignores_case(world: World, term: str) -> None:
    for id in agents(world):
        expected = newest(
            where(
                world.facts.agent_history,
                lambda row: term.casefold() in (row["content"] or "").casefold(),
                agent_id=id,
            )
        )
        assert plainly(world.history.search_by_content(id, term)) == expected
        assert (
            plainly(world.history.search_by_content(id, term, order="asc", offset=1))
            == (expected[::-1][1:])
        )


@covers("history.get_total_cost_by_agent", "history.get_agent_stats")
def test_the_messages_of_an_agent_are_summed_up(world: World) -> None:
    for id in agents(world):
        mine = where(world.facts.agent_history, agent_id=id)
        cost = sum(row["cost"] or 0.0 for row in mine)
        assert world.history.get_total_cost_by_agent(id) == close(cost)
        stats = world.history.get_agent_stats(id)
        assert stats.total == len(mine)
        assert stats.by_role == {role: len(where(mine, role=role.value)) for role in MessageRole}
        assert stats.total_cost == close(cost)
        assert stats.first_message == oldest(mine)[0]["created_at"]
        assert stats.last_message == newest(mine)[0]["created_at"]
    nothing = world.history.get_agent_stats("nobody")
    assert (nothing.total, nothing.total_cost) == (0, 0.0)
    assert (nothing.first_message, nothing.last_message) == (None, None)
    assert nothing.by_role == dict.fromkeys(MessageRole, 0)
    assert world.history.get_total_cost_by_agent("nobody") == 0.0


@covers("history.create")
def test_a_created_message_is_a_row(world: World) -> None:
    agent = world.facts.agents[0]["id"]
    made = world.history.create(
        agent_id=agent,
        role="assistant",
        content="Ich lese 🚀",
        tool_calls=[{"id": "t1", "name": "read", "input": {"path": "/ä"}}],
        usage={"input_tokens": 3},
        cost=0.125,
    )
    row = rows(world.path, "agent_history")[-1]
    assert plainly(made) == row
    assert row | {"id": "", "created_at": ""} == {
        "id": "",
        "agent_id": agent,
        "role": "assistant",
        "content": "Ich lese 🚀",
        "tool_calls": '[{"id":"t1","name":"read","input":{"path":"/ä"}}]',
        "tool_results": None,
        "usage": '{"input_tokens":3}',
        "cost": 0.125,
        "created_at": "",
    }
    bare = world.history.create(agent_id=agent, role=MessageRole.USER)
    assert (bare.content, bare.tool_calls, bare.cost) == (None, None, None)
    blocks = world.history.create(agent_id=agent, role="user", content=[{"type": "text"}])
    assert blocks.content == '[{"type":"text"}]'


@covers("history.create_many", "history.delete")
def test_many_messages_are_created_in_order_or_none(world: World) -> None:
    agent = world.facts.agents[0]["id"]
    ids = world.history.create_many(
        {"agent_id": agent, "role": "user", "content": str(n)} for n in range(1000)
    )
    assert query(
        world.path, "SELECT id, content FROM agent_history ORDER BY rowid LIMIT -1 OFFSET 329"
    ) == [(id, str(n)) for n, id in enumerate(ids)]
    with pytest.raises(InvalidValue):
        world.history.create_many(
            [{"agent_id": agent, "role": "user"}, {"agent_id": "nobody", "role": "user"}]
        )
    assert value(world.path, "SELECT count(*) FROM agent_history") == 1329
    assert world.history.delete(ids[0]) is True
    assert world.history.delete(ids[0]) is False
    assert value(world.path, "SELECT count(*) FROM agent_history") == 1328


@covers("history.delete_by_agent_id")
def test_the_messages_of_an_agent_are_deleted(world: World) -> None:
    id = world.facts.busiest("agent_history", "agent_id")
    mine = where(world.facts.agent_history, agent_id=id)
    assert world.history.delete_by_agent_id(id) == len(mine) > 0
    assert world.history.delete_by_agent_id(id) == 0
    assert rows(world.path, "agent_history") == where(
        world.facts.agent_history, lambda row: row["agent_id"] != id
    )


@covers("history.delete_older_than")
@pytest.mark.parametrize("given", ["text", "datetime"])
def test_what_is_older_than_a_moment_is_deleted(world: World, given: str) -> None:
    moment = instant(newest(world.facts.agent_history)[100]["created_at"])
    kept = where(world.facts.agent_history, lambda row: instant(row["created_at"]) >= moment)
    argument = moment if given == "datetime" else iso(moment)
    deleted = world.history.delete_older_than(argument)
    assert deleted == 329 - len(kept) > 0
    assert rows(world.path, "agent_history") == kept
    assert world.history.delete_older_than(moment - timedelta(days=1)) == 0
