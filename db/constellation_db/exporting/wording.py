"""What a transcript says beside what was said: times, amounts, states, in words and in UTC."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Sequence
from dataclasses import dataclass

from constellation_db import jsontext
from constellation_db.dialects.blocks import Image, Usage
from constellation_db.dialects.visible import visible
from constellation_db.exporting.conversation import Begin
from constellation_db.records import Agent, AgentHistory, InvalidJson, Project
from constellation_db.rows import TreePlace
from constellation_db.timestamps import parse

# Pictures that are shown: what decodes them is as old as the formats, and nothing in them runs.
_SIGNATURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
_WHY = {
    TreePlace.ORPHAN: "the agent that started it is not in the store",
    TreePlace.FOREIGN: "started by an agent that is not part of this export",
    TreePlace.CYCLE: "its parents form a circle",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a transcript is of, as it stands above all of it.

    `redacted` names the kinds that are taken out; how many there were is only known at the end.
    """

    project: Project | None
    agents: int
    messages: int
    redacted: Sequence[str]
    written: str

    @property
    def title(self) -> str:
        """The name of the project, on one line."""
        return line(self.project.name if self.project else None) or "Transcript"

    def facts(self) -> list[tuple[str, str]]:
        """Return what is known about it, name by name."""
        found = [("Agents", f"{self.agents:,}"), ("Messages", f"{self.messages:,}")]
        project = self.project
        if project is not None:
            found = [
                ("Status", line(project.status) or "unknown"),
                ("Cost", money(project.cost_total)),
                *found,
                ("Began", moment(project.created_at)),
                *([("Ended", moment(project.ended_at))] if project.ended_at else []),
                *([("Prompt", line(project.prompt_path))] if project.prompt_path else []),
            ]
        found.append(("Exported", f"{moment(self.written)}; all times are UTC"))
        if self.redacted:
            found.append(("Redacted", ", ".join(self.redacted)))
        return found


def line(text: str | None) -> str:
    """Return a text on one line, with what is hidden in it made visible."""
    return " ".join(visible(text).split()) if text else ""


def name_of(agent: Agent) -> str:
    """Return what an agent is called."""
    return line(agent.name) or f"Agent …{line(agent.id)[-8:]}"


def moment(timestamp: str | None) -> str:
    """Return a stored timestamp as `2026-01-31 10:02:11`, or as it is if it cannot be read."""
    at = parse(timestamp)
    return line(timestamp) or "unknown" if at is None else at.strftime("%Y-%m-%d %H:%M:%S")


def money(usd: float | None) -> str:
    """Return an amount: `$1.42`, `$0.0042` where cents say nothing, or `unknown`."""
    if not isinstance(usd, (int, float)) or not math.isfinite(usd):
        return "unknown"
    return f"${usd:,.4f}" if 0 < abs(usd) < 0.01 else f"${usd:,.2f}"


def agent_facts(begin: Begin) -> list[str]:
    """Return what is known about an agent, in the order of its worth."""
    agent = begin.agent
    found = [line(agent.status) or "unknown"]
    model = model_of(agent)
    if model:
        found.append(model)
    if isinstance(agent.total_tokens, (int, float)) and agent.total_tokens:
        found.append(f"{agent.total_tokens:,} tokens")
    if agent.total_cost:
        found.append(money(agent.total_cost))
    found.append(f"began {moment(agent.created_at)}")
    if begin.kind in _WHY:
        found.append(_WHY[begin.kind])
    return found


def model_of(agent: Agent) -> str:
    """Return the model that an agent's configuration names, on one line."""
    config = jsontext.parse(agent.config)
    model = config.get("model") if isinstance(config, dict) else None
    return line(model) if isinstance(model, str) else ""


def message_facts(message: AgentHistory, usage: Usage | None) -> list[str]:
    """Return what is known about a message: when, how many tokens, at what cost."""
    found = [moment(message.created_at)]
    if usage is not None:
        parts = ((usage.input, "in"), (usage.output, "out"))
        told = [f"{count:,} {way}" for count, way in parts if count is not None]
        found.append(f"{' / '.join(told)} tokens")
    if message.cost is not None:
        found.append(money(message.cost))
    return found


def raster(image: Image) -> str | None:
    """Return a picture as base64 if it is one of the kinds that are shown, else None."""
    signature = _SIGNATURES.get(image.media_type)
    if image.data is None or signature is None:
        return None
    try:
        data = base64.b64decode(image.data, validate=True)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(data).decode("ascii") if data.startswith(signature) else None


def image_words(image: Image) -> str:
    """Return what stands for a picture that is not shown."""
    size = f"{image.size:,} bytes" if image.data is not None else "kept elsewhere"
    return f"[picture: {line(image.media_type)}, {size}]"


def is_json(text: str) -> bool:
    """Whether a text is JSON of more than a word."""
    return text.lstrip()[:1] in "{[" and not isinstance(jsontext.parse(text), InvalidJson)
