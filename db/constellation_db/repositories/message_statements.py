"""What the searches in messages share: statements built once, their order, where they go on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, not_

from constellation_db.records import Order
from constellation_db.schema import agent_history as table
from constellation_db.schema import chronological, sequence
from constellation_db.session import Session


class Statements:
    """Builds each statement once, and runs it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._built: dict[Hashable, Select[Any]] = {}

    def built(self, name: Hashable, build: Callable[[], Select[Any]]) -> Select[Any]:
        """Return the statement of a name."""
        statement = self._built.get(name)
        if statement is None:
            statement = self._built[name] = build()
        return statement

    def rows(self, statement: Select[Any], parameters: dict[str, Any]) -> Sequence[Any]:
        """Return all rows of a statement."""
        with self._session.reading() as connection:
            return connection.execute(statement, parameters).all()


def ordered(query: Any, order: Order) -> Any:
    """Return the query with its rows in an order."""
    time, place = chronological(table), sequence(table)
    if order is Order.ASC:
        return query.order_by(time, place)
    return query.order_by(time.desc(), place.desc())


def behind(order: Order) -> list[ColumnElement[bool]]:
    """Return "follows the position given as `time` and `sequence`"."""
    time, place = chronological(table), sequence(table)
    moment: Any = bindparam("time")
    limit: Any = bindparam("sequence")
    # So that the index gives where to begin. The place first: it says no for nearly every row, and
    # the time has to be worked out.
    if order is Order.ASC:
        return [time >= moment, not_(and_(place <= limit, time == moment))]
    return [time <= moment, not_(and_(place >= limit, time == moment))]
