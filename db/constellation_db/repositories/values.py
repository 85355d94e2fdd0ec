"""Single values on their way out of the store, and what a query is given beside its terms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, Table, cast, func

from constellation_db.errors import InvalidValue
from constellation_db.records import Order

Values = Mapping[str, Any]

_NO_LIMIT = -1  # SQLite's word for it; OFFSET needs a LIMIT before it


class RowReader:
    """Makes a record's values of a row's, whatever a hostile store holds.

    Columns of SQLite have no types, only affinities. What a record promises is checked by the
    types of a row's values; combinations seen before pass with one look-up.
    """

    def __init__(self, table: Table) -> None:
        numeric = (Integer, Float)
        self._numeric = [isinstance(column.type, numeric) for column in table.columns]
        self._sound: set[tuple[type, ...]] = set()

    def __call__(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return the row's values, converted where one is not what its column promises."""
        types = tuple(map(type, row))
        if types in self._sound:
            return row
        values = [
            as_number(value) if numeric else as_text(value)
            for value, numeric in zip(row, self._numeric, strict=True)
        ]
        if all(new is old for new, old in zip(values, row, strict=True)):
            self._sound.add(types)
        return values


def as_text(value: Any) -> str | None:
    """Return a stored value as text: a BLOB decoded, a number written out, NULL as None."""
    if value is None or type(value) is str:
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def as_number(value: Any) -> Any:
    """Return a stored value if it is a number, whole or not as the store has it, else None."""
    return value if isinstance(value, (int, float)) else None


def sum_of(column: ColumnElement[Any]) -> ColumnElement[float]:
    """Return the sum of a column of whole numbers; as it is, SQLite raises where it overflows."""
    return func.sum(cast(column, Float))


def as_whole(value: float | None) -> int:
    """Return a sum of whole numbers, zero where there is none or no integer holds it."""
    return int(value) if value is not None and math.isfinite(value) else 0


def parse_order(order: Order | str) -> Order:
    """Return the direction that a caller asked for; raises `InvalidValue`."""
    try:
        return Order(order)
    except ValueError as error:
        raise none_of("order", order, Order) from error


def none_of(name: str, value: object, known: Iterable[str]) -> InvalidValue:
    """Return the error for an argument that is none of the words it may be."""
    return InvalidValue(
        "{name} is {value}; it must be one of {known}.",
        name=name,
        value=repr(value),
        known=", ".join(known),
    )


def page_bounds(limit: int | None, offset: int) -> dict[str, int]:
    """Return the parameters of LIMIT and OFFSET; raises `InvalidValue` on negative numbers."""
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and (not isinstance(value, int) or value < 0):
            raise InvalidValue(
                "{name} is {value}; it must be a whole number from 0.",
                name=name,
                value=repr(value),
            )
    return {"limit": _NO_LIMIT if limit is None else limit, "offset": offset}
