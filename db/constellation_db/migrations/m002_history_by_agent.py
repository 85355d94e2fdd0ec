"""002_history_by_agent: a conversation in order, either way.

The stock index runs newest first, so that its row ids run the other way within one timestamp, and
reading a conversation through it sorts. Nothing follows the time here, for the same reason: only
the row id may break a tie.
"""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "002_history_by_agent"
OPTIONAL = True
TABLE = "agent_history"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_agent_history_by_agent "
        f"ON agent_history(agent_id, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_agent_history_by_agent")
