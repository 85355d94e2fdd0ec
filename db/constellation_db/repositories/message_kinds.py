"""Messages told apart by what they hold, in SQL: as near as that comes without parsing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import ColumnElement, and_, func, literal, not_, or_, select

from constellation_db.records import AgentHistory, Key, MessageKind, MessageRole, Order
from constellation_db.repositories.conditions import Condition
from constellation_db.repositories.given import member
from constellation_db.repositories.paging import PagedRepository
from constellation_db.schema import agent_history as table

_KINDS = {kind.value: kind.value for kind in MessageKind}
_NOTHING = ("", "[]", "null")
# As many characters tell whether content is a list of blocks.
_BEGINNING = 40


class MessageKinds(PagedRepository[AgentHistory]):
    """The part of `history` that tells messages apart."""

    def keys_of_kind(
        self,
        agent_id: str,
        kind: MessageKind | str,
        *,
        after: Key | None = None,
        limit: int | None = None,
        order: Order | str = Order.ASC,
    ) -> list[Key]:
        """Return the keys of an agent's messages of a kind that follow `after`."""
        rows = self._page(
            (),
            {"agent_id": agent_id},
            after=after,
            limit=limit,
            order=order,
            condition=_condition(kind),
        )
        return [key for (key,) in rows]

    def count_of_kind(self, agent_id: str, kind: MessageKind | str) -> int:
        """Return how many messages of a kind an agent has; all of them are looked at for it."""
        statement = self._built(
            ("count of", kind),
            lambda: (
                select(func.count())
                .select_from(table)
                .where(self._equal("agent_id"), _condition(kind).build())
            ),
        )
        return int(self._scalar(statement, {"agent_id": agent_id}))


def _condition(kind: MessageKind | str) -> Condition:
    """Return the condition that a message is of a kind; raises `InvalidValue` if there is none.

    None is missed; a few are let through that only look like one.
    """
    known = member(kind, _KINDS, "agent_history.kind")
    return Condition(f"kind {known}", _CONDITIONS[MessageKind(known)], {})


def _said() -> ColumnElement[bool]:
    content = table.c.content
    said = and_(
        func.coalesce(content, literal("")) != literal(""),
        or_(not_(_is_blocks()), _holds("content", *_named("type", "text"))),
    )
    return and_(table.c.role != literal(MessageRole.TOOL.value), said)


def _calls() -> ColumnElement[bool]:
    return or_(
        func.coalesce(table.c.tool_calls, literal("")).not_in([literal(n) for n in _NOTHING]),
        and_(_is_blocks(), _holds("content", *_named("type", "tool_use"))),
    )


def _tools() -> ColumnElement[bool]:
    results = func.coalesce(table.c.tool_results, literal(""))
    return or_(
        _calls(),
        table.c.role == literal(MessageRole.TOOL.value),
        results.not_in([literal(nothing) for nothing in _NOTHING]),
        and_(_is_blocks(), _holds("content", *_named("type", "tool_result"))),
    )


def _failed() -> ColumnElement[bool]:
    # How writers mark a failure: with a flag, with a member of that name, or in words.
    marks = ('"is_error":true', '"is_error": true', '"isError":true', '"isError": true')
    words = ('"error"', "error:")
    return or_(
        _holds("tool_results", *marks, *words),
        and_(_is_blocks(), _holds("content", *marks, *words)),
        and_(table.c.role == literal(MessageRole.TOOL.value), _holds("content", "error:")),
    )


_CONDITIONS: dict[MessageKind, Callable[[], ColumnElement[bool]]] = {
    MessageKind.SAID: _said,
    MessageKind.CALLS: _calls,
    MessageKind.TOOLS: _tools,
    MessageKind.FAILED: _failed,
}


def _is_blocks() -> ColumnElement[bool]:
    """Whether content begins as a list of blocks does."""
    blank = partial(func.replace, func.substr(table.c.content, 1, _BEGINNING))
    beginning = func.replace(blank(" ", ""), func.char(10), "")
    return func.coalesce(func.substr(beginning, 1, 3) == literal('[{"'), literal(0)) == literal(1)


def _named(name: str, value: str) -> tuple[str, ...]:
    return (f'"{name}":"{value}"', f'"{name}": "{value}"')


def _holds(column: str, *pieces: str) -> ColumnElement[bool]:
    """Whether a column holds one of these; `_` among them stands for itself, near enough."""
    return or_(*(table.c[column].like(literal(f"%{piece}%")) for piece in pieces))
