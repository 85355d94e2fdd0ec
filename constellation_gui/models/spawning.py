"""Which agent a tool call started, and which call started an agent: as far as the store tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from constellation_db import Agent, Database, Key
from constellation_db.dialects import starting
from constellation_db.dialects.starting import LEAST_NAME, SOON_S, distance, fits
from constellation_db.signs import text_sign
from constellation_gui.models.message_blocks import Message, ToolCall
from constellation_gui.models.messages import parse

# Where an import notes the call that started an agent.
_CALL_ID = re.compile(r'"toolCallId"\s*:\s*"([^"\\]+)"')
# Beyond these, an agent is not looked for: nobody can tell so many apart.
_MOST_CHILDREN = 2_000
_MOST_MESSAGES = 400


@dataclass(frozen=True, slots=True)
class Parent:
    """The agent that started another one."""

    id: str
    name: str | None


def starts_agent(call: ToolCall) -> bool:
    """Whether a call is of a tool that starts an agent."""
    return starting.starts_agent(call.name)


def parent_of(database: Database, agent_id: str) -> Parent | None:
    """Return the agent that started one, None if it has none in the store."""
    way = database.agents.ancestors(agent_id)
    return Parent(way[-2].id, way[-2].name) if len(way) > 1 else None


def agent_started_by(
    database: Database, agent_id: str, time: str | None, call: ToolCall
) -> str | None:
    """Return the id of the agent that a call of an agent's message started, None if none fits.

    The call's own id decides where somebody noted it; then the name or the task; then the time.
    """
    children = database.agents.find_by_parent_id(agent_id, limit=_MOST_CHILDREN)
    noted = [child for child in children if starting.is_noted(child, call.id)]
    named = [child for child in children if _fits(child, call)]
    soon = [child for child in children if distance(time, child.created_at) < SOON_S]
    found = noted or named or soon
    nearest = min(found, key=lambda child: distance(time, child.created_at), default=None)
    return None if nearest is None else nearest.id


def call_that_started(database: Database, agent_id: str) -> tuple[str, str | None] | None:
    """Return the parent of an agent and the id of the message whose call started it.

    The message is None where none is found.
    """
    agent = database.agents.find_by_id(agent_id)
    parent = parent_of(database, agent_id)
    if agent is None or parent is None:
        return None
    found = list(_calling(database, parent.id, agent))
    nearest = min(
        found, key=lambda message: distance(message.created_at, agent.created_at), default=None
    )
    return parent.id, None if nearest is None else nearest.id


def _calling(database: Database, parent_id: str, agent: Agent) -> Iterator[Message]:
    """Give the parent's messages with a call that fits an agent."""
    noted = _CALL_ID.search(agent.config or "")
    terms = (noted and noted[1], agent.name, (agent.current_task or "").strip()[:60])
    for term in filter(None, terms):
        if len(term) < LEAST_NAME or "\n" in term:
            continue
        hits = database.search.look(parent_id, text_sign(term), limit=_MOST_MESSAGES).hits
        found = [
            message
            for message in _parsed(database, [hit.key for hit in hits])
            if any(starts_agent(call) and _fits(agent, call) for call in _calls(message))
        ]
        if found:
            yield from found
            return


def _parsed(database: Database, keys: list[Key]) -> Iterator[Message]:
    for start in range(0, len(keys), 20):
        yield from map(parse, database.history.excerpts(keys[start : start + 20]))


def _calls(message: Message) -> list[ToolCall]:
    return [block for block in message.blocks if isinstance(block, ToolCall)]


def _fits(agent: Agent, call: ToolCall) -> bool:
    return fits(agent, call.id, call.details)
