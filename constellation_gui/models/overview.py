"""What an overview tells of a project, an agent or the store, read in parts; off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import (
    Agent,
    CostGroup,
    Database,
    MessageSums,
    Project,
    ProjectRow,
    Scope,
    UsageGroup,
)
from constellation_gui.formatting import one_line, short_id
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.json_tree import NOTHING, JsonReading, read_json
from constellation_gui.models.time_series import Series, Tokens, grain, series
from constellation_gui.wording import tr

DEAREST = 10
"""How many agents or projects are listed by what they cost."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is looked at: an agent of a project, a project, or (neither) the store.

    `parent` is the agent that started the agent; `family` says whether it started others.
    """

    project: Project | None = None
    agent: Agent | None = None
    parent: Agent | None = None
    family: bool = False
    settings: JsonReading = NOTHING


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many rows a scope has, by what tells them apart, and when one was last written."""

    statuses: dict[str, int]
    messages: MessageSums
    outputs: dict[str, int]
    events: dict[str, int]
    last_written: str | None


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs by model, of the dearest agents with their names, and of the dearest projects."""

    models: tuple[CostGroup, ...]
    agents: tuple[CostGroup, ...]
    names: dict[str, str]
    projects: tuple[ProjectRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens by kind of the messages that tell them; `unreadable` counts those that do not."""

    tokens: Tokens
    messages: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Course:
    """What happened over time: the groups of the store, and bars made of them."""

    length: int
    costs: tuple[CostGroup, ...]
    series: Series


def read_facts(database: Database, scope: Scope) -> Facts | None:
    """Read what is looked at; None if it is not there (any more)."""
    with database.snapshot():
        if scope.agent_id is not None:
            return _agent_facts(database, scope.agent_id)
        if scope.project_id is None:
            return Facts()
        project = database.projects.find_by_id(scope.project_id)
    return None if project is None else Facts(project, settings=read_json(project.settings))


def _agent_facts(database: Database, agent_id: str) -> Facts | None:
    agents = database.agents
    agent = agents.find_by_id(agent_id)
    if agent is None:
        return None
    return Facts(
        project=database.projects.find_by_id(agent.project_id),
        agent=agent,
        parent=None if agent.parent_id is None else agents.find_by_id(agent.parent_id),
        family=bool(agents.find_by_parent_id(agent_id, limit=1)),
        settings=read_json(agent.config),
    )


def read_amounts(database: Database, scope: Scope) -> Amounts:
    """Count, as of one instant."""
    sums = database.sums
    with database.snapshot():
        return Amounts(
            statuses=sums.agents_by_status(scope),
            messages=sums.messages(scope),
            outputs=sums.outputs_by_type(scope),
            events=sums.events_by_type(scope),
            last_written=sums.last_written(scope),
        )


def read_costs(database: Database, scope: Scope) -> Costs:
    """Sum costs up by model and by agent; of the store, list the dearest projects."""
    sums = database.sums
    with database.snapshot():
        dearest = sums.costs_by_agent(scope, limit=DEAREST)
        names: dict[str, str] = {}
        learn_names(database, {group.name for group in dearest if group.name}, names)
        projects = database.projects.page(sort="cost", limit=DEAREST) if scope == Scope() else []
        return Costs(
            models=tuple(sums.costs_by_model(scope)),
            agents=tuple(dearest),
            names=names,
            projects=tuple(projects),
        )


def read_course(database: Database, scope: Scope) -> Course:
    """Read costs over time, in groups fit for the span they cover."""
    with database.snapshot():
        length = grain(*database.sums.span(scope))
        costs = database.sums.costs_by_time(scope, length)
    return Course(length, tuple(costs), series(costs))


def read_usage(
    database: Database, scope: Scope, alone: Scope, course: Course
) -> tuple[Usage, Usage, Series]:
    """Read tokens, the long way through all messages: of a scope, of an agent alone, over time."""
    groups = database.sums.usage_by_time(scope, course.length)
    own = groups if alone == scope else database.sums.usage_by_time(alone, course.length)
    return _summed(groups), _summed(own), series(course.costs, groups)


def _summed(groups: list[UsageGroup]) -> Usage:
    tokens = Tokens()
    for group in groups:
        tokens = tokens.plus(group)
    messages = sum(group.messages for group in groups)
    return Usage(tokens, messages, sum(group.unreadable for group in groups))


def project_name(project: Project | ProjectRow) -> str:
    """Return what to call a project, on one line."""
    return one_line(project.name) or tr("(no name)")


def agent_title(agent: Agent) -> str:
    """Return what to call an agent, on one line; one without a name goes by its id."""
    return one_line(agent.name) or short_id(agent.id)
