"""Rows for an overview: what a project, an agent or a store adds up to, and what failed in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from constellation_db.records import Key


@dataclass(frozen=True, slots=True)
class CostGroup:
    """Messages that share an agent, a model or a span of time, and what they cost.

    `name` is the agent's id, the model (None if its agent names none) or the start of the span.
    `cost` is the sum in USD of the messages whose cost is known, None if none is; `unknown` counts
    the assistant's messages without one.
    """

    name: str | None
    messages: int
    cost: float | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What is summed up: a project, an agent alone or with all below it, or (none given) the store.

    An agent's scope is the same whatever its project.
    """

    project_id: str | None = None
    agent_id: str | None = None
    descendants: bool = False


@dataclass(frozen=True, slots=True)
class MessageSums:
    """Messages by role; `cost` and `unknown` are those of a `CostGroup`."""

    by_role: dict[str, int]
    cost: float | None
    unknown: int

    @property
    def total(self) -> int:
        """How many messages there are."""
        return sum(self.by_role.values())


@dataclass(frozen=True, slots=True)
class UsageGroup:
    """Tokens of messages of one span of time, by kind, as far as their `usage` tells.

    `name` is the start of the span. `undivided` are those of messages that tell only a total.
    `messages` counts those that tell anything, `unreadable` those whose usage is no JSON or holds
    nothing known. Whoever counts what the cache holds as input does so here, too.
    """

    name: str
    messages: int
    input: int
    output: int
    cache_read: int
    cache_write: int
    undivided: int
    unreadable: int


class FailureKind(StrEnum):
    """What it was that failed."""

    AGENT = "agent"
    EVENT = "event"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Failure:
    """An agent that failed, an event that tells of a failure, or a message with a failed result.

    `id` is the id of that row, `text` the agent's name or the event's type. `key` orders failures
    of one kind.
    """

    kind: FailureKind
    key: Key
    id: str
    project_id: str | None
    agent_id: str | None
    text: str
    created_at: str | None


@dataclass(frozen=True, slots=True)
class Failures:
    """The newest failures of one kind, and how many there are in all."""

    newest: tuple[Failure, ...]
    total: int
