"""Names across the whole store: projects, agents and files by pieces of what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
)

from constellation_db.repositories.values import as_text
from constellation_db.rows import Named, NamedKind
from constellation_db.schema import agents, outputs, projects, sequence
from constellation_db.session import Session

_ESCAPE = "\\"
# In characters; longer pieces are cut. SQLite refuses patterns beyond 50,000 bytes, and a fuzzy one
# is tried at every place of a name.
_LONGEST_PIECE = 100


class Names:
    """Finds what a person means by a few letters; the newest first, contents are never read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(
        self, kind: NamedKind, pieces: Sequence[str], *, loosely: bool = False, limit: int = 200
    ) -> list[Named]:
        """Return what of a kind holds every one of `pieces`, in its name or its project's.

        Ignores case. `loosely` allows other characters between those of a piece: `clcltr` is found
        in `Calculator`.
        """
        given = [piece[:_LONGEST_PIECE] for piece in pieces if piece]
        called, statement = _built(kind)
        parameters: dict[str, Any] = {"limit": limit}
        conditions: list[ColumnElement[bool]] = []
        for number, piece in enumerate(given):
            name = f"piece_{number}"
            if piece.isascii():
                conditions.append(called.like(bindparam(name), escape=_ESCAPE))
                parameters[name] = _pattern(piece, loosely)
            else:  # LIKE knows only the case of ASCII
                folded = bindparam(name, type_=Text)
                stored = cast(called, LargeBinary)
                conditions.append(func.contains_folded(stored, folded) == literal(1))
                parameters[name] = piece.casefold()
        with self._session.reading() as connection:
            rows = connection.execute(statement.where(*conditions), parameters).all()
        return [
            Named(kind, id, project, as_text(name), as_text(status), as_text(project_name))
            for id, project, name, status, project_name in rows
        ]


def _pattern(piece: str, loosely: bool) -> str:
    between = "%" if loosely else ""
    return f"%{between.join(_ESCAPE + c if c in '%_' + _ESCAPE else c for c in piece)}%"


def _searched(*columns: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the columns as one text to look into."""
    whole: ColumnElement[Any] = func.coalesce(columns[0], "")
    for column in columns[1:]:
        whole = whole.concat(" ").concat(func.coalesce(column, ""))
    return cast(whole, Text)


def _projects() -> tuple[ColumnElement[str], Select[Any]]:
    columns = (projects.c.id, projects.c.id, projects.c.name, projects.c.status, projects.c.name)
    statement = select(*(c.label(f"c{place}") for place, c in enumerate(columns)))
    newest = sequence(projects).desc()
    return _searched(projects.c.name), statement.order_by(newest).limit(bindparam("limit"))


def _agents() -> tuple[ColumnElement[str], Select[Any]]:
    statement = (
        select(
            agents.c.id, agents.c.project_id, agents.c.name, agents.c.status,
            projects.c.name.label("project_name"),
        )
        .select_from(agents.outerjoin(projects, projects.c.id == agents.c.project_id))
        .order_by(sequence(agents).desc())
        .limit(bindparam("limit"))
    )  # fmt: skip
    return _searched(agents.c.name, projects.c.name), statement


def _files() -> tuple[ColumnElement[str], Select[Any]]:
    # The index of versions by path holds all of it; the newest version is one step further.
    latest = (
        select(outputs.c.project_id, outputs.c.path, func.max(sequence(outputs)).label("last"))
        .where(outputs.c.path.is_not(None))
        .group_by(outputs.c.project_id, outputs.c.path)
        .subquery("latest")
    )
    version = outputs.alias("version")
    statement = (
        select(
            version.c.id, latest.c.project_id, latest.c.path, literal_column("NULL"),
            projects.c.name.label("project_name"),
        )
        .select_from(
            latest.join(version, sequence(version) == latest.c.last).outerjoin(
                projects, projects.c.id == latest.c.project_id
            )
        )
        .order_by(latest.c.last.desc())
        .limit(bindparam("limit"))
    )  # fmt: skip
    return _searched(latest.c.path, projects.c.name), statement


_BY_KIND = {
    NamedKind.PROJECT: _projects,
    NamedKind.AGENT: _agents,
    NamedKind.FILE: _files,
}


@cache
def _built(kind: NamedKind) -> tuple[ColumnElement[str], Select[Any]]:
    """Return what is searched of a kind, and the query, built when it is first asked for."""
    return _BY_KIND[kind]()
