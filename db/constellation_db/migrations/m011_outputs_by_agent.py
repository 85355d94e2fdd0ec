"""011_outputs_by_agent: an agent's outputs in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "011_outputs_by_agent"
OPTIONAL = True
TABLE = "outputs"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_outputs_by_agent "
        f"ON outputs(agent_id, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_outputs_by_agent")
