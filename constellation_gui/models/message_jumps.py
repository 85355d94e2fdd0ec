"""The next message of some kind, found in a worker thread however far away it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from constellation_db import Database, Key, MessageRole, Order
from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Message,
    ToolCall,
    ToolResult,
)
from constellation_gui.models.messages import parse

Candidates = Callable[[Database, str, Key | None, int, Order], list[Key]]

_AT_ONCE = 50
# How writers mark a failure; the columns' own words among them are told apart when read.
_FAILURES = ('"is_error":true', '"is_error": true', "error:", '"error"')


@dataclass(frozen=True, slots=True)
class Target:
    """What is looked for: `name` says it to a person, `candidates` narrows it down in the store."""

    name: str
    candidates: Candidates
    matches: Callable[[Message], bool]


def find(
    database: Database, agent_id: str, target: Target, after: Key | None, order: Order
) -> Key | None:
    """Return the key of the nearest such message that follows `after` in an order, if any."""
    for key in _matching(database, agent_id, target, after, order):
        return key
    return None


def find_all(
    database: Database, agent_id: str, target: Target, after: Key | None
) -> tuple[list[Key], Key | None]:
    """Return the next such messages, and from where to go on; None if there are no more."""
    keys = target.candidates(database, agent_id, after, _AT_ONCE, Order.ASC)
    found = [key for key in keys if _is_one(database, target, key)]
    return found, keys[-1] if len(keys) == _AT_ONCE else None


def _matching(
    database: Database, agent_id: str, target: Target, after: Key | None, order: Order
) -> Iterator[Key]:
    while True:
        keys = target.candidates(database, agent_id, after, _AT_ONCE, order)
        for key in keys:
            if _is_one(database, target, key):
                yield key
        if len(keys) < _AT_ONCE:
            return
        after = keys[-1]


def _is_one(database: Database, target: Target, key: Key) -> bool:
    return any(target.matches(parse(found)) for found in database.history.excerpts([key]))


# -- Targets ---------------------------------------------------------------------------------------


def _of_user(
    database: Database, agent_id: str, after: Key | None, limit: int, order: Order
) -> list[Key]:
    found: list[Key] = []
    while len(found) < limit:
        rows = database.history.page(agent_id, after=after, limit=1_000, order=order)
        found += [row.key for row in rows if row.role == MessageRole.USER]
        if len(rows) < 1_000:
            break
        after = rows[-1].key
    return found[:limit]


def _any(
    database: Database, agent_id: str, after: Key | None, limit: int, order: Order
) -> list[Key]:
    return database.history.message_keys(agent_id, after=after, limit=limit, order=order)


def _with(
    terms: tuple[str, ...],
    database: Database,
    agent_id: str,
    after: Key | None,
    limit: int,
    order: Order,
) -> list[Key]:
    found = {
        key
        for term in terms
        for key in database.history.keys_with(agent_id, term, after=after, limit=limit, order=order)
    }
    return sorted(found, reverse=order is Order.DESC)[:limit]


def _calls(message: Message) -> bool:
    return any(isinstance(block, ToolCall) for block in message.blocks)


def _failed(message: Message) -> bool:
    return any(isinstance(block, ToolResult) and block.failed for block in message.blocks)


USER = Target("user message", _of_user, lambda message: message.role == MessageRole.USER)
CALL = Target("tool call", _any, _calls)
FAILURE = Target("error", partial(_with, _FAILURES), _failed)


def occurrence(term: str) -> re.Pattern[str]:
    """Return the pattern of a term, taken literally, ignoring case."""
    return re.compile(re.escape(term), re.IGNORECASE)


def term_target(term: str) -> Target:
    """Return the target "holds this term": in what is shown of it, not in JSON's own words."""
    pattern = occurrence(term)

    def holds(message: Message) -> bool:
        return any(
            isinstance(block, Cut) or pattern.search(text)
            for block in message.blocks
            for text in searched(block)
        )

    return Target("match", partial(_with, (term,)), holds)


def searched(block: Block) -> tuple[str, ...]:
    """Return what of a block is looked through."""
    if isinstance(block, ToolCall):
        return (block.name, block.argument, block.details)
    if isinstance(block, Cut):
        return ("",)
    if isinstance(block, Broken):
        return (block.text,)
    return (getattr(block, "text", ""),)
