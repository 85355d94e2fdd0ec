"""Outputs of the original's store: every method against plain SQL."""

from __future__ import annotations

from itertools import pairwise

import pytest

from constellation_db import InvalidValue, OutputType
from tests.db.conftest import World
from tests.db.facts import instant, newest, oldest, plainly, query, rows, value, where

covers = pytest.mark.covers


@covers("outputs.find_by_id", "outputs.exists", "outputs.count")
def test_an_output_is_found_by_id(world: World) -> None:
    for row in world.facts.outputs:
        assert plainly(world.outputs.find_by_id(row["id"])) == row
    assert world.outputs.exists(world.facts.outputs[0]["id"]) is True
    assert world.outputs.exists("nothing") is False
    assert world.outputs.find_by_id("nothing") is None
    assert world.outputs.count() == 120


@covers("outputs.find_all", "outputs.get_recent")
def test_the_outputs_of_the_store_come_newest_first(world: World) -> None:
    expected = newest(world.facts.outputs)
    assert plainly(world.outputs.find_all()) == expected
    assert plainly(world.outputs.find_all(order="asc", offset=110)) == expected[::-1][110:]
    assert plainly(world.outputs.get_recent(7)) == expected[:7]
    assert plainly(world.outputs.get_recent()) == expected[:50]


@covers("outputs.find_by_project_id", "outputs.find_by_project_and_type")
@covers("outputs.count_by_project")
def test_the_outputs_of_a_project_come_newest_first(world: World) -> None:
    for project in world.facts.projects:
        id = project["id"]
        mine = newest(where(world.facts.outputs, project_id=id))
        assert plainly(world.outputs.find_by_project_id(id)) == mine
        assert plainly(world.outputs.find_by_project_id(id, limit=4, offset=3)) == mine[3:7]
        assert world.outputs.count_by_project(id) == len(mine)
        for type in OutputType:
            expected = where(mine, type=type.value)
            assert plainly(world.outputs.find_by_project_id(id, type=type)) == expected
            assert plainly(world.outputs.find_by_project_and_type(id, type)) == expected
            found = world.outputs.find_by_project_and_type(id, type.value, order="asc", offset=1)
            assert plainly(found) == expected[::-1][1:]
            assert world.outputs.count_by_project(id, type) == len(expected)


@covers("outputs.find_by_agent_id", "outputs.count_by_agent")
def test_the_outputs_of_an_agent_come_newest_first(world: World) -> None:
    for agent in world.facts.agents:
        id = agent["id"]
        mine = newest(where(world.facts.outputs, agent_id=id))
        assert plainly(world.outputs.find_by_agent_id(id)) == mine
        assert plainly(world.outputs.find_by_agent_id(id, type="log")) == where(mine, type="log")
        assert plainly(world.outputs.find_by_agent_id(id, order="asc", offset=1)) == mine[::-1][1:]
        assert world.outputs.count_by_agent(id) == len(mine)
    assert any(world.outputs.count_by_agent(agent["id"]) for agent in world.facts.agents)


@covers("outputs.find_by_type")
@pytest.mark.parametrize("type", OutputType)
def test_the_outputs_of_a_type_come_newest_first(world: World, type: OutputType) -> None:
    expected = newest(where(world.facts.outputs, type=type.value))
    assert plainly(world.outputs.find_by_type(type)) == expected
    assert plainly(world.outputs.find_by_type(type.value, limit=5, offset=5)) == expected[5:10]


@covers("outputs.find_by_path", "outputs.find_history_by_path")
def test_the_versions_of_a_path_come_newest_first(world: World) -> None:
    places = {
        (row["project_id"], row["path"]) for row in world.facts.outputs if row["path"] is not None
    }
    assert len(places) > 10
    for project, path in places:
        expected = newest(where(world.facts.outputs, project_id=project, path=path))
        assert plainly(world.outputs.find_by_path(project, path)) == expected[0]
        assert plainly(world.outputs.find_history_by_path(project, path)) == expected
        assert (
            plainly(world.outputs.find_history_by_path(project, path, order="asc", offset=1))
            == (expected[::-1][1:])
        )
    assert world.outputs.find_by_path(project, "/no/such/path") is None
    assert world.outputs.find_history_by_path("no such project", path) == []


@covers("outputs.versions", "outputs.previous")
def test_the_version_before_is_the_one_before_it_in_the_history(world: World) -> None:
    for row in world.facts.outputs:
        same = where(world.facts.outputs, project_id=row["project_id"], path=row["path"])
        expected = newest(same if row["path"] is not None else [row])
        found = world.outputs.versions(row["id"])
        assert [version.id for version in found] == [version["id"] for version in expected]
        for later, earlier in pairwise([*expected, None]):
            previous = world.outputs.previous(later["id"])
            assert (previous and previous.id) == (earlier and earlier["id"])


@covers("outputs.find_by_date_range")
def test_a_date_range_includes_both_its_ends(world: World) -> None:
    in_order = oldest(world.facts.outputs)
    first, last = (instant(in_order[place]["created_at"]) for place in (30, 90))
    within = where(world.facts.outputs, lambda row: first <= instant(row["created_at"]) <= last)
    assert plainly(world.outputs.find_by_date_range(first, last)) == newest(within)
    found = world.outputs.find_by_date_range(
        in_order[30]["created_at"], in_order[90]["created_at"], order="asc", limit=9, offset=2
    )
    assert plainly(found) == oldest(within)[2:11]


@covers("outputs.get_unique_paths", "outputs.paths")
def test_the_paths_of_a_project_are_named_once(world: World) -> None:
    for project in world.facts.projects:
        id = project["id"]
        mine = where(world.facts.outputs, project_id=id)
        named = sorted({row["path"] for row in mine if row["path"] is not None})
        assert world.outputs.get_unique_paths(id) == named
        logs = {row["path"] for row in mine if row["path"] is not None and row["type"] == "log"}
        assert world.outputs.get_unique_paths(id, "log") == sorted(logs)
        assert world.outputs.get_unique_paths(id, type=OutputType.LOG) == sorted(logs)
        summaries = world.outputs.paths(id)
        without = [None] if where(mine, path=None) else []
        assert [summary.path for summary in summaries] == [*named, *without]
        for summary in summaries:
            versions = newest(where(mine, path=summary.path))
            assert summary.versions == len(versions)
            assert summary.latest_id == versions[0]["id"]


@covers("outputs.search_by_content")
@pytest.mark.parametrize("term", ["line 29", "LINE 29", "edited v1", "%", "_", "\n", "no such"])
def test_a_search_takes_the_term_literally_and_ignores_case(world: World, term: str) -> None:
    for project in world.facts.projects:
        id = project["id"]
        expected = newest(
            where(
                world.facts.outputs,
                lambda row: term.casefold() in (row["content"] or "").casefold(),
                project_id=id,
            )
        )
        assert plainly(world.outputs.search_by_content(id, term)) == expected
        assert plainly(world.outputs.search_by_content(id, term, offset=2)) == expected[2:]


@covers("outputs.get_project_stats")
def test_the_outputs_of_a_project_are_summed_up(world: World) -> None:
    for project in world.facts.projects:
        mine = where(world.facts.outputs, project_id=project["id"])
        stats = world.outputs.get_project_stats(project["id"])
        assert stats.total == len(mine)
        assert stats.by_type == {type: len(where(mine, type=type.value)) for type in OutputType}
        assert stats.unique_paths == len({row["path"] for row in mine} - {None})
    nothing = world.outputs.get_project_stats("no such project")
    assert (nothing.total, nothing.unique_paths) == (0, 0)
    assert nothing.by_type == dict.fromkeys(OutputType, 0)


@covers("outputs.create", "outputs.create_many")
def test_created_outputs_are_rows(world: World) -> None:
    project, agent = world.facts.projects[0]["id"], world.facts.agents[0]["id"]
    made = world.outputs.create(
        project_id=project, agent_id=agent, type="file", path="src\\ä.ts", content="x\r\n",
        previous_content="", checksum="opaque",
    )  # fmt: skip
    row = rows(world.path, "outputs")[-1]
    assert plainly(made) == row
    assert (row["path"], row["content"], row["previous_content"]) == ("src\\ä.ts", "x\r\n", "")
    ids = world.outputs.create_many(
        [{"project_id": project, "type": "log"}, {"project_id": project, "type": OutputType.FILE}]
    )
    assert query(
        world.path, "SELECT id, type, path FROM outputs ORDER BY rowid LIMIT -1 OFFSET 121"
    ) == [(ids[0], "log", None), (ids[1], "file", None)]
    with pytest.raises(InvalidValue):
        world.outputs.create_many(
            [{"project_id": project, "type": "log"}, {"project_id": "none", "type": "log"}]
        )
    assert value(world.path, "SELECT count(*) FROM outputs") == 123


@covers("outputs.delete", "outputs.delete_by_project_id", "outputs.delete_by_agent_id")
def test_outputs_are_deleted(world: World) -> None:
    left = world.facts.outputs
    one, project = left[0]["id"], world.facts.busiest("outputs", "project_id")
    agent = world.facts.busiest("outputs", "agent_id")
    for delete, expected, goes in (
        (lambda: world.outputs.delete(one), True, {"id": one}),
        (lambda: world.outputs.delete(one), False, {"id": one}),
        (lambda: world.outputs.delete_by_agent_id(agent), None, {"agent_id": agent}),
        (lambda: world.outputs.delete_by_project_id(project), None, {"project_id": project}),
        (lambda: world.outputs.delete_by_project_id(project), 0, {"project_id": project}),
    ):
        going = where(left, **goes)
        assert delete() == (len(going) if expected is None else expected)
        left = [row for row in left if row not in going]
        assert rows(world.path, "outputs") == left
    assert 0 < len(left) < 119


@covers("outputs.delete_older_than")
def test_what_is_older_than_a_moment_is_deleted(world: World) -> None:
    moment = instant(newest(world.facts.outputs)[60]["created_at"])
    kept = where(world.facts.outputs, lambda row: instant(row["created_at"]) >= moment)
    assert world.outputs.delete_older_than(moment) == 120 - len(kept)
    assert rows(world.path, "outputs") == kept
