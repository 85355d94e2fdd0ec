"""What a message consists of, whichever dialect its writer used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from constellation_db import Key
from constellation_gui.models.file_edits import Edit
from constellation_gui.models.inks import Runs


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody said: prose, in which Markdown may be meant."""

    text: str


@dataclass(frozen=True, slots=True)
class Thinking:
    """What an assistant thought before it answered; `text` is empty where it was withheld."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `data` is base64 (None if only its place is known), `size` its bytes."""

    media_type: str
    data: str | None
    size: int


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


@dataclass(frozen=True, slots=True)
class Unknown:
    """A content block of a type we do not know, as JSON."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A column that should hold JSON and does not: its raw text, and why it does not parse."""

    column: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Says that only the beginning of a column is here; both lengths in bytes."""

    column: str
    shown: int
    stored: int


Block = Text | Thinking | Image | ToolCall | ToolResult | Unknown | Broken | Cut


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one message; None is unknown. `input` includes what the prompt cache held."""

    input: int | None
    output: int | None
    cached: int | None = None


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
