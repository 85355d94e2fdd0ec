"""Two texts beside each other: aligned rows, made when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from constellation_gui.diff.alignment import Place, aligned
from constellation_gui.diff.changes import Change
from constellation_gui.diff.lines import Lines

# How many pairs of lines are looked at to find out which belong together: in one change, in all.
_MOST_PAIRS = 400
_MOST_PAIRS_TOGETHER = 20_000
# Enough of a line to tell what it is about.
_HEAD_BYTES = 500


class Kind(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


class Row(NamedTuple):
    """A line of each text beside the other; numbers count from 0.

    A removed line has nothing on the new side (None), an added one nothing on the old.
    """

    kind: Kind
    old: int | None
    new: int | None


class Comparison:
    """What became of `old` in `new`: its changes, and rows that hold every line of both in order.

    `changes` are those of `find_changes`. Memory grows with changes, not with lines. `check` is
    called now and then and may raise in order to stop.
    """

    def __init__(
        self,
        old: Lines,
        new: Lines,
        changes: Sequence[Change],
        check: Callable[[], object] = lambda: None,
    ) -> None:
        self.old = old
        self.new = new
        self.changes = changes
        self.removed = sum(change.old_count for change in changes)
        self.added = sum(change.new_count for change in changes)
        self._aligned = _alignments(old, new, changes, check)
        self._starts = array("q")  # the row at which each change begins
        row = line = 0
        for at, change in enumerate(changes):
            row += change.old_start - line
            self._starts.append(row)
            row += self._height(at, change)
            line = change.old_start + change.old_count
        self._length = row + len(old) - line

    def __len__(self) -> int:
        return self._length

    def row(self, index: int) -> Row:
        """Return a row; raises `IndexError` beyond the last."""
        if not 0 <= index < self._length:
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        if at < 0:
            return Row(Kind.SAME, index, index)
        change, offset = self.changes[at], index - self._starts[at]
        below = offset - self._height(at, change)
        if below >= 0:
            return Row(
                Kind.SAME,
                change.old_start + change.old_count + below,
                change.new_start + change.new_count + below,
            )
        old, new = self._place(at, offset)
        return Row(
            Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED,
            None if old is None else change.old_start + old,
            None if new is None else change.new_start + new,
        )

    def rows(self) -> Iterator[Row]:
        """Yield all rows in order."""
        return map(self.row, range(self._length))

    def rows_of(self, at: int) -> range:
        """Return the rows of change number `at`."""
        start = self._starts[at]
        return range(start, start + self._height(at, self.changes[at]))

    def beside_old(self, at: int, line: int) -> int | None:
        """Return the new line beside an old line of change number `at`, None if there is none."""
        change = self.changes[at]
        offset = self._row_of(at, 0, line - change.old_start)
        new = self._place(at, offset)[1]
        return None if new is None else change.new_start + new

    def beside_new(self, at: int, line: int) -> int | None:
        """Return the old line beside a new line of change number `at`, None if there is none."""
        change = self.changes[at]
        offset = self._row_of(at, 1, line - change.new_start)
        old = self._place(at, offset)[0]
        return None if old is None else change.old_start + old

    def _row_of(self, at: int, side: int, wanted: int) -> int:
        places = self._aligned.get(at)
        if places is None:
            return wanted
        return next(row for row, place in enumerate(places) if place[side] == wanted)

    def _height(self, at: int, change: Change) -> int:
        places = self._aligned.get(at)
        return max(change.old_count, change.new_count) if places is None else len(places)

    def _place(self, at: int, offset: int) -> Place:
        places = self._aligned.get(at)
        if places is not None:
            return places[offset]
        change = self.changes[at]
        return (
            offset if offset < change.old_count else None,
            offset if offset < change.new_count else None,
        )


def _alignments(
    old: Lines, new: Lines, changes: Sequence[Change], check: Callable[[], object]
) -> dict[int, list[Place]]:
    """Return the places of the changes, by number, in which lines do not just stand one by one.

    As many lines as before were mostly changed one by one; looking closer is for the others.
    """
    found = {}
    left = _MOST_PAIRS_TOGETHER
    for at, change in enumerate(changes):
        pairs = change.old_count * change.new_count
        if change.old_count == change.new_count or not 0 < pairs <= min(_MOST_PAIRS, left):
            continue
        check()
        left -= pairs
        found[at] = aligned(
            _heads(old, change.old_start, change.old_count),
            _heads(new, change.new_start, change.new_count),
        )
    return found


def _heads(lines: Lines, start: int, count: int) -> list[str]:
    return [lines.head(index, _HEAD_BYTES) for index in range(start, start + count)]
