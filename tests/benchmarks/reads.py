"""How fast rows are read: by id, by page at any depth, a conversation, statistics."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import bindparam, create_engine, select

from constellation_db import Database, Key
from constellation_db.schema import agent_history, chronological_sql
from tests.benchmarks.measuring import duel, timed
from tests.benchmarks.rows import identifier
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import by_hand
from tests.benchmarks.table import Line, compared

_BY_ID = "SELECT * FROM agent_history WHERE id = ?"
_IN_ORDER = (
    "SELECT * FROM agent_history WHERE agent_id = ? "
    f"ORDER BY {chronological_sql()}, agent_history.rowid"
)
_PAGE = 100
_PAGES = 20


def by_id(settings: Settings) -> Iterator[Line]:
    """Find messages by their ids."""
    path = settings.stores.large
    rng = random.Random(1)
    ids = [
        identifier("message", rng.randrange(settings.stores.messages))
        for _ in range(1_000 if settings.quick else 5_000)
    ]
    statement = select(agent_history).where(agent_history.c.id == bindparam("id"))
    engine = create_engine(f"sqlite:///{path}")
    with (
        Database.open(path) as db,
        closing(by_hand(path)) as hand,
        engine.connect() as connection,
    ):
        ours = timed(lambda: [db.history.find_by_id(id) for id in ids])
        core = timed(lambda: [connection.execute(statement, {"id": id}).first() for id in ids])
        theirs = timed(lambda: [hand.execute(_BY_ID, (id,)).fetchone() for id in ids])
        found = duel(ours, theirs, settings.rounds)
        orientation = duel(core, theirs, settings.rounds)
    engine.dispose()
    yield compared("find_by_id", found, "sqlite3, fetchone", rows=len(ids))
    yield compared(
        "find_by_id: SQLAlchemy Core alone", orientation, "sqlite3, fetchone", rows=len(ids),
        note="for orientation: a statement built once on one open connection, rows as they come",
    )  # fmt: skip


def pages(settings: Settings) -> Iterator[Line]:
    """Read pages of 100 messages at the start of a transcript and far into it."""
    path, agent = settings.stores.deep
    depth = settings.stores.messages
    with Database.open(path) as db:
        start, deep = _page_starts(path, agent, 0), _page_starts(path, agent, depth)

        def read(keys: list[Key]) -> None:
            for key in keys:
                db.history.page(agent, after=key, limit=_PAGE)

        def show(keys: list[Key]) -> None:
            for key in keys:
                found = db.history.message_keys(agent, after=key, limit=_PAGE)
                db.history.excerpts(found)

        against = f"the same at {_PAGE}"
        result = duel(timed(lambda: read(deep)), timed(lambda: read(start)), settings.rounds)
        shown = duel(timed(lambda: show(deep)), timed(lambda: show(start)), settings.rounds)
    note = f"{_PAGES} pages one after the other; the store has one agent, messages are short"
    yield compared(
        f"{_PAGES} pages of {_PAGE} rows at {depth:,}", result, against, limit=1.5, note=note
    )
    yield compared(
        f"{_PAGES} pages of {_PAGE} with contents at {depth:,}", shown, against, limit=1.5
    )


def _page_starts(path: Path, agent: str, depth: int) -> list[Key]:
    """Return the keys after which successive pages begin, from `depth` on."""
    order = f"{chronological_sql()}"
    with closing(by_hand(path)) as connection:
        rows = connection.execute(
            f"SELECT {order}, rowid FROM agent_history WHERE agent_id = ? "
            f"ORDER BY {order}, rowid LIMIT ? OFFSET ?",
            (agent, _PAGE * _PAGES, max(0, depth - 1)),
        ).fetchall()
    return [Key(*row) for row in rows[::_PAGE]]


def conversation(settings: Settings) -> Iterator[Line]:
    """Read a whole conversation, parsed."""
    stores = settings.stores
    agent, count = stores.shape.talking_agent, stores.shape.conversation
    with Database.open(stores.large) as db, closing(by_hand(stores.large)) as hand:
        result = duel(
            timed(lambda: db.history.get_conversation(agent)),
            timed(lambda: _conversation_by_hand(hand, agent)),
            settings.rounds,
        )
    yield compared(
        f"get_conversation of {count:,}", result, "sqlite3, json.loads",
        note="by hand: tuples in the same order, the three JSON columns through json.loads",
    )  # fmt: skip


def _conversation_by_hand(connection: sqlite3.Connection, agent: str) -> list[tuple[object, ...]]:
    return [
        (*row[:4], *(None if text is None else json.loads(text) for text in row[4:7]), *row[7:])
        for row in connection.execute(_IN_ORDER, (agent,))
    ]
