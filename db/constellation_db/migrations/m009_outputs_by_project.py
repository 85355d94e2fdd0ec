"""009_outputs_by_project: a project's outputs in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "009_outputs_by_project"
OPTIONAL = True
TABLE = "outputs"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_outputs_by_project "
        f"ON outputs(project_id, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_outputs_by_project")
