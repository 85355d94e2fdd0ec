"""What messages cost, by agent, by model and by time.

Summed from `agent_history`, through the index that carries role and cost: no message is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal_column, select

from constellation_db.overview_rows import CostGroup, Scope
from constellation_db.repositories.scopes import within
from constellation_db.repositories.values import none_of
from constellation_db.schema import agent_history, agents, chronological, json_member, sequence

# How many characters of a sortable timestamp name a span.
_BUCKETS = {
    "day": len("2026-01-31"),
    "hour": len("2026-01-31T10"),
    "minute": len("2026-01-31T10:02"),
}


def bucket_length(bucket: str) -> int:
    """Return how much of a timestamp names a span of that kind; raises `InvalidValue`."""
    try:
        return _BUCKETS[bucket]
    except KeyError as error:
        raise none_of("bucket", bucket, _BUCKETS) from error


def by_agent() -> Select[Any]:
    """Build the query of costs by agent of `:project_id`."""
    return _grouped(agents.c.id).order_by(chronological(agents), sequence(agents))


def by_model() -> Select[Any]:
    """Build the query of costs by model of `:project_id`, dearest first."""
    return _grouped(json_member(agents.c.config, "model")).order_by(
        func.sum(agent_history.c.cost).desc().nulls_last()
    )


def by_time(length: int) -> Select[Any]:
    """Build the query of costs by span of time of `:project_id`, oldest first."""
    span = func.substr(chronological(agent_history), 1, length)
    return _grouped(span).order_by(span)


def by_role(scope: Scope) -> Select[Any]:
    """Build the query of costs by role."""
    return _summed(scope, agent_history.c.role)


def dearest_agents(scope: Scope) -> Select[Any]:
    """Build the query of the `:limit` agents that cost most, dearest first."""
    found = _summed(scope, agent_history.c.agent_id)
    dearest = func.sum(agent_history.c.cost).desc().nulls_last()
    return found.order_by(dearest, func.count().desc()).limit(bindparam("limit"))


def dearest_models(scope: Scope) -> Select[Any]:
    """Build the query of costs by model, dearest first."""
    # By agent first: a configuration is parsed once, not for each message.
    each = _summed(scope, agent_history.c.agent_id).subquery("each")
    agent, *sums = each.columns
    cost = func.sum(sums[1])
    model: ColumnElement[Any] = json_member(agents.c.config, "model")
    return (
        select(model, func.sum(sums[0]), cost, func.sum(sums[2]))
        .select_from(each.join(agents, agents.c.id == agent))
        .group_by(model)
        .order_by(cost.desc().nulls_last(), func.sum(sums[0]).desc())
    )


def over_time(scope: Scope, length: int) -> Select[Any]:
    """Build the query of costs by span of time, oldest first."""
    span = func.substr(chronological(agent_history), 1, length)
    return _summed(scope, span).order_by(span)


def span(scope: Scope) -> Select[Any]:
    """Build the query of when the first and the last message with a time was written."""
    time, place = chronological(agent_history), sequence(agent_history)
    dated = select(time).select_from(agent_history).where(time > literal_column("''"))
    if scope != Scope():  # two steps into an index for each agent
        dated = dated.where(agent_history.c.agent_id == agents.c.id).correlate(agents)
    first = dated.order_by(time, place).limit(1).scalar_subquery()
    last = dated.order_by(time.desc(), place.desc()).limit(1).scalar_subquery()
    if scope == Scope():
        return select(first, last)
    return select(func.min(first), func.max(last)).where(within(scope, agents))


def _summed(scope: Scope, name: ColumnElement[Any]) -> Select[Any]:
    return select(name, *_sums()).where(within(scope, agent_history)).group_by(name)


def _sums() -> tuple[ColumnElement[Any], ...]:
    unknown = agent_history.c.cost.is_(None) & (agent_history.c.role == "assistant")
    known = func.sum(agent_history.c.cost)
    # Labelled, as two counts of one statement could not be told apart by name.
    count = func.count().label("messages")
    return count, known.label("cost"), func.sum(case((unknown, 1), else_=0)).label("unknown")


def _grouped(name: ColumnElement[Any]) -> Select[Any]:
    return (
        select(name, *_sums())
        .select_from(agents.join(agent_history, agent_history.c.agent_id == agents.c.id))
        .where(agents.c.project_id == bindparam("project_id"))
        .group_by(name)
    )


def groups(rows: Iterable[Any]) -> list[CostGroup]:
    """Return the rows of one of the queries as values."""
    return [
        CostGroup(None if name is None else str(name), messages, cost, unknown)
        for name, messages, cost, unknown in rows
    ]
