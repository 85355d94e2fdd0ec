"""016_history_errors: which messages hold a failed tool result, by agent, and when.

A result that failed is rare and stands in text that may be megabytes: few rows are in this index,
and no other is looked into.
"""

from __future__ import annotations

import sqlite3

from constellation_db.schema import FAILED_RESULTS_INDEX, failed_results_sql

NAME = "016_history_errors"
OPTIONAL = True
TABLE = "agent_history"


def up(connection: sqlite3.Connection) -> None:
    """Create the index."""
    connection.execute(
        f"CREATE INDEX IF NOT EXISTS {FAILED_RESULTS_INDEX} "
        f"ON agent_history(agent_id, created_at) WHERE {failed_results_sql()}"
    )


def down(connection: sqlite3.Connection) -> None:
    """Drop the index."""
    connection.execute(f"DROP INDEX IF EXISTS {FAILED_RESULTS_INDEX}")
