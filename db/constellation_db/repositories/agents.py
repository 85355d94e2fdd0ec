"""Agents: who works on a project, for whom, on what, and at what cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import Select, func, select

from constellation_db import jsontext, timestamps
from constellation_db.records import Agent, AgentStats, AgentStatus, AgentWithConfig, Order
from constellation_db.repositories.agent_trees import AgentTrees
from constellation_db.repositories.conditions import Condition
from constellation_db.repositories.given import created_at, fresh_id, member
from constellation_db.repositories.scopes import family
from constellation_db.repositories.tree import in_tree_order
from constellation_db.repositories.values import as_whole, sum_of
from constellation_db.schema import agents as table
from constellation_db.schema import chronological, sequence

STATUSES = {status.value: status.value for status in AgentStatus}


class AgentColumns(TypedDict, total=False):
    """Columns that may be given or changed; `config` as an object or as JSON text."""

    parent_id: str | None
    name: str | None
    status: AgentStatus | str
    config: Any
    current_task: str | None
    total_tokens: int
    total_cost: float | None
    iteration_count: int
    depth: int
    updated_at: str | datetime | None


class NewAgent(AgentColumns, total=False):
    """Columns of a new agent."""

    id: str
    project_id: Required[str]
    created_at: str | datetime


class AgentRepository(AgentTrees):
    """The rows of `agents`."""

    # -- Writing -----------------------------------------------------------------------------------

    def create(self, **columns: Unpack[NewAgent]) -> Agent:
        """Insert an agent and return it; raises `InvalidValue`."""
        return self._create(self._values(columns))

    def create_many(self, rows: Iterable[NewAgent]) -> list[str]:
        """Insert agents, all or none, parents before children, and return their ids."""
        return self._create_many(self._values(row) for row in rows)

    def _values(self, columns: NewAgent) -> tuple[Any, ...]:
        self._check_names(columns)
        get = columns.get
        return (
            fresh_id(columns),
            self._required(columns, "project_id"),
            get("parent_id"),
            get("name"),
            member(get("status", "created"), STATUSES, "agents.status"),
            jsontext.dump(get("config", "{}"), "agents.config"),
            get("current_task"),
            get("total_tokens", 0),
            get("total_cost", 0.0),
            get("iteration_count", 0),
            get("depth", 0),
            created_at(columns),
            timestamps.stored(columns.get("updated_at")),
        )

    def update(self, id: str, **columns: Unpack[AgentColumns]) -> Agent:
        """Change columns and return the agent; raises `NotFoundError` or `InvalidValue`."""
        values: dict[str, Any] = dict(columns)
        if "status" in values:
            values["status"] = member(values["status"], STATUSES, "agents.status")
        if "config" in values:
            values["config"] = jsontext.dump(values["config"], "agents.config")
        if "updated_at" in values:
            values["updated_at"] = timestamps.stored(values["updated_at"])
        return self._update(id, values)

    def update_status(self, id: str, status: AgentStatus | str) -> Agent:
        """Change the status."""
        return self.update(id, status=status)

    def add_tokens(self, id: str, tokens: int, cost: float) -> Agent:
        """Add to the agent's tokens and to its cost (USD)."""
        return self._update(id, {}, added={"total_tokens": tokens, "total_cost": cost})

    def increment_iteration_count(self, id: str) -> Agent:
        """Count one more iteration."""
        return self._update(id, {}, added={"iteration_count": 1})

    def update_current_task(self, id: str, task: str | None) -> Agent:
        """Say what the agent is doing now, None for nothing."""
        return self.update(id, current_task=task)

    def delete_by_project_id(self, project_id: str) -> int:
        """Delete a project's agents with their messages; how many agents there were."""
        return self._delete_where({"project_id": project_id})

    # -- Finding -----------------------------------------------------------------------------------

    def find_by_project_id(
        self,
        project_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.ASC,
    ) -> list[Agent]:
        """Return a project's agents, oldest first."""
        return self._find({"project_id": project_id}, limit=limit, offset=offset, order=order)

    def find_by_parent_id(
        self,
        parent_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.ASC,
    ) -> list[Agent]:
        """Return the agents that an agent started, oldest first."""
        return self._find({"parent_id": parent_id}, limit=limit, offset=offset, order=order)

    def find_by_status(
        self,
        status: AgentStatus | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Agent]:
        """Return the agents in a status, newest first."""
        equal = {"status": member(status, STATUSES, "agents.status")}
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_project_and_status(
        self,
        project_id: str,
        status: AgentStatus | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.ASC,
    ) -> list[Agent]:
        """Return a project's agents in a status, oldest first."""
        equal = {
            "project_id": project_id,
            "status": member(status, STATUSES, "agents.status"),
        }
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_root_agents_by_project(
        self,
        project_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.ASC,
    ) -> list[Agent]:
        """Return a project's agents without a parent, oldest first."""
        condition = Condition("roots", lambda: table.c.parent_id.is_(None), {})
        return self._find(
            {"project_id": project_id},
            limit=limit,
            offset=offset,
            order=order,
            condition=condition,
        )

    def find_by_id_with_config(self, id: str) -> AgentWithConfig | None:
        """Return an agent with its configuration parsed, None if there is none."""
        agent = self.find_by_id(id)
        return None if agent is None else with_config(agent)

    def find_by_project_id_with_config(
        self,
        project_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.ASC,
    ) -> list[AgentWithConfig]:
        """Return a project's agents with their configuration parsed, oldest first."""
        agents = self.find_by_project_id(project_id, limit=limit, offset=offset, order=order)
        return [with_config(agent) for agent in agents]

    def get_agent_hierarchy(self, agent_id: str) -> list[Agent]:
        """Return an agent and all its descendants, each parent directly before its own.

        Siblings are oldest first. Parents that form a circle end the walk where it closes.
        """
        found = {
            agent.id: agent
            for agent in self._all(self._built("family", _family), {"top": agent_id})
        }
        if agent_id not in found:
            return []
        # Seen from here the agent is the top, whoever its parent is.
        links = [(id, None if id == agent_id else agent.parent_id) for id, agent in found.items()]
        return [found[id] for id, _depth, _place in in_tree_order(links)]

    # -- Statistics --------------------------------------------------------------------------------

    def count_by_project(self, project_id: str) -> int:
        """Return how many agents a project has."""
        return self._count({"project_id": project_id})

    def get_project_stats(self, project_id: str) -> AgentStats:
        """Return a project's agents summed up, as of one instant."""
        sums = self._built(
            "sums",
            lambda: select(
                sum_of(table.c.total_tokens),
                func.sum(table.c.total_cost),
                sum_of(table.c.iteration_count),
            ).where(self._equal("project_id")),
        )
        links = self._built(
            "links",
            lambda: (
                select(table.c.id, table.c.parent_id)
                .where(self._equal("project_id"))
                .order_by(chronological(table), sequence(table))
            ),
        )
        project = {"project_id": project_id}
        with self._session.snapshot():
            counts = self._count_by("status", project)
            ((tokens, cost, iterations),) = self._rows(sums, project)
            tree = in_tree_order([(id, parent) for id, parent in self._rows(links, project)])
        return AgentStats(
            total=len(tree),
            by_status={status: counts.get(status.value, 0) for status in AgentStatus},
            total_tokens=as_whole(tokens),
            total_cost=float(cost or 0.0),
            total_iterations=as_whole(iterations),
            max_depth=max((depth for _id, depth, _place in tree), default=0),
        )


def with_config(agent: Agent) -> AgentWithConfig:
    """Return the agent with its configuration parsed."""
    values = {name: getattr(agent, name) for name in Agent.__slots__}
    config = jsontext.parse(agent.config)
    return AgentWithConfig(**values | {"config": {} if config is None else config})


def _family() -> Select[Any]:
    """Build the query of an agent and its descendants, oldest first."""
    return (
        select(*table.columns)
        .where(table.c.id.in_(select(family().c.id)))
        .order_by(chronological(table), sequence(table))
    )
