"""What a reader makes of some lines before it is written, in the store's terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Object = dict[str, Any]


@dataclass(slots=True)
class NewProject:
    """The working directory of sessions; times are the first and last known."""

    id: str
    name: str
    path: str
    source: str
    first: str
    last: str
    responses: int = 0


@dataclass(slots=True)
class NewAgent:
    """A session, or a sub-agent of one; `config` holds what these lines told.

    `title` replaces a name that was there, `name` and `task` do not.
    """

    id: str
    project_id: str
    parent_id: str | None
    config: Object
    first: str
    last: str
    name: str | None = None
    title: str | None = None
    task: str | None = None
    status: str = "completed"


@dataclass(slots=True)
class NewMessage:
    """A message; `blocks` are its content without calls and results.

    Parts of one response share an id: what they say is joined, and the last usage counts.
    """

    id: str
    agent_id: str
    role: str
    time: str
    blocks: list[Any] = field(default_factory=list)
    calls: list[Any] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    usage: Object | None = None
    cost: float | None = None

    def join(self, later: NewMessage) -> None:
        """Add a later part; what is there already is not added."""
        for mine, more in ((self.blocks, later.blocks), (self.calls, later.calls)):
            mine.extend(item for item in more if item not in mine)
        self.usage = later.usage or self.usage
        self.cost = self.cost if later.cost is None else later.cost


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A notable moment."""

    id: str
    project_id: str
    agent_id: str
    type: str
    data: Object
    time: str


@dataclass(frozen=True, slots=True)
class NewOutput:
    """A version of a file; `previous` where the version before is not in the store."""

    id: str
    project_id: str
    agent_id: str
    path: str
    content: str
    previous: str | None
    time: str


@dataclass(frozen=True, slots=True)
class AgentCall:
    """A call that starts an agent; `prompt` is a fingerprint of what it is told."""

    session: str
    caller: str
    title: str | None
    prompt: str | None


@dataclass(frozen=True, slots=True)
class AgentStart:
    """The start of an agent that some call started, and which, where the source says so."""

    session: str
    prompt: str | None
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an agent stands, in a source that knows it: below which, how deep, by which call."""

    parent: str
    depth: int
    call_id: str | None


@dataclass(slots=True)
class Batch:
    """Rows to be written together.

    `calls` start agents, by the call's id; `children` are the ids of agents that calls name;
    `starts` are agents, by id, that some call started. A session goes by its root agent's id.
    `places` are those of agents that need not be found out; `moving` says that a message which is
    another agent's in the store belongs to this one all the same.
    """

    projects: dict[str, NewProject] = field(default_factory=dict)
    agents: dict[str, NewAgent] = field(default_factory=dict)
    messages: dict[str, NewMessage] = field(default_factory=dict)
    events: list[NewEvent] = field(default_factory=list)
    outputs: list[NewOutput] = field(default_factory=list)
    calls: dict[str, AgentCall] = field(default_factory=dict)
    children: dict[str, str] = field(default_factory=dict)
    starts: dict[str, AgentStart] = field(default_factory=dict)
    places: dict[str, Placed] = field(default_factory=dict)
    moving: bool = False

    def say(self, message: NewMessage) -> None:
        """Add a message, or a part of one."""
        known = self.messages.get(message.id)
        if known is None:
            self.messages[message.id] = message
        elif known.role == "assistant":
            known.join(message)

    def is_apart(self, other: Batch) -> bool:
        """Whether another batch speaks of other agents and messages: both can be written as one."""
        return (
            not (self.moving or other.moving)
            and self.agents.keys().isdisjoint(other.agents)
            and self.messages.keys().isdisjoint(other.messages)
        )

    def join(self, later: Batch) -> None:
        """Add a batch that is apart, so that writing both is writing one after the other."""
        for project in later.projects.values():
            known = self.projects.setdefault(project.id, project)
            known.first = min(known.first, project.first)
            known.last = max(known.last, project.last)
        self.agents |= later.agents
        self.messages |= later.messages
        self.events += later.events
        self.outputs += later.outputs
        self.calls = later.calls | self.calls
        self.children |= later.children
        self.starts = later.starts | self.starts
        self.places |= later.places
