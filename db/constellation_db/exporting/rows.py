"""The rows of a part of the store, one after the other, exactly as they are stored.

A result is read row by row: however long a conversation is, one message is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Table,
    bindparam,
    cast,
    func,
    or_,
    select,
    true,
)

from constellation_db.overview_rows import Scope
from constellation_db.repositories import scopes
from constellation_db.schema import agent_history, agents, chronological, events, outputs, projects
from constellation_db.schema import sequence as sequence_of
from constellation_db.session import Session

TABLES: tuple[Table, ...] = (projects, agents, agent_history, outputs, events)  # parents first

# A row's values in the order of the table's columns, and its place in the store.
Row = tuple[tuple[Any, ...], int]


class StoredRows:
    """Reads whole rows of an open store; see `Database.rows`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._statements: dict[Hashable, Select[Any]] = {}

    def stream(self, table: Table, scope: Scope) -> Iterator[Row]:
        """Give the rows of a table that belong to a scope, in chronological order.

        Text that is no UTF-8 has U+FFFD in it: `raw` returns its bytes. To be read to the end
        within a snapshot.
        """
        key = ("stream", table.name, scopes.kind(scope))
        if key not in self._statements:
            self._statements[key] = (
                select(*table.columns, sequence_of(table))
                .where(_belongs(scope, table))
                .order_by(chronological(table), sequence_of(table))
            )
        with self._session.reading() as connection:
            result = connection.execute(self._statements[key], scopes.parameters(scope))
            # One by one: many rows at once may be hundreds of megabytes.
            while (row := result.fetchone()) is not None:
                yield tuple(row[:-1]), row[-1]

    def count(self, table: Table, scope: Scope) -> int:
        """Return how many rows of a table belong to a scope."""
        key = ("count", table.name, scopes.kind(scope))
        if key not in self._statements:
            self._statements[key] = (
                select(func.count()).select_from(table).where(_belongs(scope, table))
            )
        with self._session.reading() as connection:
            found = connection.execute(self._statements[key], scopes.parameters(scope))
            return int(found.scalar_one())

    def raw(self, table: Table, sequence: int, column: str) -> bytes:
        """Return the stored bytes of a text; none if the row is gone."""
        key = ("raw", table.name, column)
        if key not in self._statements:
            self._statements[key] = select(cast(table.c[column], LargeBinary)).where(
                sequence_of(table) == bindparam("place")
            )
        with self._session.reading() as connection:
            found = connection.execute(self._statements[key], {"place": sequence}).scalar()
        return bytes(found or b"")


def _belongs(scope: Scope, table: Table) -> ColumnElement[bool]:
    if table is projects:
        return _is_project_of(scope)
    condition = scopes.within(scope, table)
    if table is events and scope.project_id is not None and scope.agent_id is None:
        # Some writers name only the agent.
        mine = select(agents.c.id).where(agents.c.project_id == bindparam("project_id"))
        return or_(condition, table.c.agent_id.in_(mine))
    return condition


def _is_project_of(scope: Scope) -> ColumnElement[bool]:
    """Return whether a project is the scope's, or one that something in the scope belongs to."""
    if scope.agent_id is None:
        return true() if scope.project_id is None else projects.c.id == bindparam("project_id")
    ids = select(scopes.family("agent_id").c.id) if scope.descendants else bindparam("agent_id")
    of_agents = select(agents.c.project_id).where(_is_one(agents.c.id, ids))
    of_outputs = select(outputs.c.project_id).where(_is_one(outputs.c.agent_id, ids))
    return or_(projects.c.id.in_(of_agents), projects.c.id.in_(of_outputs))


def _is_one(column: ColumnElement[Any], ids: Any) -> ColumnElement[bool]:
    return column.in_(ids) if isinstance(ids, Select) else column == ids
