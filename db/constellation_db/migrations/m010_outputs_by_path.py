"""010_outputs_by_path: a path's versions in order, and a project's paths."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "010_outputs_by_path"
OPTIONAL = True
TABLE = "outputs"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_outputs_by_path "
        f"ON outputs(project_id, path, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_outputs_by_path")
