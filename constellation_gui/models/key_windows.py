"""Reading the keys of an agent's messages in a worker thread: all, or those that a mode shows."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import Database, Key, MessageKind, Order
from constellation_gui.models.message_jumps import FAILURE
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.messages import parse
from constellation_gui.models.transcript_mode import Mode

FIRST_KEYS = 200
# Little enough to let others have the interpreter between two chunks.
MORE_KEYS = 5_000
# What is read to tell errors from words about errors is parsed.
_MORE_TO_PARSE = 100

_KINDS = {
    Mode.CONVERSATION: MessageKind.SAID,
    Mode.TOOLS: MessageKind.TOOLS,
    Mode.ERRORS: MessageKind.FAILED,
}


@dataclass(frozen=True, slots=True)
class Window:
    """Some of an agent's keys without a gap, and whether they reach its first and last message.

    `start` and `end` are how far was looked, which is farther than the keys where few are shown.
    `target` is the key that was asked for.
    """

    keys: Keys
    from_first: bool
    to_last: bool
    start: Key | None = None
    end: Key | None = None
    target: Key | None = None


def read_first(database: Database, agent_id: str, mode: Mode = Mode.EVERYTHING) -> Window:
    """Read the keys of the first messages."""
    return read_later(database, agent_id, None, FIRST_KEYS, mode)


def read_last(database: Database, agent_id: str, mode: Mode = Mode.EVERYTHING) -> Window:
    """Read the keys of the last messages."""
    found = read_earlier(database, agent_id, None, FIRST_KEYS, mode)
    target = found.keys[-1] if len(found.keys) else None
    return Window(found.keys, found.from_first, True, found.start, found.end, target)


def read_around_message(
    database: Database, agent_id: str, message_id: str, mode: Mode = Mode.EVERYTHING
) -> Window:
    """Read the keys around a message; those of the first messages if the agent has it not."""
    with database.snapshot():
        found = database.history.key_of(message_id)
        if found is None or found[0] != agent_id:
            return read_first(database, agent_id, mode)
        return read_around(database, agent_id, found[1], mode)


def read_around(
    database: Database, agent_id: str, key: Key, mode: Mode = Mode.EVERYTHING
) -> Window:
    """Read the keys around one, and itself if the mode shows it."""
    half = FIRST_KEYS // 2
    just_before = Key(key.time, key.sequence - 1)
    with database.snapshot():
        earlier = read_earlier(database, agent_id, key, half, mode)
        later = read_later(database, agent_id, just_before, half, mode)
    keys = earlier.keys
    keys.append(later.keys)
    start, end = earlier.start or key, later.end or key
    return Window(keys, earlier.from_first, later.to_last, start, end, target=key)


def read_later(
    database: Database,
    agent_id: str,
    after: Key | None,
    limit: int = MORE_KEYS,
    mode: Mode = Mode.EVERYTHING,
) -> Window:
    """Read the keys that follow one."""
    keys, reached, more = _read(database, agent_id, after, limit, mode, Order.ASC)
    start = keys[0] if keys else None
    return Window(Keys(keys), after is None, not more, start, reached or after)


def read_earlier(
    database: Database,
    agent_id: str,
    before: Key | None,
    limit: int = MORE_KEYS,
    mode: Mode = Mode.EVERYTHING,
) -> Window:
    """Read the keys that precede one, or the last ones."""
    keys, reached, more = _read(database, agent_id, before, limit, mode, Order.DESC)
    end = keys[0] if keys else None
    return Window(Keys(keys[::-1]), not more, before is None, reached or before, end)


def _read(
    database: Database, agent_id: str, after: Key | None, limit: int, mode: Mode, order: Order
) -> tuple[list[Key], Key | None, bool]:
    """Return keys in an order, the last one that was looked at, and whether there may be more."""
    history = database.history
    if mode is Mode.EVERYTHING:
        keys = history.message_keys(agent_id, after=after, limit=limit, order=order)
        return keys, keys[-1] if keys else None, len(keys) == limit
    if mode is Mode.ERRORS:
        limit = min(limit, _MORE_TO_PARSE)
    kind = _KINDS[mode]
    keys = history.keys_of_kind(agent_id, kind, after=after, limit=limit, order=order)
    reached, more = keys[-1] if keys else None, len(keys) == limit
    if mode is Mode.ERRORS:
        keys = [each.key for each in history.excerpts(keys) if FAILURE.matches(parse(each))]
    return keys, reached, more
