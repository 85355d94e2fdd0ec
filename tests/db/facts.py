"""What a store holds, read with plain SQL and ordered in plain Python: the other witness.

Nothing here uses the data layer, so that a test compares two independent answers.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TABLES, Row, plain


def query(path: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with plain(path) as connection:
        return connection.execute(sql, parameters).fetchall()


def value(path: Path, sql: str, *parameters: Any) -> Any:
    """Return the one value of a query."""
    ((only,),) = query(path, sql, *parameters)
    return only


def rows(path: Path, table: str) -> list[Row]:
    """Return the rows of a table as dictionaries, in the order of their insertion."""
    with plain(path) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]


def instant(text: str) -> datetime:
    """Return when a row was written: UTC in both dialects."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def oldest(found: Iterable[Row]) -> list[Row]:
    """Order rows (given in insertion order) by time, ties by insertion."""
    return sorted(found, key=lambda row: instant(row["created_at"]))


def newest(found: Iterable[Row]) -> list[Row]:
    """Order rows (given in insertion order) against time, ties against insertion."""
    return oldest(found)[::-1]


class Facts:
    """All rows of a store, each table a list in insertion order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for table in TABLES:
            setattr(self, table, rows(path, table))

    projects: list[Row]
    agents: list[Row]
    agent_history: list[Row]
    outputs: list[Row]
    events: list[Row]

    def busiest(self, table: str, column: str) -> str:
        """Return the value of a column that most rows of a table share."""
        return str(
            value(
                self.path,
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL "
                f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 1",
            )
        )


def where(
    found: Iterable[Row], test: Callable[[Row], object] | None = None, **equal: Any
) -> list[Row]:
    """Return the rows whose columns equal what is given and that pass the test."""
    return [
        row
        for row in found
        if all(row[name] == wanted for name, wanted in equal.items())
        and (test is None or test(row))
    ]


def plainly(found: Any) -> Any:
    """Return records as dictionaries, to compare them with rows."""
    if isinstance(found, list):
        return [plainly(record) for record in found]
    return None if found is None else dataclasses.asdict(found)


def close(number: float) -> Any:
    """Return what equals `number` but for the order in which floats were summed."""
    return pytest.approx(number, rel=1e-12)


def names(folder: Path) -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def folder_state(folder: Path) -> dict[str, tuple[int, int, bytes | None]]:
    """Return every entry of a folder with its mode, modification time and bytes."""
    state: dict[str, tuple[int, int, bytes | None]] = {}
    for entry in sorted(folder.rglob("*")):
        status = entry.stat()
        content = entry.read_bytes() if entry.is_file() else None
        state[str(entry.relative_to(folder))] = (status.st_mode, status.st_mtime_ns, content)
    return state
