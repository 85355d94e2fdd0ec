"""What a message consists of, whichever dialect its writer used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from constellation_db import Key
from constellation_db.dialects.blocks import (
    Broken,
    Cut,
    Image,
    Text,
    Thinking,
    Unknown,
    Usage,
)
from constellation_gui.models.file_edits import Edit
from constellation_gui.models.inks import Runs

__all__ = [
    "Block", "Broken", "Cut", "Image", "Message", "Text", "Thinking", "ToolCall", "ToolResult",
    "Unknown", "Usage",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that the assistant asks for.

    `argument` is what matters most about it on one line (a path, a command), `details` all of its
    input as a person reads it; `edits` what it does to files, `others` its input beside that;
    `nested` are the stretches of the details that are JSON.
    """

    id: str | None
    name: str
    argument: str
    details: str
    edits: tuple[Edit, ...] = ()
    others: str = ""
    nested: tuple[tuple[int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool answered; `id` is that of the call it belongs to, where the writer says so.

    `runs` are the colours that its text came in.
    """

    id: str | None
    text: str
    failed: bool
    images: tuple[Image, ...] = ()
    runs: Runs = field(default_factory=Runs)


Block = Text | Thinking | Image | ToolCall | ToolResult | Unknown | Broken | Cut


@dataclass(frozen=True, slots=True)
class Message:
    """A message, ready to be laid out; `cost` is USD, `cut` the bytes stored of cut columns.

    `model` is the language model that wrote it, None where its writer does not say.
    """

    key: Key
    id: str
    agent_id: str
    role: str
    created_at: str | None
    cost: float | None
    usage: Usage | None
    blocks: tuple[Block, ...]
    cut: Mapping[str, int]
    model: str | None = None
