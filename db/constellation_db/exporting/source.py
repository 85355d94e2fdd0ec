"""What an export reads: rows as values, without what is secret, while progress is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Table

from constellation_db.cancellation import Cancellation
from constellation_db.database import Database
from constellation_db.errors import NotFoundError
from constellation_db.exporting.redaction import Redactor
from constellation_db.exporting.rows import StoredRows
from constellation_db.overview_rows import Scope
from constellation_db.records import Agent, AgentHistory, Event, Output, Project
from constellation_db.repositories.tree import in_tree_order
from constellation_db.repositories.values import RowReader
from constellation_db.rows import TreePlace
from constellation_db.schema import agent_history, agents, events, outputs, projects

Progress = Callable[[int, int], None]
R = TypeVar("R")

# The columns in which people's words may stand; ids, states and times stay as they are.
WORDS: Mapping[str, tuple[str, ...]] = {
    "projects": ("name", "description", "prompt_path", "settings"),
    "agents": ("name", "config", "current_task"),
    "agent_history": ("content", "tool_calls", "tool_results", "usage"),
    "outputs": ("path", "content", "previous_content"),
    "events": ("type", "data"),
}
_RECORDS: Mapping[str, type[Any]] = {
    "projects": Project,
    "agents": Agent,
    "agent_history": AgentHistory,
    "outputs": Output,
    "events": Event,
}
_ROWS_BETWEEN_LOOKS = 64


class Source:
    """The part of an open store that is exported; to be read within a snapshot.

    `counts` says how many rows were given of each table, `agent_rows` holds what `tree` read.
    `redactor` is None where nothing is taken out.
    """

    def __init__(
        self,
        database: Database,
        scope: Scope,
        redactor: Redactor | None = None,
        progress: Progress | None = None,
        cancel: Cancellation | None = None,
    ) -> None:
        self.database = database
        self.scope = scope
        self.redactor = redactor
        self.rows: StoredRows = database.rows
        self.counts: dict[str, int] = {}
        self.agent_rows: dict[str, tuple[list[Any], int]] = {}
        self._progress = progress
        self._cancel = cancel
        self._done = 0
        self._total = 0
        self._readers = {
            table.name: RowReader(table)
            for table in (projects, agents, agent_history, outputs, events)
        }

    # -- Rows --------------------------------------------------------------------------------------

    def expect(self, *tables: Table) -> None:
        """Count what is going to be read, so that progress has an end."""
        self._total += sum(self.rows.count(table, self.scope) for table in tables)

    def values(self, table: Table, scope: Scope | None = None) -> Iterator[tuple[list[Any], int]]:
        """Give the rows of a table as they are stored, secrets taken out, with their places."""
        words = [
            (place, column.name)
            for place, column in enumerate(table.columns)
            if column.name in WORDS[table.name]
        ]
        for stored, sequence in self.rows.stream(table, scope or self.scope):
            self.step(table.name)
            row = list(stored)
            if self.redactor is not None:
                for place, name in words:
                    row[place] = self._redacted(row[place], f"{table.name}.{name} {row[0]}")
            yield row, sequence

    def records(self, table: Table, scope: Scope | None = None) -> Iterator[Any]:
        """Give the rows of a table as records."""
        for row, _sequence in self.values(table, scope):
            yield self.record(table, row)

    def record(self, table: Table, row: list[Any]) -> Any:
        """Return a row's values as a record, whatever a hostile store holds."""
        return _RECORDS[table.name](*self._readers[table.name](row))

    def step(self, table: str) -> None:
        """Count a row, tell progress, and stop if that was asked for."""
        self.counts[table] = self.counts.get(table, 0) + 1
        self._done += 1
        if self._done % _ROWS_BETWEEN_LOOKS == 0:
            self.look()

    def look(self) -> None:
        """Tell progress, and stop if that was asked for."""
        if self._cancel is not None:
            self._cancel.check()
        if self._progress is not None and self._total:
            self._progress(min(self._done, self._total), self._total)

    def _redacted(self, value: Any, where: str) -> Any:
        assert self.redactor is not None
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        return self.redactor.redacted(value, where) if isinstance(value, str) else value

    def message_values(self) -> Iterator[tuple[list[Any], int]]:
        """Give all messages of the scope: of one agent after the other, of a store as they came.

        Agent by agent, none has to be sorted: contents would be written to the disk for that.
        """
        if self.scope == Scope():
            yield from self.values(agent_history)
            return
        ids = [row[0] for row, _sequence in self.rows.stream(agents, self.scope)]
        for id in ids:
            yield from self.values(agent_history, Scope(agent_id=id))

    # -- Agents ------------------------------------------------------------------------------------

    def tree(self) -> list[tuple[Agent, int, TreePlace]]:
        """Return the agents of the scope in tree order with their depth in it.

        Raises `NotFoundError` if the scope is an agent that is not there.
        """
        self.agent_rows = {str(row[0]): (row, place) for row, place in self.values(agents)}
        found: dict[str, Agent] = {
            id: self.record(agents, row) for id, (row, _place) in self.agent_rows.items()
        }
        top = self.scope.agent_id
        if top is not None and top not in found:
            raise NotFoundError(
                "There is no agent {id} in {store}.", id=top, store=self.database.path
            )
        links = [(id, None if id == top else agent.parent_id) for id, agent in found.items()]
        foreign = frozenset(
            parent for _id, parent in links if parent is not None and parent not in found
        )
        return [(found[id], depth, place) for id, depth, place in in_tree_order(links, foreign)]
