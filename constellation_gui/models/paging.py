"""Reading the list of projects page by page, in a worker thread."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

from constellation_db import Database, Fingerprint, ProjectRow
from constellation_db.repositories.marks import fingerprint_of
from constellation_gui.models.project_rows import ProjectQuery

PAGE = 200
WHOLE = 10_000
"""As many light rows are read on their own, so that scroll bar and type-ahead know them all."""

_STRETCH = 10_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in the order of a query; `complete` when nothing follows them.

    `fingerprint` is that of the projects of the store, where they are all among the rows and it is
    known.
    """

    rows: list[ProjectRow]
    complete: bool
    fingerprint: Fingerprint | None = None


def read_page(
    database: Database, query: ProjectQuery, offset: int = 0, limit: int = PAGE
) -> Stretch:
    """Read one page from `offset` on."""
    return _read(database, query, offset, limit)


def read_again(database: Database, query: ProjectQuery, count: int, *, complete: bool) -> Stretch:
    """Read what is loaded once more: the first `count` rows, and what follows if they were all."""
    wanted = count + PAGE if complete else max(count, PAGE)
    rows: list[ProjectRow] = []
    # No snapshot for one statement.
    together = database.snapshot() if wanted > _STRETCH else nullcontext()
    with together:  # no row twice, whatever is written between two statements
        while True:
            part = _read(database, query, len(rows), min(_STRETCH, wanted - len(rows)))
            rows += part.rows
            if part.complete or len(rows) >= wanted:
                break
    all_of_them = part.complete and not query.filters
    return Stretch(rows, part.complete, fingerprint_of(rows) if all_of_them else None)


def read_until(database: Database, query: ProjectQuery, offset: int, project_id: str) -> Stretch:
    """Read from `offset` on until the row with this id is among them, or to the end.

    Reads nothing if the store has no such project.
    """
    rows: list[ProjectRow] = []
    with database.snapshot():
        if not database.projects.exists(project_id):
            return Stretch(rows, complete=False)
        while True:
            part = _read(database, query, offset + len(rows), _STRETCH)
            rows += part.rows
            if part.complete or any(row.id == project_id for row in part.rows):
                return Stretch(rows, part.complete)


def _read(database: Database, query: ProjectQuery, offset: int, limit: int) -> Stretch:
    # One row beyond the page tells whether another page follows, without a COUNT.
    rows = database.projects.page(
        text=query.text,
        statuses=query.statuses,
        sort=query.sort,
        order=query.order,
        limit=limit + 1,
        offset=offset,
    )
    return Stretch(rows[:limit], complete=len(rows) <= limit)
