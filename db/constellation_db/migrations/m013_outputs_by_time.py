"""013_outputs_by_time: the newest outputs of the whole store, and those older than a day."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "013_outputs_by_time"
OPTIONAL = True
TABLE = "outputs"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS idx_outputs_by_time ON outputs({chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_outputs_by_time")
