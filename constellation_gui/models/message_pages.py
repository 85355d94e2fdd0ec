"""Reading an agent's messages in a worker thread: keys first, content for what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from constellation_db import Database, Key, Order
from constellation_gui.models.message_blocks import Block, Image, Message, ToolCall, ToolResult
from constellation_gui.models.message_flow import MessageFlow
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.message_text import summary
from constellation_gui.models.messages import parse

FIRST_KEYS = 200
# Little enough to let others have the interpreter between two chunks.
MORE_KEYS = 5_000


@dataclass(frozen=True, slots=True)
class Window:
    """Some of an agent's keys without a gap, and whether they reach its first and last message.

    `target` is the key of the message that was asked for, None if the agent has no such message.
    """

    keys: Keys
    from_first: bool
    to_last: bool
    target: Key | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A message with its parts; `summary` is one line of it, `weight` about its bytes in memory."""

    message: Message
    flow: MessageFlow
    summary: str
    weight: int


def read_first(database: Database, agent_id: str) -> Window:
    """Read the keys of the first messages."""
    keys = database.history.message_keys(agent_id, limit=FIRST_KEYS)
    return Window(Keys(keys), from_first=True, to_last=len(keys) < FIRST_KEYS)


def read_last(database: Database, agent_id: str) -> Window:
    """Read the keys of the last messages."""
    keys = database.history.message_keys(agent_id, limit=FIRST_KEYS, order=Order.DESC)
    target = keys[0] if keys else None
    return Window(Keys(keys[::-1]), len(keys) < FIRST_KEYS, to_last=True, target=target)


def read_around(database: Database, agent_id: str, message_id: str) -> Window:
    """Read the keys around a message; those of the first messages if the agent has it not."""
    with database.snapshot():
        found = database.history.key_of(message_id)
        if found is None or found[0] != agent_id:
            return read_first(database, agent_id)
        key = found[1]
        half = FIRST_KEYS // 2
        earlier = read_earlier(database, agent_id, key, half)
        later = read_later(database, agent_id, key, half)
    keys = earlier.keys
    keys.append(Keys([key]))
    keys.append(later.keys)
    return Window(keys, earlier.from_first, later.to_last, target=key)


def read_later(
    database: Database, agent_id: str, after: Key | None, limit: int = MORE_KEYS
) -> Window:
    """Read the keys that follow one."""
    keys = database.history.message_keys(agent_id, after=after, limit=limit)
    return Window(Keys(keys), from_first=after is None, to_last=len(keys) < limit)


def read_earlier(database: Database, agent_id: str, before: Key, limit: int = MORE_KEYS) -> Window:
    """Read the keys that precede one."""
    keys = database.history.message_keys(agent_id, after=before, limit=limit, order=Order.DESC)
    return Window(Keys(keys[::-1]), from_first=len(keys) < limit, to_last=False)


def read_messages(database: Database, keys: Sequence[Key]) -> list[Loaded]:
    """Read and parse messages; those deleted meanwhile come back empty, with the role `deleted`."""
    found = {excerpt.key: parse(excerpt) for excerpt in database.history.excerpts(keys)}
    return [loaded(found.get(key) or deleted(key)) for key in keys]


def loaded(message: Message) -> Loaded:
    """Return the message with its parts made."""
    weight = 1_000 + sum(map(_weight, message.blocks))
    return Loaded(message, MessageFlow(message), summary(message), weight)


def deleted(key: Key) -> Message:
    """Return what stands for a message that is gone."""
    return Message(key, "", "", "deleted", None, None, None, (), {})


def _weight(block: Block) -> int:
    if isinstance(block, ToolCall):
        edits = sum(len(edit.whole.text) + len(edit.brief.text) for edit in block.edits)
        return len(block.details) + edits
    if isinstance(block, Image):
        return len(block.data or "")
    if isinstance(block, ToolResult):
        return len(block.text) + sum(map(_weight, block.images))
    return len(getattr(block, "text", ""))
