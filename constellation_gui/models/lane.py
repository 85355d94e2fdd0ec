"""A lane: work of which only the latest counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from constellation_db import ConstellationError
from constellation_gui.queries import Runner, Ticket

T = TypeVar("T")


class Lane:
    """Runs one piece of work at a time; a new one cancels the one under way."""

    def __init__(self, queries: Runner) -> None:
        self._queries = queries
        self._ticket: Ticket | None = None

    @property
    def busy(self) -> bool:
        """Whether a delivery is still to come; not so within a delivery."""
        return self._ticket is not None and self._ticket.active

    def run(
        self,
        work: Callable[[], T],
        *,
        deliver: Callable[[T], object],
        failed: Callable[[ConstellationError], object],
    ) -> None:
        """Do `work` in place of what is under way; see `Queries.run`."""
        self.cancel()
        ticket = self._queries.run(work, deliver=deliver, failed=failed)
        # Work done at once may have started its successor within its delivery.
        if ticket.active or not self.busy:
            self._ticket = ticket

    def cancel(self) -> None:
        """Give up what is under way; nothing of it is delivered."""
        if self._ticket is not None:
            self._ticket.cancel()
