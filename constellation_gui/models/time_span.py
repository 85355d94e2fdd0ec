"""A span between two of the instants at which something was written, and how one moves its ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from constellation_db import Key
from constellation_db.timestamps import parse

# An end before everything.
BEGINNING = -1
# Beyond these, older versions are no ends to choose.
MOST_INSTANTS = 20_000


class TimeSpan:
    """What was written behind instant `start` and up to instant `end`, both by number.

    `start` may be `BEGINNING`. There is always at least one instant in the span, unless there is
    none at all. Instants stand at `places`, from 0 to 1, in proportion to time; to find these out
    for thousands takes a while.
    """

    def __init__(self, instants: Sequence[Key] = (), places: Sequence[float] | None = None) -> None:
        self.instants = instants
        self.start, self.end = BEGINNING, len(instants) - 1
        self.places = _places([key.time for key in instants]) if places is None else places

    @property
    def whole(self) -> bool:
        """Whether everything is in the span."""
        return self.start == BEGINNING and self.end == len(self.instants) - 1

    @property
    def after(self) -> Key | None:
        """The key behind which the span begins; None if that is the beginning."""
        return None if self.start == BEGINNING else self.instants[self.start]

    @property
    def until(self) -> Key | None:
        """The key up to which the span reaches; None if that is the last one, and what follows."""
        return None if self.end >= len(self.instants) - 1 else self.instants[self.end]

    def move(self, *, start: int | None = None, end: int | None = None) -> bool:
        """Put an end at an instant, as far as there is room for it; whether it moved."""
        before = self.start, self.end
        if end is not None:
            self.end = min(max(end, self.start + 1, 0), len(self.instants) - 1)
        if start is not None:
            self.start = max(BEGINNING, min(start, self.end - 1))
        return before != (self.start, self.end)

    def nearest(self, place: float) -> int:
        """Return the instant nearest to a place; of several at one place, the last."""
        places = self.places
        if not places:
            return BEGINNING
        at = bisect_left(places, place)
        if at == len(places) or (at and place - places[at - 1] <= places[at] - place):
            at -= 1
        return bisect_right(places, places[at]) - 1

    def among(self, whole: TimeSpan) -> TimeSpan:
        """Return the same span of the instants of another; an end at the last stays at the last."""
        span = TimeSpan(whole.instants, whole.places)
        if self.until is not None:
            span.end = max(bisect_right(whole.instants, self.until) - 1, 0)
        if self.after is not None:
            span.start = min(bisect_right(whole.instants, self.after), span.end) - 1
        return span

    def between(self, after: str | None, until: str | None) -> TimeSpan:
        """Return the span behind one time and up to another, of the same instants."""
        span = TimeSpan(self.instants, self.places)
        if until is not None:
            span.move(end=bisect_right(span.instants, until, key=_time) - 1)
        if after is not None:
            span.move(start=bisect_right(span.instants, after, key=_time) - 1)
        return span


def _time(key: Key) -> str:
    return key.time


def _places(times: Sequence[str]) -> list[float]:
    """Return where times stand; what is no time stands where the one before does."""
    moments = [None if at is None else at.timestamp() for at in map(parse, times)]
    latest = next((at for at in moments if at is not None), 0.0)
    seconds: list[float] = []
    for at in moments:
        latest = latest if at is None else max(latest, at)
        seconds.append(latest)
    length = latest - seconds[0] if seconds else 0.0
    if length <= 0:  # all at once: in their order
        return [(number + 1) / len(times) for number in range(len(times))]
    return [(each - seconds[0]) / length for each in seconds]
