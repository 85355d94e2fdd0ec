"""Queries of paths: a project's, with the newest version of each, and where an output stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from constellation_db.overview_rows import Scope
from constellation_db.records import Key
from constellation_db.repositories import changed_paths, scopes
from constellation_db.repositories.values import as_text
from constellation_db.rows import PathSummary
from constellation_db.schema import chronological, sequence
from constellation_db.schema import outputs as table

# What is known of the newest version of a path.
_LATEST = (
    chronological(table).label("time"),
    sequence(table).label("place"),
    table.c.id,
    table.c.type,
    table.c.agent_id,
)


def query(
    scope: Scope, equal: Mapping[str, str], after: Key | None, until: Key | None
) -> tuple[Hashable, Callable[[], Select[Any]], dict[str, Any]]:
    """Return what the query of a scope's paths is called, what builds it, and what it is given."""
    equal = {"project_id": str(scope.project_id), **equal}
    if not scope.descendants and (after, until) == (None, None):
        if scope.agent_id is not None:
            equal["agent_id"] = scope.agent_id
        names = tuple(equal)
        return ("paths", names), lambda: _paths_of(names), equal
    names = tuple(equal)
    name = ("paths within", names, *changed_paths.kind(scope, after, until))
    given = {**equal, **changed_paths.parameters(scope, after, until)}
    return name, lambda: _paths_within(scope, names, after, until), given


def _paths_of(equal: tuple[str, ...]) -> Select[Any]:
    """Build the query of a project's paths: one step through an index for each, no content."""
    groups = (
        select(table.c.path, func.count().label("versions"))
        .where(*(table.c[name] == bindparam(name) for name in equal))
        .group_by(table.c.path)
        .subquery("paths")
    )
    version = table.alias("version")
    latest = (
        select(sequence(version))
        .where(
            version.c.path.is_not_distinct_from(groups.c.path),
            *(version.c[name] == bindparam(name) for name in equal),
        )
        .order_by(chronological(version).desc(), sequence(version).desc())
        .limit(1)
        .correlate(groups)
        .scalar_subquery()
    )
    return (
        select(groups.c.path, groups.c.versions, *_LATEST)
        .select_from(groups)
        .join(table, sequence(table) == latest)
        .order_by(groups.c.path)
    )


def _paths_within(
    scope: Scope, equal: tuple[str, ...], after: Key | None, until: Key | None
) -> Select[Any]:
    """Build the query of the paths that a scope wrote within bounds."""
    written = (
        select(
            table.c.path,
            sequence(table).label("place"),
            changed_paths.along_the_path(func.row_number()).label("versions"),
            changed_paths.along_the_path(func.lead(sequence(table))).label("following"),
        )
        .where(
            scopes.within(scope, table),
            *(table.c[name] == bindparam(name) for name in equal),
            *changed_paths.bounds(after, until),
        )
        .subquery("written")
    )
    return (
        select(written.c.path, written.c.versions, *_LATEST)
        .select_from(written)
        .join(table, sequence(table) == written.c.place)
        .where(written.c.following.is_(None))
    )


def summaries(rows: Sequence[Any]) -> list[PathSummary]:
    """Return the paths of rows of such queries, sorted; those without one last."""
    found = [
        PathSummary(
            as_text(path), versions, Key(time, place), id, str(as_text(kind)), as_text(agent)
        )
        for path, versions, time, place, id, kind, agent in rows
    ]
    return sorted(found, key=lambda summary: (summary.path is None, summary.path or ""))


def place_of() -> Any:
    """Build the query of an output's project and path."""
    return select(table.c.project_id, table.c.path).where(table.c.id == bindparam("id"))


def key_of() -> Any:
    """Build the query of an output's key."""
    return select(chronological(table), sequence(table)).where(table.c.id == bindparam("id"))
