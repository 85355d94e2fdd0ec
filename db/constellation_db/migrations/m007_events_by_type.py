"""007_events_by_type: the events of one type in the whole store, in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "007_events_by_type"
OPTIONAL = True
TABLE = "events"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS idx_events_by_type ON events(type, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_events_by_type")
