"""The agents of a project as views need them: in tree order, read once, then only what differs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from constellation_db.records import Agent, Key, Order
from constellation_db.repositories import lives
from constellation_db.repositories.base import Repository
from constellation_db.repositories.marks import mark
from constellation_db.repositories.tree import tree_of
from constellation_db.repositories.values import as_number, as_text, page_bounds
from constellation_db.rows import (
    ESTIMATED,
    AgentLife,
    AgentRow,
    Ancestor,
    Fingerprint,
    TreeNode,
)
from constellation_db.schema import (
    FAILED_RESULTS_INDEX,
    chronological,
    has_index,
    json_member,
    sequence,
)
from constellation_db.schema import agents as table

_ROW_COLUMNS = (
    "id", "project_id", "parent_id", "name", "status", "current_task",
    "total_tokens", "total_cost", "iteration_count", "created_at", "updated_at",
)  # fmt: skip
_MARK = mark(
    numbers=(
        "total_tokens", "CAST(total_cost * 1000000 AS INTEGER)", "iteration_count",
        *(f"unicode(substr(parent_id, -{place}))" for place in range(1, 5)),
    ),
    texts=("name", "status", "current_task", "parent_id"),
)  # fmt: skip
_IDS_A_STATEMENT = 500


class AgentTrees(Repository[Agent]):
    """What is read of `agents` for a tree of them."""

    table = table
    record = Agent

    # -- Rows --------------------------------------------------------------------------------------

    def rows(self, project_id: str, *, limit: int | None = None) -> list[AgentRow]:
        """Return a project's agents without their configuration, oldest first."""
        statement = self._built("rows", lambda: self._row_statement().limit(bindparam("limit")))
        parameters = {"project_id": project_id, **page_bounds(limit, 0)}
        return [_agent_row(row) for row in self._rows(statement, parameters)]

    def rows_since(self, project_id: str, seen: Fingerprint) -> list[AgentRow]:
        """Return the agents that are new since `seen`, or were changed as their repository does it.

        Some that are as they were may be among them. A change that leaves `updated_at` alone is
        missed: compare fingerprints.
        """
        statement = self._built(
            "rows since",
            lambda: self._row_statement().where(
                (sequence(table) > bindparam("newest"))
                | (chronological(table, "updated_at") >= bindparam("changed"))
            ),
        )
        parameters = {"project_id": project_id, "newest": seen.newest, "changed": seen.changed}
        return [_agent_row(row) for row in self._rows(statement, parameters)]

    def fingerprint(self, project_id: str) -> Fingerprint:
        """Return what tells a project's agents from how they were; reads each, returns one row."""
        statement = self._built(
            "fingerprint",
            lambda: select(
                func.count(),
                func.coalesce(func.max(sequence(table)), 0),
                func.coalesce(func.max(chronological(table, "updated_at")), ""),
                func.coalesce(func.sum(_MARK), 0),
            ).where(self._equal("project_id")),
        )
        ((count, newest, changed, marks),) = self._rows(statement, {"project_id": project_id})
        return Fingerprint(count, newest, changed, marks)

    def _row_statement(self) -> Select[Any]:
        return self._ordered(
            select(
                chronological(table),
                sequence(table),
                *(table.c[name] for name in _ROW_COLUMNS),
                json_member(table.c.config, "model"),
                _MARK,
                json_member(table.c.config, ESTIMATED),
            ).where(self._equal("project_id")),
            Order.ASC,
        )

    # -- Trees -------------------------------------------------------------------------------------

    def tree(self, project_id: str, *, limit: int | None = None) -> list[TreeNode]:
        """Return a project's agents in tree order, with their real depth; see `TreePlace`.

        With a `limit`, for a first sight of a large project, only that many of the oldest are read,
        and those whose parents are not among them are left out.
        """
        with self._session.snapshot():
            rows = self.rows(project_id, limit=limit)
            whole = limit is None or len(rows) < limit
            foreign = self.foreign_parents(project_id) if whole else frozenset[str]()
        return tree_of(rows, foreign, orphans=whole)

    def foreign_parents(self, project_id: str) -> frozenset[str]:
        """Return the ids of the parents of a project's agents that belong to another project."""
        found = self._rows(self._built("abroad", _abroad), {"project_id": project_id})
        return frozenset(id for (id,) in found)

    def children_counts(self, project_id: str) -> dict[str, int]:
        """Return how many agents each agent of a project started, by its id; none are left out."""
        statement = self._built(
            "children",
            lambda: (
                select(table.c.parent_id, func.count())
                .where(self._equal("project_id"), table.c.parent_id.is_not(None))
                .group_by(table.c.parent_id)
            ),
        )
        return dict(self._rows(statement, {"project_id": project_id}))

    # -- Lives -------------------------------------------------------------------------------------

    def lives(
        self, project_id: str, *, agent_ids: Collection[str] | None = None
    ) -> list[AgentLife]:
        """Return when a project's agents lived and what failed; of some of them, if `agent_ids`.

        Read from indexes. Without `FAILED_RESULTS_INDEX` only events tell of failures.
        """
        if agent_ids is not None and len(agent_ids) > _IDS_A_STATEMENT:
            wanted = frozenset(agent_ids)
            return [life for life in self.lives(project_id) if life.agent_id in wanted]
        some = agent_ids is not None
        parameters: dict[str, Any] = {"project_id": project_id}
        if agent_ids is not None:
            parameters["ids"] = list(agent_ids)
        with self._session.snapshot():
            spans = self._rows(
                self._built(("spans", some), lambda: lives.spans(some=some)), parameters
            )
            failures = list(
                self._rows(
                    self._built(("failures", some), lambda: lives.failed_events(some=some)),
                    parameters,
                )
            )
            indexed = self._built("has index", lambda: has_index(FAILED_RESULTS_INDEX))
            if self._rows(indexed, {}):
                failures += self._rows(
                    self._built(("results", some), lambda: lives.failed_results(some=some)),
                    parameters,
                )
        return lives.put_together(spans, failures)

    def ancestors(self, agent_id: str) -> list[Ancestor]:
        """Return the agents above an agent, the uppermost first, and itself at the end.

        The way ends where a parent is missing, or where parents form a circle.
        """
        rows = self._rows(self._built("line", _line), {"bottom": agent_id})
        parents = {id: parent for id, _project, _name, _status, parent in rows}
        found = {
            id: Ancestor(id, project, as_text(name), as_text(status))
            for id, project, name, status, _parent in rows
        }
        way: list[Ancestor] = []
        above: str | None = agent_id
        while above in found:
            way.append(found.pop(above))
            above = parents[above]
        return way[::-1]


def _agent_row(row: Any) -> AgentRow:
    time, place, *texts, tokens, cost, count, created, updated, model, mark, estimated = row
    id, project, parent, name, status, task = map(as_text, texts)
    return AgentRow(
        Key(time, place), id, project, parent, name, status, task,  # type: ignore[arg-type]
        as_number(tokens), as_number(cost), as_number(count),
        as_text(created), as_text(updated), as_text(model), mark,
        as_text(estimated),
    )  # fmt: skip


def _abroad() -> Select[Any]:
    """Build the query of the parents of a project's agents that belong to another project."""
    parent = table.alias("parent")
    return (
        select(parent.c.id)
        .join(table, table.c.parent_id == parent.c.id)
        .where(table.c.project_id == bindparam("project_id"))
        .where(parent.c.project_id != bindparam("project_id"))
    )


def _line() -> Select[Any]:
    """Build the query of an agent and all above it, in no order."""
    # UNION, not UNION ALL: an agent met again is dropped, so that circles end.
    line = select(table.c.id, table.c.parent_id).where(table.c.id == bindparam("bottom"))
    above = line.cte("line", recursive=True)
    above = above.union(
        select(table.c.id, table.c.parent_id).where(table.c.id == above.c.parent_id)
    )
    return select(
        table.c.id, table.c.project_id, table.c.name, table.c.status, table.c.parent_id
    ).where(table.c.id.in_(select(above.c.id)))
