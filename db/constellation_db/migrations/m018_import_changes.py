"""018_import_changes: whose messages an import changed in place, for those who look at the store.

Messages are added, never changed, except where an import finds more of a response that it had read
half. The last thousand notes are kept.
"""

from __future__ import annotations

import sqlite3

NAME = "018_import_changes"
OPTIONAL = True

# Counted on even when the newest are deleted: what was seen once has the lower number for good.
_CHANGES = """CREATE TABLE IF NOT EXISTS import_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    agent_id TEXT NOT NULL
)"""


def up(connection: sqlite3.Connection) -> None:
    """Create the table."""
    connection.execute(_CHANGES)


def down(connection: sqlite3.Connection) -> None:
    """Drop the table."""
    connection.execute("DROP TABLE IF EXISTS import_changes")
