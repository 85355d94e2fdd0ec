"""What a message consists of, whichever dialect its writer used; calls and results as stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
class Call:
    """A tool that the assistant asks for; `given` is its input as parsed JSON, or text."""

    id: str | None
    name: str
    given: Any


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool answered, escape sequences and all; `id` is the call's, where it is said."""

    id: str | None
    text: str
    failed: bool
    images: tuple[Image, ...] = ()


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


Block = Text | Thinking | Image | Call | Result | Unknown | Broken | Cut


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one message; None is unknown. `input` includes what the prompt cache held."""

    input: int | None
    output: int | None
    cached: int | None = None
