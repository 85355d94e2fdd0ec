"""Which tool calls start agents, and whether an agent is the one that a call started."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from constellation_db import jsontext
from constellation_db.records import Agent
from constellation_db.timestamps import parse as parse_time

_STARTS = re.compile(
    r"(?:task|agent|new_task|dispatch_agent|.*spawn.*|.*sub_?agent.*|delegate(?:_.*)?"
    r"|(?:create|start|run|launch|invoke|call)_agent)",
    re.IGNORECASE,
)
LEAST_NAME = 4
"""Characters of a name or a task that can be told from others by it."""
# Clocks of writers differ; and an agent may be recorded before the call that started it.
_BEFORE_S = 5.0
SOON_S = 120.0
"""Without a name that fits, an agent that began later than this is another call's."""


def starts_agent(name: str) -> bool:
    """Whether a tool of that name starts an agent."""
    return _STARTS.fullmatch(name.rsplit("__", 1)[-1]) is not None


def is_noted(agent: Agent, call_id: str | None) -> bool:
    """Whether an agent's configuration notes the call that started it."""
    return bool(call_id) and str(call_id) in (agent.config or "")


def fits(agent: Agent, call_id: str | None, said: str) -> bool:
    """Whether an agent's name or task is what a call says, or the call is noted."""
    if is_noted(agent, call_id):
        return True
    name = (agent.name or "").strip()
    task = (agent.current_task or "").strip()
    if len(name) >= LEAST_NAME and name in said:
        return True
    return len(task) >= LEAST_NAME and task.split("\n", 1)[0] in said


def distance(call: str | None, start: str | None) -> float:
    """Return how many seconds an agent began after a call; far away if it began before."""
    called, started = parse_time(call), parse_time(start)
    if called is None or started is None:
        return float("inf")
    seconds = (started - called).total_seconds()
    return seconds if seconds >= -_BEFORE_S else 1e9 - seconds


def noted_calls(agents: Iterable[Agent]) -> dict[str, str]:
    """Return the agents' ids by every text that they note, the ids of calls among them."""
    found: dict[str, str] = {}
    for agent in agents:
        config = jsontext.parse(agent.config)
        if isinstance(config, Mapping):
            for value in config.values():
                if isinstance(value, str):
                    found.setdefault(value, agent.id)
    return found
