"""What went wrong in a part of the store, as SQL: agents, events, and results of tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    bindparam,
    func,
    literal,
    literal_column,
    select,
)

from constellation_db.overview_rows import Failure, FailureKind, Failures, Scope
from constellation_db.records import AgentStatus, Key
from constellation_db.repositories.scopes import within
from constellation_db.repositories.values import as_text
from constellation_db.schema import (
    agent_history,
    agents,
    chronological,
    events,
    has_failed_results,
    sequence,
)

# In types of events, which are any text: `error`, `agent_failed`, `iteration:error`.
FAILING = ("error", "fail")


def tells_failure(type: str) -> bool:
    """Whether events of a type tell of a failure."""
    return any(word in type.casefold() for word in FAILING)


def failed_agents(scope: Scope) -> Select[Any]:
    """Build the query of agents that failed, newest first."""
    failed = agents.c.status == literal(AgentStatus.FAILED.value)
    return _newest(agents, agents.c.id, agents.c.name, within(scope, agents), failed)


def failing_events(scope: Scope) -> Select[Any]:
    """Build the query of events of `:types`, newest first."""
    # The plus keeps SQLite from reading the events of these types of the whole store instead.
    kind = events.c.type if scope == Scope() else literal_column("+events.type", Text)
    among = kind.in_(bindparam("types", expanding=True))
    return _newest(events, events.c.agent_id, events.c.type, within(scope, events), among)


def failed_results(scope: Scope) -> Select[Any]:
    """Build the query of messages with results of tools that failed, newest first."""
    return _newest(
        agent_history,
        agent_history.c.agent_id,
        literal(""),
        within(scope, agent_history),
        has_failed_results(agent_history),
    )


def _newest(
    table: Any, agent: Any, text: ColumnElement[Any], *conditions: ColumnElement[bool]
) -> Select[Any]:
    time, place = chronological(table), sequence(table)
    project = table.c.project_id if "project_id" in table.c else literal(None)
    return (
        select(
            time, place, table.c.id, project, agent, text, table.c.created_at,
            # Of all that match, before the limit.
            func.count().over(),
        )
        .where(*conditions)
        .order_by(time.desc(), place.desc())
        .limit(bindparam("limit"))
    )  # fmt: skip


def failures(kind: FailureKind, rows: Iterable[Any]) -> Failures:
    """Return the rows of one of the queries as values."""
    total = 0
    newest = []
    for time, place, id, project, agent, text, created, total in rows:  # noqa: B007 - each says it
        newest.append(
            Failure(
                kind, Key(time, place), id, as_text(project), as_text(agent),
                as_text(text) or "", as_text(created),
            )
        )  # fmt: skip
    return Failures(tuple(newest), total)
