"""A row's columns exactly as they are stored: storage class, length, and bytes up to a limit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Select, Table, bindparam, cast, func, select

from constellation_db.rows import StoredValue
from constellation_db.schema import sequence
from constellation_db.session import Session


def statement(table: Table) -> Select[Any]:
    """Build the query of a row's values by its sequence, each cut to `:limit` bytes."""
    limit: Any = bindparam("limit")
    parts: list[Any] = []
    for column in table.columns:
        stored = cast(column, LargeBinary)
        parts += [func.typeof(column), func.length(stored), func.substr(stored, 1, limit)]
    return select(*parts).where(sequence(table) == bindparam("place"))


def read(
    session: Session, query: Select[Any], table: Table, place: int, limit: int
) -> list[StoredValue]:
    """Return the values of a row in the order of the columns; none if the row is gone."""
    with session.reading() as connection:
        row = connection.execute(query, {"place": place, "limit": limit}).first()
    if row is None:
        return []
    parts = zip(table.columns, row[::3], row[1::3], row[2::3], strict=True)
    return [
        StoredValue(column.name, type, size or 0, bytes(data or b""))
        for column, type, size, data in parts
    ]
