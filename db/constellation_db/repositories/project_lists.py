"""The list of projects as SQL: which of them, in which order, and what is summed up of each.

Sums of messages read indexes alone: the costs' index, and the one by agent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Select, bindparam, case, func, select

from constellation_db.records import Order, ProjectStatus
from constellation_db.repositories.conditions import contains
from constellation_db.repositories.given import member
from constellation_db.repositories.values import none_of
from constellation_db.rows import ProjectCosts
from constellation_db.schema import (
    agent_history,
    agents,
    chronological,
    events,
    milliseconds,
    outputs,
    sequence,
    timestamp_of,
)
from constellation_db.schema import projects as table

STATUSES = {status.value: status.value for status in ProjectStatus}

_MINE = agents.c.project_id == table.c.id


class Filter(NamedTuple):
    """A part of the projects: what tells its statements from others, conditions, parameters."""

    key: tuple[Any, ...]
    conditions: Callable[[], list[ColumnElement[bool]]]
    parameters: dict[str, Any]


def filtered(text: str, statuses: Sequence[ProjectStatus | str]) -> Filter:
    """Return the projects that hold `text` in name or description and are in one of `statuses`.

    Neither given, all of them. Raises `InvalidValue` for a status that there is not.
    """
    names = [member(status, STATUSES, "projects.status") for status in statuses]
    in_name, in_description = contains(table.c.name, text), contains(table.c.description, text)

    def conditions() -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if text:
            found.append(in_name.build() | in_description.build())
        if names:
            found.append(table.c.status.in_(bindparam("statuses", expanding=True)))
        return found

    parameters = (in_name.parameters if text else {}) | ({"statuses": names} if names else {})
    return Filter((text and in_name.name, bool(names)), conditions, parameters)


# -- Order -----------------------------------------------------------------------------------------


def ranked(statement: Select[Any], sort: str, direction: Order) -> Select[Any]:
    """Sort by what `sort` names, the unknown last in either direction; raises `InvalidValue`."""
    try:
        build = _SORTS[sort]
    except KeyError as error:
        raise none_of("sort", sort, _SORTS) from error
    if build is None:
        return statement
    value = build()
    ranking = value.desc() if direction is Order.DESC else value.asc()
    return statement.order_by(ranking.nulls_last())


def _end(written: Any, condition: ColumnElement[bool], *, newest: bool) -> Any:
    """Return when the newest or oldest row of a table was written, as a scalar subquery."""
    # ORDER BY … LIMIT 1 rather than max(): only so does SQLite take one step into the index.
    terms: Iterable[Any] = (chronological(written), sequence(written))
    return (
        select(chronological(written))
        .where(condition)
        .order_by(*(term.desc() if newest else term for term in terms))
        .limit(1)
        .correlate(table, agents)
        .scalar_subquery()
    )


def _of_agent(*, newest: bool) -> Any:
    return _end(agent_history, agent_history.c.agent_id == agents.c.id, newest=newest)


def _agents() -> Any:
    return select(func.count()).where(_MINE).correlate(table).scalar_subquery()


def _messages() -> Any:
    joined = agents.join(agent_history, agent_history.c.agent_id == agents.c.id)
    return select(func.count()).select_from(joined).where(_MINE).correlate(table).scalar_subquery()


def _written() -> tuple[Any, Any, Any]:
    """Return when the newest message, event and output of a project were written."""
    newest = select(func.max(_of_agent(newest=True))).where(_MINE)
    return (
        newest.correlate(table).scalar_subquery(),
        _end(events, events.c.project_id == table.c.id, newest=True),
        _end(outputs, outputs.c.project_id == table.c.id, newest=True),
    )


def _activity() -> ColumnElement[str]:
    # What was created or changed is alive, too, before anything is written in it.
    own = (chronological(table), chronological(table, "updated_at"))
    return func.max(*own, *(func.coalesce(time, "") for time in _written()))


_SORTS: dict[str, Callable[[], ColumnElement[Any]] | None] = {
    "created": None,
    "name": lambda: func.lower(table.c.name),
    "status": lambda: table.c.status,
    "cost": lambda: table.c.cost_total,
    "iterations": lambda: table.c.iteration_count,
    "agents": _agents,
    "messages": _messages,
    "activity": _activity,
}


# -- What is summed up -----------------------------------------------------------------------------


def summaries() -> Select[Any]:
    """Build the query of (id, agents, messages, three times) of the projects `:ids`."""
    return select(table.c.id, _agents(), _messages(), *_written()).where(
        table.c.id.in_(bindparam("ids", expanding=True))
    )


def costs_over_time() -> Select[Any]:
    """Build the query of (id, start, end, span, cost, unknown) of the projects `:ids`.

    A project's life, from its first message to its last, is cut into `:spans` equal ones.
    """
    life = _lives()
    said_by_model = agent_history.c.role == "assistant"
    when = milliseconds(agent_history.c.created_at)
    spans: ColumnElement[int] = bindparam("spans", type_=Integer)
    # A life that is a moment has one span, and the last moment belongs to the last one.
    number = (
        (when - life.c.first) * spans // func.nullif(life.c.last - life.c.first, 0, type_=Integer)
    )
    number = func.max(0, func.min(spans - 1, func.coalesce(number, 0)))
    cost = agent_history.c.cost
    # Whatever else a store holds as a cost, SQLite would add as zero.
    known = func.typeof(cost).in_(("real", "integer"))
    return (
        select(
            life.c.project_id,
            timestamp_of(life.c.first),
            timestamp_of(life.c.last),
            number.label("span"),
            func.sum(case((known, cost))),
            func.sum(case((known, 0), else_=1)),
        )
        .select_from(
            life.join(agents, agents.c.project_id == life.c.project_id).join(
                agent_history, agent_history.c.agent_id == agents.c.id
            )
        )
        .where(
            said_by_model | known,
            when.is_not(None),
            life.c.first.is_not(None),
            life.c.last.is_not(None),
        )
        .group_by(life.c.project_id, "span")
    )


def _lives() -> CTE:
    """Name the (project_id, first, last) of `:ids`: their first and last message, in ms."""
    return (
        select(
            agents.c.project_id,
            func.min(milliseconds(_of_agent(newest=False))).label("first"),
            func.max(milliseconds(_of_agent(newest=True))).label("last"),
        )
        .where(agents.c.project_id.in_(bindparam("ids", expanding=True)))
        .group_by(agents.c.project_id)
        .cte("life")
        .prefix_with("MATERIALIZED")
    )


def project_costs(rows: Iterable[Any], spans: int) -> dict[str, ProjectCosts]:
    """Return the rows of `costs_over_time` as values by project, without those all unknown."""
    found: dict[str, ProjectCosts] = {}
    by_project: dict[str, list[Any]] = {}
    for row in rows:
        by_project.setdefault(row[0], []).append(row)
    for id, parts in by_project.items():
        costs: list[float | None] = [0.0] * spans
        for _id, _start, _end, span, cost, unknown in parts:
            costs[span] = None if cost is None and unknown else cost or 0.0
        _id, start, end, *_rest = parts[0]
        if any(cost is not None for *_rest, cost, _unknown in parts):
            found[id] = ProjectCosts(start=start, end=end, costs=tuple(costs))
    return found
