"""Looking for a sign only where an index says that it may stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, literal_column, select

from constellation_db.records import Key, Order
from constellation_db.repositories.message_statements import Statements, behind
from constellation_db.repositories.message_ways import Way, ways
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
            hits += self._in_part(agent_id, sign, part, after, order)
            if limit is not None and len(hits) >= limit:
                del hits[limit:]
                return Stretch(hits, last=hits[-1].key if hits else None)
            end = part[-1]
            after = Key(end.last, _LAST) if order is Order.ASC else Key(end.first, _FIRST)
            looked, size = looked + messages, _PART
        return Stretch(hits, last=after if left else None)

    def _in_part(
        self, agent_id: str, sign: Sign, spans: list[Span], after: Key | None, order: Order
    ) -> list[MessageHit]:
        """Return what a part bears, in order: all of it, for it is small."""
        asked: dict[str, Any] = {}
        if after is not None:
            asked |= {"time": after.time, "sequence": after.sequence}
        direction = None if after is None else order
        hits = self._found({agent_id: spans}, sign, asked, direction)
        return sorted(hits, key=lambda hit: hit.key, reverse=order is Order.DESC)

    def look_at_all(self, spans: Mapping[str, Sequence[Span]], sign: Sign) -> list[MessageHit]:
        """Return which messages of all these agents' spans bear a sign, in any order."""
        return self._found(spans, sign, {}, None)

    def _found(
        self,
        spans: Mapping[str, Sequence[Span]],
        sign: Sign,
        asked: dict[str, Any],
        behind_in: Order | None,
    ) -> list[MessageHit]:
        rows_of = [
            (agent, span.first, span.last)
            for agent, each in spans.items()
            for span in _merged(each)
        ]
        asked = asked | {"spans": json.dumps(rows_of)}
        found: dict[tuple[str, Key], MessageHit] = {}
        for way in ways(sign):
            build = partial(_look, way, behind_in)
            statement = self._statements.built((way.name, behind_in), build)
            rows = self._statements.rows(statement, asked | way.parameters)
            for agent, time, place, sure in rows:
                key = Key(time, place)
                if sure or (agent, key) not in found:
                    found[agent, key] = MessageHit(agent, key, sure=bool(sure))
        return list(found.values())


def _look(way: Way, behind_in: Order | None) -> Select[Any]:
    # Without an order: for its sake SQLite would walk through all messages.
    time, place = chronological(table), sequence(table)
    asked = func.json_each(bindparam("spans", type_=Text)).table_valued("value", name="asked")
    agent, first, last = (
        func.json_extract(asked.c.value, literal_column(f"'$[{member}]'")) for member in range(3)
    )
    within = (table.c.agent_id == agent) & (time >= first) & (time <= last)
    query = select(table.c.agent_id, time, place, way.surely())
    query = query.select_from(asked.join(table, within)).where(way.holds())
    return query if behind_in is None else query.where(*behind(behind_in))


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
