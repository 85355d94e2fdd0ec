"""What takes longer to find out about rows than to list them, for those in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from constellation_db import ConstellationError
from constellation_gui.models.lane import Lane
from constellation_gui.queries import Runner

T = TypeVar("T")


class Lookups(Generic[T]):
    """Looks up the rows that are both in sight and `stale`, at most `at_once` in one statement.

    `look_up` runs in a worker and gives what it found by id; `deliver` gets the ids that were asked
    for and what was found, and calls `look` to go on. A row that becomes stale while it is looked
    up is looked up once more.
    """

    def __init__(
        self,
        queries: Runner,
        look_up: Callable[[list[str]], dict[str, T]],
        *,
        at_once: int,
        deliver: Callable[[list[str], dict[str, T]], object],
        failed: Callable[[ConstellationError], object],
    ) -> None:
        self.stale: set[str] = set()
        self._look_up = look_up
        self._at_once = at_once
        self._deliver = deliver
        self._failed = failed
        self._asked: list[str] = []
        self._lane = Lane(queries)

    def look(self, in_sight: Iterable[str]) -> bool:
        """Look up the next rows, unless some are under way; whether there was anything to do."""
        if self._lane.busy:
            return True
        asked = list(islice((one for one in in_sight if one in self.stale), self._at_once))
        if asked:
            self.stale.difference_update(asked)
            self._asked = asked
            self._lane.run(
                partial(self._look_up, asked),
                deliver=partial(self._deliver, asked),
                failed=self._give_up,
            )
        return bool(asked)

    def cancel(self) -> None:
        """Give up what is under way; those rows stay stale."""
        if self._lane.busy:
            self._lane.cancel()
            self.stale.update(self._asked)

    def _give_up(self, problem: ConstellationError) -> None:
        # Not tried again at once: one fault would be told for every row.
        self.stale.clear()
        self._failed(problem)
