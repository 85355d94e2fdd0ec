"""Projects: what was to be done, how far it came and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import Select, bindparam, case, func, select

from constellation_db import jsontext, timestamps
from constellation_db.records import (
    Key,
    Order,
    Project,
    ProjectStats,
    ProjectStatus,
    ProjectWithSettings,
)
from constellation_db.repositories import project_lists
from constellation_db.repositories.base import Repository
from constellation_db.repositories.given import created_at, fresh_id, member
from constellation_db.repositories.marks import mark
from constellation_db.repositories.project_lists import STATUSES
from constellation_db.repositories.values import (
    as_number,
    as_text,
    as_whole,
    page_bounds,
    parse_order,
    sum_of,
)
from constellation_db.rows import (
    ESTIMATED,
    Fingerprint,
    ProjectCosts,
    ProjectRow,
    ProjectSummary,
    ProjectTotals,
)
from constellation_db.schema import chronological, json_member, sequence
from constellation_db.schema import projects as table

ENDED = frozenset({"completed", "failed", "stopped"})

_ROW_COLUMNS = (
    "id", "name", "status", "cost_total", "iteration_count",
    "created_at", "updated_at", "ended_at", "prompt_path",
)  # fmt: skip
_MARK = mark(
    numbers=("CAST(cost_total * 1000000 AS INTEGER)", "iteration_count", "length(settings)"),
    texts=("name", "status", "created_at", "ended_at", "prompt_path"),
)


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
        `status`, `cost` or `iterations`; unknown values stand last in either direction. To sort by
        `agents`, `messages` or `activity`, those of every project are looked up first.
        """
        direction = parse_order(order)
        key, conditions, parameters = project_lists.filtered(text, statuses)

        def build() -> Select[Any]:
            statement = select(*_row()).where(*conditions())
            statement = project_lists.ranked(statement, sort, direction)
            return (
                self._ordered(statement, direction)
                .limit(bindparam("limit"))
                .offset(bindparam("offset"))
            )

        statement = self._built(("rows", sort, direction, key), build)
        rows = self._rows(statement, {**parameters, **page_bounds(limit, offset)})
        return [_project_row(row) for row in rows]

    def rows_since(self, seen: Fingerprint) -> tuple[Fingerprint, list[ProjectRow]]:
        """Return the fingerprint of all projects, and those that are new or were changed since.

        In one statement, so that both are of one instant. Some projects that are as they were may
        be among them; a change that leaves `updated_at` alone is missed: compare fingerprints.
        """
        statement = self._built("rows since", _since)
        parameters = {"newest": seen.newest, "changed": seen.changed}
        found = self._rows(statement, parameters)
        now = Fingerprint(*found[0][:_FIGURES])
        rows = [row[_FIGURES:] for row in found]
        return now, [_project_row(row) for row in rows if row[1] is not None]

    def totals(
        self, *, text: str = "", statuses: Sequence[ProjectStatus | str] = ()
    ) -> ProjectTotals:
        """Return how many projects `page` would list in all, and what they cost in USD."""
        key, conditions, parameters = project_lists.filtered(text, statuses)

        def build() -> Select[Any]:
            sums: list[Any] = [func.count(), func.sum(table.c.cost_total)]
            counted = (ProjectStatus.FAILED, ProjectStatus.RUNNING)
            sums += [func.count(case((table.c.status == one.value, 1))) for one in counted]
            return select(*sums).where(*conditions())

        (sums,) = self._rows(self._built(("totals", key), build), parameters)
        return ProjectTotals(*sums)

    def summaries(self, ids: Sequence[str]) -> dict[str, ProjectSummary]:
        """Return, for each project, how much is in it and when anything of it was last written.

        `last_activity` is in the sortable form, None for a project in which nothing was written.
        """
        statement = self._built("summaries", project_lists.summaries)
        return {
            id: ProjectSummary(agents, messages, max(filter(None, times), default=None))
            for id, agents, messages, *times in self._rows(statement, {"ids": list(ids)})
        }

    def costs_over_time(self, ids: Sequence[str], *, spans: int = 24) -> dict[str, ProjectCosts]:
        """Return what each project cost in equal spans of its life.

        Projects of which no cost is known, or not when they lived, are left out.
        """
        statement = self._built("costs over time", project_lists.costs_over_time)
        rows = self._rows(statement, {"ids": list(ids), "spans": spans})
        return project_lists.project_costs(rows, spans)


_FIGURES = 4


def _row() -> list[Any]:
    """Return what is read of a project for a list."""
    return [
        chronological(table),
        sequence(table),
        _MARK,
        *(table.c[name] for name in _ROW_COLUMNS),
        json_member(table.c.settings, ESTIMATED),
    ]


def _project_row(row: Sequence[Any]) -> ProjectRow:
    time, place, mark, id, name, status, cost, count, *texts = row
    created, updated, ended, prompt, estimated = map(as_text, texts)
    return ProjectRow(
        Key(time, place), id, as_text(name) or "", as_text(status),
        as_number(cost), as_number(count), created, updated, ended, prompt, estimated, mark,
    )  # fmt: skip


def _since() -> Select[Any]:
    """Build the query of the figures of all projects, beside each that is new or was changed."""
    changed = chronological(table, "updated_at")
    sums = (
        func.count().label("count"),
        func.coalesce(func.max(sequence(table)), 0).label("newest"),
        func.coalesce(func.max(changed), "").label("changed"),
        func.coalesce(func.sum(_MARK), 0).label("marks"),
    )
    figures = select(*sums).select_from(table).subquery("figures")
    new = (sequence(table) > bindparam("newest")) | (changed >= bindparam("changed"))
    return select(*figures.c, *_row()).select_from(figures.outerjoin(table, new))


def with_settings(project: Project) -> ProjectWithSettings:
    """Return the project with its settings parsed."""
    values = {name: getattr(project, name) for name in Project.__slots__}
    settings = jsontext.parse(project.settings)
    return ProjectWithSettings(**values | {"settings": {} if settings is None else settings})
