"""What the views read, beyond the original's methods: rows without content, sums, trees, costs."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from typing import Any

import pytest

from constellation_db import (
    CostGroup,
    ProjectCosts,
    ProjectStatus,
    ProjectSummary,
    Scope,
    TreePlace,
)
from tests.builders import Row, agent, event, message, output, project, write
from tests.db.conftest import World
from tests.db.facts import Facts, close, instant, newest, oldest, plainly, where


def without(found: list[Row], *columns: str) -> list[Row]:
    return [{name: row[name] for name in row if name not in columns} for row in found]


def keyless(found: list[Any]) -> list[Row]:
    return without(plainly(found), "key")


CONTENT = {
    "history": ("content", "tool_calls", "tool_results", "usage"),
    "events": ("data",),
    "outputs": ("content", "previous_content"),
}


def test_a_list_of_projects(world: World) -> None:
    told = without(newest(world.facts.projects), "description", "settings")
    expected = [{**row, "estimated": None} for row in told]
    for found, there in (
        (world.db.projects.page(), expected),
        (world.db.projects.page(limit=2, offset=1), expected[1:3]),
        (world.db.projects.page(order="asc", limit=None), expected[::-1]),
    ):
        assert without(keyless(found), "mark") == there
    keys = [row.key for row in world.db.projects.page(order="asc")]
    assert keys == sorted(keys)


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize(
    ("sort", "column"),
    [("name", "name"), ("status", "status"), ("cost", "cost_total"),
     ("iterations", "iteration_count")],
)  # fmt: skip
def test_a_list_of_projects_is_sorted_and_the_unknown_stands_last(
    world: World, sort: str, column: str, order: str
) -> None:
    unknown = project(id="unknown", cost_total=None, iteration_count=None, status=None)
    write(world.path, projects=[unknown])
    rows = [*world.facts.projects, unknown]

    def rank(row: Row) -> Any:
        return row[column].lower() if sort == "name" else row[column]

    known = [row for row in oldest(rows) if row[column] is not None]
    # Equal values keep the order in time, which runs the same way.
    in_order = sorted(known, key=rank)
    expected = in_order if order == "asc" else in_order[::-1]
    expected += [row for row in rows if row[column] is None]
    found = world.db.projects.page(sort=sort, order=order)
    assert [row.id for row in found] == [row["id"] for row in expected]
    again = [
        row.id
        for offset in range(len(rows))
        for row in world.db.projects.page(sort=sort, order=order, limit=1, offset=offset)
    ]
    assert again == [row["id"] for row in expected]


@pytest.mark.parametrize(
    "text", ["", "app", "APP", "übersetzer", "project number", "%", "🚀", "zz"]
)
@pytest.mark.parametrize("statuses", [(), ("failed",), (ProjectStatus.RUNNING, "paused")])
def test_a_list_of_projects_is_filtered_and_summed(
    world: World, text: str, statuses: tuple[str, ...]
) -> None:
    def fits(row: Row) -> bool:
        held = f"{row['name']}\n{row['description'] or ''}".casefold()
        return text.casefold() in held and (not statuses or row["status"] in statuses)

    expected = newest(where(world.facts.projects, fits))
    found = world.db.projects.page(text=text, statuses=statuses)
    assert [row.id for row in found] == [row["id"] for row in expected]
    totals = world.db.projects.totals(text=text, statuses=statuses)
    assert totals.projects == len(expected)
    costs = [row["cost_total"] for row in expected]
    assert totals.cost == (close(sum(costs)) if costs else None)
    assert totals.failed == len(where(expected, status="failed"))
    assert totals.running == len(where(expected, status="running"))


def rows_of(world: World, project_id: str) -> dict[str, list[Row]]:
    """Return the rows of each table that belong to a project."""
    agents = where(world.facts.agents, project_id=project_id)
    mine = {row["id"] for row in agents}
    return {
        "agents": agents,
        "messages": where(world.facts.agent_history, lambda row: row["agent_id"] in mine),
        "events": where(world.facts.events, project_id=project_id),
        "outputs": where(world.facts.outputs, project_id=project_id),
    }


def last_written(rows: dict[str, list[Row]]) -> list[Any]:
    written = [*rows["messages"], *rows["events"], *rows["outputs"]]
    return [instant(row["created_at"]) for row in written]


def test_what_takes_longer_to_find_out_about_projects(world: World) -> None:
    write(world.path, projects=[project(id="silent")])
    ids = [row["id"] for row in world.facts.projects]
    found = world.db.projects.summaries([*ids, "silent", "no such project"])
    assert found.keys() == {*ids, "silent"}
    assert found["silent"] == ProjectSummary(agents=0, messages=0, last_activity=None)
    for id in ids:
        rows = rows_of(world, id)
        assert found[id].agents == len(rows["agents"])
        assert found[id].messages == len(rows["messages"])
        last = found[id].last_activity
        assert last is not None
        assert instant(f"{last}Z") == max(last_written(rows))
    assert world.db.projects.summaries([]) == {}


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["agents", "messages", "activity"])
def test_all_projects_are_sorted_by_what_is_in_them(world: World, sort: str, order: str) -> None:
    late, changed = "2031-01-01 10:00:00", "2031-01-01T10:00:00.500Z"
    write(
        world.path,
        projects=[
            project(id="silent", created_at="2001-01-01 10:00:00"),
            project(id="late", created_at=late),
            project(id="changed", created_at="2001-01-02 10:00:00", updated_at=changed),
        ],
    )
    rows = Facts(world.path).projects

    def rank(row: Row) -> Any:
        mine = rows_of(world, row["id"])
        own = [instant(text) for text in (row["created_at"], row["updated_at"]) if text]
        return max(own + last_written(mine)) if sort == "activity" else len(mine[sort])

    in_order = [row["id"] for row in sorted(oldest(rows), key=rank)]
    found = world.db.projects.page(sort=sort, order=order)
    assert [row.id for row in found] == (in_order if order == "asc" else in_order[::-1])
    if sort == "activity":
        assert in_order[0] == "silent"
        assert in_order[-2:] == ["late", "changed"]


def test_what_projects_cost_over_their_lives(world: World) -> None:
    def said(minute: float, **columns: Any) -> Row:
        at = f"2026-01-31T10:{int(minute):02d}:{int(minute % 1 * 60):02d}.000Z"
        return message("a", **{"created_at": at, "cost": None} | columns)

    write(
        world.path,
        projects=[project(id=id) for id in ("p", "moment", "unknown", "timeless", "silent")],
        agents=[
            agent("p", id="a"),
            agent("p", id="lost"),
            agent("moment", id="b"),
            agent("unknown", id="c"),
            agent("timeless", id="d"),
        ],
        agent_history=[
            said(0, role="user"),
            said(1, cost=0.5),
            said(1.5, cost=0.25),
            said(5, role="user"),  # nothing is known to be unknown of it: it cost nothing
            said(11),
            said(12, cost="cheap"),
            said(16, cost=1.0),
            said(17),
            said(20, cost=2.0, created_at="2026-01-31 10:20:00"),
            message("b", cost=3.0, created_at="2026-01-31 10:00:00"),
            message("c", cost=None),
            message("lost", cost=9.0, created_at="yesterday"),
            message("d", cost=9.0, created_at=None),
            message("d", cost=9.0, created_at="yesterday"),
        ],
    )
    ids = ["p", "moment", "unknown", "timeless", "silent"]
    found = world.db.projects.costs_over_time(ids, spans=4)
    assert found == {
        "p": ProjectCosts(
            "2026-01-31T10:00:00.000Z", "2026-01-31T10:20:00.000Z", (0.75, 0.0, None, 3.0)
        ),
        "moment": ProjectCosts(
            "2026-01-31T10:00:00.000Z", "2026-01-31T10:00:00.000Z", (3.0, 0.0, 0.0, 0.0)
        ),
    }
    assert world.db.projects.costs_over_time([]) == {}


def test_the_spans_of_a_project_add_up_to_what_it_cost(world: World) -> None:
    ids = [row["id"] for row in world.facts.projects]
    found = world.db.projects.costs_over_time(ids)
    for id in ids:
        costs = [row["cost"] for row in rows_of(world, id)["messages"] if row["cost"] is not None]
        assert (id in found) == bool(costs)
        if costs:
            assert sum(filter(None, found[id].costs)) == close(sum(costs))
            assert len(found[id].costs) == 24


def test_a_conversation_without_its_content(world: World) -> None:
    for id in {row["agent_id"] for row in world.facts.agent_history}:
        mine = oldest(where(world.facts.agent_history, agent_id=id))
        expected = without(mine, *CONTENT["history"])
        assert keyless(world.db.history.page(id, limit=None)) == expected
        assert keyless(world.db.history.page(id, limit=3, order="desc")) == expected[::-1][:3]
        keys = world.db.history.message_keys(id)
        assert keys == [row.key for row in world.db.history.page(id, limit=None)]
        assert plainly([e.message for e in world.db.history.excerpts(keys)]) == mine


@pytest.mark.parametrize(
    ("table", "filters"),
    [("events", ("project_id", "agent_id", "type")),
     ("outputs", ("project_id", "agent_id", "type", "path"))],
)  # fmt: skip
def test_pages_of_events_and_outputs_by_every_filter(
    world: World, table: str, filters: tuple[str, ...]
) -> None:
    rows = getattr(world.facts, table)
    page = getattr(world.db, table).page
    example = where(rows, lambda row: all(row[name] for name in filters))[0]
    for number in range(len(filters) + 1):
        for names in itertools.combinations(filters, number):
            given = {name: example[name] for name in names}
            expected = without(newest(where(rows, **given)), *CONTENT[table])
            assert expected
            assert keyless(page(**given, limit=None)) == expected
            assert keyless(page(**given, limit=None, order="asc")) == expected[::-1]
            first = page(**given, limit=1)
            rest = page(**given, limit=None, after=first[0].key)
            assert keyless(first + rest) == expected


def test_events_with_their_data_cut(world: World) -> None:
    page = world.db.events.page(limit=20)
    expected = newest(world.facts.events)[:20]
    found = world.db.events.excerpts([row.key for row in page])
    assert plainly([excerpt.event for excerpt in found]) == expected
    assert [excerpt.length for excerpt in found] == [
        len((row["data"] or "").encode()) for row in expected
    ]


def test_agents_as_a_list_and_as_a_tree(world: World) -> None:
    for row in world.facts.projects:
        mine = oldest(where(world.facts.agents, project_id=row["id"]))
        expected = [
            one | {"model": json.loads(one["config"]).get("model"), "estimated": None}
            for one in without(mine, "depth")
        ]
        expected = without(expected, "config")
        rows = world.db.agents.rows(row["id"])
        assert without(keyless(rows), "mark") == expected
        nodes = world.db.agents.tree(row["id"])
        assert {node.agent for node in nodes} == set(rows)
        assert len(nodes) == len(rows)
        for node in nodes:
            top = node.agent.parent_id is None
            assert node.kind is (TreePlace.ROOT if top else TreePlace.CHILD)
            assert (node.depth == 0) == top
        children = defaultdict(int)
        for one in mine:
            if one["parent_id"]:
                children[one["parent_id"]] += 1
        assert world.db.agents.children_counts(row["id"]) == children


def grouped(messages: list[Row], name: Any) -> dict[Any, tuple[int, float | None, int]]:
    """Return (messages, cost, unknown) by what `name` says of a message."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in messages:
        groups[name(row)].append(row)
    sums = {}
    for key, rows in groups.items():
        known = [row["cost"] for row in rows if row["cost"] is not None]
        unknown = [row for row in rows if row["cost"] is None and row["role"] == "assistant"]
        sums[key] = (len(rows), close(sum(known)) if known else None, len(unknown))
    return sums


def as_sums(groups: list[CostGroup]) -> dict[Any, tuple[int, float | None, int]]:
    assert len({group.name for group in groups}) == len(groups)
    return {group.name: (group.messages, group.cost, group.unknown) for group in groups}


def test_costs_by_agent_by_model_and_by_time(world: World) -> None:
    write(
        world.path,
        projects=[project(id="p")],
        agents=[
            agent("p", id="a", config='{"model":"m","tools":[]}'),
            agent("p", id="b", config="{broken"),
            agent("p", id="c", config=None),
            agent("p", id="silent"),
        ],
        agent_history=[
            message("a", cost=1.0, created_at="2026-01-31T10:59:59.999Z"),
            message("a", cost=0.5, created_at="2026-01-31 10:00:00"),
            message("a", cost=None, created_at="2026-01-31 11:00:00"),
            message("a", cost=None, role="user", created_at="2026-02-01 11:00:00"),
            message("b", cost=0.25, created_at="2026-02-01T11:00:59Z"),
            message("c", cost=None, role="tool", created_at="2026-02-01T11:01:00.000Z"),
        ],
    )
    history = world.db.history
    assert history.costs_by_agent("p") == [
        CostGroup("a", 4, 1.5, 1), CostGroup("b", 1, 0.25, 0), CostGroup("c", 1, None, 0),
    ]  # fmt: skip
    assert history.costs_by_model("p") == [CostGroup("m", 4, 1.5, 1), CostGroup(None, 2, 0.25, 0)]
    assert history.costs_by_time("p") == [
        CostGroup("2026-01-31", 3, 1.5, 1), CostGroup("2026-02-01", 3, 0.25, 0),
    ]  # fmt: skip
    hours = history.costs_by_time("p", "hour")
    assert [group.name for group in hours] == ["2026-01-31T10", "2026-01-31T11", "2026-02-01T11"]
    minutes = [group.name for group in history.costs_by_time("p", "minute")]
    assert minutes == [
        "2026-01-31T10:00", "2026-01-31T10:59", "2026-01-31T11:00", "2026-02-01T11:00",
        "2026-02-01T11:01",
    ]  # fmt: skip


def test_costs_of_the_projects_of_the_store(world: World) -> None:
    agents = {row["id"]: row for row in world.facts.agents}
    for row in world.facts.projects:
        messages = where(
            world.facts.agent_history,
            lambda message, id=row["id"]: agents[message["agent_id"]]["project_id"] == id,
        )
        history = world.db.history
        assert as_sums(history.costs_by_agent(row["id"])) == grouped(
            messages, lambda message: message["agent_id"]
        )
        assert as_sums(history.costs_by_model(row["id"])) == grouped(
            messages,
            lambda message: json.loads(agents[message["agent_id"]]["config"]).get("model"),
        )
        assert as_sums(history.costs_by_time(row["id"])) == grouped(
            messages, lambda message: message["created_at"][:10]
        )


def test_outputs_without_a_path_are_versions_of_nothing(world: World) -> None:
    rows = [output("p", id="one", path=None), output("p", id="two", path=None)]
    rows += [output("p", id="named", path=""), output("p", id="named again", path="")]
    write(world.path, projects=[project(id="p")], outputs=rows, events=[event("p")])
    outputs = world.db.outputs
    assert [row.id for row in outputs.versions("two")] == ["two"]
    assert outputs.previous("two") is None
    assert [row.id for row in outputs.versions("named")] == ["named again", "named"]
    before = outputs.previous("named again")
    assert before is not None
    assert before.id == "named"
    assert outputs.versions("no such output") == []
    assert outputs.previous("no such output") is None
    found = [(place.path, place.versions, place.latest_id) for place in outputs.paths("p")]
    assert found == [("", 2, "named again"), (None, 2, "two")]


def test_paths_of_a_family_and_of_a_span(world: World) -> None:
    people = [agent("p", id="top"), agent("p", "top", id="below"), agent("p", id="else")]
    rows = [
        output("p", by, id=id, path=path, type=kind)
        for id, by, path, kind in (
            ("a1", "top", "/a", "file"),
            ("n1", "top", None, "log"),
            ("a2", "below", "/a", "log"),
            ("n2", "below", None, "file"),
            ("b1", "else", "/b", "file"),
            ("n3", "else", None, "file"),
            ("a3", "else", "/a", "file"),
        )
    ]
    other = output("q", "below", id="other", path="/a")
    write(world.path, projects=[project(id="p"), project(id="q")], agents=people)
    write(world.path, outputs=[*rows, other])
    outputs = world.db.outputs

    def found(**given: Any) -> list[tuple[Any, ...]]:
        return [
            (each.path, each.versions, each.latest_id, each.type, each.agent_id)
            for each in outputs.paths("p", **given)
        ]

    assert found() == [
        ("/a", 3, "a3", "file", "else"), ("/b", 1, "b1", "file", "else"),
        (None, 3, "n3", "file", "else"),
    ]  # fmt: skip
    family = [("/a", 2, "a2", "log", "below"), (None, 2, "n2", "file", "below")]
    assert found(agent_id="top", descendants=True) == family
    assert found(agent_id="top", descendants=True, type="log") == [
        ("/a", 1, "a2", "log", "below"), (None, 1, "n1", "log", "top"),
    ]  # fmt: skip
    keys = {row.id: row.key for row in outputs.page(project_id="p")}
    assert found(after=keys["a1"], until=keys["n2"]) == [
        ("/a", 1, "a2", "log", "below"), (None, 2, "n2", "file", "below"),
    ]  # fmt: skip
    assert found(until=keys["a1"]) == [("/a", 1, "a1", "file", "top")]
    assert found(agent_id="else", after=keys["n3"]) == [("/a", 1, "a3", "file", "else")]
    assert found(agent_id="top", descendants=True, after=keys["n2"]) == []
    of_top = Scope("p", "top", False)
    assert outputs.written(of_top, limit=9) == [keys["a1"]]
    assert outputs.written(of_top, limit=9, pathless=True) == [keys["a1"], keys["n1"]]
