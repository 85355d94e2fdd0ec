"""Reading an agent's messages in a worker thread, for what is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from constellation_db import Database, Key
from constellation_gui.models.answered_flow import AnsweredFlow
from constellation_gui.models.message_blocks import Block, Image, Message, ToolCall, ToolResult
from constellation_gui.models.message_models import Models
from constellation_gui.models.message_neighbours import NONE_DISTANT, Distant, StoredNeighbours
from constellation_gui.models.message_pairs import Answer, Home, Pairs
from constellation_gui.models.message_text import summary
from constellation_gui.models.messages import parse

_HEAVY = 200_000  # characters
_NO_HOMES: Mapping[int, Home] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A message with its parts, ended by the results of its calls, see `AnsweredFlow`.

    `summary` is one line of it, `weight` about its bytes in memory, `model` the language model that
    wrote it, where that is worth saying.
    """

    message: Message
    flow: AnsweredFlow
    summary: str
    weight: int
    model: str = ""

    @property
    def sources(self) -> frozenset[Key]:
        """The keys of all messages of which something is shown here."""
        answers = self.flow.answers.values()
        return frozenset({self.message.key, *(answer.key for answer in answers)})


def read_messages(
    database: Database,
    agent_id: str,
    keys: Sequence[Key],
    read: Mapping[Key, Message] = MappingProxyType({}),
    distant: Distant = NONE_DISTANT,
    adjacent: Sequence[Key] = (),
) -> list[Loaded]:
    """Read and parse messages, and what came of their calls, however it is stored.

    `read` are messages that were read already, `distant` what is known of pairs far apart,
    `adjacent` keys known to follow each other without a gap. Those deleted meanwhile come back
    empty, with the role `deleted`.
    """
    known = dict(read)
    with database.snapshot():
        missing = [key for key in keys if key not in known]
        known |= {found.key: parse(found) for found in database.history.excerpts(missing)}
        neighbours = StoredNeighbours(database, agent_id, known, distant, adjacent)
        pairs, models = Pairs(neighbours), Models(database, agent_id)
        found: list[Loaded] = []
        for message in (known.get(key) or deleted(key) for key in keys):
            read_whole = loaded(message, pairs.answers(message), pairs.homes(message))
            model = models.shown(message, neighbours.preceding(message.key))
            found.append(replace(read_whole, model=model) if model else read_whole)
        return found


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
        edits = sum(len(edit.whole.text) + len(edit.brief.text) for edit in block.edits)
        return len(block.details) + edits
    if isinstance(block, Image):
        return len(block.data or "")
    if isinstance(block, ToolResult):
        return len(block.text) + sum(map(_weight, block.images))
    return len(getattr(block, "text", ""))
