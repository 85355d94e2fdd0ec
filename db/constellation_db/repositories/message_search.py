"""Finding messages by what stands in them: keys only, in stretches, of one agent or of many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal,
    not_,
    select,
    union_all,
)

from constellation_db.records import Key, Order
from constellation_db.repositories.message_statements import Statements, behind, ordered
from constellation_db.repositories.message_ways import Way, spellings, ways
from constellation_db.repositories.span_search import SpanSearch
from constellation_db.repositories.values import as_text, page_bounds, parse_order
from constellation_db.rows import MessageHit, Stretch, Talker
from constellation_db.schema import agent_history as table
from constellation_db.schema import agents, chronological, sequence
from constellation_db.search_index.narrowing import Likely, Narrowed, Narrowing
from constellation_db.session import Session
from constellation_db.signs import Sign, SignKind

# What an index takes of the text that it is of, measured on messages of agents.
_INDEX_SHARE = 0.2
_WEIGHED = 500


class MessageSearch:
    """Reads which messages bear a `Sign`, and nothing of what they say.

    Where the store has an index that knows it as it is, only what that names is read; the answers
    are the same.
    """

    def __init__(self, session: Session, index: Narrowing) -> None:
        self._session = session
        self._index = index
        self._statements = Statements(session)
        self._spans = SpanSearch(self._statements)

    def look(
        self,
        agent_id: str,
        sign: Sign,
        *,
        after: Key | None = None,
        among: int | None = None,
        limit: int | None = None,
        order: Order | str = Order.ASC,
    ) -> Stretch:
        """Return which of an agent's messages that follow `after` bear a sign, in order.

        Looks at the next `among` messages, and stops earlier when `limit` were found.
        """
        direction = parse_order(order)
        page_bounds(limit, 0)
        narrowed = self._narrowed(sign, [agent_id])
        if narrowed is not None and narrowed.certain and agent_id not in narrowed.odd:
            spans = narrowed.spans.get(agent_id, [])
            return self._spans.look(agent_id, sign, spans, after, among, limit, direction)
        return self._look(agent_id, sign, after, among, limit, direction)

    def _look(
        self,
        agent_id: str,
        sign: Sign,
        after: Key | None,
        among: int | None,
        limit: int | None,
        direction: Order,
    ) -> Stretch:
        """Read message by message."""
        bounds = {"agent_id": agent_id, "limit": page_bounds(limit, 0)["limit"]}
        if after is not None:
            bounds |= {"time": after.time, "sequence": after.sequence}
        found: dict[Key, MessageHit] = {}
        several = among is not None or len(ways(sign)) > 1
        with self._session.snapshot() if several else nullcontext():
            until = None if among is None else self._end_of_stretch(bounds, among, direction)
            if until is not None:
                bounds |= {"last_time": until.time, "last_sequence": until.sequence}
            within = (after is None, until is None, direction)
            for way in ways(sign):
                statement = self._statements.built(
                    ("look", way.name, *within), partial(_look, way, *within)
                )
                for time, place, sure in self._statements.rows(statement, bounds | way.parameters):
                    key = Key(time, place)
                    if sure or key not in found:
                        found[key] = MessageHit(agent_id, key, sure=bool(sure))
        hits = [found[key] for key in sorted(found, reverse=direction is Order.DESC)][:limit]
        full = limit is not None and len(hits) == limit
        return Stretch(hits, last=hits[-1].key if full and hits else until)

    def look_at_all(self, agent_ids: Sequence[str], sign: Sign) -> list[MessageHit]:
        """Return which messages of these agents bear a sign; an agent's together, in its order."""
        narrowed = self._narrowed(sign, agent_ids)
        if narrowed is None or not narrowed.certain:
            return self._look_at_all(agent_ids, sign)
        hits = self._spans.look_at_all(narrowed.spans, sign)
        odd = [agent for agent in agent_ids if agent in narrowed.odd]
        others = self._look_at_all(odd, sign) if odd else []
        return sorted({*hits, *others}, key=lambda hit: (hit.agent_id, hit.key))

    def _look_at_all(self, agent_ids: Sequence[str], sign: Sign) -> list[MessageHit]:
        found: dict[tuple[str, Key], MessageHit] = {}
        for way in ways(sign):
            statement = self._statements.built(("at all", way.name), partial(_look_at_all, way))
            # As one value: a statement with thousands of parameters takes long to write.
            asked = {"agents": json.dumps(agent_ids)}
            for agent, time, place, sure in self._statements.rows(
                statement, asked | way.parameters
            ):
                key = Key(time, place)
                if sure or (agent, key) not in found:
                    found[agent, key] = MessageHit(agent, key, sure=bool(sure))
        return [found[place] for place in sorted(found)]

    def likely(self, agent_ids: Sequence[str], sign: Sign) -> Likely | None:
        """Return in whose messages a sign may stand, as an index says; None if none does.

        Costs next to nothing. Where it is not `certain`, others are to be looked at, too.
        """
        narrowed = self._narrowed(sign, agent_ids)
        if narrowed is None:
            return None
        messages = {
            agent: sum(span.messages for span in spans) for agent, spans in narrowed.spans.items()
        }
        odd = narrowed.odd.intersection(agent_ids)
        return Likely(messages | dict.fromkeys(odd), certain=narrowed.certain)

    def expected_index(self) -> int:
        """Return about how many bytes an index of all messages takes, judged by some of them."""
        (row,) = self._statements.rows(self._statements.built("expected", _weighed), {})
        messages, weight = row
        return int(messages * (weight or 0) * _INDEX_SHARE)

    def _narrowed(self, sign: Sign, agent_ids: Sequence[str]) -> Narrowed | None:
        if sign.kind is not SignKind.TEXT:
            return None
        terms = spellings(sign.term)
        return self._index.narrowed(terms, agent_ids, self._session.interrupting)

    def talkers(self, project_id: str, *, count: bool = True) -> list[Talker]:
        """Return a project's agents, oldest first, and how many messages each has.

        Zero without `count`, which looks at every message's place.
        """
        build = partial(_talkers, count=count)
        statement = self._statements.built(("talkers", count), build)
        rows = self._statements.rows(statement, {"project_id": project_id})
        return [
            Talker(as_text(id) or "", as_text(name), as_text(parent), messages)
            for id, name, parent, messages in rows
        ]

    def _end_of_stretch(self, bounds: dict[str, Any], among: int, order: Order) -> Key | None:
        """Return the key of the last of the next `among` messages, None if there are fewer."""
        from_start = "time" not in bounds
        build = partial(_end, from_start=from_start, order=order)
        statement = self._statements.built(("end", from_start, order), build)
        rows = self._statements.rows(statement, bounds | {"offset": max(among, 1) - 1})
        return next((Key(time, place) for time, place in rows), None)


def _up_to(order: Order) -> list[ColumnElement[bool]]:
    """Return "does not follow the position given as `last_time` and `last_sequence`"."""
    time, place = chronological(table), sequence(table)
    moment: Any = bindparam("last_time")
    limit: Any = bindparam("last_sequence")
    if order is Order.ASC:
        return [time <= moment, not_(and_(place > limit, time == moment))]
    return [time >= moment, not_(and_(place < limit, time == moment))]


def _look(way: Way, from_start: bool, to_end: bool, order: Order) -> Any:
    time, place = chronological(table), sequence(table)
    query: Any = select(time, place, way.surely()).where(table.c.agent_id == bindparam("agent_id"))
    if not from_start:
        query = query.where(*behind(order))
    if not to_end:
        query = query.where(*_up_to(order))
    return ordered(query.where(way.holds()), order).limit(bindparam("limit"))


def _look_at_all(way: Way) -> Select[Any]:
    time, place = chronological(table), sequence(table)
    agents_asked = func.json_each(bindparam("agents", type_=Text)).table_valued(
        "value", name="asked"
    )
    return select(table.c.agent_id, time, place, way.surely()).where(
        table.c.agent_id.in_(select(agents_asked.c.value)), way.holds()
    )


def _end(*, from_start: bool, order: Order) -> Any:
    query: Any = select(chronological(table), sequence(table))
    query = query.where(table.c.agent_id == bindparam("agent_id"))
    if not from_start:
        query = query.where(*behind(order))
    return ordered(query, order).limit(1).offset(bindparam("offset"))


def _weighed() -> Select[Any]:
    columns = (table.c.content, table.c.tool_calls, table.c.tool_results)
    weights = [func.coalesce(func.length(cast(column, LargeBinary)), 0) for column in columns]
    some = [
        select((weights[0] + weights[1] + weights[2]).label("weight"))
        .order_by(order)
        .limit(_WEIGHED)
        .subquery()
        for order in (sequence(table), sequence(table).desc())
    ]
    both = union_all(*(select(each.c.weight) for each in some)).subquery()
    return select(
        select(func.count()).select_from(table).scalar_subquery(),
        select(func.avg(both.c.weight)).scalar_subquery(),
    )


def _talkers(*, count: bool) -> Select[Any]:
    messages: Any = literal(0)
    if count:
        counted = select(func.count()).where(table.c.agent_id == agents.c.id).correlate(agents)
        messages = counted.scalar_subquery()
    return (
        select(agents.c.id, agents.c.name, agents.c.parent_id, messages)
        .where(agents.c.project_id == bindparam("project_id"))
        .order_by(chronological(agents), sequence(agents))
    )
