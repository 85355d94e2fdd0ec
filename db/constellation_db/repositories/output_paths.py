"""Queries of paths: a project's, with the newest version of each, and where an output stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, func, select

from constellation_db.schema import chronological, sequence
from constellation_db.schema import outputs as table


def paths_of(equal: tuple[str, ...]) -> Select[Any]:
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
        select(groups.c.path, groups.c.versions, chronological(table), sequence(table), table.c.id)
        .select_from(groups)
        .join(table, sequence(table) == latest)
        .order_by(groups.c.path)
    )


def place_of() -> Any:
    """Build the query of an output's project and path."""
    return select(table.c.project_id, table.c.path).where(table.c.id == bindparam("id"))


def key_of() -> Any:
    """Build the query of an output's key."""
    return select(chronological(table), sequence(table)).where(table.c.id == bindparam("id"))
