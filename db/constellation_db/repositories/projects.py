"""Projects: what was to be done, how far it came and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from constellation_db import jsontext, timestamps
from constellation_db.errors import InvalidValue
from constellation_db.records import (
    Key,
    Order,
    Project,
    ProjectStats,
    ProjectStatus,
    ProjectWithSettings,
)
from constellation_db.repositories.base import Repository
from constellation_db.repositories.conditions import contains
from constellation_db.repositories.given import created_at, fresh_id, member
from constellation_db.repositories.values import (
    as_number,
    as_text,
    as_whole,
    page_bounds,
    parse_order,
    sum_of,
)
from constellation_db.rows import ProjectRow, ProjectSummary, ProjectTotals
from constellation_db.schema import agent_history, agents, chronological, events, outputs, sequence
from constellation_db.schema import projects as table

STATUSES = {status.value: status.value for status in ProjectStatus}
ENDED = frozenset({"completed", "failed", "stopped"})

_ROW_COLUMNS = (
    "id", "name", "status", "cost_total", "iteration_count",
    "created_at", "updated_at", "ended_at", "prompt_path",
)  # fmt: skip
_SORTS: dict[str, ColumnElement[Any] | None] = {
    "created": None,
    "name": func.lower(table.c.name),
    "status": table.c.status,
    "cost": table.c.cost_total,
    "iterations": table.c.iteration_count,
}


class _Columns(TypedDict, total=False):
    description: str | None
    status: ProjectStatus | str
    settings: Any
    cost_total: float | None
    iteration_count: int
    updated_at: str | datetime | None
    ended_at: str | datetime | None


class ProjectColumns(_Columns, total=False):
    """Columns that may be changed; `settings` as an object or as JSON text."""

    name: str
    prompt_path: str


class NewProject(_Columns, total=False):
    """Columns of a new project; `settings` as an object or as JSON text."""

    id: str
    name: Required[str]
    prompt_path: Required[str]
    created_at: str | datetime


class ProjectRepository(Repository[Project]):
    """The rows of `projects`."""

    table = table
    record = Project

    # -- Writing -----------------------------------------------------------------------------------

    def create(self, **columns: Unpack[NewProject]) -> Project:
        """Insert a project and return it; raises `InvalidValue`."""
        return self._create(self._values(columns))

    def create_many(self, rows: Iterable[NewProject]) -> list[str]:
        """Insert projects, all or none, and return their ids."""
        return self._create_many(self._values(row) for row in rows)

    def _values(self, columns: NewProject) -> tuple[Any, ...]:
        self._check_names(columns)
        get = columns.get
        return (
            fresh_id(columns),
            self._required(columns, "name"),
            get("description"),
            member(get("status", "created"), STATUSES, "projects.status"),
            self._required(columns, "prompt_path"),
            jsontext.dump(get("settings", "{}"), "projects.settings"),
            get("cost_total", 0.0),
            get("iteration_count", 0),
            created_at(columns),
            timestamps.stored(columns.get("updated_at")),
            timestamps.stored(columns.get("ended_at")),
        )

    def update(self, id: str, **columns: Unpack[ProjectColumns]) -> Project:
        """Change columns and return the project; raises `NotFoundError` or `InvalidValue`.

        A status that ends the project sets `ended_at`, unless that is given too.
        """
        values: dict[str, Any] = dict(columns)
        if "status" in values:
            values["status"] = member(values["status"], STATUSES, "projects.status")
            if values["status"] in ENDED:
                values.setdefault("ended_at", timestamps.now())
        if "settings" in values:
            values["settings"] = jsontext.dump(values["settings"], "projects.settings")
        for name in ("updated_at", "ended_at"):
            if name in values:
                values[name] = timestamps.stored(values[name])
        return self._update(id, values)

    def update_status(self, id: str, status: ProjectStatus | str) -> Project:
        """Change the status, and with one that ends the project its `ended_at`."""
        return self.update(id, status=status)

    def update_cost(self, id: str, cost: float) -> Project:
        """Add `cost` (USD) to the project's total."""
        return self._update(id, {}, added={"cost_total": cost})

    def increment_iteration_count(self, id: str) -> Project:
        """Count one more iteration."""
        return self._update(id, {}, added={"iteration_count": 1})

    # -- Finding -----------------------------------------------------------------------------------

    def find_by_status(
        self,
        status: ProjectStatus | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Project]:
        """Return the projects in a status, newest first."""
        equal = {"status": member(status, STATUSES, "projects.status")}
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_id_with_settings(self, id: str) -> ProjectWithSettings | None:
        """Return a project with its settings parsed, None if there is none."""
        project = self.find_by_id(id)
        return None if project is None else with_settings(project)

    def find_all_with_settings(
        self, *, limit: int | None = None, offset: int = 0, order: Order | str = Order.DESC
    ) -> list[ProjectWithSettings]:
        """Return all projects with their settings parsed, newest first."""
        return [
            with_settings(project)
            for project in self.find_all(limit=limit, offset=offset, order=order)
        ]

    def find_by_date_range(
        self,
        start: str | datetime,
        end: str | datetime,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Project]:
        """Return the projects created from `start` to `end`, both included, newest first."""
        condition = self._within(start, end)
        return self._find({}, limit=limit, offset=offset, order=order, condition=condition)

    # -- Statistics --------------------------------------------------------------------------------

    def get_total_cost(self) -> float:
        """Return the sum of all known costs in USD."""
        statement = self._built("total cost", lambda: select(func.sum(table.c.cost_total)))
        return float(self._scalar(statement, {}) or 0.0)

    def get_stats(self) -> ProjectStats:
        """Return how many projects there are, by status, and their sums, as of one instant."""
        sums = self._built(
            "sums",
            lambda: select(func.sum(table.c.cost_total), sum_of(table.c.iteration_count)),
        )
        with self._session.snapshot():
            counts = self._count_by("status", {})
            ((cost, iterations),) = self._rows(sums, {})
        return ProjectStats(
            total=sum(counts.values()),
            by_status={status: counts.get(status.value, 0) for status in ProjectStatus},
            total_cost=float(cost or 0.0),
            total_iterations=as_whole(iterations),
        )

    # -- For views ---------------------------------------------------------------------------------

    def page(
        self,
        *,
        text: str = "",
        statuses: Sequence[ProjectStatus | str] = (),
        sort: str = "created",
        order: Order | str = Order.DESC,
        limit: int | None = 200,
        offset: int = 0,
    ) -> list[ProjectRow]:
        """Return a page of the projects whose name or description holds `text`.

        `statuses` keeps those in one of them (none given: all). `sort` is `created`, `name`,
        `status`, `cost` or `iterations`; unknown values stand last in either direction.
        """
        if sort not in _SORTS:
            raise InvalidValue(f"sort is {sort!r}; it must be one of {', '.join(_SORTS)}.")
        direction = parse_order(order)
        key, conditions, parameters = _filtered(text, statuses)

        def build() -> Select[Any]:
            statement = select(
                chronological(table), sequence(table), *(table.c[name] for name in _ROW_COLUMNS)
            ).where(*conditions())
            column = _SORTS[sort]
            if column is not None:
                ranked = column.desc() if direction is Order.DESC else column.asc()
                statement = statement.order_by(ranked.nulls_last())
            return (
                self._ordered(statement, direction)
                .limit(bindparam("limit"))
                .offset(bindparam("offset"))
            )

        statement = self._built(("rows", sort, direction, key), build)
        rows = self._rows(statement, {**parameters, **page_bounds(limit, offset)})
        return [
            ProjectRow(
                Key(time, place), id, as_text(name) or "", as_text(status),
                as_number(cost), as_number(count), *map(as_text, texts),
            )
            for time, place, id, name, status, cost, count, *texts in rows
        ]  # fmt: skip

    def totals(
        self, *, text: str = "", statuses: Sequence[ProjectStatus | str] = ()
    ) -> ProjectTotals:
        """Return how many projects `page` would list in all, and what they cost in USD."""
        key, conditions, parameters = _filtered(text, statuses)
        statement = self._built(
            ("totals", key),
            lambda: select(func.count(), func.sum(table.c.cost_total)).where(*conditions()),
        )
        ((projects, cost),) = self._rows(statement, parameters)
        return ProjectTotals(projects=projects, cost=cost)

    def summaries(self, ids: Sequence[str]) -> dict[str, ProjectSummary]:
        """Return, for each project, its number of agents and when anything of it was last written.

        `last_activity` is in the sortable form, None for a project in which nothing was written.
        """
        statement = self._built("summaries", _summaries)
        return {
            id: ProjectSummary(agents=count, last_activity=max(filter(None, times), default=None))
            for id, count, *times in self._rows(statement, {"ids": list(ids)})
        }


def with_settings(project: Project) -> ProjectWithSettings:
    """Return the project with its settings parsed."""
    values = {name: getattr(project, name) for name in Project.__slots__}
    settings = jsontext.parse(project.settings)
    return ProjectWithSettings(**values | {"settings": {} if settings is None else settings})


def _filtered(text: str, statuses: Sequence[ProjectStatus | str]) -> tuple[Any, Any, Any]:
    """Return what makes a filtered statement different, its conditions and its parameters."""
    names = [member(status, STATUSES, "projects.status") for status in statuses]
    in_name, in_description = contains(table.c.name, text), contains(table.c.description, text)

    def conditions() -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if text:
            found.append(in_name.build() | in_description.build())
        if names:
            found.append(table.c.status.in_(bindparam("statuses", expanding=True)))
        return found

    parameters = (in_name.parameters if text else {}) | ({"statuses": names} if names else {})
    return (text and in_name.name, bool(names)), conditions, parameters


def _newest(written: Any, *conditions: ColumnElement[bool]) -> Any:
    """Return the latest time at which a row of a table was written, as a scalar subquery."""
    # ORDER BY … LIMIT 1 rather than max(): only so does SQLite take one step into the index.
    return (
        select(chronological(written))
        .where(*conditions)
        .order_by(chronological(written).desc(), sequence(written).desc())
        .limit(1)
        .correlate(table, agents)
        .scalar_subquery()
    )


def _summaries() -> Select[Any]:
    mine = agents.c.project_id == table.c.id
    count = select(func.count()).where(mine).correlate(table).scalar_subquery()
    newest_message = _newest(agent_history, agent_history.c.agent_id == agents.c.id)
    messages = select(func.max(newest_message)).where(mine).correlate(table).scalar_subquery()
    return select(
        table.c.id,
        count,
        messages,
        _newest(events, events.c.project_id == table.c.id),
        _newest(outputs, outputs.c.project_id == table.c.id),
    ).where(table.c.id.in_(bindparam("ids", expanding=True)))
