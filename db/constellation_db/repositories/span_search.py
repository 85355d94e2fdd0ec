"""Looking for a sign only where an index says that it may stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, literal_column, select

from constellation_db.records import Key, Order
from constellation_db.repositories.message_statements import Statements, behind, ordered
from constellation_db.repositories.message_ways import Way, ways
from constellation_db.repositories.values import page_bounds
from constellation_db.rows import MessageHit, Stretch
from constellation_db.schema import agent_history as table
from constellation_db.schema import chronological, sequence
from constellation_db.search_index.narrowing import Span
from constellation_db.signs import Sign

# Behind and before every message of an instant.
_LAST, _FIRST = 2**63 - 1, -(2**63)
# How many messages are looked at in one statement: few at first, for the first match.
_FIRST_PART, _PART = 1_000, 8_000


class SpanSearch:
    """Reads which messages within given spans bear a sign."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def look(
        self,
        agent_id: str,
        sign: Sign,
        spans: list[Span],
        after: Key | None,
        among: int | None,
        limit: int | None,
        order: Order,
    ) -> Stretch:
        """Return what `MessageSearch.look` does, where nothing can stand outside of the spans."""
        left, looked, size = _ahead(spans, after, order), 0, _FIRST_PART
        hits: list[MessageHit] = []
        while left and (among is None or looked < among):
            part, messages = _part(left, size)
            del left[: len(part)]
            wanted = None if limit is None else limit - len(hits)
            hits += self._in_part(agent_id, sign, part, after, wanted, order)
            if limit is not None and len(hits) >= limit:
                return Stretch(hits, last=hits[-1].key if hits else None)
            end = part[-1]
            after = Key(end.last, _LAST) if order is Order.ASC else Key(end.first, _FIRST)
            looked, size = looked + messages, _PART
        return Stretch(hits, last=after if left else None)

    def _in_part(
        self,
        agent_id: str,
        sign: Sign,
        spans: list[Span],
        after: Key | None,
        limit: int | None,
        order: Order,
    ) -> list[MessageHit]:
        bounds = {
            "agent_id": agent_id,
            "spans": json.dumps([span[:2] for span in _merged(spans)]),
            "limit": page_bounds(limit, 0)["limit"],
        }
        if after is not None:
            bounds |= {"time": after.time, "sequence": after.sequence}
        found: dict[Key, MessageHit] = {}
        for way in ways(sign):
            name = ("part", way.name, after is None, order)
            statement = self._statements.built(name, partial(_look, way, after is None, order))
            for time, place, sure in self._statements.rows(statement, bounds | way.parameters):
                key = Key(time, place)
                if sure or key not in found:
                    found[key] = MessageHit(agent_id, key, sure=bool(sure))
        return [found[key] for key in sorted(found, reverse=order is Order.DESC)][:limit]

    def look_at_all(self, spans: Mapping[str, Sequence[Span]], sign: Sign) -> list[MessageHit]:
        """Return which messages of all these agents' spans bear a sign, in any order."""
        asked = {
            "spans": json.dumps(
                [
                    (agent, span.first, span.last)
                    for agent, each in spans.items()
                    for span in _merged(each)
                ]
            )
        }
        found: dict[tuple[str, Key], MessageHit] = {}
        for way in ways(sign):
            statement = self._statements.built(("all", way.name), partial(_look_at_all, way))
            for agent, time, place, sure in self._statements.rows(
                statement, asked | way.parameters
            ):
                key = Key(time, place)
                if sure or (agent, key) not in found:
                    found[agent, key] = MessageHit(agent, key, sure=bool(sure))
        return list(found.values())


def _asked_spans() -> Any:
    return func.json_each(bindparam("spans", type_=Text)).table_valued("value", name="asked")


def _member(asked: Any, place: int) -> Any:
    return func.json_extract(asked.c.value, literal_column(f"'$[{place}]'"))


def _look(way: Way, from_start: bool, order: Order) -> Any:
    time, place = chronological(table), sequence(table)
    asked = _asked_spans()
    query: Any = (
        select(time, place, way.surely())
        .select_from(asked)
        .where(
            table.c.agent_id == bindparam("agent_id"),
            time >= _member(asked, 0),
            time <= _member(asked, 1),
        )
    )
    if not from_start:
        query = query.where(*behind(order))
    return ordered(query.where(way.holds()), order).limit(bindparam("limit"))


def _look_at_all(way: Way) -> Select[Any]:
    time, place = chronological(table), sequence(table)
    asked = _asked_spans()
    return (
        select(table.c.agent_id, time, place, way.surely())
        .select_from(asked)
        .where(
            table.c.agent_id == _member(asked, 0),
            time >= _member(asked, 1),
            time <= _member(asked, 2),
            way.holds(),
        )
    )


def _ahead(spans: list[Span], after: Key | None, order: Order) -> list[Span]:
    """Return the spans that are not wholly before `after`, in an order."""
    if order is Order.ASC:
        return [span for span in spans if after is None or span.last >= after.time]
    return [span for span in reversed(spans) if after is None or span.first <= after.time]


def _part(spans: list[Span], messages: int) -> tuple[list[Span], int]:
    """Return the first spans that hold so many messages together, and how many they hold."""
    part: list[Span] = []
    held = 0
    for span in spans:
        if part and held + span.messages > messages:
            break
        part.append(span)
        held += span.messages
    return part, held


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return the same time in spans that do not overlap, so that no message is met twice."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.first <= merged[-1].last:
            before = merged.pop()
            last = max(before.last, span.last)
            span = Span(before.first, last, before.messages + span.messages)
        merged.append(span)
    return merged
