"""Back and Forward: the places a person has been to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from constellation_gui.place import Place

_LONGEST = 500
# Holding an arrow key down visits many rows; only where it stops is a place to come back to.
_PASSING_S = 0.6


class Navigation:
    """A line of places with a position in it; visiting from the middle forgets what lay ahead."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = [Place()]
        self._at = 0
        self._clock = clock
        self._visited = -_PASSING_S

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Be at `place`, coming from another; a place that was only passed is not kept."""
        now = self._clock()
        passing = now - self._visited < _PASSING_S and _siblings(self.place, place)
        self._visited = now
        if place == self.place:
            return
        del self._places[self._at + 1 :]
        if self.place == Place() or passing:
            del self._places[self._at]
        self._places.append(place)
        del self._places[:-_LONGEST]
        self._at = len(self._places) - 1

    def back(self) -> Place:
        """Go to the place before this one, and return it."""
        self._at -= self.can_go_back
        return self.place

    def forward(self) -> Place:
        """Go to the place after this one, and return it."""
        self._at += self.can_go_forward
        return self.place


def _siblings(one: Place, other: Place) -> bool:
    """Whether two places differ in one part that both have: rows of one list, spans of time."""
    if replace(one, changes=other.changes) == other and one.changes and other.changes:
        files = one.changes.file, other.changes.file
        if replace(one.changes, file=None) == replace(other.changes, file=None):
            return None not in files
        return one.changes.narrowed and other.changes.narrowed
    return any(
        None not in (getattr(one, part), getattr(other, part))
        and replace(one, **{part: getattr(other, part)}) == other
        for part in ("project", "agent", "message", "output", "event", "against")
    )
