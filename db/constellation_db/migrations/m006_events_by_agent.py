"""006_events_by_agent: the events of an agent in order, with their types for its statistics."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "006_events_by_agent"
OPTIONAL = True
TABLE = "events"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_events_by_agent "
        f"ON events(agent_id, {chronological_sql()}, type)"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_events_by_agent")
