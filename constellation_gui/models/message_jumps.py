"""The next message of some kind, and all of them, found in a worker thread however far away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from constellation_db import Database, Key, MessageHit, MessageRole, Order
from constellation_db.signs import BY_USER, CALLING, FAILING, Sign
from constellation_gui.models.message_blocks import Message, ToolCall, ToolResult
from constellation_gui.models.messages import parse
from constellation_gui.models.sought import Sought, TooSlowError
from constellation_gui.wording import tr

# What is near is found among the first; the rest in stretches that take about as long as a blink.
_FIRST_STRETCH, _STRETCH = 2_000, 20_000
# How many messages are parsed at a time at most; in between, others have the interpreter. What is
# found first is told sooner.
_FIRST_PARSED, _PARSED = 100, 500
_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Target:
    """What is looked for: `name` says it to a person, `sign` narrows it down in the store."""

    name: str
    sign: Sign
    matches: Callable[[Message], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Messages in order, and the key to go on after; None if there are no more.

    `seen` is the last message there was at the time. `too_slow` says that an expression took too
    long for a message.
    """

    keys: list[Key]
    last: Key | None = None
    seen: Key | None = None
    too_slow: bool = False


def find(
    database: Database, agent_id: str, target: Target, after: Key | None, order: Order
) -> Found:
    """Return the nearest such message that follows `after` in an order, if any."""
    among, limit = _FIRST_STRETCH, 1
    while True:
        stretch = database.search.look(
            agent_id, target.sign, after=after, among=among, limit=limit, order=order
        )
        try:
            for key in matching(database, target, stretch.hits):
                return Found([key])
        except TooSlowError:
            return Found([], too_slow=True)
        if stretch.last is None:
            return Found([])
        after = stretch.last
        among, limit = _STRETCH, _PARSED


def find_some(
    database: Database, agent_id: str, target: Target, after: Key | None, upto: Key | None = None
) -> Found:
    """Return such messages among the next ones, oldest first.

    `upto` is the last message there is, where the caller knows it and what follows is little.
    """
    among, most = (_FIRST_STRETCH, _FIRST_PARSED) if after is None else (_STRETCH, _PARSED)
    newest = [upto] if upto else database.history.message_keys(agent_id, limit=1, order=Order.DESC)
    stretch = database.search.look(
        agent_id,
        target.sign,
        after=after,
        among=among if upto is None else None,
        limit=None if target.sign.is_sure else most,
    )
    found: list[Key] = []
    try:
        found.extend(matching(database, target, stretch.hits))
    except TooSlowError:
        return Found(found, too_slow=True)
    return Found(found, stretch.last, seen=newest[0] if newest else None)


def matching(database: Database, target: Target, hits: Sequence[MessageHit]) -> Iterator[Key]:
    """Give the keys of the hits that are right, in their order; raises `TooSlowError`."""
    for start in range(0, len(hits), _AT_ONCE):
        some = hits[start : start + _AT_ONCE]
        doubtful = [hit.key for hit in some if not hit.sure]
        excerpts = database.history.excerpts(doubtful) if doubtful else []
        right = {each.key for each in excerpts if target.matches(parse(each))}
        yield from (hit.key for hit in some if hit.sure or hit.key in right)


# -- Targets ---------------------------------------------------------------------------------------


def _calls(message: Message) -> bool:
    return any(isinstance(block, ToolCall) for block in message.blocks)


def _failed(message: Message) -> bool:
    return any(isinstance(block, ToolResult) and block.failed for block in message.blocks)


USER = Target(tr("user message"), BY_USER, lambda message: message.role == MessageRole.USER)
CALL = Target(tr("tool call"), CALLING, _calls)
FAILURE = Target(tr("error"), FAILING, _failed)


def text_target(sought: Sought) -> Target:
    """Return the target "holds this": in what is shown of it, not in JSON's own words."""
    return Target(tr("match"), sought.sign, sought.stands_in)
