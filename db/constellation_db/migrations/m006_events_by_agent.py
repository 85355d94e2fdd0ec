"""006_events_by_agent: an agent's events in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "006_events_by_agent"
OPTIONAL = True
TABLE = "events"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS idx_events_by_agent ON events(agent_id, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_events_by_agent")
