"""What of the lines that are the same is shown around changes, and what is folded away."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from constellation_gui.diff.comparison import Comparison

CONTEXT = 3  # lines around a change, as everybody's diff has them


class Opened(NamedTuple):
    """How many lines more are shown of a gap: below the change before it, above the one after."""

    below: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Folding:
    """How many lines stand around a change, None for all; and what was opened beyond that.

    A gap is what is the same between two changes: it has the number of the change behind it, the
    one at the end the number of changes. `rest` says that what is folded away at the end has a
    line of its own, as what is folded away before each hunk has its heading.
    """

    context: int | None = CONTEXT
    opened: Mapping[int, Opened] = field(default_factory=dict)
    rest: bool = False

    def opening(self, gap: int, *, below: int = 0, above: int = 0) -> Folding:
        """Return the same with more lines of a gap."""
        before = self.opened.get(gap, Opened())
        more = Opened(before.below + below, before.above + above)
        return Folding(self.context, {**self.opened, gap: more}, self.rest)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Changes near each other with the lines around them; `first` and `last` number the changes."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    first: int
    last: int

    @property
    def header(self) -> str:
        """The line that heads the hunk, without an ending."""
        old = _range(self.old_start, self.old_count)
        return f"@@ -{old} +{_range(self.new_start, self.new_count)} @@"


def _range(start: int, count: int) -> str:
    # An empty range is named by the line before it.
    first = start + 1 if count else start
    return f"{first}" if count == 1 else f"{first},{count}"


class Hunks(Sequence[Hunk]):
    """The hunks of a comparison, folded; a number in place of a `Folding` is its context.

    Only where they begin and end among the changes is kept.
    """

    def __init__(self, comparison: Comparison, folding: Folding | int | None = CONTEXT) -> None:
        self._comparison = comparison
        self.folding = folding if isinstance(folding, Folding) else Folding(folding)
        whole = max(len(comparison.old), len(comparison.new))
        context = self.folding.context
        self._around = whole if context is None else context
        self._lasts = array("q")
        opened, around = self.folding.opened, self._around
        end = None
        for at, change in enumerate(comparison.changes):
            if end is not None:
                shown = 2 * around + (sum(opened[at]) if at in opened else 0)
                if change.old_start - end > shown:
                    self._lasts.append(at - 1)
            end = change.old_start + change.old_count
        if end is not None:
            self._lasts.append(len(comparison.changes) - 1)

    def __len__(self) -> int:
        return len(self._lasts)

    @overload
    def __getitem__(self, index: int) -> Hunk: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hunk]: ...
    def __getitem__(self, index: int | slice) -> Hunk | list[Hunk]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        first = self._lasts[at - 1] + 1 if at else 0
        return self._hunk(first, self._lasts[at])

    def gap(self, number: int) -> int:
        """Return the gap of which a part is folded away before a hunk, or behind the last one."""
        return self._lasts[number - 1] + 1 if number else 0

    def left_out(self, number: int) -> int:
        """Return how many lines are folded away before a hunk, or behind the last one."""
        end = 0
        if number:
            before = self[number - 1]
            end = before.old_start + before.old_count
        start = len(self._comparison.old) if number == len(self) else self[number].old_start
        return start - end

    @property
    def headed(self) -> bool:
        """Whether each hunk has a heading."""
        return self.folding.context is not None

    @property
    def rest(self) -> bool:
        """Whether the lines end with one for what is folded away."""
        return self.folding.rest and len(self) > 0 and self.left_out(len(self)) > 0

    def _hunk(self, first: int, last: int) -> Hunk:
        comparison, opened = self._comparison, self.folding.opened
        start, end = comparison.changes[first], comparison.changes[last]
        above = self._around + (opened[first].above if first in opened else 0)
        below = self._around + (opened[last + 1].below if last + 1 in opened else 0)
        before = min(above, start.old_start)
        old_end = end.old_start + end.old_count
        new_end = end.new_start + end.new_count
        after = min(below, len(comparison.old) - old_end)
        return Hunk(
            old_start=start.old_start - before,
            old_count=old_end + after - start.old_start + before,
            new_start=start.new_start - before,
            new_count=new_end + after - start.new_start + before,
            first=first,
            last=last,
        )
