"""017_imports: how far session files of other programs were imported, and what links their agents.

Nothing that is shown stands here: the store is whole without it, but importing needs it.
"""

from __future__ import annotations

import sqlite3

NAME = "017_imports"
OPTIONAL = True

_FILES = """CREATE TABLE IF NOT EXISTS import_files (
    path TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    head TEXT NOT NULL,      -- a fingerprint of the file's beginning
    place INTEGER NOT NULL,  -- where to read on: bytes, and lines
    line INTEGER NOT NULL,
    state TEXT NOT NULL      -- what the reader has to know there: JSON
)"""

# Calls that start an agent. A session goes by the id of its first agent.
_CALLS = """CREATE TABLE IF NOT EXISTS import_calls (
    call_id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    caller TEXT NOT NULL,
    title TEXT,
    prompt TEXT,  -- a fingerprint of what the agent is told
    child TEXT    -- the agent, where the call's result names it
)"""

# Agents that some call started.
_STARTS = """CREATE TABLE IF NOT EXISTS import_starts (
    child TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    prompt TEXT,  -- a fingerprint of what the agent was told first
    call_id TEXT  -- the call, where the agent's file names it
)"""

_INDEXES = (
    "CREATE INDEX IF NOT EXISTS idx_import_calls_session ON import_calls(session)",
    "CREATE INDEX IF NOT EXISTS idx_import_starts_session ON import_starts(session)",
)


def up(connection: sqlite3.Connection) -> None:
    """Create the tables."""
    for statement in (_FILES, _CALLS, _STARTS, *_INDEXES):
        connection.execute(statement)


def down(connection: sqlite3.Connection) -> None:
    """Drop the tables; what was imported stays, and importing it again changes nothing."""
    for table in ("import_starts", "import_calls", "import_files"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
