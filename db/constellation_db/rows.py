"""Rows for views: keys first, long columns only where they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from constellation_db.records import AgentHistory, Event, Key

# Where an agent's `config` or a project's `settings` name the list of prices that costs are of.
ESTIMATED = "costEstimated"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """What a list of projects shows at once; `key` orders by creation.

    `estimated` names the list of prices by which some of the cost was estimated. `mark` is a number
    made of what is shown.
    """

    key: Key
    id: str
    name: str
    status: str | None
    cost_total: float | None
    iteration_count: int | None
    created_at: str | None
    updated_at: str | None
    ended_at: str | None
    prompt_path: str | None
    estimated: str | None = None
    mark: int = 0


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """What takes longer to find out about a project: how much is in it, and when one last wrote."""

    agents: int
    messages: int
    last_activity: str | None


@dataclass(frozen=True, slots=True)
class ProjectTotals:
    """A list of projects summed up; `cost` is USD, None if none is known."""

    projects: int
    cost: float | None
    failed: int
    running: int


@dataclass(frozen=True, slots=True)
class ProjectCosts:
    """What a project cost over its life, from its first message (`start`) to its last (`end`).

    `costs` are USD in equal spans of that time; None where messages have costs that are not known.
    """

    start: str
    end: str
    costs: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent without its configuration's text; `model` is read from it where it says one.

    So is `estimated`: the name of the list of prices by which some of the cost was estimated.
    `mark` is a number that is another one when the agent reads differently; see `Fingerprint`.
    """

    key: Key
    id: str
    project_id: str
    parent_id: str | None
    name: str | None
    status: str | None
    current_task: str | None
    total_tokens: int | None
    total_cost: float | None
    iteration_count: int | None
    created_at: str | None
    updated_at: str | None
    model: str | None
    mark: int
    estimated: str | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells rows, say the agents of a project, from how they were, without reading them.

    How many there are, the sequence of the newest, the latest change of one in sortable form, and
    the sum of their marks.
    """

    count: int
    newest: int
    changed: str
    marks: int


@dataclass(frozen=True, slots=True)
class AgentLife:
    """From when to when an agent gave signs of life, and when something failed.

    Timestamps in any form of the store, None where there is none. An agent lives from its creation,
    or its first message if that is earlier, to its last message or event, else its last change.
    """

    agent_id: str
    start: str | None
    end: str | None
    failures: tuple[str, ...]


class TreePlace(StrEnum):
    """Why an agent stands where it stands in its project's tree."""

    ROOT = "root"
    CHILD = "child"
    ORPHAN = "orphan"  # its parent does not exist
    FOREIGN = "foreign"  # its parent is an agent of another project
    CYCLE = "cycle"  # its parents form a circle, which is cut open here


@dataclass(frozen=True, slots=True)
class TreeNode:
    """An agent in tree order; `depth` is computed from parents, 0 at the top."""

    agent: AgentRow
    depth: int
    kind: TreePlace


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message without content."""

    key: Key
    id: str
    agent_id: str
    role: str
    cost: float | None
    created_at: str | None


@dataclass(frozen=True, slots=True)
class MessageExcerpt:
    """A message whose long columns are cut.

    `lengths` holds, for each cut column, how many bytes the store has; it is empty when `message`
    is whole. A cut JSON column is an unparsable prefix by nature.
    """

    key: Key
    message: AgentHistory
    lengths: dict[str, int]


class MessageHit(NamedTuple):
    """A message in which something was found; if not `sure`, maybe only in JSON's own words."""

    agent_id: str
    key: Key
    sure: bool


class Talker(NamedTuple):
    """An agent as far as a search needs it, and how many messages it has."""

    id: str
    name: str | None
    parent_id: str | None
    messages: int


class Stretch(NamedTuple):
    """What was found in a stretch of a conversation, and its `last` key.

    Another search goes on after `last`; None says that there is nothing to go on with.
    """

    hits: list[MessageHit]
    last: Key | None


@dataclass(frozen=True, slots=True)
class StoredValue:
    """What a column of a row holds.

    `type` is SQLite's: `null`, `integer`, `real`, `text` or `blob`. `data` are the first of its
    `size` bytes; of a number, as it is written out.
    """

    column: str
    type: str
    size: int
    data: bytes

    @property
    def cut(self) -> bool:
        """Whether there is more than `data`."""
        return len(self.data) < self.size


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event without its data."""

    key: Key
    id: str
    project_id: str | None
    agent_id: str | None
    type: str
    created_at: str | None


@dataclass(frozen=True, slots=True)
class EventExcerpt:
    """An event whose data may be cut; `length` is how many bytes the store has."""

    key: Key
    event: Event
    length: int


@dataclass(frozen=True, slots=True)
class OutputRow:
    """A version of an output without its content."""

    key: Key
    id: str
    project_id: str
    agent_id: str | None
    type: str
    path: str | None
    checksum: str | None
    created_at: str | None


@dataclass(frozen=True, slots=True)
class PathSummary:
    """All versions of one path of a project, or (`path` None) all outputs without one.

    `type` and `agent_id` are those of the latest.
    """

    path: str | None
    versions: int
    latest: Key
    latest_id: str
    type: str
    agent_id: str | None


@dataclass(frozen=True, slots=True)
class ChangedPath:
    """A path that was written: from its first version there to its last, without their content.

    `before_id` is the version of the path in its project just before the first one, whoever wrote
    it and whenever; None if there is none. `kept` says that the first one's row holds the content
    that it replaced. `type` is that of the last one.
    """

    project_id: str
    path: str
    type: str
    versions: int
    first_id: str
    last_id: str
    last: Key
    before_id: str | None
    kept: bool

    def __hash__(self) -> int:
        # Thousands are kept by themselves, and few that differ end in one version.
        return hash(self.last_id)


class NamedKind(StrEnum):
    """What can be found by its name."""

    PROJECT = "project"
    AGENT = "agent"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Named:
    """Something found by its name; `id` of a file is that of its newest version.

    `project_id` and `project_name` are those of the project it belongs to, its own for a project.
    """

    kind: NamedKind
    id: str
    project_id: str
    name: str | None
    status: str | None
    project_name: str | None


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An agent on the way from the uppermost one to another."""

    id: str
    project_id: str
    name: str | None
    status: str | None
