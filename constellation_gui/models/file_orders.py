"""In which order the files are listed where they stand without folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from constellation_gui.models.file_facts import FileFacts
from constellation_gui.models.path_entries import PathEntry

# By what there is to sort, and whether one begins to read with the largest.
LARGEST_FIRST = {
    "path": False,
    "versions": True,
    "added": True,
    "removed": True,
    "author": False,
    "time": True,
}


@dataclass(frozen=True, slots=True)
class FileOrder:
    """By what files are sorted, and which way."""

    by: str = "path"
    descending: bool = False

    @classmethod
    def parse(cls, text: object) -> FileOrder:
        """Return the order that reads like this; the usual one where there is no such order."""
        by, _, way = text.partition(" ") if isinstance(text, str) else ("", "", "")
        return cls(by, way == "desc") if by in LARGEST_FIRST else cls()

    def __str__(self) -> str:
        return f"{self.by} {'desc' if self.descending else 'asc'}"

    @property
    def arrow(self) -> str:
        """Which way the order runs."""
        return "↓" if self.descending else "↑"

    @property
    def by_lines(self) -> bool:
        """Whether lines have to be counted first."""
        return self.by in ("added", "removed")

    def turned_to(self, by: str) -> FileOrder:
        """Return the order by something else, or by the same the other way round."""
        return FileOrder(by, not self.descending if by == self.by else LARGEST_FIRST[by])

    def clicked(self, by: str) -> FileOrder:
        """Return the order after a click on a title; that of the lines is about both numbers."""
        if self.by_lines and by == "added":
            if not self.descending:
                return FileOrder("removed" if self.by == "added" else "added", descending=True)
            return FileOrder(self.by, descending=False)
        return self.turned_to(by)


USUAL = FileOrder()


def in_order(
    entries: Sequence[PathEntry],
    order: FileOrder,
    facts: Mapping[PathEntry, FileFacts],
    names: Mapping[str, str],
) -> list[PathEntry]:
    """Return the paths in an order, and by path where that says nothing; `names` are agents'.

    At the end, whichever way it runs, stand those of which nothing is known, then what has no path.
    """
    by_path = _by_path(entries)
    if order.by == "path":
        known = by_path[::-1] if order.descending else by_path
        return known + [entry for entry in entries if entry.path is None]
    values = [_value(entry, order.by, facts, names) for entry in by_path]
    there = [number for number, value in enumerate(values) if value is not None]
    # One value at a time: comparing pairs of them in C would keep a window waiting.
    if order.by == "time":
        there.sort(key=lambda number: by_path[number].latest.sequence, reverse=order.descending)
    there.sort(key=values.__getitem__, reverse=order.descending)
    unknown = [entry for entry, value in zip(by_path, values, strict=True) if value is None]
    pathless = [entry for entry in entries if entry.path is None]
    return [by_path[number] for number in there] + unknown + pathless


def _by_path(entries: Sequence[PathEntry]) -> list[PathEntry]:
    found = [entry for entry in entries if entry.path is not None]
    found.sort(key=lambda entry: entry.path or "")
    found.sort(key=lambda entry: (entry.path or "").casefold())
    return found


def _value(
    entry: PathEntry,
    by: str,
    facts: Mapping[PathEntry, FileFacts],
    names: Mapping[str, str],
) -> Any:
    if by == "versions":
        return entry.versions
    if by == "time":
        return entry.latest.time
    if by == "author":
        return names.get(entry.author_id or "", "").casefold() or None
    found = facts.get(entry)
    return None if found is None else found.added if by == "added" else found.removed
