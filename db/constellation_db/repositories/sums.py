"""What a part of the store amounts to: how many rows, at what cost, of how many tokens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select

from constellation_db.overview_rows import (
    CostGroup,
    FailureKind,
    Failures,
    MessageSums,
    Scope,
    UsageGroup,
)
from constellation_db.repositories import costs, failures, usage
from constellation_db.repositories.scopes import kind, parameters, within
from constellation_db.repositories.values import as_number, as_text
from constellation_db.schema import agents, chronological, events, outputs
from constellation_db.session import Session


class Sums:
    """Sums over a `Scope`. Every statement is built once for each kind of scope."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._statements: dict[Hashable, Select[Any]] = {}

    # -- How many ----------------------------------------------------------------------------------

    def agents_by_status(self, scope: Scope) -> dict[str, int]:
        """Return how many agents there are of each status; "" stands for none."""
        return self._counts("statuses", scope, agents, agents.c.status)

    def messages(self, scope: Scope) -> MessageSums:
        """Return how many messages there are of each role, and what they cost."""
        rows = self._rows("messages", scope, costs.by_role)
        known = [cost for _role, _count, cost, _unknown in rows if as_number(cost) is not None]
        return MessageSums(
            by_role={as_text(role) or "": count for role, count, _cost, _unknown in rows},
            cost=sum(known) if known else None,
            unknown=sum(unknown for *_rest, unknown in rows),
        )

    def outputs_by_type(self, scope: Scope) -> dict[str, int]:
        """Return how many outputs there are of each type."""
        return self._counts("outputs", scope, outputs, outputs.c.type)

    def events_by_type(self, scope: Scope) -> dict[str, int]:
        """Return how many events there are of each type."""
        return self._counts("events", scope, events, events.c.type)

    # -- When --------------------------------------------------------------------------------------

    def span(self, scope: Scope) -> tuple[str | None, str | None]:
        """Return when the first and the last message was written, in the sortable form."""
        ((first, last),) = self._rows("span", scope, costs.span)
        return as_text(first), as_text(last)

    def last_written(self, scope: Scope) -> str | None:
        """Return when anything was last written, in the sortable form; None if nothing was."""
        times = [self.span(scope)[1]]
        for table in (events, outputs):
            build = partial(_latest, table)
            ((latest,),) = self._rows(("latest", table.name), scope, build)
            times.append(as_text(latest))
        return max(filter(None, times), default=None)

    # -- At what cost ------------------------------------------------------------------------------

    def costs_by_agent(self, scope: Scope, *, limit: int) -> list[CostGroup]:
        """Return the dearest agents, dearest first; `name` is an agent's id."""
        rows = self._rows("by agent", scope, costs.dearest_agents, limit=limit)
        return costs.groups(rows)

    def costs_by_model(self, scope: Scope) -> list[CostGroup]:
        """Return what each model cost, dearest first; `name` is None for agents that name none."""
        return costs.groups(self._rows("by model", scope, costs.dearest_models))

    def costs_by_time(self, scope: Scope, length: int) -> list[CostGroup]:
        """Return costs by span of time, oldest first.

        The first `length` characters of a time in the sortable form name a span.
        """
        build = partial(costs.over_time, length=length)
        return costs.groups(self._rows(("by time", length), scope, build))

    def usage_by_time(self, scope: Scope, length: int) -> list[UsageGroup]:
        """Return tokens by span of time, oldest first; see `costs_by_time`. Reads every message."""
        build = partial(usage.by_time, length=length)
        return usage.groups(self._rows(("usage", length), scope, build))

    # -- What went wrong ---------------------------------------------------------------------------

    def failed_agents(self, scope: Scope, *, limit: int) -> Failures:
        """Return the agents that failed, newest first."""
        rows = self._rows("failed agents", scope, failures.failed_agents, limit=limit)
        return failures.failures(FailureKind.AGENT, rows)

    def failing_events(self, scope: Scope, types: Collection[str], *, limit: int) -> Failures:
        """Return the events of those among `types` that tell of a failure, newest first."""
        failing = [type for type in types if failures.tells_failure(type)]
        if not failing:
            return Failures((), 0)
        build = failures.failing_events
        rows = self._rows("failing events", scope, build, limit=limit, types=failing)
        return failures.failures(FailureKind.EVENT, rows)

    def failed_results(self, scope: Scope, *, limit: int) -> Failures:
        """Return the messages with failed results of tools, newest first. Reads every message."""
        rows = self._rows("failed results", scope, failures.failed_results, limit=limit)
        return failures.failures(FailureKind.RESULT, rows)

    # -- Running -----------------------------------------------------------------------------------

    def _rows(
        self, name: Hashable, scope: Scope, build: Callable[[Scope], Select[Any]], **given: Any
    ) -> Sequence[Any]:
        key = (name, kind(scope))
        statement = self._statements.get(key)
        if statement is None:
            statement = self._statements[key] = build(scope)
        with self._session.reading() as connection:
            return connection.execute(statement, parameters(scope) | given).all()

    def _counts(self, name: str, scope: Scope, table: Any, column: Any) -> dict[str, int]:
        def build(scope: Scope) -> Select[Any]:
            return select(column, func.count()).where(within(scope, table)).group_by(column)

        found: dict[str, int] = {}
        for value, count in self._rows(name, scope, build):
            text = as_text(value) or ""
            found[text] = found.get(text, 0) + count
        return found


def _latest(table: Any, scope: Scope) -> Select[Any]:
    """Build the query of when a row of a table was last written."""
    time = chronological(table)
    if scope.descendants:
        return select(func.max(time)).select_from(table).where(within(scope, table))
    # One step into an index, which max() is not.
    rows = select(time).select_from(table).where(within(scope, table))
    return select(rows.order_by(time.desc()).limit(1).scalar_subquery())
