"""Finding messages by what stands in them: keys only, page by page."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, not_, or_, select

from constellation_db.records import Key, Order
from constellation_db.repositories.conditions import Condition, contains
from constellation_db.repositories.values import page_bounds
from constellation_db.schema import agent_history as table
from constellation_db.schema import chronological, sequence

_COLUMNS = ("content", "tool_calls", "tool_results")


class Search(NamedTuple):
    """A statement, what makes it different from others, and its parameters."""

    name: Hashable
    build: Callable[[], Select[Any]]
    parameters: dict[str, Any]


def searches(
    agent_id: str, term: str, *, after: Key | None, limit: int | None, order: Order
) -> Iterator[Search]:
    """Give a search for each way in which `term` may be written: itself, and escaped in JSON."""
    given = {"agent_id": agent_id, "limit": page_bounds(limit, 0)["limit"]}
    if after is not None:
        given |= {"time": after.time, "sequence": after.sequence}
    escaped = (json.dumps(term, ensure_ascii=plain)[1:-1] for plain in (True, False))
    for variant in dict.fromkeys([term, *escaped]):
        each = [contains(table.c[column], variant) for column in _COLUMNS]
        name = ("keys with", each[0].name, after is None, order)
        build = partial(_statement, each, from_start=after is None, order=order)
        yield Search(name, build, given | each[0].parameters)


def _statement(each: list[Condition], *, from_start: bool, order: Order) -> Any:
    """Return the query for an agent's keys with one of the conditions, in order."""
    time, place = chronological(table), sequence(table)
    ascending = order is Order.ASC
    query = select(time, place).where(
        table.c.agent_id == bindparam("agent_id"), or_(*(one.build() for one in each))
    )
    if not from_start:
        moment: Any = bindparam("time")
        behind: Any = bindparam("sequence")
        # So that the index gives where to begin; the ties before the position are few.
        query = query.where(
            time >= moment if ascending else time <= moment,
            not_(and_(time == moment, place <= behind if ascending else place >= behind)),
        )
    terms = (time, place) if ascending else (time.desc(), place.desc())
    return query.order_by(*terms).limit(bindparam("limit"))


def merged(lists: Iterable[Sequence[Any]], *, limit: int | None, order: Order) -> list[Key]:
    """Return the keys of what the searches found once each, in order."""
    found = {Key(time, place) for rows in lists for time, place in rows}
    keys = sorted(found, reverse=order is Order.DESC)
    return keys if limit is None else keys[:limit]
