"""What messages cost, by agent, by model and by time.

Summed from `agent_history`, through the index that carries role and cost: no message is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from constellation_db.errors import InvalidValue
from constellation_db.rows import CostGroup
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
        raise InvalidValue(
            f"bucket is {bucket!r}; it must be one of {', '.join(_BUCKETS)}."
        ) from error


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


def _grouped(name: ColumnElement[Any]) -> Select[Any]:
    unknown = agent_history.c.cost.is_(None) & (agent_history.c.role == "assistant")
    return (
        select(
            name,
            func.count(),
            func.sum(agent_history.c.cost),
            func.sum(case((unknown, 1), else_=0)),
        )
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
