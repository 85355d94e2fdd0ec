"""Writes a batch and how far its file was read, in one transaction: a killed import is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.dialects.sqlite import Insert, insert

from constellation_db.importing import agent_rows, tables
from constellation_db.importing.batch import Batch, NewMessage, Object
from constellation_db.importing.lines import dump, load
from constellation_db.importing.naming import fingerprint
from constellation_db.schema import agent_history, agents, chronological, events, outputs, sequence
from constellation_db.session import Session

_USAGE = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
_MOST_IDS = 500  # bound at once


@dataclass(slots=True)
class Position:
    """How far a file was read: bytes, lines, and what its reader remembers."""

    path: str
    source: str
    head: str
    place: int = 0
    line: int = 0
    state: Object = field(default_factory=dict)


@dataclass(slots=True)
class Added:
    """What writing changed; tokens are input, output, cache reads and cache writes."""

    messages: int = 0
    inherited: int = 0
    outputs: int = 0
    events: int = 0
    agents: int = 0
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def __iadd__(self, other: Added) -> Added:
        self.messages += other.messages
        self.inherited += other.inherited
        self.outputs += other.outputs
        self.events += other.events
        self.agents += other.agents
        self.tokens = [mine + more for mine, more in zip(self.tokens, other.tokens, strict=True)]
        return self


@dataclass(slots=True)
class Amounts:
    """What an agent's new messages add to its sums."""

    tokens: int = 0
    cost: float | None = None
    responses: int = 0


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

    def store(self, batch: Batch, position: Position) -> Added:
        """Write what of a batch is not there yet, and how far its file was read."""
        added = Added()
        with self._session.transaction(), self._session.writing() as connection:
            new_agents = agent_rows.missing(connection, batch.agents)
            added.agents = len(new_agents)
            agent_rows.insert_projects(connection, batch.projects.values())
            agent_rows.insert_agents(connection, new_agents)
            amounts = self._store_messages(connection, batch, added)
            added.events = _insert(connection, _NEW_EVENTS, _event_rows(batch))
            added.outputs = _insert(connection, _NEW_OUTPUTS, _output_rows(batch))
            agent_rows.update_agents(connection, batch.agents.values(), amounts)
            agent_rows.update_projects(connection, batch, amounts)
            agent_rows.note_calls(connection, batch)
            values = (position.path, position.source, position.head, position.place, position.line)
            connection.execute(
                _NOTE, dict(zip(_NOTED, (*values, dump(position.state)), strict=True))
            )
        return added

    def settle(self, session: str) -> None:
        """Put each sub-agent of a session below the agent whose call started it."""
        with self._session.transaction(), self._session.writing() as connection:
            agent_rows.settle(connection, session)

    def _store_messages(
        self, connection: Connection, batch: Batch, added: Added
    ) -> dict[str, Amounts]:
        amounts: dict[str, Amounts] = {}
        known = dict(_known(connection, batch.messages))
        rows = []
        for message in batch.messages.values():
            before: Object | None = None
            if message.id in known:
                if known[message.id] != message.agent_id:
                    added.inherited += 1
                    continue
                if message.role != "assistant":
                    continue
                before = _join_stored(connection, message)
            else:
                rows.append(_message_row(message))
            if message.role == "assistant":
                amount = amounts.setdefault(message.agent_id, Amounts())
                _count(amount, message, before, added.tokens)
        _insert(connection, _NEW_MESSAGES, rows)
        added.messages = len(rows)
        return amounts


def _count(amount: Amounts, message: NewMessage, before: Object | None, tokens: list[int]) -> None:
    """Add what a message used to an agent's sums, less what an earlier part of it had said."""
    old = before or {}
    usage, old_usage = message.usage or {}, old.get("usage") or {}
    more = [_whole(usage.get(name)) - _whole(old_usage.get(name)) for name in _USAGE]
    for kind, number in enumerate(more):
        tokens[kind] += number
    amount.tokens += more[0] + more[1] + more[3]  # what came from the cache was paid for before
    amount.responses += before is None
    if message.cost is not None:
        amount.cost = (amount.cost or 0.0) + message.cost - (old.get("cost") or 0.0)


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 53 else 0


def _known(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    waiting = iter(ids)
    while part := list(islice(waiting, _MOST_IDS)):
        for row in connection.execute(_KNOWN, {"ids": part}):
            yield row.id, row.agent_id


def _join_stored(connection: Connection, message: NewMessage) -> Object:
    """Put a late part of a response to what is stored of it; what that said of usage and cost."""
    stored = connection.execute(_STORED, {"message": message.id}).one()
    whole = NewMessage(message.id, message.agent_id, message.role, message.time)
    whole.blocks = _blocks(stored.content)
    whole.calls = load(stored.tool_calls) if stored.tool_calls else []
    whole.usage = load(stored.usage) if stored.usage else None
    whole.cost = stored.cost
    before = {"usage": whole.usage, "cost": whole.cost}
    whole.join(message)
    message.usage, message.cost = whole.usage, whole.cost
    row = _message_row(whole)
    connection.execute(
        _JOINED, {"message": row[0], "text": row[3], "calls": row[4], "used": row[6], "usd": row[7]}
    )
    return before


def _message_row(message: NewMessage) -> tuple[Any, ...]:
    return (
        message.id,
        message.agent_id,
        message.role,
        _content(message.blocks),
        dump(message.calls or None),
        dump(message.results or None),
        dump(message.usage),
        message.cost,
        message.time,
    )


def _content(blocks: list[Any]) -> str:
    """Return blocks as they are stored: one text as it is, unless it looks like a list."""
    if not blocks:
        return ""
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, dict) and first.keys() == {"type", "text"}:
        text = first["text"]
        if first["type"] == "text" and isinstance(text, str) and text and text[0] != "[":
            return text
    return dump(blocks) or ""


def _blocks(content: str | None) -> list[Any]:
    """Return the blocks of which `_content` made a text."""
    if not content:
        return []
    return load(content) if content[0] == "[" else [{"type": "text", "text": content}]


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


def _insert(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> int:
    """Insert the rows that are not there and return how many those were."""
    if not rows:
        return 0
    return connection.exec_driver_sql(statement, rows).rowcount


# -- Statements, built once ------------------------------------------------------------------------


def _insertion(target: Table) -> str:
    names = ", ".join(target.c.keys())
    marks = ", ".join("?" * len(target.c))
    return f"INSERT INTO {target.name} ({names}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"  # noqa: S608 - ours


def _note_statement() -> Insert:
    statement = insert(tables.files)
    changed = {name: statement.excluded[name] for name in _NOTED[1:]}
    return statement.on_conflict_do_update(index_elements=["path"], set_=changed)


_NOTED = tuple(tables.files.c.keys())
_NOTE = _note_statement()
_NEW_MESSAGES = _insertion(agent_history)
_NEW_EVENTS = _insertion(events)
_NEW_OUTPUTS = _insertion(outputs)
_POSITION = select(tables.files).where(tables.files.c.path == bindparam("file"))
_PROJECT_OF = select(agents.c.project_id).where(agents.c.id == bindparam("agent"))
_CONFIG_OF = select(agents.c.config).where(agents.c.id == bindparam("agent"))
_CONTENT_OF = (
    select(outputs.c.content)
    .where(outputs.c.project_id == bindparam("project"), outputs.c.path == bindparam("file"))
    .order_by(chronological(outputs).desc(), sequence(outputs).desc())
    .limit(1)
)
_KNOWN = select(agent_history.c.id, agent_history.c.agent_id).where(
    agent_history.c.id.in_(bindparam("ids", expanding=True))
)
_STORED = select(
    *(agent_history.c[name] for name in ("content", "tool_calls", "usage", "cost"))
).where(agent_history.c.id == bindparam("message"))
_JOINED = (
    agent_history.update()
    .where(agent_history.c.id == bindparam("message"))
    .values(
        content=bindparam("text"),
        tool_calls=bindparam("calls"),
        usage=bindparam("used"),
        cost=bindparam("usd"),
    )
)
