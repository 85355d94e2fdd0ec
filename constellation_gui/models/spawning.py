"""Which agent a tool call started, and which call started an agent: as far as the store tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from constellation_db import Agent, Database, Key
from constellation_db.signs import text_sign
from constellation_db.timestamps import parse as parse_time
from constellation_gui.models.message_blocks import Message, ToolCall
from constellation_gui.models.messages import parse

_STARTS = re.compile(
    r"(?:task|agent|new_task|dispatch_agent|.*spawn.*|.*sub_?agent.*|delegate(?:_.*)?"
    r"|(?:create|start|run|launch|invoke|call)_agent)",
    re.IGNORECASE,
)
# Where an import notes the call that started an agent.
_CALL_ID = re.compile(r'"toolCallId"\s*:\s*"([^"\\]+)"')
# Beyond these, an agent is not looked for: nobody can tell so many apart.
_MOST_CHILDREN = 2_000
_MOST_MESSAGES = 400
_LEAST_NAME = 4  # characters of a name that is searched for
# Clocks of writers differ; and an agent may be recorded before the call that started it.
_BEFORE_S = 5.0
# Without a name that fits, an agent that began later than this is another call's.
_SOON_S = 120.0


@dataclass(frozen=True, slots=True)
class Parent:
    """The agent that started another one."""

    id: str
    name: str | None


def starts_agent(call: ToolCall) -> bool:
    """Whether a call is of a tool that starts an agent."""
    return _STARTS.fullmatch(call.name.rsplit("__", 1)[-1]) is not None


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
    noted = [child for child in children if call.id and call.id in (child.config or "")]
    named = [child for child in children if _fits(child, call)]
    soon = [child for child in children if _distance(time, child.created_at) < _SOON_S]
    found = noted or named or soon
    nearest = min(found, key=lambda child: _distance(time, child.created_at), default=None)
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
        found, key=lambda message: _distance(message.created_at, agent.created_at), default=None
    )
    return parent.id, None if nearest is None else nearest.id


def _calling(database: Database, parent_id: str, agent: Agent) -> Iterator[Message]:
    """Give the parent's messages with a call that fits an agent."""
    noted = _CALL_ID.search(agent.config or "")
    terms = (noted and noted[1], agent.name, (agent.current_task or "").strip()[:60])
    for term in filter(None, terms):
        if len(term) < _LEAST_NAME or "\n" in term:
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
    """Whether an agent's name or task is what a call says."""
    if call.id and call.id in (agent.config or ""):
        return True
    said = call.details
    name = (agent.name or "").strip()
    task = (agent.current_task or "").strip()
    if len(name) >= _LEAST_NAME and name in said:
        return True
    return len(task) >= _LEAST_NAME and task.split("\n", 1)[0] in said


def _distance(call: str | None, start: str | None) -> float:
    """Return how many seconds an agent began after a call; far away if it began before."""
    called, started = parse_time(call), parse_time(start)
    if called is None or started is None:
        return float("inf")
    seconds = (started - called).total_seconds()
    return seconds if seconds >= -_BEFORE_S else 1e9 - seconds
