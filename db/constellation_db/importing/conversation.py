"""A conversation of which only the messages are told: numbered, because they have no ids."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from constellation_db import timestamps
from constellation_db.importing.batch import AgentStart, NewMessage, Object
from constellation_db.importing.dialects import INSTRUCTIONS, Said
from constellation_db.importing.lines import dump
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.session import Desk, title


def written_at(path: Path) -> str:
    """Return when a file was last written: the time of messages that have none."""
    moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return timestamps.from_datetime(moment)


class Conversation:
    """An agent's messages, at a desk.

    In `state`: `count`, how many there were, and `open`, the id of a response that may go on.
    """

    def __init__(self, desk: Desk, state: Object, agent_id: str) -> None:
        self._desk = desk
        self._agent_id = agent_id
        self._state = state

    def begin(self, about: Object, time: str, *, parent: str | None = None, name: str = "") -> None:
        """Say what the conversation is; `parent` is the agent above, if there is one."""
        agent = self._desk.agent(self._agent_id, time, parent)
        agent.config |= about
        agent.title = name or None
        kind = "session_started"
        if parent is not None:
            self._desk.batch.starts[self._agent_id] = AgentStart(self._desk.state["root"], None)
            kind = "agent_started"
        id = derived_id(self._agent_id, "started")
        self._desk.event(id, self._agent_id, kind, about, time)

    def say(self, said: Said, time: str) -> str:
        """Add a message, and return its id."""
        number: int = self._state.get("count", 0)
        self._state["count"] = number + 1
        going_on = self._state.pop("open", None)
        if said.id and said.role == "assistant":
            id = derived_id(self._desk.source, self._agent_id, "own", said.id)
        else:
            told = dump([said.role, said.blocks, said.calls, said.results]) or ""
            id = derived_id(self._agent_id, str(number), fingerprint(told))
        if said.part:
            id = self._state["open"] = going_on or id
        agent = self._desk.agent(self._agent_id, time)
        if said.role == INSTRUCTIONS:
            data = {"text": said.text}
            self._desk.event(id, self._agent_id, "instructions", data, time)
            return id
        message = NewMessage(id, self._agent_id, said.role, time)
        message.blocks, message.calls, message.results = said.blocks, said.calls, said.results
        message.usage, message.cost = said.usage, said.cost
        self._desk.batch.say(message)
        if said.role == "user" and said.text:
            agent.task = agent.task or said.text
            agent.name = agent.name or title(said.text)
        if said.model:
            agent.config.setdefault("model", said.model)
        return id


def moment(told: Any) -> Any:
    """Return a time as text: seconds since 1970 where it is a number."""
    if isinstance(told, (int, float)) and not isinstance(told, bool) and 0 < told < 1 << 33:
        return timestamps.from_datetime(datetime.fromtimestamp(told, UTC))
    return told
