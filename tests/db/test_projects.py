"""Projects of the original's store: every method against plain SQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from constellation_db import InvalidValue, NotFoundError, ProjectStatus
from tests.db.conftest import World
from tests.db.facts import close, instant, newest, oldest, plainly, query, rows, where

covers = pytest.mark.covers


@covers("projects.find_by_id", "projects.exists")
def test_a_project_is_found_by_id(world: World) -> None:
    for row in world.facts.projects:
        assert plainly(world.projects.find_by_id(row["id"])) == row
        assert world.projects.exists(row["id"]) is True
    assert world.projects.find_by_id("no such project") is None
    assert world.projects.exists("no such project") is False


@covers("projects.find_all")
def test_all_projects_come_newest_first(world: World) -> None:
    expected = newest(world.facts.projects)
    assert plainly(world.projects.find_all()) == expected
    assert plainly(world.projects.find_all(order="asc")) == oldest(world.facts.projects)
    assert plainly(world.projects.find_all(limit=2)) == expected[:2]
    assert plainly(world.projects.find_all(limit=2, offset=3)) == expected[3:5]
    assert plainly(world.projects.find_all(offset=4)) == expected[4:]


@covers("projects.count")
def test_projects_are_counted(world: World) -> None:
    assert world.projects.count() == len(world.facts.projects) == 6


@covers("projects.find_by_status")
@pytest.mark.parametrize("status", ProjectStatus)
def test_projects_in_a_status_come_newest_first(world: World, status: ProjectStatus) -> None:
    expected = newest(where(world.facts.projects, status=status.value))
    assert plainly(world.projects.find_by_status(status)) == expected
    assert plainly(world.projects.find_by_status(status.value, order="asc")) == expected[::-1]
    assert plainly(world.projects.find_by_status(status, limit=1, offset=1)) == expected[1:2]


@covers("projects.find_by_id_with_settings", "projects.find_all_with_settings")
def test_settings_come_parsed(world: World) -> None:
    expected = [row | {"settings": json.loads(row["settings"])} for row in world.facts.projects]
    assert expected[1]["settings"] == {
        "maxIterations": 10,
        "budget": 1.5,
        "nested": {"list": [1, 2, {"deep": True}]},
    }
    for row in expected:
        assert plainly(world.projects.find_by_id_with_settings(row["id"])) == row
    assert plainly(world.projects.find_all_with_settings()) == newest(expected)
    assert plainly(world.projects.find_all_with_settings(limit=2)) == newest(expected)[:2]
    assert world.projects.find_by_id_with_settings("no such project") is None


@covers("projects.find_by_date_range")
def test_a_date_range_includes_both_its_ends(world: World) -> None:
    in_order = oldest(world.facts.projects)
    first, last = in_order[1]["created_at"], in_order[4]["created_at"]
    expected = newest(
        where(
            world.facts.projects,
            lambda row: instant(first) <= instant(row["created_at"]) <= instant(last),
        )
    )
    assert plainly(world.projects.find_by_date_range(first, last)) == expected
    found = world.projects.find_by_date_range(instant(first), instant(last), order="asc")
    assert plainly(found) == expected[::-1]
    assert world.projects.find_by_date_range("2001-01-01", "2002-01-01") == []


@covers("projects.get_total_cost", "projects.get_stats")
def test_projects_are_summed_up(world: World) -> None:
    cost = sum(row["cost_total"] for row in world.facts.projects)
    assert world.projects.get_total_cost() == close(cost)
    stats = world.projects.get_stats()
    assert stats.total == 6
    assert stats.total_cost == close(cost)
    assert stats.total_iterations == sum(row["iteration_count"] for row in world.facts.projects)
    assert stats.by_status == {
        status: len(where(world.facts.projects, status=status.value)) for status in ProjectStatus
    }
    assert stats.by_status["completed"] == 0


@covers("projects.create")
def test_a_created_project_is_a_row_with_the_defaults_of_the_original(world: World) -> None:
    before = datetime.now(UTC)
    made = world.projects.create(
        name="Übersetzer 🚀", prompt_path="./p.md", settings={"maxIterations": 50, "budget": 10.0}
    )
    row = rows(world.path, "projects")[-1]
    assert plainly(made) == row
    assert row | {"id": "", "created_at": ""} == {
        "id": "",
        "name": "Übersetzer 🚀",
        "description": None,
        "status": "created",
        "prompt_path": "./p.md",
        "settings": '{"maxIterations":50,"budget":10.0}',
        "cost_total": 0.0,
        "iteration_count": 0,
        "created_at": "",
        "updated_at": None,
        "ended_at": None,
    }
    assert row["created_at"].endswith("Z")
    assert len(row["created_at"]) == len("2026-01-31T10:02:11.480Z")
    assert 0 <= (instant(row["created_at"]) - before).total_seconds() + 0.001 < 5


@covers("projects.create_many")
def test_many_projects_are_created_in_order_or_none(world: World) -> None:
    ids = world.projects.create_many({"name": f"p{n}", "prompt_path": "p"} for n in range(5))
    made = rows(world.path, "projects")[6:]
    assert [(row["id"], row["name"]) for row in made] == [(id, f"p{n}") for n, id in enumerate(ids)]
    twice = [{"id": "same", "name": "a", "prompt_path": "p"}] * 2
    with pytest.raises(InvalidValue):
        world.projects.create_many(twice)
    assert len(rows(world.path, "projects")) == 11
    assert world.projects.create_many([]) == []


@covers("projects.update")
def test_an_update_changes_what_it_names(world: World) -> None:
    row = world.facts.projects[2]
    changed = world.projects.update(row["id"], name="New name", settings={"a": [1]})
    assert plainly(changed) == row | {
        "name": "New name",
        "settings": '{"a":[1]}',
        "updated_at": changed.updated_at,
    }
    assert plainly(changed) == rows(world.path, "projects")[2]
    assert instant(changed.updated_at) > instant(row["updated_at"])
    with pytest.raises(NotFoundError, match="no such project"):
        world.projects.update("no such project", name="x")


@covers("projects.update", "projects.update_status")
@pytest.mark.parametrize("status", ProjectStatus)
def test_a_status_that_ends_a_project_sets_ended_at_either_way(
    world: World, status: ProjectStatus
) -> None:
    running = where(world.facts.projects, status="running")[0]
    assert running["ended_at"] is None
    one = world.projects.update_status(running["id"], status)
    other = world.projects.update(
        where(world.facts.projects, status="paused")[0]["id"], status=status
    )
    ends = status in {"completed", "failed", "stopped"}
    for project in (one, other):
        assert project.status == status.value
        assert (project.ended_at is not None) == ends
        assert not ends or instant(project.ended_at) >= instant(running["created_at"])


@covers("projects.update")
def test_a_given_end_stays(world: World) -> None:
    id = world.facts.projects[2]["id"]
    moment = datetime(2026, 3, 4, 5, 6, 7, 890000, UTC)
    assert world.projects.update(id, status="failed", ended_at=moment).ended_at == (
        "2026-03-04T05:06:07.890Z"
    )


@covers("projects.update_cost", "projects.increment_iteration_count")
def test_costs_and_iterations_add_up(world: World) -> None:
    row = world.facts.projects[1]
    world.projects.update_cost(row["id"], 0.25)
    assert world.projects.update_cost(row["id"], 0.5).cost_total == close(row["cost_total"] + 0.75)
    world.projects.increment_iteration_count(row["id"])
    again = world.projects.increment_iteration_count(row["id"])
    assert again.iteration_count == row["iteration_count"] + 2
    assert plainly(again) == rows(world.path, "projects")[1]
    for change in (
        lambda: world.projects.update_cost("nobody", 1.0),
        lambda: world.projects.increment_iteration_count("nobody"),
        lambda: world.projects.update_status("nobody", "failed"),
    ):
        with pytest.raises(NotFoundError, match="nobody"):
            change()


@covers("projects.delete")
def test_deleting_a_project_takes_everything_of_it_along(world: World) -> None:
    id = world.facts.busiest("agents", "project_id")
    kept = {agent["id"] for agent in world.facts.agents if agent["project_id"] != id}
    assert world.projects.delete(id) is True
    assert world.projects.delete(id) is False
    assert {row["id"] for row in rows(world.path, "agents")} == kept
    assert {row["agent_id"] for row in rows(world.path, "agent_history")} <= kept
    assert where(rows(world.path, "outputs"), project_id=id) == []
    assert where(rows(world.path, "events"), project_id=id) == []
    assert len(rows(world.path, "events")) == len(
        where(world.facts.events, lambda row: row["project_id"] != id)
    )
    assert query(world.path, "PRAGMA foreign_key_check") == []
