"""015_history_costs: how many messages of which role an agent has, and what they cost, and when.

The cost stands behind content that may be megabytes; sums read this index alone. The timestamp is
as stored: SQLite takes no index for covering by an expression of a column that it lacks.
"""

from __future__ import annotations

import sqlite3

NAME = "015_history_costs"
OPTIONAL = True
TABLE = "agent_history"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_agent_history_costs "
        "ON agent_history(agent_id, role, cost, created_at)"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_agent_history_costs")
