"""Which rows of a table belong to a part of the store: a project's, an agent's, a family's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, bindparam, select, true

from constellation_db.overview_rows import Scope
from constellation_db.schema import agents


def family(top: str = "top") -> CTE:
    """Return the ids of an agent, given as the parameter `top`, and of all its descendants."""
    # UNION, not UNION ALL: an agent met again is dropped, so that circles end.
    found = select(agents.c.id).where(agents.c.id == bindparam(top)).cte("family", recursive=True)
    return found.union(select(agents.c.id).where(agents.c.parent_id == found.c.id))


def within(scope: Scope, table: Any) -> ColumnElement[bool]:
    """Return the condition that a row belongs to a scope of that kind; see `parameters`."""
    if scope.agent_id is None and scope.project_id is None:
        return true()
    if scope.agent_id is None and "project_id" in table.c:
        of_project: ColumnElement[bool] = table.c.project_id == bindparam("project_id")
        return of_project
    agent: ColumnElement[Any] = table.c.id if table is agents else table.c.agent_id
    if scope.agent_id is None:
        mine = select(agents.c.id).where(agents.c.project_id == bindparam("project_id"))
        return agent.in_(mine)
    if scope.descendants:
        return agent.in_(select(family("agent_id").c.id))
    return agent == bindparam("agent_id")


def kind(scope: Scope) -> tuple[bool, bool, bool]:
    """Return what scopes have in common whose conditions read alike."""
    of_agent = scope.agent_id is not None
    return of_agent, of_agent and scope.descendants, not of_agent and scope.project_id is not None


def parameters(scope: Scope) -> dict[str, Any]:
    """Return what the condition of a scope is given."""
    if scope.agent_id is not None:
        return {"agent_id": scope.agent_id}
    return {} if scope.project_id is None else {"project_id": scope.project_id}
