"""Projects and agents of an import: made once, and kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, Text, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from constellation_db import jsontext
from constellation_db.importing.batch import Batch, NewAgent, NewProject, Object
from constellation_db.importing.lines import dump
from constellation_db.rows import ESTIMATED
from constellation_db.schema import agents, projects

if TYPE_CHECKING:
    from constellation_db.importing.message_rows import Amounts


# Of a prompt, as an agent's task: every list of agents reads it, the message has it whole.
_LONGEST_TASK = 4_000
_MOST_IDS = 500  # bound at once


def config(stored: Any) -> Object:
    """Return an agent's configuration as an object, {} where it is none."""
    found = jsontext.parse(stored) if isinstance(stored, str) else None
    return found if isinstance(found, dict) else {}


def missing(connection: Connection, wanted: Mapping[str, NewAgent]) -> list[NewAgent]:
    """Return the agents that are not in the store yet."""
    known = {row.id for row in found_rows(connection, _KNOWN, wanted)}
    return [agent for id, agent in wanted.items() if id not in known]


def found_rows(
    connection: Connection, statement: Select[Any], ids: Iterable[str]
) -> Iterator[Row[Any]]:
    """Give what a statement finds of `ids`, some at a time."""
    waiting = iter(ids)
    while part := list(islice(waiting, _MOST_IDS)):
        yield from connection.execute(statement, {"ids": part})


def insert_projects(connection: Connection, wanted: Iterable[NewProject]) -> None:
    """Make the projects that are not in the store."""
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "status": "completed",
            "prompt_path": each.path,
            "settings": dump({"importedFrom": each.source, "workingDirectory": each.path}),
            "cost_total": None,  # unknown, until some message tells its cost
            "iteration_count": 0,
            "created_at": each.first,
        }
        for each in wanted
    ]
    if rows:
        connection.execute(_NEW_PROJECT, rows)


def insert_agents(connection: Connection, wanted: Iterable[NewAgent]) -> None:
    """Make agents; a parent that is not there yet is left out, `settle` puts them in place."""
    rows = []
    depths: dict[str, int] = {}
    for each in wanted:
        above = None
        if each.parent_id is not None:
            above = depths.get(each.parent_id)
            if above is None:
                row = connection.execute(DEPTH, {"agent": each.parent_id}).first()
                above = None if row is None else row.depth or 0
        depths[each.id] = depth = 0 if above is None else above + 1
        rows.append(
            {
                "id": each.id,
                "project_id": each.project_id,
                "parent_id": None if above is None else each.parent_id,
                "status": each.status,
                "config": "{}",
                "total_tokens": 0,
                "total_cost": None,
                "iteration_count": 0,
                "depth": depth,
                "created_at": each.first,
            }
        )
    if rows:
        connection.execute(_NEW_AGENT, rows)


def update_agents(
    connection: Connection, known: Mapping[str, NewAgent], amounts: Mapping[str, Amounts]
) -> None:
    """Bring what lines told of agents into their rows."""
    rows = {row.id: row for row in found_rows(connection, _AGENTS, known)}
    changed = [_updated(each, rows[id], amounts.get(id)) for id, each in known.items()]
    if changed:
        connection.execute(_UPDATE_AGENT, changed)


def _updated(each: NewAgent, row: Any, amount: Amounts | None) -> Object:
    told = config(row.config)
    values: Object = {
        "agent": each.id,
        "new_name": each.title or row.name or each.name,
        "new_status": each.status,
        "new_task": row.current_task or _short(each.task),
        "new_first": min(each.first, row.created_at or each.first),
        "new_time": max(each.last, row.updated_at or ""),
        "more_tokens": 0,
        "more_cost": None,
        "more_responses": 0,
    }
    if amount is not None:
        values["more_tokens"] = amount.tokens
        values["more_cost"] = amount.cost
        values["more_responses"] = amount.responses
        if amount.estimated is not None:
            told[ESTIMATED] = amount.estimated
    values["new_config"] = written({**told, **each.config, **_kept(told)})
    return values


def update_projects(connection: Connection, batch: Batch, amounts: Mapping[str, Amounts]) -> None:
    """Bring the sums and times of projects up to date."""
    for project in batch.projects.values():
        own = [
            amount for id, amount in amounts.items() if batch.agents[id].project_id == project.id
        ]
        costs = [amount.cost for amount in own if amount.cost is not None]
        values = {
            "project": project.id,
            "first": project.first,
            "last": project.last,
            "more_cost": sum(costs) if costs else None,
            "more_responses": sum(amount.responses for amount in own),
        }
        connection.execute(_UPDATE_PROJECT, values)
        if estimated := next((each.estimated for each in own if each.estimated), None):
            connection.execute(_NAME_LIST, {"project": project.id, "list": estimated})


def _short(task: str | None) -> str | None:
    if task is None or len(task) <= _LONGEST_TASK:
        return task
    return f"{task[: _LONGEST_TASK - 1]}…"


def written(told: Object) -> str | None:
    """Return a configuration as text that does not tell in which order it was learned."""
    return dump(dict(sorted(told.items())))


def _kept(told: Object) -> Object:
    """Return what later lines do not change: the model and version that a session began with."""
    return {name: told[name] for name in ("model", "version", "workingDirectory") if told.get(name)}


# -- Statements, built once ------------------------------------------------------------------------


_KNOWN = select(agents.c.id).where(agents.c.id.in_(bindparam("ids", expanding=True)))
DEPTH = select(agents.c.depth).where(agents.c.id == bindparam("agent"))
_AGENTS = select(agents).where(agents.c.id.in_(bindparam("ids", expanding=True)))
AGENT = select(agents).where(agents.c.id == bindparam("agent"))
_NEW_PROJECT = insert(projects).on_conflict_do_nothing(index_elements=["id"])
_NEW_AGENT = insert(agents).on_conflict_do_nothing(index_elements=["id"])
_UPDATE_AGENT = (
    agents.update()
    .where(agents.c.id == bindparam("agent"))
    .values(
        name=bindparam("new_name"),
        status=bindparam("new_status"),
        config=bindparam("new_config"),
        current_task=bindparam("new_task"),
        created_at=bindparam("new_first"),
        updated_at=bindparam("new_time"),
        total_tokens=agents.c.total_tokens + bindparam("more_tokens"),
        total_cost=func.coalesce(
            agents.c.total_cost + bindparam("more_cost"),
            bindparam("more_cost"),
            agents.c.total_cost,
        ),
        iteration_count=agents.c.iteration_count + bindparam("more_responses"),
    )
)
_last = func.max(func.coalesce(projects.c.ended_at, ""), bindparam("last"))
_UPDATE_PROJECT = (
    projects.update()
    .where(projects.c.id == bindparam("project"))
    .values(
        created_at=func.min(projects.c.created_at, bindparam("first")),
        updated_at=_last,
        ended_at=_last,
        cost_total=func.coalesce(
            projects.c.cost_total + bindparam("more_cost"),
            bindparam("more_cost"),
            projects.c.cost_total,
        ),
        iteration_count=projects.c.iteration_count + bindparam("more_responses"),
    )
)
_NAME_LIST = (
    projects.update()
    .where(projects.c.id == bindparam("project"), func.json_valid(projects.c.settings) == 1)
    .values(
        settings=func.json_set(projects.c.settings, f"$.{ESTIMATED}", bindparam("list", type_=Text))
    )
)
