"""014_agents_by_project: the agents of a project in the order in which they were started."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "014_agents_by_project"
OPTIONAL = True
TABLE = "agents"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_agents_by_project "
        f"ON agents(project_id, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_agents_by_project")
