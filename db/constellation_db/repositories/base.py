"""What the repositories share: statements built once, rows to records, finders by equality."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import sqlite

from constellation_db import timestamps
from constellation_db.errors import InvalidValue, NotFoundError
from constellation_db.records import Order
from constellation_db.repositories.conditions import Condition
from constellation_db.repositories.given import ValueCheck
from constellation_db.repositories.values import (
    RowReader,
    Values,
    as_text,
    page_bounds,
    parse_order,
)
from constellation_db.schema import chronological, sequence
from constellation_db.session import Session

R = TypeVar("R")
V = TypeVar("V")


@cache  # handing an insert through the compiler costs more than the insert itself
def _insertion(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect(paramstyle="qmark")))


class Repository(Generic[R]):
    """Create, find, count and delete rows of one table.

    SQLAlchemy takes longer to build and look up a statement than SQLite to run it, so every
    statement is built once and kept by what makes it different.
    """

    table: Table
    record: Callable[..., R]
    # The columns by which fewer rows are found than by a type that many share.
    narrower: frozenset[str] = frozenset()

    def __init__(self, session: Session) -> None:
        self._session = session
        self._statements: dict[Hashable, Any] = {}
        self._columns = [column.name for column in self.table.columns]
        self._known = frozenset(self._columns)
        self._convert = RowReader(self.table)
        self._check = ValueCheck(self.table)
        self._insert = _insertion(self.table)

    # -- Every table's methods ---------------------------------------------------------------------

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

    # -- For the subclasses: reading ---------------------------------------------------------------

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

    def _where(self, equal: Iterable[str]) -> list[ColumnElement[bool]]:
        """Return the conditions that each of the columns equals the parameter of its name."""
        columns = set(equal)
        if "type" in columns and self.narrower & columns:
            # Without statistics SQLite takes any equality for a good one; the plus hides this one
            # from it (https://www.sqlite.org/optoverview.html, disqualifying terms).
            plain = literal_column(f"+{self.table.name}.type", Text) == bindparam("type")
            return [plain, *(self._equal(column) for column in sorted(columns - {"type"}))]
        return [self._equal(column) for column in sorted(columns)]

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
            statement = self._select().where(*self._where(equal))
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
            lambda: select(func.count()).select_from(self.table).where(*self._where(equal)),
        )
        return int(self._scalar(statement, equal))

    def _count_by(self, column: str, equal: Values) -> dict[str, int]:
        """Return how many rows have each value of a column, by value."""
        statement = self._built(
            ("count by", column, tuple(equal)),
            lambda: (
                select(self.table.c[column], func.count())
                .where(*self._where(equal))
                .group_by(self.table.c[column])
            ),
        )
        return dict(self._rows(statement, equal))

    def _end_of(self, equal: Values, order: Order) -> str | None:
        """Return the timestamp, as stored, of the first row in that order; None without rows."""
        statement = self._built(
            ("end", tuple(equal), order),
            lambda: self._ordered(
                select(self.table.c.created_at).where(*self._where(equal)),
                order,
            ).limit(1),
        )
        return as_text(self._scalar(statement, equal))

    def _to_record(self, row: Row[Any]) -> R:
        return self.record(*self._convert(row))

    # -- For the subclasses: writing ---------------------------------------------------------------

    def _create(self, values: tuple[Any, ...]) -> R:
        """Insert one row, given in the table's column order, and return its record."""
        self._check.row(values)
        self._session.insert(self._insert, [values])
        return self.record(*values)

    def _create_many(self, rows: Iterable[tuple[Any, ...]]) -> list[str]:
        """Insert rows, given in the table's column order, all or none; return their ids."""
        values = list(rows)
        for row in values:
            self._check.row(row)
        if values:
            with self._session.transaction():
                self._session.insert(self._insert, values)
        return [row[0] for row in values]

    def _check_names(self, columns: Values) -> None:
        if not columns.keys() <= self._known:
            unknown = columns.keys() - self._known
            raise InvalidValue(
                "{table} has no column {names}; it has {known}.",
                table=self.table.name,
                names=", ".join(sorted(unknown)),
                known=", ".join(self._columns),
            )

    def _required(self, columns: Values, name: str) -> Any:
        value = columns.get(name)
        if value is None:
            raise InvalidValue("{name} must be given.", name=f"{self.table.name}.{name}")
        return value

    def _update(self, id: str, values: Values, *, added: Values | None = None) -> R:
        """Set columns to `values`, add `added` to others, and return the row.

        A sum starts from zero where the column is NULL. Raises `NotFoundError`.
        """
        self._check_names(values)
        amounts = added or {}
        for name, value in (*values.items(), *amounts.items()):
            self._check.value(name, value)
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
        return NotFoundError(
            "{table} has no row {id}; nothing was changed.", table=self.table.name, id=id
        )

    def _delete_where(self, equal: Values) -> int:
        statement = self._built(
            ("delete", tuple(equal)),
            lambda: delete(self.table).where(*self._where(equal)),
        )
        with self._session.writing() as connection:
            return connection.execute(statement, dict(equal)).rowcount

    def _delete_older_than(self, moment: str | datetime) -> int:
        parameters = {"moment": timestamps.sortable(moment)}
        # A row without a timestamp has no age.
        statement = self._built(
            "delete older",
            lambda: delete(self.table).where(
                chronological(self.table) < bindparam("moment"), chronological(self.table) != ""
            ),
        )
        with self._session.writing() as connection:
            return connection.execute(statement, parameters).rowcount

    def _within(self, start: str | datetime, end: str | datetime) -> Condition:
        """Return the condition "written from start to end, both included" for `_find`."""
        return Condition(
            "within",
            lambda: chronological(self.table).between(bindparam("start"), bindparam("end")),
            {"start": timestamps.sortable(start), "end": timestamps.sortable(end)},
        )
