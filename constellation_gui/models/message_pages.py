"""Reading an agent's messages in a worker thread: keys first, content for what is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from constellation_db import Database, Key, Order
from constellation_gui.models.answered_flow import AnsweredFlow
from constellation_gui.models.message_blocks import Block, Image, Message, ToolCall, ToolResult
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.message_neighbours import StoredNeighbours
from constellation_gui.models.message_pairs import Answer, Home, Pairs
from constellation_gui.models.message_text import summary
from constellation_gui.models.messages import parse

FIRST_KEYS = 200
# Little enough to let others have the interpreter between two chunks.
MORE_KEYS = 5_000
_HEAVY = 200_000  # characters
_NO_HOMES: Mapping[int, Home] = MappingProxyType({})


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
    """A message with its parts, ended by the results of its calls, see `AnsweredFlow`.

    `summary` is one line of it, `weight` about its bytes in memory.
    """

    message: Message
    flow: AnsweredFlow
    summary: str
    weight: int

    @property
    def sources(self) -> frozenset[Key]:
        """The keys of all messages of which something is shown here."""
        answers = self.flow.answers.values()
        return frozenset({self.message.key, *(answer.key for answer in answers)})


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


def read_messages(
    database: Database,
    agent_id: str,
    keys: Sequence[Key],
    whole: Mapping[Key, Message] = MappingProxyType({}),
) -> list[Loaded]:
    """Read and parse messages, and what came of their calls, however it is stored.

    `whole` are messages of which more is read than an excerpt. Those deleted meanwhile come back
    empty, with the role `deleted`.
    """
    known = dict(whole)
    with database.snapshot():
        missing = [key for key in keys if key not in known]
        known |= {found.key: parse(found) for found in database.history.excerpts(missing)}
        pairs = Pairs(StoredNeighbours(database, agent_id, known))
        return [
            loaded(known[key], pairs.answers(known[key]), pairs.homes(known[key]))
            if key in known
            else loaded(deleted(key))
            for key in keys
        ]


def loaded(
    message: Message, answers: Sequence[Answer] = (), homes: Mapping[int, Home] = _NO_HOMES
) -> Loaded:
    """Return the message with its parts made."""
    flow = AnsweredFlow(message, answers, homes)
    weight = 1_000 + sum(map(_weight, flow.message.blocks))
    for each in flow.blocks:
        if _weight(each.block) > _HEAVY:
            each.body()  # here, where nobody waits for it
    return Loaded(flow.message, flow, summary(message), weight)


def deleted(key: Key) -> Message:
    """Return what stands for a message that is gone."""
    return Message(key, "", "", "deleted", None, None, None, (), {})


def _weight(block: Block) -> int:
    if isinstance(block, ToolCall):
        return len(block.details)
    if isinstance(block, Image):
        return len(block.data or "")
    if isinstance(block, ToolResult):
        return len(block.text) + sum(map(_weight, block.images))
    return len(getattr(block, "text", ""))
