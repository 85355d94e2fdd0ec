"""Where rows of any height stand in a viewport: an anchor, and exact heights outward from it.

No widget and no text in here. The anchor is the part at the top of the viewport; what is seen is
placed from there with exact heights, so that nothing seen depends on the height of what is not.
Only the scroll bar counts with assumed heights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from constellation_gui.models.message_heights import Heights

# The mean height of the first rows says little; it is taken anew whenever twice as many are known,
# and not for ever: each time the scroll bar moves by itself.
_LEARN_FIRST = 8
_LEARN_LAST = 1_024


class RowLayout(Protocol):
    """A row's parts, none where the row shows nothing.

    `exact` is False for a row that only holds the place of what is to come.
    """

    exact: bool

    def __len__(self) -> int: ...

    def height(self, part: int) -> int:
        """The exact height of a part in px, at least 1."""

    def above(self, part: int) -> int:
        """The height of the parts before one, as far as known."""

    def find(self, y: int) -> tuple[int, int]:
        """The part at `y`, and how far into it that is."""

    def total(self) -> int:
        """The height of all parts, as far as known."""


class Rows(Protocol):
    """The rows that a column shows."""

    def count(self) -> int:
        """How many there are."""

    def layout(self, row: int) -> RowLayout:
        """The layout of a row, at the present width."""


class Placed(NamedTuple):
    """A part that is seen: `y` is its top in the viewport, in px."""

    row: int
    part: int
    y: int
    height: int

    @property
    def bottom(self) -> int:
        """The first pixel below the part."""
        return self.y + self.height


def moved(before: Sequence[Placed], after: Sequence[Placed]) -> int | None:
    """Return by how many px all that is seen before and after moved down, None if not as one."""
    were = {placed[:2]: placed for placed in before}
    stayed = [(were[placed[:2]], placed) for placed in after if placed[:2] in were]
    ways = {now.y - old.y if now.height == old.height else None for old, now in stayed}
    return ways.pop() if len(ways) == 1 else None


class Column:
    """Rows in a viewport of `height` px.

    Every method that changes what is seen leaves `placed` arranged anew, top to bottom.
    """

    def __init__(self, rows: Rows, assumed: int) -> None:
        self._rows = rows
        self.heights = Heights(assumed)
        self.height = 0
        self.placed: list[Placed] = []
        self._row = self._part = 0
        self._offset = 0  # px of the anchor's part above the viewport
        # Where the viewport was sent to stays, while what is around it arrives: a row, or the end.
        self._pinned: int | None = None
        self._pinned_to_end = False
        self._learn_at = _LEARN_FIRST
        # How much of a row that is not exact is above the viewport, None if the top one is.
        self._share: float | None = None

    # -- Where the viewport is ---------------------------------------------------------------------

    @property
    def at_start(self) -> bool:
        """Whether the first row's top is seen."""
        begins = self._part <= 0 and self._offset == 0
        return begins and self._nothing_in(range(self._row - 1, -1, -1))

    @property
    def at_end(self) -> bool:
        """Whether the last row's end is seen."""
        if not self.placed:
            return True
        last = self.placed[-1]
        return (
            last.bottom <= self.height
            and last.part == len(self._rows.layout(last.row)) - 1
            # As many as were told of: the rows may just have become more.
            and self._nothing_in(range(last.row + 1, len(self.heights)))
        )

    @property
    def stays_at_end(self) -> bool:
        """Whether the viewport was sent to the end, and nobody scrolled since."""
        return self._pinned_to_end

    @property
    def stays_at(self) -> int | None:
        """The row that the viewport was sent to, None if somebody scrolled since."""
        return self._pinned

    @property
    def top(self) -> tuple[int, int, int]:
        """The row and part at the top, and how many px of the part are above it."""
        return self._row, self._part, self._offset

    def value(self) -> int:
        """Return how many px are above the viewport."""
        if not self._rows.count():
            return 0
        within = self._rows.layout(self._row).above(max(self._part, 0))
        return self.heights.above(self._row) + within + self._offset

    def maximum(self) -> int:
        """Return what `value` is at the end."""
        return max(0, self.heights.total() - self.height)

    def rows_seen(self) -> tuple[int, int]:
        """Return the first and last row that is seen, (0, -1) if there is none."""
        return (self.placed[0].row, self.placed[-1].row) if self.placed else (0, -1)

    def place_of(self, row: int) -> tuple[int, int] | None:
        """Return the top and bottom of what is seen of a row, None if nothing is."""
        seen = [placed for placed in self.placed if placed.row == row]
        return (seen[0].y, seen[-1].bottom) if seen else None

    def at(self, y: int) -> Placed | None:
        """Return the part at a height of the viewport."""
        return next((placed for placed in self.placed if placed.y <= y < placed.bottom), None)

    # -- Moving ------------------------------------------------------------------------------------

    def scroll(self, by: int) -> None:
        """Move the viewport down by so many px, as far as there are rows."""
        self._unpin()
        self._offset += by
        self.arrange()

    def go(self, row: int, part: int = 0, y: int = 0) -> None:
        """Bring the top of a part to a height of the viewport, as far as the ends allow."""
        self._unpin()
        self._pinned = row if part == 0 else None
        self._row, self._part, self._offset = row, part, -y
        self.arrange()

    def go_to(self, value: int) -> None:
        """Bring the viewport to where the scroll bar says."""
        if value >= self.maximum():
            self.go_to_end()
            return
        self._unpin()
        self._row, within = self.heights.find(value)
        if self._rows.count():
            self._part, self._offset = self._rows.layout(self._row).find(within)
        self.arrange()

    def go_to_end(self) -> None:
        """Show the end of the last row."""
        self._unpin()
        self._pinned_to_end = True
        count = self._rows.count()
        if count:
            last = self._rows.layout(count - 1)
            self._row, self._part = count - 1, len(last) - 1
            self._offset = last.height(self._part) if len(last) else 0
        self.arrange()

    # -- Changes of the rows -----------------------------------------------------------------------

    def insert(self, row: int, count: int) -> None:
        """Make room for new rows; what is seen stays."""
        self.heights.insert(row, count)
        if row <= self._row and self.placed:
            self._row += count
            if self._pinned is not None:
                self._pinned += count
        self.arrange()

    def _unpin(self) -> None:
        self._pinned, self._pinned_to_end = None, False

    def reset(self) -> None:
        """Forget all rows and begin at the first of the new ones."""
        self.heights.clear()
        self.heights.insert(0, self._rows.count())
        self._row = self._part = self._offset = 0
        self._learn_at = _LEARN_FIRST
        self._unpin()
        self.placed = []
        self.arrange()

    @contextmanager
    def steady(self, changes: Callable[[int], bool], pivot: Placed | None = None) -> Iterator[None]:
        """Change the layout of the rows that `changes` names, while what is seen of others stays.

        `pivot` is a part that keeps its number and its place even though its row changes. If all
        that is seen changes, the part at the top stays; what takes the place of a row that was not
        exact is shown from about the same share of it on.
        """
        still = pivot or self._pinned_part() or self._still(changes)
        share = self._share
        yield
        if self._pinned_to_end and pivot is None:
            self.go_to_end()
            return
        if still is not None:
            self._row, self._part, self._offset = still.row, still.part, -still.y
        elif share is not None and self._rows.count():
            layout = self._rows.layout(self._row)
            self._part, self._offset = layout.find(int(share * layout.total()))
        self.arrange()

    def _pinned_part(self) -> Placed | None:
        found = (seen for seen in self.placed if (seen.row, seen.part) == (self._pinned, 0))
        return next(found, None)

    def _still(self, changes: Callable[[int], bool]) -> Placed | None:
        """Return the first part that is seen and does not change; one that is exact, if any is."""
        found = [seen for seen in self.placed if not changes(seen.row)]
        exact = (seen for seen in found if self._rows.layout(seen.row).exact)
        return next(exact, found[0] if found else None)

    def resize(self, height: int) -> None:
        """Give the viewport a new height and the rows a new width; the top stays the top."""
        at_end = self.at_end and not self.at_start
        old = self.placed[0] if self.placed else None
        self.height = height
        if at_end:
            self.go_to_end()
            return
        if old is not None and old.height > 1:
            now = self._rows.layout(old.row).height(old.part)
            self._offset = self._offset * now // old.height
        self.arrange()

    # -- Arranging ---------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Place what is seen, from the anchor on; within the ends, wherever the anchor was put."""
        if not self._rows.count():
            self._row = self._part = self._offset = 0
            self._share = None
            self.placed = []
            return
        self._settle()
        bottom = self._fill()
        if bottom < self.height and not self.at_start:
            self._offset -= self.height - bottom
            self._settle()
            self._fill()
        self._learn()
        top = self._rows.layout(self._row)
        self._share = None
        if not top.exact:
            self._share = min((top.above(self._part) + self._offset) / top.total(), 1.0)

    def _settle(self) -> None:
        """Move the anchor to the part that the viewport's top goes through.

        A row that shows nothing is passed over; only behind the last part may it be the anchor.
        """
        self._row = min(max(self._row, 0), self._rows.count() - 1)
        layout = self._layout(self._row)
        self._part = min(max(self._part, 0), len(layout) - 1)
        while self._offset < 0:
            if self._part > 0:
                self._part -= 1
            elif self._row:
                self._row -= 1
                layout = self._layout(self._row)
                self._part = len(layout) - 1
            else:
                self._offset = 0
                break
            self._offset += layout.height(self._part) if len(layout) else 0
        while self._offset >= (height := layout.height(self._part) if len(layout) else 0):
            if self._part < len(layout) - 1:
                self._part += 1
            elif self._row < self._rows.count() - 1:
                self._row += 1
                layout = self._layout(self._row)
                self._part = min(0, len(layout) - 1)
            else:
                self._offset = height
                break
            self._offset -= height

    def _fill(self) -> int:
        """Place parts from the anchor to the viewport's end; return where the last one ends."""
        row, part, y = self._row, max(self._part, 0), -self._offset
        placed: list[Placed] = []
        while row < self._rows.count() and y < self.height:
            layout = self._rows.layout(row)
            while part < len(layout) and y < self.height:
                height = layout.height(part)
                placed.append(Placed(row, part, y, height))
                y += height
                part += 1
            if layout.exact:
                self.heights.set(row, layout.total())
            row += 1
            part = 0
        self.placed = placed
        return y

    def _nothing_in(self, rows: Iterable[int]) -> bool:
        return all(len(self._layout(row)) == 0 for row in rows)

    def _layout(self, row: int) -> RowLayout:
        """Return a row's layout; one that is passed over because it shows nothing is known then."""
        layout = self._rows.layout(row)
        if not len(layout):
            self.heights.set(row, 0)
        return layout

    def _learn(self) -> None:
        """Assume of the rows not seen yet what those seen were like."""
        if self._learn_at <= _LEARN_LAST and self.heights.known_count >= self._learn_at:
            self._learn_at *= 2
            self.heights.assumed = self.heights.mean()
