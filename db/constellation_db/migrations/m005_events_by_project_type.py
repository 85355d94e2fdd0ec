"""005_events_by_project_type: a project's events of one type in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "005_events_by_project_type"
OPTIONAL = True
TABLE = "events"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS idx_events_by_project_type "
        f"ON events(project_id, type, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_events_by_project_type")
