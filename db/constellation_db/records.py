"""The rows of the store as values: enums, frozen records, parsed variants, statistics.

A *raw* record has the table's columns as attributes, JSON columns as the stored text. A *parsed*
variant has the same attributes with JSON columns as objects, or as `InvalidJson` where the text
does not parse. Timestamps are the stored text (UTC); `constellation_db.timestamps.parse` reads both
of its dialects. A numeric column that holds text which is no number reads as None, and so does
NULL: None always means "unknown", never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class ProjectStatus(StrEnum):
    """States that `projects.status` may hold."""

    CREATED = "created"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"
    STOPPED = "stopped"


class AgentStatus(StrEnum):
    """States that `agents.status` may hold."""

    CREATED = "created"
    IDLE = "idle"
    WORKING = "working"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"


class MessageRole(StrEnum):
    """Who speaks in a row of `agent_history`."""

    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


class MessageKind(StrEnum):
    """What a message holds: words, calls of tools, anything of tools, a tool's failure."""

    SAID = "said"
    CALLS = "calls"
    TOOLS = "tools"
    FAILED = "failed"


class OutputType(StrEnum):
    """Kinds of a row of `outputs`."""

    FILE = "file"
    ARTIFACT = "artifact"
    LOG = "log"


class Order(StrEnum):
    """Chronological direction; insertion order breaks ties the same way."""

    ASC = "asc"
    DESC = "desc"


class Key(NamedTuple):
    """Where a row stands in time: unique within a table, comparable, oldest first.

    `time` is the row's timestamp in the normal form that sorts (see `schema.chronological`);
    `sequence` counts insertions. Valid while the store is open; never to be stored elsewhere.
    """

    time: str
    sequence: int


@dataclass(frozen=True, slots=True)
class InvalidJson:
    """Stands where a JSON column holds text that does not parse."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Project:
    """A row of `projects`; `settings` is JSON text, `cost_total` is USD."""

    id: str
    name: str
    description: str | None
    status: str | None
    prompt_path: str
    settings: str | None
    cost_total: float | None
    iteration_count: int | None
    created_at: str | None
    updated_at: str | None
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class ProjectWithSettings:
    """A row of `projects` with `settings` parsed ({} where the column is NULL)."""

    id: str
    name: str
    description: str | None
    status: str | None
    prompt_path: str
    settings: Any
    cost_total: float | None
    iteration_count: int | None
    created_at: str | None
    updated_at: str | None
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class Agent:
    """A row of `agents`; `config` is JSON text, `total_cost` is USD, `depth` what a caller said."""

    id: str
    project_id: str
    parent_id: str | None
    name: str | None
    status: str | None
    config: str | None
    current_task: str | None
    total_tokens: int | None
    total_cost: float | None
    iteration_count: int | None
    depth: int | None
    created_at: str | None
    updated_at: str | None


@dataclass(frozen=True, slots=True)
class AgentWithConfig:
    """A row of `agents` with `config` parsed ({} where the column is NULL)."""

    id: str
    project_id: str
    parent_id: str | None
    name: str | None
    status: str | None
    config: Any
    current_task: str | None
    total_tokens: int | None
    total_cost: float | None
    iteration_count: int | None
    depth: int | None
    created_at: str | None
    updated_at: str | None


@dataclass(frozen=True, slots=True)
class AgentHistory:
    """A row of `agent_history`, one message; the JSON columns are text, `cost` is USD."""

    id: str
    agent_id: str
    role: str
    content: str | None
    tool_calls: str | None
    tool_results: str | None
    usage: str | None
    cost: float | None
    created_at: str | None


@dataclass(frozen=True, slots=True)
class AgentHistoryWithParsed:
    """A row of `agent_history` with its JSON columns parsed (None where NULL)."""

    id: str
    agent_id: str
    role: str
    content: str | None
    tool_calls: Any
    tool_results: Any
    usage: Any
    cost: float | None
    created_at: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `events`; `type` is any text, `data` JSON text."""

    id: str
    project_id: str | None
    agent_id: str | None
    type: str
    data: str | None
    created_at: str | None


@dataclass(frozen=True, slots=True)
class EventWithData:
    """A row of `events` with `data` parsed (None where NULL)."""

    id: str
    project_id: str | None
    agent_id: str | None
    type: str
    data: Any
    created_at: str | None


@dataclass(frozen=True, slots=True)
class Output:
    """A row of `outputs`: one version of a file, artifact or log; `checksum` is opaque."""

    id: str
    project_id: str
    agent_id: str | None
    type: str
    path: str | None
    content: str | None
    previous_content: str | None
    checksum: str | None
    created_at: str | None


# -- Statistics ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DatabaseStats:
    """The store as a file; sizes in bytes. `wal_size` and `tables` are None unless asked for."""

    path: Path
    size: int
    page_size: int
    page_count: int
    wal_enabled: bool
    wal_size: int | None = None
    tables: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class MigrationStatus:
    """What a store records against what this version knows; names in order."""

    total: int
    applied: tuple[str, ...]
    pending: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup made: where, how many bytes and pages, in how many seconds."""

    path: Path
    size: int
    pages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ProjectStats:
    """All projects together; `by_status` names every status."""

    total: int
    by_status: dict[ProjectStatus, int]
    total_cost: float
    total_iterations: int


@dataclass(frozen=True, slots=True)
class AgentStats:
    """The agents of a project; `max_depth` is computed from parents."""

    total: int
    by_status: dict[AgentStatus, int]
    total_tokens: int
    total_cost: float
    total_iterations: int
    max_depth: int


@dataclass(frozen=True, slots=True)
class HistoryStats:
    """The messages of an agent; first and last are timestamps as stored."""

    total: int
    by_role: dict[MessageRole, int]
    total_cost: float
    first_message: str | None
    last_message: str | None


@dataclass(frozen=True, slots=True)
class EventStats:
    """Events of a project, an agent or the store; first and last are timestamps as stored."""

    total: int
    by_type: dict[str, int]
    first_event: str | None
    last_event: str | None


@dataclass(frozen=True, slots=True)
class OutputStats:
    """The outputs of a project; `unique_paths` leaves out rows without a path."""

    total: int
    by_type: dict[OutputType, int]
    unique_paths: int
