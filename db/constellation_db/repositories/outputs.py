"""Outputs: the files, artifacts and logs that agents wrote, every version of them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import func, select

from constellation_db.overview_rows import Scope
from constellation_db.records import Key, Order, Output, OutputStats, OutputType
from constellation_db.repositories import changed_paths, contents, output_paths, scopes
from constellation_db.repositories.conditions import contains
from constellation_db.repositories.contents import OutputContents
from constellation_db.repositories.given import created_at, fresh_id, member
from constellation_db.repositories.paging import PagedRepository
from constellation_db.repositories.values import as_text
from constellation_db.rows import ChangedPath, OutputRow, PathSummary
from constellation_db.schema import outputs as table

TYPES = {type.value: type.value for type in OutputType}
_ROW_COLUMNS = ("id", "project_id", "agent_id", "type", "path", "checksum", "created_at")


class NewOutput(TypedDict, total=False):
    """Columns of a new version of an output."""

    id: str
    project_id: Required[str]
    agent_id: str | None
    type: Required[OutputType | str]
    path: str | None
    content: str | None
    previous_content: str | None
    checksum: str | None
    created_at: str | datetime


class OutputRepository(PagedRepository[Output]):
    """The rows of `outputs`."""

    table = table
    record = Output
    narrower = frozenset({"project_id", "agent_id", "path"})

    # -- Writing -----------------------------------------------------------------------------------

    def create(self, **columns: Unpack[NewOutput]) -> Output:
        """Insert a version of an output and return it; raises `InvalidValue`."""
        return self._create(self._values(columns))

    def create_many(self, rows: Iterable[NewOutput]) -> list[str]:
        """Insert versions of outputs, all or none, and return their ids."""
        return self._create_many(self._values(row) for row in rows)

    def _values(self, columns: NewOutput) -> tuple[Any, ...]:
        self._check_names(columns)
        get = columns.get
        return (
            fresh_id(columns),
            self._required(columns, "project_id"),
            get("agent_id"),
            member(get("type"), TYPES, "outputs.type"),
            get("path"),
            get("content"),
            get("previous_content"),
            get("checksum"),
            created_at(columns),
        )

    def delete_by_project_id(self, project_id: str) -> int:
        """Delete a project's outputs; how many there were."""
        return self._delete_where({"project_id": project_id})

    def delete_by_agent_id(self, agent_id: str) -> int:
        """Delete an agent's outputs; how many there were."""
        return self._delete_where({"agent_id": agent_id})

    def delete_older_than(self, moment: str | datetime) -> int:
        """Delete the outputs written before `moment`; how many there were."""
        return self._delete_older_than(moment)

    # -- Finding -----------------------------------------------------------------------------------

    def find_by_project_id(
        self,
        project_id: str,
        *,
        type: OutputType | str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return a project's outputs, of one type if given, newest first."""
        equal = _typed({"project_id": project_id}, type)
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_agent_id(
        self,
        agent_id: str,
        *,
        type: OutputType | str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return an agent's outputs, of one type if given, newest first."""
        equal = _typed({"agent_id": agent_id}, type)
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_type(
        self,
        type: OutputType | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return the outputs of a type, newest first."""
        return self._find(_typed({}, type), limit=limit, offset=offset, order=order)

    def find_by_project_and_type(
        self,
        project_id: str,
        type: OutputType | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return a project's outputs of a type, newest first."""
        return self.find_by_project_id(
            project_id, type=type, limit=limit, offset=offset, order=order
        )

    def find_by_path(self, project_id: str, path: str) -> Output | None:
        """Return the latest version of a path in a project, None if there is none."""
        return self._first({"project_id": project_id, "path": path}, Order.DESC)

    def find_history_by_path(
        self,
        project_id: str,
        path: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return the versions of a path in a project, newest first."""
        equal = {"project_id": project_id, "path": path}
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_date_range(
        self,
        start: str | datetime,
        end: str | datetime,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return the outputs written from `start` to `end`, both included, newest first."""
        condition = self._within(start, end)
        return self._find({}, limit=limit, offset=offset, order=order, condition=condition)

    def get_recent(self, limit: int = 50) -> list[Output]:
        """Return the newest outputs of the store."""
        return self._find({}, limit=limit)

    def get_unique_paths(self, project_id: str, type: OutputType | str | None = None) -> list[str]:
        """Return the paths written in a project, sorted; outputs without one are left out."""
        equal = _typed({"project_id": project_id}, type)
        statement = self._built(
            ("paths of", tuple(equal)),
            lambda: (
                select(table.c.path)
                .distinct()
                .where(*self._where(equal), table.c.path.is_not(None))
                .order_by(table.c.path)
            ),
        )
        return [str(as_text(path)) for (path,) in self._rows(statement, equal)]

    def search_by_content(
        self,
        project_id: str,
        term: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Output]:
        """Return a project's outputs whose content holds `term`, ignoring case, newest first."""
        return self._find(
            {"project_id": project_id},
            limit=limit,
            offset=offset,
            order=order,
            condition=contains(table.c.content, term),
        )

    # -- Statistics --------------------------------------------------------------------------------

    def count_by_project(self, project_id: str, type: OutputType | str | None = None) -> int:
        """Return how many outputs a project has, of one type if given."""
        return self._count(_typed({"project_id": project_id}, type))

    def count_by_agent(self, agent_id: str, type: OutputType | str | None = None) -> int:
        """Return how many outputs an agent wrote, of one type if given."""
        return self._count(_typed({"agent_id": agent_id}, type))

    def get_project_stats(self, project_id: str) -> OutputStats:
        """Return a project's outputs summed up, as of one instant."""
        project = {"project_id": project_id}
        paths = self._built(
            "unique paths",
            lambda: select(func.count(table.c.path.distinct())).where(self._equal("project_id")),
        )
        with self._session.snapshot():
            counts = self._count_by("type", project)
            unique = self._scalar(paths, project)
        return OutputStats(
            total=sum(counts.values()),
            by_type={type: counts.get(type.value, 0) for type in OutputType},
            unique_paths=unique,
        )

    # -- For views ---------------------------------------------------------------------------------

    def page(
        self,
        *,
        project_id: str | None = None,
        agent_id: str | None = None,
        type: OutputType | str | None = None,
        path: str | None = None,
        after: Key | None = None,
        limit: int | None = 100,
        order: Order | str = Order.DESC,
    ) -> list[OutputRow]:
        """Return the outputs that follow `after` (none: from the start), without their content."""
        given = {"project_id": project_id, "agent_id": agent_id, "path": path}
        equal = _typed({name: value for name, value in given.items() if value is not None}, type)
        rows = self._page(_ROW_COLUMNS, equal, after=after, limit=limit, order=order)
        return [_output_row(row) for row in rows]

    def row(self, output_id: str) -> OutputRow | None:
        """Return a version without its content, which may be large; None if there is none."""
        rows = self._page(_ROW_COLUMNS, {"id": output_id}, after=None, limit=1, order=Order.DESC)
        return next(map(_output_row, rows), None)

    def paths(
        self,
        project_id: str,
        *,
        agent_id: str | None = None,
        type: OutputType | str | None = None,
        descendants: bool = False,
        after: Key | None = None,
        until: Key | None = None,
    ) -> list[PathSummary]:
        """Return the paths of a project or of one of its agents, sorted; those without one last.

        With `descendants`, those of the agents that it started, too. Bounds are keys of versions:
        only what was written behind `after` and up to `until` counts.
        """
        equal = _typed({}, type)
        scope = Scope(project_id, agent_id, descendants)
        name, build, given = output_paths.query(scope, equal, after, until)
        return output_paths.summaries(self._rows(self._built(name, build), given))

    def versions(
        self,
        output_id: str,
        *,
        after: Key | None = None,
        limit: int | None = None,
        order: Order | str = Order.DESC,
    ) -> list[OutputRow]:
        """Return the versions of an output's path in its project, without content, newest first.

        An output without a path is its only version.
        """
        place = self._built("place of", output_paths.place_of)
        with self._session.snapshot():
            ((project, path),) = self._rows(place, {"id": output_id}) or [(None, None)]
            equal = {"id": output_id} if path is None else {"project_id": project, "path": path}
            rows = self._page(_ROW_COLUMNS, equal, after=after, limit=limit, order=order)
        return [_output_row(row) for row in rows]

    def previous(self, output_id: str) -> OutputRow | None:
        """Return the version of the path before this one, None if this is the first."""
        statement = self._built("key of", output_paths.key_of)
        with self._session.snapshot():
            rows = self._rows(statement, {"id": output_id})
            for time, place in rows:
                found = self.versions(output_id, after=Key(time, place), limit=1)
                return found[0] if found else None
        return None

    def changed_paths(
        self, scope: Scope, *, after: Key | None = None, until: Key | None = None
    ) -> list[ChangedPath]:
        """Return the paths that a scope wrote behind `after` and up to `until`, by path.

        A bound is the key of a version; None leaves that side open. No content is read.
        """
        statement = self._built(
            ("changed paths", *changed_paths.kind(scope, after, until)),
            lambda: changed_paths.statement(scope, after, until),
        )
        parameters = changed_paths.parameters(scope, after, until)
        return changed_paths.changed(self._rows(statement, parameters))

    def written(self, scope: Scope, *, limit: int, pathless: bool = False) -> list[Key]:
        """Return the keys of the newest versions that a scope wrote, in chronological order.

        Outputs without a path are left out unless `pathless` wants them.
        """
        statement = self._built(
            ("written", pathless, *scopes.kind(scope)),
            lambda: changed_paths.written(scope, pathless=pathless),
        )
        rows = self._rows(statement, {**scopes.parameters(scope), "limit": limit})
        return [Key(time, place) for time, place in reversed(rows)]

    def contents(self, output_id: str, *, limit: int | None = None) -> OutputContents | None:
        """Return what a version holds, `limit` bytes at most, read so that no thread waits."""
        return contents.read(self._session, output_id, limit)

    def pieces(self, output_id: str) -> Generator[bytes, None, None]:
        """Give the content of a version, a megabyte at a time; nothing where it holds none.

        The store is read as of one instant until the end, or until this is closed.
        """
        return contents.pieces(self._session, output_id)

    def sizes(self, output_ids: Sequence[str]) -> dict[str, int]:
        """Return the bytes of content of versions, by id, reading none of it; NULL is left out."""
        return contents.sizes(self._session, output_ids)


def _typed(equal: dict[str, str], type: OutputType | str | None) -> dict[str, str]:
    return equal if type is None else {**equal, "type": member(type, TYPES, "outputs.type")}


def _output_row(row: Sequence[Any]) -> OutputRow:
    key, *values = row
    return OutputRow(key, *map(as_text, values))  # type: ignore[arg-type]
