"""Which language model wrote a message, where that says something: at first, and if it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from constellation_db import Database, MessageRole, jsontext
from constellation_gui.models.message_blocks import Message

# What comes before the first answer, at most: what an agent was told.
_MOST_BEFORE = 8


class Models:
    """Tells the models of one agent's messages; its configuration is read when it is needed."""

    def __init__(self, database: Database, agent_id: str) -> None:
        self._database = database
        self._agent_id = agent_id

    def shown(self, message: Message, preceding: Iterable[Message]) -> str:
        """Return the model to show with a message, empty where it was the same before.

        `preceding` are the messages before it, nearest first. What a writer notes with each message
        counts; where none is noted, what the agent was configured with stands at its first answer.
        """
        if message.role != MessageRole.ASSISTANT:
            return ""
        if message.model is not None:
            before = next((each for each in preceding if each.role == MessageRole.ASSISTANT), None)
            return "" if before is not None and before.model == message.model else message.model
        for number, each in enumerate(preceding):
            if each.role == MessageRole.ASSISTANT or number >= _MOST_BEFORE:
                return ""
        return self._configured()

    def _configured(self) -> str:
        agent = self._database.agents.find_by_id(self._agent_id)
        config = jsontext.parse(agent.config) if agent is not None else None
        model = config.get("model") if isinstance(config, Mapping) else None
        return model if isinstance(model, str) else ""
