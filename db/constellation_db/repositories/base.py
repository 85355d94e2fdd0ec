"""What the repositories share: statements built once, rows to records, finders by equality."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Float,
    Integer,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import sqlite

from constellation_db import timestamps
from constellation_db.errors import InvalidValue, NotFoundError
from constellation_db.ids import new_id
from constellation_db.records import Key, Order
from constellation_db.repositories.conditions import Condition
from constellation_db.schema import chronological, sequence

R = TypeVar("R")
V = TypeVar("V")
Values = Mapping[str, Any]

_NO_LIMIT = -1  # SQLite's word for it; OFFSET needs a LIMIT before it
_KEYS_A_STATEMENT = 500


class Session(Protocol):
    """What a repository needs of the open store: connections, and a stable view for statistics."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read on."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection inside a write transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing for several writes."""

    def snapshot(self) -> AbstractContextManager[None]:
        """One instant for several reads."""


class Repository(Generic[R]):
    """Create, find, count and delete rows of one table.

    SQLAlchemy takes longer to build and look up a statement than SQLite to run it, so every
    statement is built once and kept by what makes it different.
    """

    table: Table
    record: Callable[..., R]

    def __init__(self, session: Session) -> None:
        self._session = session
        self._statements: dict[Hashable, Any] = {}
        self._columns = [column.name for column in self.table.columns]
        self._convert = RowReader(self.table)
        # Compiled once: for an insert, handing named parameters through the compiler costs as much
        # as the insert itself.
        dialect = sqlite.dialect(paramstyle="qmark")
        self._insert = str(insert(self.table).compile(dialect=dialect))

    # -- Every table's methods -----------------------------------------------------------------------

    def find_by_id(self, id: str) -> R | None:
        """Return the row, None if there is none."""
        statement = self._built("by id", lambda: self._select().where(self._equal("id")))
        with self._session.reading() as connection:
            row = connection.execute(statement, {"id": id}).first()
        return None if row is None else self._to_record(row)

    def find_all(
        self, *, limit: int | None = None, offset: int = 0, order: Order | str = Order.DESC
    ) -> list[R]:
        """Return all rows, newest first."""
        return self._find({}, limit=limit, offset=offset, order=order)

    def exists(self, id: str) -> bool:
        """Whether the row is there."""
        statement = self._built("exists", lambda: select(self.table.c.id).where(self._equal("id")))
        with self._session.reading() as connection:
            return connection.execute(statement, {"id": id}).first() is not None

    def count(self) -> int:
        """Return how many rows the table has."""
        return self._count({})

    def delete(self, id: str) -> bool:
        """Delete the row with all that depends on it; whether it was there."""
        return self._delete_where({"id": id}) > 0

    # -- For the subclasses: reading ------------------------------------------------------------------

    def _built(self, key: Hashable, build: Callable[[], V]) -> V:
        """Return the statement kept under `key`, building it the first time."""
        statement = self._statements.get(key)
        if statement is None:
            # Two threads may both build it; one of the equal results stays.
            statement = self._statements[key] = build()
        return cast(V, statement)

    def _select(self) -> Select[Any]:
        return select(*self.table.columns)

    def _equal(self, column: str) -> ColumnElement[bool]:
        return self.table.c[column] == bindparam(column)

    def _ordered(self, statement: Select[Any], order: Order) -> Select[Any]:
        """Sort chronologically; insertion order breaks ties in the same direction."""
        terms = (chronological(self.table), sequence(self.table))
        if order is Order.DESC:
            return statement.order_by(*(term.desc() for term in terms))
        return statement.order_by(*terms)

    def _find(
        self,
        equal: Values,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
        condition: Condition | None = None,
    ) -> list[R]:
        """Return the rows whose columns equal `equal`, in order.

        `condition` adds one that is no equality.
        """
        direction = parse_order(order)

        def built() -> Select[Any]:
            statement = self._select().where(*(self._equal(column) for column in equal))
            if condition is not None:
                statement = statement.where(condition.build())
            return (
                self._ordered(statement, direction)
                .limit(bindparam("limit"))
                .offset(bindparam("offset"))
            )

        name = None if condition is None else condition.name
        statement = self._built(("find", tuple(equal), name, direction), built)
        parameters = {**equal, **page_bounds(limit, offset)}
        if condition is not None:
            parameters |= condition.parameters
        return self._all(statement, parameters)

    def _first(self, equal: Values, order: Order) -> R | None:
        rows = self._find(equal, limit=1, order=order)
        return rows[0] if rows else None

    def _all(self, statement: Executable, parameters: Values) -> list[R]:
        with self._session.reading() as connection:
            rows = connection.execute(statement, dict(parameters)).all()
        to_record = self._to_record
        return [to_record(row) for row in rows]

    def _rows(self, statement: Executable, parameters: Values) -> Sequence[Any]:
        """Return the rows of a query whose columns its caller knows."""
        with self._session.reading() as connection:
            return connection.execute(statement, dict(parameters)).all()

    def _scalar(self, statement: Executable, parameters: Values) -> Any:
        with self._session.reading() as connection:
            return connection.execute(statement, dict(parameters)).scalar()

    def _count(self, equal: Values) -> int:
        statement = self._built(
            ("count", tuple(equal)),
            lambda: (
                select(func.count())
                .select_from(self.table)
                .where(*(self._equal(column) for column in equal))
            ),
        )
        return int(self._scalar(statement, equal))

    def _count_by(self, column: str, equal: Values) -> dict[str, int]:
        """Return how many rows have each value of a column, by value."""
        statement = self._built(
            ("count by", column, tuple(equal)),
            lambda: (
                select(self.table.c[column], func.count())
                .where(*(self._equal(name) for name in equal))
                .group_by(self.table.c[column])
            ),
        )
        return {value: count for value, count in self._rows(statement, equal)}

    def _end_of(self, equal: Values, order: Order) -> str | None:
        """Return the timestamp, as stored, of the first row in that order; None without rows."""
        statement = self._built(
            ("end", tuple(equal), order),
            lambda: self._ordered(
                select(self.table.c.created_at).where(*(self._equal(name) for name in equal)),
                order,
            ).limit(1),
        )
        return as_text(self._scalar(statement, equal))

    def _to_record(self, row: Row[Any]) -> R:
        return self.record(*self._convert(row))

    # -- For the subclasses: pages by key ---------------------------------------------------------------

    def _page(
        self,
        columns: Sequence[str],
        equal: Values,
        *,
        after: Key | None,
        limit: int | None,
        order: Order | str,
    ) -> list[tuple[Any, ...]]:
        """Return (key, *columns) of the rows that follow `after` in the given direction."""
        direction = parse_order(order)
        terms = (chronological(self.table), sequence(self.table))

        def built() -> Select[Any]:
            statement = select(*terms, *(self.table.c[column] for column in columns))
            statement = statement.where(*(self._equal(column) for column in equal))
            if after is not None:
                position = tuple_(bindparam("after_time"), bindparam("after_sequence"))
                here = tuple_(*terms)
                statement = statement.where(
                    here > position if direction is Order.ASC else here < position
                )
            return self._ordered(statement, direction).limit(bindparam("limit"))

        statement = self._built(
            ("page", tuple(columns), tuple(equal), after is None, direction), built
        )
        parameters = {**equal, "limit": page_bounds(limit, 0)["limit"]}
        if after is not None:
            parameters |= {"after_time": after.time, "after_sequence": after.sequence}
        return [
            (Key(time, place), *rest) for time, place, *rest in self._rows(statement, parameters)
        ]

    def _by_keys(
        self, keys: Sequence[Key], columns: Sequence[ColumnElement[Any]], parameters: Values
    ) -> list[tuple[Key, Sequence[Any]]]:
        """Return the chosen columns of the rows at `keys`, in their order; rows gone are left out."""
        statement = self._built(
            ("by keys", tuple(str(column) for column in columns)),
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

    # -- For the subclasses: writing --------------------------------------------------------------------

    def _create(self, values: tuple[Any, ...]) -> R:
        """Insert one row, given in the table's column order, and return its record."""
        with self._session.writing() as connection:
            connection.exec_driver_sql(self._insert, values)
        return self.record(*values)

    def _create_many(self, rows: Iterable[tuple[Any, ...]]) -> list[str]:
        """Insert rows, given in the table's column order, all or none; return their ids."""
        values = list(rows)
        if values:
            with self._session.transaction(), self._session.writing() as connection:
                connection.exec_driver_sql(self._insert, values)
        return [row[0] for row in values]

    def _check_names(self, columns: Values) -> None:
        unknown = columns.keys() - self.table.columns.keys()
        if unknown:
            raise InvalidValue(
                f"{self.table.name} has no column {', '.join(sorted(unknown))}; "
                f"it has {', '.join(self._columns)}."
            )

    def _required(self, columns: Values, name: str) -> Any:
        value = columns.get(name)
        if value is None:
            raise InvalidValue(f"{self.table.name}.{name} must be given.")
        return value

    def _update(self, id: str, values: Values, *, added: Values | None = None) -> R:
        """Set columns to `values`, add `added` to others, and return the row.

        A sum starts from zero where the column is NULL. Raises `NotFoundError`.
        """
        self._check_names(values)
        amounts = added or {}
        if "updated_at" in self.table.c and (values or amounts):
            values = {"updated_at": timestamps.now(), **values}
        if not values and not amounts:
            row = self.find_by_id(id)
            if row is None:
                raise self._absent(id)
            return row

        def build() -> Executable:
            new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in values}
            for name in amounts:
                new[name] = func.coalesce(self.table.c[name], 0) + bindparam(f"new_{name}")
            return (
                update(self.table)
                .where(self.table.c.id == bindparam("row_id"))
                .values(new)
                .returning(*self.table.columns)
            )

        statement = self._built(("update", tuple(values), tuple(amounts)), build)
        parameters = {f"new_{name}": value for name, value in {**values, **amounts}.items()}
        with self._session.writing() as connection:
            found = connection.execute(statement, {**parameters, "row_id": id}).first()
        if found is None:
            raise self._absent(id)
        return self._to_record(found)

    def _absent(self, id: str) -> NotFoundError:
        return NotFoundError(f"{self.table.name} has no row {id}; nothing was changed.")

    def _delete_where(self, equal: Values) -> int:
        statement = self._built(
            ("delete", tuple(equal)),
            lambda: delete(self.table).where(*(self._equal(column) for column in equal)),
        )
        with self._session.writing() as connection:
            return connection.execute(statement, dict(equal)).rowcount

    def _delete_older_than(self, moment: str | datetime) -> int:
        # A row without a timestamp has no age.
        statement = self._built(
            "delete older",
            lambda: delete(self.table).where(
                chronological(self.table) < bindparam("moment"), chronological(self.table) != ""
            ),
        )
        with self._session.writing() as connection:
            parameters = {"moment": timestamps.sortable(moment)}
            return connection.execute(statement, parameters).rowcount

    def _within(self, start: str | datetime, end: str | datetime) -> Condition:
        """Return the condition "written from start to end, both included" for `_find`."""
        return Condition(
            "within",
            lambda: chronological(self.table).between(bindparam("start"), bindparam("end")),
            {"start": timestamps.sortable(start), "end": timestamps.sortable(end)},
        )


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


def as_number(value: Any) -> float | None:
    """Return a stored value as a number, None where it is none."""
    return value if isinstance(value, (int, float)) else None


def parse_order(order: Order | str) -> Order:
    """Return the direction that a caller asked for; raises `InvalidValue`."""
    try:
        return Order(order)
    except ValueError as error:
        raise InvalidValue(f"order is {order!r}; it must be 'asc' or 'desc'.") from error


def page_bounds(limit: int | None, offset: int) -> dict[str, int]:
    """Return the parameters of LIMIT and OFFSET; raises `InvalidValue` on negative numbers."""
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and (not isinstance(value, int) or value < 0):
            raise InvalidValue(f"{name} is {value!r}; it must be a whole number from 0.")
    return {"limit": _NO_LIMIT if limit is None else limit, "offset": offset}


def fresh_id(columns: Values) -> str:
    """Return the id that a caller gave for a new row, or a new one."""
    return columns.get("id") or new_id()


def created_at(columns: Values) -> str:
    """Return the creation time that a caller gave for a new row, or the present."""
    given = columns.get("created_at")
    if given is None:
        return timestamps.now()
    return timestamps.from_datetime(given) if isinstance(given, datetime) else given


def member(value: Any, allowed: Mapping[str, str], column: str) -> str:
    """Return `value` as the plain text that the column's CHECK allows; raises `InvalidValue`."""
    try:
        return allowed[value]
    except (KeyError, TypeError) as error:
        raise InvalidValue(
            f"{column} is {value!r}; it must be one of {', '.join(allowed)}."
        ) from error
