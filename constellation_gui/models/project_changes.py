"""Taking over the projects that changed, where nothing else of the list is different."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from constellation_db import Fingerprint, ProjectRow
from constellation_gui.models.project_entries import ProjectEntries
from constellation_gui.models.project_rows import ProjectQuery

# What a project is sorted by, beside when it was created.
_SORTED_BY: dict[str, Callable[[ProjectRow], Any]] = {
    "created": lambda _row: None,
    "name": lambda row: row.name,
    "status": lambda row: row.status,
    "cost": lambda row: row.cost_total,
    "iterations": lambda row: row.iteration_count,
}


def stay_in_place(
    query: ProjectQuery,
    entries: ProjectEntries,
    known: Fingerprint,
    now: Fingerprint,
    rows: Sequence[ProjectRow],
) -> bool:
    """Whether the projects that are listed are those of the store, once these rows are taken over.

    And in the order of the query. `known` and `now` tell how all projects were and are.
    """
    sorted_by = _SORTED_BY.get(query.sort)
    marks = known.marks
    for row in rows:
        place = entries.row_of(row.id)
        before = None if place is None else entries[place].row
        if before is None or sorted_by is None or before.key != row.key:
            return False
        if sorted_by(before) != sorted_by(row):
            return False
        marks += row.mark - before.mark
    # Else rows went, or were changed by somebody who leaves `updated_at` alone.
    return (known.count, marks) == (now.count, now.marks)
