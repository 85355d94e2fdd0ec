"""Finds out about paths what takes a while: those in sight first, then all that are sorted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QObject, Signal

from constellation_db import Cancellation
from constellation_gui.models.file_facts import FactsReader, FileFacts
from constellation_gui.models.lane import Lane
from constellation_gui.models.path_entries import PathEntry, PathQuery
from constellation_gui.queries import Runner

_AT_ONCE = 64


class FactsFinding(QObject):
    """Keeps the facts that are known; `learned` gives what is new, as pairs of path and facts."""

    learned = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts: dict[PathEntry, FileFacts] = {}
        self._reader = FactsReader(queries.database)
        self._lane = Lane(queries)
        self._cancellation = Cancellation()
        self._query: PathQuery | None = None
        self._in_sight: dict[PathEntry, None] = {}  # in order
        self._waiting: deque[PathEntry] = deque()
        self._failed: set[PathEntry] = set()
        self._at_once = _AT_ONCE

    @property
    def uncounted(self) -> int:
        """How many of the paths that are to be sorted are not counted yet."""
        return len(self._waiting)

    def forget(self) -> None:
        """Know nothing any more, and find out nothing."""
        self._cancellation.cancel()  # also what is compared in another process
        self._lane.cancel()
        self.facts, self._in_sight = {}, {}
        self._waiting.clear()
        self._failed.clear()

    def sees(self, entry: PathEntry) -> bool:
        """Whether a path is in sight, as far as was told."""
        return entry in self._in_sight

    def look_at(self, entries: Iterable[PathEntry], query: PathQuery | None) -> None:
        """Find out about these first: they are in sight."""
        self._in_sight, self._query = dict.fromkeys(entries), query
        self._go_on()

    def count(self, entries: Sequence[PathEntry], query: PathQuery | None) -> None:
        """Find out about all of these, too, after what is in sight; no others any more."""
        if self._failed:
            entries = [entry for entry in entries if entry not in self._failed]
        self._waiting = deque(entries)
        self._query = query
        self._go_on()

    def _go_on(self) -> None:
        if self._query is None or self._lane.busy:
            return
        entries = [entry for entry in self._in_sight if entry not in self.facts]
        entries = entries or list(islice(self._waiting, self._at_once))
        if entries:
            self._cancellation = Cancellation()
            self._lane.run(
                partial(self._reader.some, entries, self._query, self._cancellation.check),
                deliver=self._learn,
                failed=lambda _problem: self._skip(),  # who looks at the file itself is told
            )

    def _learn(self, found: list[tuple[PathEntry, FileFacts]]) -> None:
        self.facts.update(found)
        while self._waiting and self._waiting[0] in self.facts:
            self._waiting.popleft()
        self._go_on()
        self.learned.emit(found)

    def _skip(self) -> None:
        """Do without what cannot be read: go on one by one until it is found."""
        self._in_sight.clear()
        if not self._waiting:
            return
        if self._at_once > 1:
            self._at_once = 1
        else:
            self._at_once = _AT_ONCE
            self._failed.add(self._waiting.popleft())
        self._go_on()
        self.learned.emit([])
