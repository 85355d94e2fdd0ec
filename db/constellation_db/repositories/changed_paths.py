"""Which paths a part of the store changed within a span of time, and between which versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FunctionElement,
    Select,
    and_,
    bindparam,
    func,
    null,
    or_,
    select,
)

from constellation_db.overview_rows import Scope
from constellation_db.records import Key
from constellation_db.repositories import scopes
from constellation_db.repositories.values import as_text
from constellation_db.rows import ChangedPath
from constellation_db.schema import chronological, sequence
from constellation_db.schema import outputs as table

_NOTHING = "null"


def statement(scope: Scope, after: Key | None, until: Key | None) -> Select[Any]:
    """Build the query of the first and the last version of each path; no content is read."""
    written = (
        select(
            table.c.project_id,
            table.c.path,
            chronological(table).label("time"),
            sequence(table).label("place"),
            along_the_path(func.row_number()).label("number"),
            along_the_path(func.lead(sequence(table))).label("following"),
        )
        .where(scopes.within(scope, table), table.c.path.is_not(None), *bounds(after, until))
        .subquery("written")
    )
    first = written.c.number == 1
    # Before the first of all versions there is none to look for.
    whole = scope.agent_id is None and after is None
    before = null() if whole else _version_before(written)
    return (
        select(
            written.c.project_id,
            written.c.path,
            written.c.number,
            written.c.following.is_(None).label("is_last"),
            written.c.time,
            written.c.place,
            table.c.id,
            table.c.type,
            # `typeof` reads a row's header; IS NULL would read the text that it asks about.
            (func.typeof(table.c.previous_content) != _NOTHING).label("kept"),
            before.label("before"),
        )
        .select_from(written)
        .join(table, sequence(table) == written.c.place)
        .where(or_(first, written.c.following.is_(None)))
    )


def parameters(scope: Scope, after: Key | None, until: Key | None) -> dict[str, Any]:
    """Return what the query is given."""
    given = scopes.parameters(scope)
    for name, key in (("after", after), ("until", until)):
        if key is not None:
            given |= {f"{name}_time": key.time, f"{name}_place": key.sequence}
    return given


def kind(scope: Scope, after: Key | None, until: Key | None) -> tuple[Any, ...]:
    """Return what queries have in common that read alike."""
    return *scopes.kind(scope), after is None, until is None


def changed(rows: Sequence[Any]) -> list[ChangedPath]:
    """Return the paths of rows of the query, sorted by project and path."""
    found = []
    starts = {(row.project_id, row.path): row for row in rows if row.number == 1}
    for row in rows:
        if row.is_last:
            start = starts[row.project_id, row.path]
            found.append(
                ChangedPath(
                    str(as_text(row.project_id)),
                    str(as_text(row.path)),
                    str(as_text(row.type)),
                    versions=row.number,
                    first_id=str(as_text(start.id)),
                    last_id=str(as_text(row.id)),
                    last=Key(row.time, row.place),
                    before_id=as_text(start.before),
                    kept=bool(start.kept),
                )
            )
    return sorted(found, key=lambda each: (each.project_id, each.path))


def written(scope: Scope, *, pathless: bool) -> Any:
    """Build the query of when versions were written, newest first."""
    wanted = [] if pathless else [table.c.path.is_not(None)]
    return (
        select(chronological(table), sequence(table))
        .where(scopes.within(scope, table), *wanted)
        .order_by(chronological(table).desc(), sequence(table).desc())
        .limit(bindparam("limit"))
    )


def along_the_path(function: FunctionElement[Any]) -> ColumnElement[Any]:
    """Return a window function over the versions of each path, oldest first."""
    return function.over(
        partition_by=(table.c.project_id, table.c.path),
        order_by=(chronological(table), sequence(table)),
    )


def bounds(after: Key | None, until: Key | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a version was written behind one and up to another."""
    time, place = chronological(table), sequence(table)
    found: list[ColumnElement[bool]] = []
    # Not as a comparison of row values: no index on an expression would serve it.
    if after is not None:
        moment: Any = bindparam("after_time")
        behind: Any = bindparam("after_place")
        found.append(and_(time >= moment, or_(time > moment, place > behind)))
    if until is not None:
        moment, behind = bindparam("until_time"), bindparam("until_place")
        found.append(and_(time <= moment, or_(time < moment, place <= behind)))
    return found


def _version_before(written: Any) -> Any:
    """Return the id of the version of the path just before one of `written`."""
    version = table.alias("version")
    time, place = chronological(version), sequence(version)
    return (
        select(version.c.id)
        .where(
            version.c.project_id == written.c.project_id,
            version.c.path == written.c.path,
            time <= written.c.time,
            or_(time < written.c.time, place < written.c.place),
        )
        .order_by(time.desc(), place.desc())
        .limit(1)
        .correlate(written)
        .scalar_subquery()
    )
