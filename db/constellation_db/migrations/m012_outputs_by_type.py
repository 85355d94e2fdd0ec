"""012_outputs_by_type: the outputs of one type in the whole store, in order."""

from __future__ import annotations

import sqlite3

from constellation_db.schema import chronological_sql

NAME = "012_outputs_by_type"
OPTIONAL = True
TABLE = "outputs"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS idx_outputs_by_type ON outputs(type, {chronological_sql()})"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute("DROP INDEX IF EXISTS idx_outputs_by_type")
