"""Writes a batch and how far its file was read, in one transaction: a killed import is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, inspect, or_, select
from sqlalchemy.dialects import sqlite

from constellation_db.engine import WIDE_CACHE
from constellation_db.importing import agent_rows, nesting, tables
from constellation_db.importing.batch import Batch, Object
from constellation_db.importing.inserting import insert, insertion
from constellation_db.importing.lines import dump, load
from constellation_db.importing.message_rows import Added, Messages
from constellation_db.importing.naming import fingerprint
from constellation_db.importing.prices import NO_PRICES, PriceList
from constellation_db.schema import (
    agents,
    chronological,
    events,
    json_member,
    outputs,
    sequence,
)
from constellation_db.session import Session
from constellation_db.watching import KEPT_NOTES


@dataclass(slots=True)
class Position:
    """How far a file was read: bytes, lines, and what its reader remembers."""

    path: str
    source: str
    head: str
    place: int = 0
    line: int = 0
    state: Object = field(default_factory=dict)


class Imports:
    """The store as an import sees it: rows that may be there already, and its own notes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- What a reader asks ------------------------------------------------------------------------

    def position(self, path: str) -> Position | None:
        """Return how far a file was read, None if it never was."""
        with self._session.reading() as connection:
            row = connection.execute(_POSITION, {"file": path}).first()
        if row is None:
            return None
        return Position(row.path, row.source, row.head, row.place, row.line, load(row.state))

    def positions(self) -> dict[str, Position]:
        """Return how far each file was read, by path, without what its reader remembers.

        Files are left out whose agents somebody deleted: they are read again. There are none in a
        store that was never made ready for an import.
        """
        with self._session.reading() as connection:
            if not inspect(connection).has_table(tables.files.name):
                return {}
            rows = connection.execute(_POSITIONS).all()
        return {row.path: Position(*row) for row in rows}

    def project_of(self, agent_id: str) -> str | None:
        """Return the project that an agent belongs to, None if there is no such agent."""
        with self._session.reading() as connection:
            found: str | None = connection.execute(_PROJECT_OF, {"agent": agent_id}).scalar()
        return found

    def config_of(self, agent_id: str) -> Object:
        """Return what is known of an agent's session, {} if there is no such agent."""
        with self._session.reading() as connection:
            return agent_rows.config(connection.execute(_CONFIG_OF, {"agent": agent_id}).scalar())

    def content_of(self, project_id: str, path: str) -> str | None:
        """Return the last version of a file in the store, None if there is none."""
        with self._session.reading() as connection:
            found: str | None = connection.execute(
                _CONTENT_OF, {"project": project_id, "file": path}
            ).scalar()
        return found

    # -- Writing -----------------------------------------------------------------------------------

    def store(
        self, batch: Batch, positions: Iterable[Position], prices: PriceList = NO_PRICES
    ) -> Added:
        """Write what of a batch is not there yet, and how far its files were read.

        Responses that do not tell their costs get those of a list.
        """
        added = Added()
        with self._session.writing() as connection:
            connection.exec_driver_sql(WIDE_CACHE)
            new_agents = agent_rows.missing(connection, batch.agents)
            added.agents = len(new_agents)
            agent_rows.insert_projects(connection, batch.projects.values())
            agent_rows.insert_agents(connection, new_agents)
            messages = Messages(connection, prices, added)
            messages.store(batch)
            amounts = messages.amounts
            _note_rewritten(connection, messages.rewritten)
            added.events = insert(connection, _NEW_EVENTS, _event_rows(batch))
            added.outputs = insert(connection, _NEW_OUTPUTS, _output_rows(batch))
            agent_rows.update_agents(connection, batch.agents, amounts)
            agent_rows.update_projects(connection, batch, amounts)
            nesting.note_calls(connection, batch)
            nesting.place(connection, batch)
            connection.execute(_NOTE, [_note(each) for each in positions])
        return added

    def settle(self, sessions: Collection[str]) -> None:
        """Put each sub-agent of sessions below the agent whose call started it."""
        with self._session.writing() as connection:
            for session in nesting.with_sub_agents(connection, sessions):
                nesting.settle(connection, session)


def _note(position: Position) -> Object:
    values = (position.path, position.source, position.head, position.place, position.line)
    return dict(zip(_NOTED, (*values, dump(position.state)), strict=True))


def _note_rewritten(connection: Connection, agent_ids: Iterable[str]) -> None:
    """Note whose messages were changed in place; nobody would see it otherwise."""
    for agent_id in agent_ids:
        result = connection.execute(_REWRITTEN, {"agent_id": agent_id})
        (number,) = result.inserted_primary_key or (0,)
        connection.execute(_FORGET, {"old": number - KEPT_NOTES})


def _event_rows(batch: Batch) -> list[tuple[Any, ...]]:
    return [
        (event.id, event.project_id, event.agent_id, event.type, dump(event.data), event.time)
        for event in batch.events
    ]


def _output_rows(batch: Batch) -> list[tuple[Any, ...]]:
    return [
        (
            *(each.id, each.project_id, each.agent_id, "file", each.path),
            *(each.content, each.previous, fingerprint(each.content), each.time),
        )
        for each in batch.outputs
    ]


# -- Statements, built once ------------------------------------------------------------------------


def _note_statement() -> sqlite.Insert:
    statement = sqlite.insert(tables.files)
    changed = {name: statement.excluded[name] for name in _NOTED[1:]}
    return statement.on_conflict_do_update(index_elements=["path"], set_=changed)


_NOTED = tuple(tables.files.c.keys())
_NOTE = _note_statement()
_NEW_EVENTS = insertion(events)
_NEW_OUTPUTS = insertion(outputs)
_REWRITTEN = tables.changes.insert()
_FORGET = tables.changes.delete().where(tables.changes.c.number <= bindparam("old"))
_POSITION = select(tables.files).where(tables.files.c.path == bindparam("file"))
_agent = func.coalesce(*(json_member(tables.files.c.state, name) for name in ("own", "root")))
_POSITIONS = select(
    *(tables.files.c[name] for name in ("path", "source", "head", "place", "line"))
).where(or_(_agent.is_(None), _agent.in_(select(agents.c.id))))
_PROJECT_OF = select(agents.c.project_id).where(agents.c.id == bindparam("agent"))
_CONFIG_OF = select(agents.c.config).where(agents.c.id == bindparam("agent"))
_CONTENT_OF = (
    select(outputs.c.content)
    .where(outputs.c.project_id == bindparam("project"), outputs.c.path == bindparam("file"))
    .order_by(chronological(outputs).desc(), sequence(outputs).desc())
    .limit(1)
)
