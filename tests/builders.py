"""Rows with defaults, and a way to put them into a store that no rule of ours can refuse.

Each builder returns a whole row as a dictionary, one millisecond after the row before, so that a
test names only the columns it is about. `write` inserts with the plain driver, foreign keys and
CHECKs off: hostile rows are made here, not through the data layer that has to stand them.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from constellation_db import Database

Row = dict[str, Any]

TABLES = ("projects", "agents", "agent_history", "outputs", "events")
START = datetime(2026, 1, 31, 10, 0, 0, tzinfo=UTC)

_count = itertools.count(1)


def iso(moment: datetime) -> str:
    """Return a time as repositories write it: `2026-01-31T10:02:11.480Z`."""
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
    )


def by_default(moment: datetime) -> str:
    """Return a time as the column's default writes it: `2026-01-31 10:02:11`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def after(milliseconds: float) -> str:
    """Return the time that many milliseconds after `START`, as repositories write it."""
    return iso(START + timedelta(milliseconds=milliseconds))


def _row(kind: str, defaults: Row, columns: Row) -> Row:
    unknown = columns.keys() - defaults.keys() - {"id", "created_at"}
    assert not unknown, f"{kind} has no column {unknown}"
    number = next(_count)
    return {"id": f"{kind}-{number:07d}", "created_at": after(number)} | defaults | columns


def project(**columns: Any) -> Row:
    """Return a row of `projects`."""
    defaults = {
        "name": "Calculator",
        "description": None,
        "status": "running",
        "prompt_path": "./prompts/calculator.md",
        "settings": "{}",
        "cost_total": 0.0,
        "iteration_count": 0,
        "updated_at": None,
        "ended_at": None,
    }
    return _row("project", defaults, columns)


def agent(project: Row | str, parent: Row | str | None = None, **columns: Any) -> Row:
    """Return a row of `agents`."""
    defaults = {
        "project_id": id_of(project),
        "parent_id": None if parent is None else id_of(parent),
        "name": "Root Agent" if parent is None else "helper",
        "status": "working",
        "config": "{}",
        "current_task": None,
        "total_tokens": 0,
        "total_cost": 0.0,
        "iteration_count": 0,
        "depth": 0,
        "updated_at": None,
    }
    return _row("agent", defaults, columns)


def message(agent: Row | str, **columns: Any) -> Row:
    """Return a row of `agent_history`."""
    defaults = {
        "agent_id": id_of(agent),
        "role": "assistant",
        "content": "I will read the file first.",
        "tool_calls": None,
        "tool_results": None,
        "usage": None,
        "cost": None,
    }
    return _row("message", defaults, columns)


def output(project: Row | str, agent: Row | str | None = None, **columns: Any) -> Row:
    """Return a row of `outputs`."""
    defaults = {
        "project_id": id_of(project),
        "agent_id": None if agent is None else id_of(agent),
        "type": "file",
        "path": "/src/app.ts",
        "content": "export const answer = 42;\n",
        "previous_content": None,
        "checksum": None,
    }
    return _row("output", defaults, columns)


def event(project: Row | str | None = None, agent: Row | str | None = None, **columns: Any) -> Row:
    """Return a row of `events`."""
    defaults = {
        "project_id": None if project is None else id_of(project),
        "agent_id": None if agent is None else id_of(agent),
        "type": "agent_started",
        "data": None,
    }
    return _row("event", defaults, columns)


def id_of(row: Row | str) -> str:
    """Return the id of a row, or an id as it is."""
    return row if isinstance(row, str) else str(row["id"])


def empty_store(path: Path) -> Path:
    """Make a store without rows, as the data layer of today does: a copy, which takes no time."""
    path.write_bytes(_made())
    return path


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        Database.open(path).close()
        return path.read_bytes()


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store with the driver alone: autocommit, foreign keys and CHECKs not enforced."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA synchronous=OFF")  # no test survives a power cut
        yield connection
    finally:
        connection.close()


def write(path: Path, **tables: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, in the order given, in one transaction: `write(path, projects=[project()])`."""
    with plain(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in tables.items():
            assert table in TABLES
            for row in rows:
                names, holes = ", ".join(row), ", ".join("?" * len(row))
                statement = f"INSERT INTO {table} ({names}) VALUES ({holes})"
                connection.execute(statement, list(row.values()))
        connection.execute("COMMIT")
