"""Looking at a store again: a few sums and ends of tables say what others wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    Table,
    bindparam,
    func,
    select,
    true,
    union_all,
)

from constellation_db.changes import EVERYTHING, Changes, Mark
from constellation_db.importing.tables import changes as rewrites
from constellation_db.schema import (
    agent_history,
    agents,
    events,
    last_number,
    outputs,
    projects,
    sequence,
)

# New rows beyond this are not looked at one by one: reading all again costs no more.
_MOST_NEW_ROWS = 20_000

# Of the notes that messages were changed in place the last so many are kept, at least.
KEPT_NOTES = 1_000

_GROWING = (agent_history, events, outputs)


def look(connection: Connection, before: Mark | None) -> tuple[Mark, Changes]:
    """Return how the store is now, and where that differs from a mark; to be read in a snapshot.

    Costs one statement, one more where growing tables have grown, and one where messages were
    changed in place.
    """
    mark = _mark(connection)
    if before is None:
        return mark, EVERYTHING
    if any(_shrank(old, new) for old, new in zip(before.ends, mark.ends, strict=True)):
        return mark, EVERYTHING
    if mark.rewritten - before.rewritten > KEPT_NOTES:
        return mark, EVERYTHING
    written: set[tuple[str | None, str | None]] = set()
    grown = []
    for table, (_, old), (_, new) in zip(_GROWING, before.ends, mark.ends, strict=True):
        if new - old > _MOST_NEW_ROWS:
            return mark, EVERYTHING
        if new > old:
            grown.append((table.name, old))
    if grown:
        rows = connection.execute(
            _written(frozenset(name for name, _ in grown)),
            {f"after_{name}": old for name, old in grown},
        )
        written.update((project, agent) for project, agent in rows)
    rewritten: Iterable[str] = ()
    if mark.rewritten != before.rewritten:
        rewritten = connection.execute(_REWRITTEN, {"after": before.rewritten}).scalars()
    return mark, Changes(
        projects=mark.sums[0] != before.sums[0],
        agents=mark.sums[1] != before.sums[1],
        written_projects=frozenset(_known(project for project, _ in written)),
        written_agents=frozenset(_known(agent for _, agent in written)),
        rewritten_agents=frozenset(rewritten),
        unplaced=any(project is None for project, _ in written),
    )


def _mark(connection: Connection) -> Mark:
    found = list(connection.execute(_MARK).one())
    widths = [len(_sums(table)) for table in (projects, agents)]
    of_projects, of_agents = found[: widths[0]], found[widths[0] : sum(widths)]
    *ends, rewritten = (end or 0 for end in found[sum(widths) :])
    pairs = tuple(zip(ends[::2], ends[1::2], strict=True))
    return Mark((tuple(of_projects), tuple(of_agents)), pairs, rewritten)


def _shrank(before: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether rows went at either end of a table; an empty one has none to lose."""
    return before[1] > 0 and (now[1] < before[1] or now[0] != before[0])


def _known(names: Iterable[str | None]) -> Iterator[str]:
    return (name for name in names if name is not None)


# -- Statements, built once -----------------------------------------------------------------------


def _sums(table: Table) -> list[Any]:
    """Return what is added up of a table's rows: a little of every column that a list shows."""
    columns = table.c
    texts = ["status", "updated_at", "name"]
    numbers = ["iteration_count"]
    if table is projects:
        texts += ["ended_at"]
        numbers += ["cost_total"]
    else:
        texts += ["parent_id", "current_task", "config"]
        numbers += ["total_tokens", "total_cost"]
    return [
        func.count(),
        func.max(sequence(table)),
        func.max(columns.updated_at),
        *(func.total(columns[name]) for name in numbers),
        *(func.total(func.length(columns[name])) for name in texts),
        func.total(func.unicode(columns.status)),
    ]


def _mark_statement() -> Select[Any]:
    summed = [
        select(*(sum.label(f"s{place}") for place, sum in enumerate(_sums(table)))).subquery()
        for table in (projects, agents)
    ]
    parts: list[Any] = [column for each in summed for column in each.c]
    # A subquery for each end: SQLite steps to either, but scans for both at once.
    parts += [
        select(end(sequence(table))).select_from(table).scalar_subquery()
        for table in _GROWING
        for end in (func.min, func.max)
    ]
    parts.append(last_number(rewrites))
    return select(*parts).select_from(summed[0].join(summed[1], true()))


@cache
def _written(names: frozenset[str]) -> CompoundSelect[Any]:
    """Build the query of who wrote to growing tables, of which these have grown."""
    return union_all(*(_written_statement(table) for table in _GROWING if table.name in names))


def _written_statement(table: Table) -> Select[Any]:
    new = sequence(table) > bindparam(f"after_{table.name}")
    if table is agent_history:
        joined = table.outerjoin(agents, agents.c.id == table.c.agent_id)
        return (
            select(agents.c.project_id, table.c.agent_id).select_from(joined).where(new).distinct()
        )
    return select(table.c.project_id, table.c.agent_id).where(new).distinct()


_MARK = _mark_statement()
_REWRITTEN = select(rewrites.c.agent_id).where(rewrites.c.number > bindparam("after")).distinct()
