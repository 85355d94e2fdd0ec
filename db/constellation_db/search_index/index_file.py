"""The file of an index: where it is, what is in it, and how it is opened."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import platformdirs

from constellation_db.search_index import folding

# Another layout is another index.
_FORMAT = "1"
_CACHE_KIB = 32_000
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- `odd`: its messages' times or its id are no plain text; all of them are looked at.
CREATE TABLE agents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, odd INTEGER NOT NULL);
-- `doc` is a row of `pieces`; those of blocks that are gone stay there, and mean nothing.
-- `digest` is NULL where the text was too long to be indexed: the block is always looked at.
CREATE TABLE blocks (
    doc INTEGER PRIMARY KEY, agent INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    messages INTEGER NOT NULL, digest BLOB
);
CREATE INDEX blocks_by_agent ON blocks (agent, last);
CREATE INDEX blocks_unread ON blocks (agent) WHERE digest IS NULL;
CREATE VIRTUAL TABLE pieces USING fts5(
    text, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1'
);
INSERT INTO pieces (pieces, rank) VALUES ('hashsize', 33554432);
"""


def location(store: Path) -> Path:
    """Return where the index of a store is: in the person's cache, by the store's path."""
    folder = platformdirs.user_cache_path("constellation-db", appauthor=False) / "search"
    name = hashlib.blake2b(os.fsencode(store), digest_size=8).hexdigest()
    return folder / f"{store.stem}-{name}.index"


def partial(path: Path) -> Path:
    """Return the file that takes an index's name once it is whole."""
    return path.with_name(f".{path.name}.partial")


def connect(path: Path, mode: str, *, timeout: float = 0.0) -> sqlite3.Connection:
    """Open an index; `mode` is SQLite's: "ro", "rw" or "rwc"."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Lay out a new index."""
    connection.execute("PRAGMA page_size=8192")
    connection.executescript(_TABLES)
    set_fact(connection, "version", version())


def version() -> str:
    """Return by what an index of this program is known: anything else is built anew."""
    return f"{_FORMAT} {folding.VERSION}"


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the index can be read by this program; raises where it is damaged."""
    return bool(fact(connection, "version") == version())


def fact(connection: sqlite3.Connection, name: str) -> Any:
    """Return a fact about the index, None if it is not known."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row[0])


def set_fact(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Note a fact about the index."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))
