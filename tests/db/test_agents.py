"""Agents of the original's store: every method against plain SQL."""

from __future__ import annotations

import json

import pytest

from constellation_db import AgentStatus, InvalidValue, NotFoundError
from tests.builders import Row
from tests.db.conftest import World
from tests.db.facts import close, instant, newest, oldest, plainly, query, rows, where

covers = pytest.mark.covers


def family(world: World, id: str) -> list[Row]:
    """An agent before its children, and each of these before its own, siblings oldest first."""
    found = where(world.facts.agents, id=id)
    for child in oldest(where(world.facts.agents, parent_id=id)):
        found += family(world, child["id"])
    return found


def depth(world: World, agent: Row) -> int:
    steps = 0
    while agent["parent_id"] is not None:
        (agent,) = where(world.facts.agents, id=agent["parent_id"])
        steps += 1
    return steps


@covers("agents.find_by_id", "agents.exists", "agents.count")
def test_an_agent_is_found_by_id(world: World) -> None:
    for row in world.facts.agents:
        assert plainly(world.agents.find_by_id(row["id"])) == row
        assert world.agents.exists(row["id"]) is True
    assert world.agents.find_by_id("nobody") is None
    assert world.agents.exists("nobody") is False
    assert world.agents.count() == 35


@covers("agents.find_all")
def test_all_agents_come_newest_first(world: World) -> None:
    expected = newest(world.facts.agents)
    assert plainly(world.agents.find_all()) == expected
    assert plainly(world.agents.find_all(order="asc", offset=30)) == expected[::-1][30:]


@covers("agents.find_by_project_id", "agents.find_by_project_id_with_config")
@covers("agents.count_by_project")
def test_the_agents_of_a_project_come_oldest_first(world: World) -> None:
    for project in world.facts.projects:
        id = project["id"]
        expected = oldest(where(world.facts.agents, project_id=id))
        assert plainly(world.agents.find_by_project_id(id)) == expected
        assert plainly(world.agents.find_by_project_id(id, order="desc")) == expected[::-1]
        assert plainly(world.agents.find_by_project_id(id, limit=2, offset=1)) == expected[1:3]
        parsed = [row | {"config": json.loads(row["config"])} for row in expected]
        assert plainly(world.agents.find_by_project_id_with_config(id)) == parsed
        assert plainly(world.agents.find_by_project_id_with_config(id, offset=2)) == parsed[2:]
        assert world.agents.count_by_project(id) == len(expected)
    assert world.agents.count_by_project("no such project") == 0


@covers("agents.find_by_id_with_config")
def test_a_configuration_comes_parsed(world: World) -> None:
    row = world.facts.agents[0]
    found = world.agents.find_by_id_with_config(row["id"])
    assert plainly(found) == row | {
        "config": {"model": "claude-opus-4-5", "temperature": 0.7, "tools": ["read", "write"]}
    }
    assert world.agents.find_by_id_with_config("nobody") is None


@covers("agents.find_by_parent_id")
def test_children_come_oldest_first(world: World) -> None:
    for agent in world.facts.agents:
        expected = oldest(where(world.facts.agents, parent_id=agent["id"]))
        assert plainly(world.agents.find_by_parent_id(agent["id"])) == expected
        assert plainly(world.agents.find_by_parent_id(agent["id"], offset=1)) == expected[1:]


@covers("agents.find_by_status")
@pytest.mark.parametrize("status", AgentStatus)
def test_agents_in_a_status_come_newest_first(world: World, status: AgentStatus) -> None:
    expected = newest(where(world.facts.agents, status=status.value))
    assert plainly(world.agents.find_by_status(status)) == expected
    assert (
        plainly(world.agents.find_by_status(status.value, order="asc", limit=3))
        == (expected[::-1][:3])
    )


@covers("agents.find_by_project_and_status", "agents.find_root_agents_by_project")
def test_the_agents_of_a_project_by_status_and_at_the_top(world: World) -> None:
    for project in world.facts.projects:
        id = project["id"]
        for status in AgentStatus:
            expected = oldest(where(world.facts.agents, project_id=id, status=status.value))
            assert plainly(world.agents.find_by_project_and_status(id, status)) == expected
        roots = oldest(where(world.facts.agents, project_id=id, parent_id=None))
        assert plainly(world.agents.find_root_agents_by_project(id)) == roots
        assert plainly(world.agents.find_root_agents_by_project(id, offset=1)) == roots[1:]


@covers("agents.get_agent_hierarchy")
def test_a_hierarchy_comes_in_tree_order(world: World) -> None:
    for agent in world.facts.agents:
        expected = family(world, agent["id"])
        assert plainly(world.agents.get_agent_hierarchy(agent["id"])) == expected
    assert world.agents.get_agent_hierarchy("nobody") == []
    assert max(len(family(world, agent["id"])) for agent in world.facts.agents) > 3


@covers("agents.get_project_stats")
def test_the_agents_of_a_project_are_summed_up(world: World) -> None:
    for project in world.facts.projects:
        mine = where(world.facts.agents, project_id=project["id"])
        stats = world.agents.get_project_stats(project["id"])
        assert stats.total == len(mine)
        assert stats.by_status == {
            status: len(where(mine, status=status.value)) for status in AgentStatus
        }
        assert stats.total_tokens == sum(row["total_tokens"] for row in mine)
        assert stats.total_cost == close(sum(row["total_cost"] for row in mine))
        assert stats.total_iterations == sum(row["iteration_count"] for row in mine)
        assert stats.max_depth == max((depth(world, row) for row in mine), default=0)
    nothing = world.agents.get_project_stats("no such project")
    assert (nothing.total, nothing.total_tokens, nothing.total_cost, nothing.max_depth) == (0,) * 4
    assert nothing.by_status == dict.fromkeys(AgentStatus, 0)


@covers("agents.create")
def test_a_created_agent_is_a_row_with_the_defaults_of_the_original(world: World) -> None:
    parent = world.facts.agents[0]
    made = world.agents.create(
        project_id=parent["project_id"], parent_id=parent["id"], config={"model": "m", "tools": []}
    )
    row = rows(world.path, "agents")[-1]
    assert plainly(made) == row
    assert row | {"id": "", "created_at": ""} == {
        "id": "",
        "project_id": parent["project_id"],
        "parent_id": parent["id"],
        "name": None,
        "status": "created",
        "config": '{"model":"m","tools":[]}',
        "current_task": None,
        "total_tokens": 0,
        "total_cost": 0.0,
        "iteration_count": 0,
        "depth": 0,
        "created_at": "",
        "updated_at": None,
    }


@covers("agents.create_many")
def test_many_agents_are_created_parents_before_children(world: World) -> None:
    project = world.facts.projects[0]["id"]
    made = world.agents.create_many(
        [
            {"id": "a", "project_id": project},
            {"id": "b", "project_id": project, "parent_id": "a", "status": AgentStatus.IDLE},
        ]
    )
    assert made == ["a", "b"]
    assert [
        (row["id"], row["parent_id"], row["status"]) for row in rows(world.path, "agents")[35:]
    ] == [
        ("a", None, "created"),
        ("b", "a", "idle"),
    ]
    with pytest.raises(InvalidValue):
        world.agents.create_many([{"project_id": project}, {"project_id": "no such project"}])
    assert len(rows(world.path, "agents")) == 37


@covers("agents.update", "agents.update_status", "agents.update_current_task")
def test_an_update_changes_what_it_names(world: World) -> None:
    row = world.facts.agents[3]
    changed = world.agents.update(row["id"], name="planner", config={"model": "x"}, depth=4)
    expected = row | {"name": "planner", "config": '{"model":"x"}', "depth": 4}
    assert plainly(changed) == expected | {"updated_at": changed.updated_at}
    assert instant(changed.updated_at) > instant(row["updated_at"])
    assert world.agents.update_status(row["id"], "paused").status == "paused"
    assert world.agents.update_current_task(row["id"], "Reading").current_task == "Reading"
    assert world.agents.update_current_task(row["id"], None).current_task is None
    assert plainly(world.agents.find_by_id(row["id"])) == rows(world.path, "agents")[3]


@covers("agents.add_tokens", "agents.increment_iteration_count")
def test_tokens_costs_and_iterations_add_up(world: World) -> None:
    row = world.facts.agents[5]
    world.agents.add_tokens(row["id"], 100, 0.5)
    changed = world.agents.add_tokens(row["id"], 20, 0.25)
    assert changed.total_tokens == row["total_tokens"] + 120
    assert changed.total_cost == close(row["total_cost"] + 0.75)
    assert world.agents.increment_iteration_count(row["id"]).iteration_count == (
        row["iteration_count"] + 1
    )
    for change in (
        lambda: world.agents.add_tokens("nobody", 1, 1.0),
        lambda: world.agents.increment_iteration_count("nobody"),
        lambda: world.agents.update_current_task("nobody", "x"),
        lambda: world.agents.update_status("nobody", "idle"),
    ):
        with pytest.raises(NotFoundError, match="nobody"):
            change()


@covers("agents.delete")
def test_deleting_an_agent_frees_its_children_and_takes_its_messages(world: World) -> None:
    parent = world.facts.busiest("agents", "parent_id")
    children = {row["id"] for row in where(world.facts.agents, parent_id=parent)}
    assert world.agents.delete(parent) is True
    assert world.agents.delete(parent) is False
    now = rows(world.path, "agents")
    assert {row["parent_id"] for row in now if row["id"] in children} == {None}
    assert where(rows(world.path, "agent_history"), agent_id=parent) == []
    assert len(rows(world.path, "outputs")) == len(world.facts.outputs)
    assert len(rows(world.path, "events")) == len(world.facts.events)
    assert query(world.path, "PRAGMA foreign_key_check") == []


@covers("agents.delete_by_project_id")
def test_the_agents_of_a_project_are_deleted(world: World) -> None:
    id = world.facts.busiest("agents", "project_id")
    mine = where(world.facts.agents, project_id=id)
    assert world.agents.delete_by_project_id(id) == len(mine) > 0
    assert world.agents.delete_by_project_id(id) == 0
    assert where(rows(world.path, "agents"), project_id=id) == []
    assert len(rows(world.path, "projects")) == 6
