"""How fast rows are written in one transaction, against the plain driver."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

from constellation_db import Database
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.measuring import Contender, duel, seconds
from tests.benchmarks.rows import agent_rows, message_rows, project_rows
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import Stores, by_hand
from tests.benchmarks.table import Line, compared

_COLUMNS = (
    "id", "agent_id", "role", "content", "tool_calls", "tool_results", "usage", "cost",
    "created_at",
)  # fmt: skip
_JSON = ("tool_calls", "tool_results", "usage")
_INSERT = f"INSERT INTO agent_history ({', '.join(_COLUMNS)}) VALUES (?,?,?,?,?,?,?,?,?)"
_READY = (
    "rows of agent_history, the same indexes; the driver is handed ready tuples, ours keyword "
    "arguments with JSON as text, and makes id and time and checks the row"
)
_OBJECTS = "both write JSON, id and time themselves (json.dumps, uuid4, datetime.now by hand)"

# A NewMessage that is made of a tuple, which no type checker follows.
Message = Any


def one_by_one(settings: Settings) -> Iterator[Line]:
    """Create messages one by one in one transaction."""
    rows, texts, objects = _messages(5_000 if settings.quick else 20_000)

    def contest(given: list[Message], by_hand: Callable[[sqlite3.Connection], object]) -> Any:
        return duel(
            _ours(settings.stores, lambda db: _create(db, given)),
            _theirs(settings.stores, by_hand),
            settings.rounds,
        )

    def ready(connection: sqlite3.Connection) -> None:
        for row in rows:
            connection.execute(_INSERT, row)

    def serialised(connection: sqlite3.Connection) -> None:
        for message in objects:
            connection.execute(_INSERT, _row_of(message))

    yield compared(
        "create one by one", contest(texts, ready), "sqlite3, execute",
        limit=3.0, rows=len(rows), note=_READY,
    )  # fmt: skip
    yield compared(
        "create one by one, JSON as objects", contest(objects, serialised), "sqlite3, json.dumps",
        rows=len(rows), note=_OBJECTS,
    )  # fmt: skip


def in_bulk(settings: Settings) -> Iterator[Line]:
    """Create messages with one call."""
    rows, texts, _objects = _messages(5_000 if settings.quick else 20_000)
    result = duel(
        _ours(settings.stores, lambda db: db.history.create_many(texts)),
        _theirs(settings.stores, lambda connection: connection.executemany(_INSERT, rows)),
        settings.rounds,
    )
    yield compared(
        "create_many", result, "sqlite3, executemany", limit=1.5, rows=len(rows), note=_READY
    )


def _create(db: Database, messages: list[Message]) -> None:
    with db.transaction():
        create = db.history.create
        for message in messages:
            create(**message)


def _messages(count: int) -> tuple[list[tuple[object, ...]], list[Message], list[Message]]:
    """Return the same messages as tuples, and as arguments with JSON as text and as objects."""
    rows = list(message_rows(repeat(0, count), Corpus.make(7)))
    texts: list[Message] = [
        {
            name: value
            for name, value in zip(_COLUMNS, row, strict=True)
            if name not in ("id", "created_at") and value is not None
        }
        for row in rows
    ]
    objects = [
        {name: json.loads(value) if name in _JSON else value for name, value in message.items()}
        for message in texts
    ]
    return rows, texts, objects


def _row_of(message: Message) -> tuple[object, ...]:
    written = {name: json.dumps(message[name]) for name in _JSON if name in message}
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    values = {"id": str(uuid.uuid4()), "created_at": now, **message, **written}
    return tuple(values.get(name) for name in _COLUMNS)


def _ours(stores: Stores, work: Callable[[Database], object]) -> Contender:
    def run() -> float:
        with stores.fresh() as path:
            with closing(by_hand(path)) as connection:
                _parents(connection)
            with Database.open(path) as db:
                return seconds(lambda: work(db))

    return run


def _theirs(stores: Stores, work: Callable[[sqlite3.Connection], object]) -> Contender:
    def run() -> float:
        with stores.fresh() as path, closing(by_hand(path)) as connection:
            _parents(connection)

            def transaction() -> None:
                connection.execute("BEGIN IMMEDIATE")
                work(connection)
                connection.execute("COMMIT")

            return seconds(transaction)

    return run


def _parents(connection: sqlite3.Connection) -> None:
    """Insert the project and the agent that the messages belong to."""
    (project,) = project_rows(1)
    (agent,) = agent_rows([(0, None, 0)])
    connection.execute(f"INSERT INTO projects VALUES ({','.join('?' * len(project))})", project)
    connection.execute(f"INSERT INTO agents VALUES ({','.join('?' * len(agent))})", agent)
