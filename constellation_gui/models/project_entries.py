"""The loaded projects, by row and by id."""

from __future__ import annotations

from collections.abc import Callable, KeysView, Mapping, Sequence
from typing import TypeVar

from constellation_db import ProjectRow
from constellation_gui.models.project_rows import ProjectEntry

F = TypeVar("F")


class ProjectEntries:
    """Entries in the order of their rows."""

    def __init__(self) -> None:
        self._entries: list[ProjectEntry] = []
        self._rows: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, row: int) -> ProjectEntry:
        return self._entries[row]

    @property
    def ids(self) -> KeysView[str]:
        """The ids of the projects, in order."""
        return self._rows.keys()

    def row_of(self, project_id: str) -> int | None:
        """Return where a project stands, None if it is not loaded."""
        return self._rows.get(project_id)

    def since(self, row: int) -> Sequence[ProjectEntry]:
        """Return the entries from a row on."""
        return self._entries[row:]

    def without_known(self, rows: Sequence[ProjectRow]) -> list[ProjectRow]:
        """Return the rows of projects that are not loaded."""
        return [row for row in rows if row.id not in self._rows]

    def add(self, rows: Sequence[ProjectRow]) -> None:
        """Put projects that are not loaded at the end."""
        start = len(self._entries)
        self._entries += map(ProjectEntry, rows)
        self._rows.update((row.id, start + place) for place, row in enumerate(rows))

    def put(self, rows: Sequence[ProjectRow]) -> list[int]:
        """Make these the rows, and return those that read differently now (ascending).

        What was found out about a project stays until it is renewed.
        """
        known = {entry.row.id: entry for entry in self._entries}
        self._entries = [known.get(row.id) or ProjectEntry(row) for row in rows]
        self._rows = {row.id: place for place, row in enumerate(rows)}
        changed = [
            place
            for place, (entry, row) in enumerate(zip(self._entries, rows, strict=True))
            if entry.row is not row and entry.row != row
        ]
        for place in changed:
            self._entries[place].take(rows[place])
        return changed

    def renew(self, rows: Sequence[ProjectRow]) -> list[int]:
        """Let projects that are loaded read like this, and return the rows that did not before."""
        places = ((self._rows[row.id], row) for row in rows)
        changed = [(place, row) for place, row in places if self._entries[place].row != row]
        for place, row in changed:
            self._entries[place].take(row)
        return sorted(place for place, _row in changed)

    def note(self, found: Mapping[str, F], take: Callable[[ProjectEntry, F], bool]) -> list[int]:
        """Let entries take what was found out by id, and return the rows that read differently."""
        known = ((self._rows.get(one), fact) for one, fact in found.items())
        return sorted(
            row for row, fact in known if row is not None and take(self._entries[row], fact)
        )
