"""When agents lived, and at which moments something failed: a few statements for a whole project.

Every one of them reads indexes; no message, and of the events only those that tell of a failure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.sql.selectable import CTE

from constellation_db.repositories.failures import FAILING
from constellation_db.repositories.values import as_text
from constellation_db.rows import AgentLife
from constellation_db.schema import (
    agent_history,
    agents,
    chronological,
    events,
    has_failed_results,
)


def spans(*, some: bool) -> Select[Any]:
    """Build the query of ids, creation, first and last sign, and last change of agents."""
    return _of_agents(
        select(
            agents.c.id,
            chronological(agents),
            _end(func.min, agent_history),
            _end(func.max, agent_history),
            _end(func.max, events),
            agents.c.updated_at,
        ).where(agents.c.project_id == bindparam("project_id")),
        agents.c.id,
        some=some,
    )


def _end(which: Any, table: Any) -> Any:
    moment = chronological(table)
    return (
        select(which(moment))
        .select_from(table)
        .where(table.c.agent_id == agents.c.id, moment > "")
        .correlate(agents)
        .scalar_subquery()
    )


def failed_results(*, some: bool) -> Select[Any]:
    """Build the query of (agent, moment) of each message that holds a failed tool result."""
    joined = agents.join(agent_history, agent_history.c.agent_id == agents.c.id)
    return _of_agents(
        select(agents.c.id, agent_history.c.created_at)
        .select_from(joined)
        .where(agents.c.project_id == bindparam("project_id"), has_failed_results(agent_history)),
        agents.c.id,
        some=some,
    )


def failed_events(*, some: bool) -> Select[Any]:
    """Build the query of (agent, moment) of each event whose type tells of a failure."""
    kinds = _event_types()
    its = (events.c.project_id == bindparam("project_id")) & (events.c.type == kinds.c.type)
    return _of_agents(
        select(events.c.agent_id, events.c.created_at)
        .select_from(kinds.join(events, its))
        .where(or_(*(kinds.c.type.icontains(word) for word in FAILING)))
        .where(events.c.agent_id.is_not(None)),
        events.c.agent_id,
        some=some,
    )


def _event_types() -> CTE:
    """Build the list of a project's types of events, one step in the index for each.

    DISTINCT would read every event of the project.
    """
    mine = events.c.project_id == bindparam("project_id")
    kinds = select(func.min(events.c.type).label("type")).where(mine).cte("kinds", recursive=True)
    following = (
        select(func.min(events.c.type))
        .where(mine, events.c.type > kinds.c.type)
        .correlate(kinds)
        .scalar_subquery()
    )
    return kinds.union_all(select(following).where(kinds.c.type.is_not(None)))


def _of_agents(statement: Select[Any], column: Any, *, some: bool) -> Select[Any]:
    """Narrow a query down to the agents `ids`, if only some are wanted."""
    return statement.where(column.in_(bindparam("ids", expanding=True))) if some else statement


def put_together(spans: Iterable[Any], failures: Iterable[Any]) -> list[AgentLife]:
    """Return the rows of the queries as values."""
    failed: dict[Any, list[str]] = {}
    for agent, moment in failures:
        if moment is not None:
            failed.setdefault(agent, []).append(as_text(moment) or "")
    lives = []
    for id, created, first, last, noted, updated in spans:
        begun = min(filter(None, (created, first)), default=None)
        ended = max(filter(None, (last, noted)), default=None) or as_text(updated)
        lives.append(AgentLife(as_text(id) or "", begun, ended, tuple(failed.get(id, ()))))
    return lives
