"""Rows in bulk, past the query builder: what it does for each value is most of an insert."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table


def insertion(target: Table) -> str:
    """Return the statement that inserts whole rows, unless their ids are there."""
    names = ", ".join(target.c.keys())
    marks = ", ".join("?" * len(target.c))
    return f"INSERT INTO {target.name} ({names}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"  # noqa: S608 - ours


def insert(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> int:
    """Execute a statement for every row, and return how many rows it wrote."""
    if not rows:
        return 0
    return connection.exec_driver_sql(statement, rows).rowcount
