"""Projects and agents of an import: made once, kept up to date, nested by their calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Text, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from constellation_db import jsontext
from constellation_db.importing import tables
from constellation_db.importing.batch import Batch, NewAgent, NewProject, Object
from constellation_db.importing.lines import dump
from constellation_db.rows import ESTIMATED
from constellation_db.schema import agents, projects, sequence

if TYPE_CHECKING:
    from constellation_db.importing.message_rows import Amounts


# Of a prompt, as an agent's task: every list of agents reads it, the message has it whole.
_LONGEST_TASK = 4_000


def config(stored: Any) -> Object:
    """Return an agent's configuration as an object, {} where it is none."""
    found = jsontext.parse(stored) if isinstance(stored, str) else None
    return found if isinstance(found, dict) else {}


def missing(connection: Connection, wanted: Mapping[str, NewAgent]) -> list[NewAgent]:
    """Return the agents that are not in the store yet."""
    known = set(connection.execute(_KNOWN, {"ids": list(wanted)}).scalars())
    return [agent for id, agent in wanted.items() if id not in known]


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
    for each in wanted:
        parent = connection.execute(_DEPTH, {"agent": each.parent_id}).first()
        connection.execute(
            _NEW_AGENT,
            {
                "id": each.id,
                "project_id": each.project_id,
                "parent_id": None if parent is None else each.parent_id,
                "status": each.status,
                "config": "{}",
                "total_tokens": 0,
                "total_cost": None,
                "iteration_count": 0,
                "depth": 0 if parent is None else (parent.depth or 0) + 1,
                "created_at": each.first,
            },
        )


def update_agents(
    connection: Connection, known: Iterable[NewAgent], amounts: Mapping[str, Amounts]
) -> None:
    """Bring what lines told of agents into their rows."""
    for each in known:
        row = connection.execute(_AGENT, {"agent": each.id}).one()
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
        if amount := amounts.get(each.id):
            values["more_tokens"] = amount.tokens
            values["more_cost"] = amount.cost
            values["more_responses"] = amount.responses
            if amount.estimated is not None:
                told[ESTIMATED] = amount.estimated
        values["new_config"] = _written({**told, **each.config, **_kept(told)})
        connection.execute(_UPDATE_AGENT, values)


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


def note_calls(connection: Connection, batch: Batch) -> None:
    """Note which calls start agents, and which agents were started."""
    for call_id, call in batch.calls.items():
        row = {"call_id": call_id, "session": call.session, "caller": call.caller}
        told = {"title": call.title, "prompt": call.prompt, "child": None}
        connection.execute(_NEW_CALL, {**row, **told})
    for call_id, child in batch.children.items():
        connection.execute(_NAME_CHILD, {"call": call_id, "child_id": child})
    for child, start in batch.starts.items():
        told = {"session": start.session, "prompt": start.prompt, "call_id": start.call_id}
        connection.execute(_NEW_START, {"child": child, **told})


def place(connection: Connection, batch: Batch) -> None:
    """Put agents where their source says that they stand."""
    for id, placed in batch.places.items():
        row = connection.execute(_AGENT, {"agent": id}).one()
        told = config(row.config)
        if placed.call_id is not None:
            told["toolCallId"] = placed.call_id
        values = {"agent": id, "above": placed.parent, "deep": placed.depth}
        connection.execute(_PLACE, {**values, "told": _written(told), "called": row.name})


def settle(connection: Connection, root: str) -> None:
    """Put each sub-agent of a session below the agent whose call started it.

    The call that names it decides; without one, a call that says what the agent was told first;
    without that, the session's `root` is above it.
    """
    calls = {row.call_id: row for row in connection.execute(_CALLS, {"of": root})}
    starts = connection.execute(_STARTS, {"of": root}).all()
    found = _matched(calls, starts)
    parents = {row.child: root for row in starts}
    parents |= {child: calls[call].caller for child, call in found.items() if call in calls}
    base = connection.execute(_DEPTH, {"agent": root}).scalar() or 0
    for child, parent in parents.items():
        depth = _depth(child, parents)
        row = connection.execute(_AGENT, {"agent": child}).first()
        above = connection.execute(_DEPTH, {"agent": parent}).first()
        if depth is None or row is None or above is None:
            continue
        told = config(row.config)
        called = row.name
        if child in found:
            told["toolCallId"] = found[child]
            call = calls.get(found[child])
            called = (call.title if call is not None else None) or called
        values = {"agent": child, "above": parent, "deep": base + depth, "told": _written(told)}
        values["called"] = called
        before = (row.parent_id, row.depth, row.config, row.name)
        if before != (parent, base + depth, values["told"], called):
            connection.execute(_PLACE, values)


def _matched(calls: dict[str, Any], starts: Iterable[Any]) -> dict[str, str]:
    """Return the id of the call that started each agent, where one is known or fits."""
    # An agent may be called again: its first call started it.
    found = {row.child: id for id, row in reversed(calls.items()) if row.child is not None}
    found |= {row.child: row.call_id for row in starts if row.call_id is not None}
    taken = set(found.values())
    free = [row for id, row in calls.items() if id not in taken and row.prompt is not None]
    for start in starts:
        match = next((row for row in free if row.prompt == start.prompt), None)
        if start.child not in found and match is not None:
            free.remove(match)
            found[start.child] = match.call_id
    return found


def _depth(child: str, parents: Mapping[str, str]) -> int | None:
    """Return how many agents are above one, None if it is above itself."""
    seen = {child}
    while (parent := parents.get(child)) is not None:
        if parent in seen:
            return None
        seen.add(parent)
        child = parent
    return len(seen) - 1


def _short(task: str | None) -> str | None:
    if task is None or len(task) <= _LONGEST_TASK:
        return task
    return f"{task[: _LONGEST_TASK - 1]}…"


def _written(told: Object) -> str | None:
    """Return a configuration as text that does not tell in which order it was learned."""
    return dump(dict(sorted(told.items())))


def _kept(told: Object) -> Object:
    """Return what later lines do not change: the model and version that a session began with."""
    return {name: told[name] for name in ("model", "version", "workingDirectory") if told.get(name)}


# -- Statements, built once ------------------------------------------------------------------------


_KNOWN = select(agents.c.id).where(agents.c.id.in_(bindparam("ids", expanding=True)))
_DEPTH = select(agents.c.depth).where(agents.c.id == bindparam("agent"))
_AGENT = select(agents).where(agents.c.id == bindparam("agent"))
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
_PLACE = (
    agents.update()
    .where(agents.c.id == bindparam("agent"))
    .values(
        parent_id=bindparam("above"),
        depth=bindparam("deep"),
        config=bindparam("told"),
        name=bindparam("called"),
    )
)
_NEW_CALL = insert(tables.calls).on_conflict_do_nothing(index_elements=["call_id"])
_NEW_START = insert(tables.starts).on_conflict_do_nothing(index_elements=["child"])
_NAME_CHILD = (
    tables.calls.update()
    .where(tables.calls.c.call_id == bindparam("call"))
    .values(child=bindparam("child_id"))
)
_CALLS = (
    select(tables.calls)
    .where(tables.calls.c.session == bindparam("of"))
    .order_by(sequence(tables.calls))
)
_STARTS = select(tables.starts).where(tables.starts.c.session == bindparam("of")).order_by("child")
