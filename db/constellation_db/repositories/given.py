"""Values that a caller gives for a row: refused before SQL where the row would not hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Float, Integer, Table

from constellation_db import timestamps
from constellation_db.errors import InvalidValue
from constellation_db.ids import new_id
from constellation_db.repositories.values import Values, none_of


class ValueCheck:
    """Refuses what a column would store as something else than what was given.

    SQLite's columns take any value and convert what they can: a number in a text column comes back
    as text, NaN as NULL.
    """

    def __init__(self, table: Table) -> None:
        self._table = table.name
        self._columns = [column.name for column in table.columns]
        numeric = [isinstance(column.type, (Integer, Float)) for column in table.columns]
        self._numeric = {
            name for name, is_number in zip(self._columns, numeric, strict=True) if is_number
        }
        self._numbers_at = [place for place, is_number in enumerate(numeric) if is_number]
        self._sound: set[tuple[type, ...]] = set()

    def row(self, values: Sequence[Any]) -> None:
        """Check a whole row, in the table's column order; raises `InvalidValue`."""
        types = tuple(map(type, values))
        if types not in self._sound:  # combinations seen before pass with one look-up
            for name, value in zip(self._columns, values, strict=True):
                self.value(name, value)
            self._sound.add(types)
        for place in self._numbers_at:
            number = values[place]
            if number is not None and number - number != 0:  # NaN and the infinities
                raise self._refusal(self._columns[place], number)

    def value(self, column: str, value: Any) -> None:
        """Check one value; raises `InvalidValue`."""
        if value is None:
            return
        if column not in self._numeric:
            sound = isinstance(value, str)
        else:
            sound = isinstance(value, (int, float)) and value - value == 0
        if not sound:
            raise self._refusal(column, value)

    def _refusal(self, column: str, value: Any) -> InvalidValue:
        told = {"name": f"{self._table}.{column}", "value": f"{value!r:.80}"}
        if column in self._numeric:
            return InvalidValue("{name} is {value}; it must be a finite number or None.", **told)
        return InvalidValue("{name} is {value}; it must be text or None.", **told)


def fresh_id(columns: Values) -> str:
    """Return the id that a caller gave for a new row, or a new one."""
    return columns.get("id") or new_id()


def created_at(columns: Values) -> str:
    """Return the creation time that a caller gave for a new row, or the present."""
    return timestamps.stored(columns.get("created_at")) or timestamps.now()


def member(value: Any, allowed: Mapping[str, str], column: str) -> str:
    """Return `value` as the plain text that the column's CHECK allows; raises `InvalidValue`."""
    try:
        return allowed[value]
    except (KeyError, TypeError) as error:
        raise none_of(column, value, allowed) from error
