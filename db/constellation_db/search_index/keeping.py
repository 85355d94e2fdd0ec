"""What can be done with the index of a store: ask how it is, bring it up to date, drop it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from constellation_db.cancellation import Cancellation
from constellation_db.faults import translating
from constellation_db.search_index import evidence, index_file
from constellation_db.search_index.narrowing import Narrowing

if TYPE_CHECKING:
    from constellation_db.search_index.building import Indexed


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How an index is: where, how large, whether it can be read, and whether it is up to date.

    `messages` is how many it knows.
    """

    path: Path
    exists: bool
    size: int = 0
    usable: bool = False
    current: bool = False
    messages: int = 0


class SearchIndex:
    """The search index of one store, or its absence."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self.narrowing = Narrowing(store)

    @property
    def path(self) -> Path:
        """Where it is, or would be."""
        return index_file.location(self._store)

    @property
    def exists(self) -> bool:
        """Whether there is one, readable or not."""
        return self.path.exists()

    def status(self) -> IndexStatus:
        """Return how it is."""
        path = self.path
        if not path.exists():
            return IndexStatus(path, exists=False)
        size = path.stat().st_size
        try:
            with closing(index_file.connect(path, "ro", timeout=1.0)) as index:
                if not index_file.is_ours(index):
                    return IndexStatus(path, exists=True, size=size)
                messages = index_file.fact(index, "messages") or 0
        except sqlite3.DatabaseError:
            return IndexStatus(path, exists=True, size=size)
        current = self.narrowing.is_current()
        return IndexStatus(path, True, size, usable=True, current=current, messages=messages)

    def is_current(self) -> bool:
        """Whether it knows the store exactly as it is now: costs some microseconds."""
        return self.narrowing.is_current()

    def wants_refresh(self, seconds: float) -> bool:
        """Whether there is one that is behind a store that has not been written for so long."""
        return self.exists and not self.is_current() and self.has_rested(seconds)

    def has_rested(self, seconds: float) -> bool:
        """Whether nothing was written to the store for so long."""
        found = evidence.of(self._store)
        return found is not None and evidence.rested(found, seconds)

    def refresh(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancellation | None = None,
    ) -> Indexed:
        """Build it, or bring it up to date, in this process; see `building.refresh`."""
        from constellation_db.search_index import building

        return building.refresh(self._store, progress=progress, cancel=cancel)

    def refresh_beside(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancellation | None = None,
    ) -> Indexed:
        """Do the same in another process; see `process.refresh_beside`."""
        from constellation_db.search_index import process

        return process.refresh_beside(self._store, progress=progress, cancel=cancel)

    def drop(self) -> int:
        """Remove it with all that belongs to it, and return how many bytes that gives back."""
        path, freed = self.path, 0
        self.narrowing.close()
        beside = path.with_name(f"{path.name}-journal"), index_file.partial(path)
        with translating(path):
            for file in (path, *beside):
                with suppress(FileNotFoundError):
                    size = file.stat().st_size
                    file.unlink()
                    freed += size
        return freed
