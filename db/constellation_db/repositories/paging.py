"""Pages by key, for lists of any length: a deep page costs what the first one costs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, select

from constellation_db.records import Key, Order
from constellation_db.repositories import stored
from constellation_db.repositories.base import Repository
from constellation_db.repositories.conditions import Condition
from constellation_db.repositories.values import Values, page_bounds, parse_order
from constellation_db.rows import StoredValue
from constellation_db.schema import chronological, sequence

R = TypeVar("R")

_KEYS_A_STATEMENT = 500
_STORED_BYTES = 1 << 20


class PagedRepository(Repository[R]):
    """A repository of a table that may hold millions of rows."""

    def stored(self, key: Key, *, limit: int = _STORED_BYTES) -> list[StoredValue]:
        """Return a row's columns exactly as they are stored, long ones cut to `limit` bytes.

        There are none if the row was deleted.
        """
        query = self._built("stored", lambda: stored.statement(self.table))
        return stored.read(self._session, query, self.table, key.sequence, limit)

    def _page(
        self,
        columns: Sequence[str],
        equal: Values,
        *,
        after: Key | None,
        limit: int | None,
        order: Order | str,
        condition: Condition | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return (key, *columns) of the rows that follow `after` in the given direction.

        `condition` adds one that is no equality.
        """
        direction = parse_order(order)
        parameters = {**equal, "limit": page_bounds(limit, 0)["limit"]}
        if condition is not None:
            parameters |= condition.parameters
        read = partial(self._stretch, columns, equal, direction, condition)
        if after is None:
            return read("all", parameters)
        parameters |= {"time": after.time, "sequence": after.sequence}
        # Twice, because SQLite does not use an index on an expression for a comparison of row
        # values: it would walk from the start. First what is left of the timestamp, then the rest.
        with self._session.snapshot():
            rows = read("tied", parameters)
            if limit is None or len(rows) < limit:
                if limit is not None:
                    parameters["limit"] = limit - len(rows)
                rows += read("beyond", parameters)
        return rows

    def _stretch(
        self,
        columns: Sequence[str],
        equal: Values,
        direction: Order,
        condition: Condition | None,
        which: str,
        parameters: Values,
    ) -> list[tuple[Any, ...]]:
        """Read `all` rows, those `tied` with the given time behind the sequence, or `beyond` it."""
        time, place = chronological(self.table), sequence(self.table)
        moment: Any = bindparam("time")
        behind: Any = bindparam("sequence")
        ascending = direction is Order.ASC

        def build() -> Select[Any]:
            statement = select(time, place, *(self.table.c[column] for column in columns))
            statement = statement.select_from(self.table).limit(bindparam("limit"))
            statement = statement.where(*self._where(equal))
            if condition is not None:
                statement = statement.where(condition.build())
            if which == "tied":
                # In order of the sequence alone: SQLite would sort by the time, equal or not.
                statement = statement.where(
                    time == moment, place > behind if ascending else place < behind
                )
                return statement.order_by(place if ascending else place.desc())
            if which == "beyond":
                statement = statement.where(time > moment if ascending else time < moment)
            return self._ordered(statement, direction)

        name = None if condition is None else condition.name
        key = ("page", which, tuple(columns), tuple(equal), name, direction)
        rows = self._rows(self._built(key, build), parameters)
        return [(Key(time, place), *rest) for time, place, *rest in rows]

    def _by_keys(
        self,
        name: str,
        keys: Sequence[Key],
        columns: Sequence[ColumnElement[Any]],
        parameters: Values,
    ) -> list[tuple[Key, Sequence[Any]]]:
        """Return columns of the rows at `keys`, in their order; rows gone are left out.

        The statement is kept under `name`: telling columns apart by their SQL would write it out.
        """
        statement = self._built(
            ("by keys", name),
            lambda: select(sequence(self.table), *columns).where(
                sequence(self.table).in_(bindparam("sequences", expanding=True))
            ),
        )
        found: dict[int, list[Any]] = {}
        row: Any
        for start in range(0, len(keys), _KEYS_A_STATEMENT):
            chunk = [key.sequence for key in keys[start : start + _KEYS_A_STATEMENT]]
            for row in self._rows(statement, {**parameters, "sequences": chunk}):
                found[row[0]] = list(row[1:])
        return [(key, found[key.sequence]) for key in keys if key.sequence in found]
