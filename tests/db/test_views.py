"""What the views read, beyond the original's methods: rows without content, sums, trees, costs."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from typing import Any

import pytest

from constellation_db import CostGroup, ProjectStatus, TreePlace
from tests.builders import Row, agent, event, message, output, project, write
from tests.db.conftest import World
from tests.db.facts import close, instant, newest, oldest, plainly, where


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
    expected = without(newest(world.facts.projects), "description", "settings")
    assert keyless(world.db.projects.page()) == expected
    assert keyless(world.db.projects.page(limit=2, offset=1)) == expected[1:3]
    assert keyless(world.db.projects.page(order="asc", limit=None)) == expected[::-1]
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


def test_what_takes_longer_to_find_out_about_projects(world: World) -> None:
    write(world.path, projects=[project(id="silent")])
    ids = [row["id"] for row in world.facts.projects]
    found = world.db.projects.summaries([*ids, "silent", "no such project"])
    assert found.keys() == {*ids, "silent"}
    assert (found["silent"].agents, found["silent"].last_activity) == (0, None)
    for id in ids:
        mine = [row["id"] for row in where(world.facts.agents, project_id=id)]
        written = where(world.facts.agent_history, lambda row, mine=mine: row["agent_id"] in mine)
        written += where(world.facts.events, project_id=id)
        written += where(world.facts.outputs, project_id=id)
        assert found[id].agents == len(mine)
        last = found[id].last_activity
        assert last is not None
        assert instant(f"{last}Z") == max(instant(row["created_at"]) for row in written)
    assert world.db.projects.summaries([]) == {}


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
            one | {"model": json.loads(one["config"]).get("model")}
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
