"""003_history_by_time: the newest messages of the whole store, and those older than a day."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "003_history_by_time"
OPTIONAL = True
TABLE = "agent_history"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_agent_history_by_time "
        f"ON agent_history({chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_agent_history_by_time")
