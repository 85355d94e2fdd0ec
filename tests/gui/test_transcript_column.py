"""Whatever the heights: each row once, in order, and what is seen never moves by itself."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from constellation_gui.models.message_heights import Heights
from constellation_gui.views.message_column import Column, Placed

# None for a row that shows nothing: the results that a call shows are not shown again.
HEIGHTS = st.lists(st.integers(1, 700), max_size=6)
ROW_LISTS = st.lists(HEIGHTS, max_size=12)


class Layout:
    """Parts of given heights, or one in place of a row that is not loaded."""

    def __init__(self, heights: list[int], exact: bool) -> None:
        self.heights = heights
        self.exact = exact

    def __len__(self) -> int:
        return len(self.heights)

    def height(self, part: int) -> int:
        return self.heights[part]

    def above(self, part: int) -> int:
        return sum(self.heights[:part])

    def total(self) -> int:
        return sum(self.heights)

    def find(self, y: int) -> tuple[int, int]:
        for part, height in enumerate(self.heights):
            if y < height:
                return part, y
            y -= height
        return max(len(self.heights) - 1, 0), self.heights[-1] if self.heights else 0


class FakeRows:
    """Rows with names; only the loaded ones tell their true heights."""

    def __init__(self) -> None:
        self.names: list[int] = []
        self.true: dict[int, list[int]] = {}
        self.loaded: set[int] = set()
        self.assumed = 100

    def count(self) -> int:
        return len(self.names)

    def layout(self, row: int) -> Layout:
        name = self.names[row]
        if name in self.loaded:
            return Layout(self.true[name], exact=True)
        return Layout([self.assumed], exact=False)

    def insert(self, at: int, rows: list[list[int]]) -> None:
        new = range(len(self.true), len(self.true) + len(rows))
        self.names[at:at] = new
        self.true.update(zip(new, rows, strict=True))


class Scrolling(RuleBasedStateMachine):
    """A person scrolls, resizes and jumps while content arrives and rows are added."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FakeRows()
        self.column = Column(self.rows, 100)
        self.column.resize(400)
        self.pinned: int | None = None

    @initialize(rows=ROW_LISTS, load=st.booleans())
    def first_rows(self, rows: list[list[int]], load: bool) -> None:
        self.rows.insert(0, rows)
        if load:
            self.rows.loaded.update(self.rows.names)
        self.column.insert(0, len(rows))

    def seen(self) -> dict[tuple[int, int], int]:
        """The top of each part seen, by the row's name and the part's number."""
        return {
            (self.rows.names[placed.row], placed.part): placed.y for placed in self.column.placed
        }

    def parts(self) -> set[tuple[int, int]]:
        """All parts there are, by the row's name and the part's number."""
        rows = range(len(self.rows.names))
        return {(self.rows.names[r], n) for r in rows for n in range(len(self.rows.layout(r)))}

    def shows(self, row: int) -> bool:
        return len(self.rows.layout(row)) > 0

    # What a person does

    @rule(by=st.integers(-3_000, 3_000))
    def scroll(self, by: int) -> None:
        before, start, end = self.seen(), self.column.at_start, self.column.at_end
        self.column.scroll(by)
        self.pinned = None
        after = self.seen()
        moved = {before[part] - after[part] for part in before.keys() & after.keys()}
        assert len(moved) <= 1
        stopped = self.column.at_start or self.column.at_end
        if moved and not stopped:
            assert moved == {by}
        if (by > 0 and end) or (by < 0 and start):
            assert before == after

    @rule(share=st.floats(0, 1))
    def drag(self, share: float) -> None:
        self.column.go_to(int(share * self.column.maximum()))
        self.pinned = None

    @precondition(lambda self: self.rows.names)
    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        row = data.draw(st.integers(0, len(self.rows.names) - 1))
        self.column.go(row)
        self.pinned = self.rows.names[row]
        place = self.column.place_of(row)
        if self.shows(row):
            assert place is not None
            assert place[0] == 0 or self.column.at_end or self.column.at_start

    @rule()
    def jump_to_end(self) -> None:
        self.column.go_to_end()
        assert self.column.at_end
        self.pinned = None

    @rule(height=st.integers(1, 1_500))
    def resize(self, height: int) -> None:
        top, was_at_end = self.column.top, self.column.at_end
        self.column.resize(height)
        moved = self.column.top[:2] != top[:2]
        assert not moved or self.column.at_end or was_at_end

    # What happens meanwhile

    @precondition(lambda self: self.rows.names)
    @rule(data=st.data())
    def load(self, data: st.DataObject) -> None:
        arriving = data.draw(st.sets(st.sampled_from(self.rows.names)))
        before, loaded = self.seen(), set(self.rows.loaded)
        new = arriving - loaded
        with self.column.steady(lambda row: self.rows.names[row] in new):
            self.rows.loaded |= arriving
        if self.column.at_start or self.column.at_end:
            return
        parts = self.parts()
        if (self.pinned, 0) in before and (self.pinned, 0) not in parts:
            return  # what it was sent to came to show nothing: what follows stands in its place
        before = {part: y for part, y in before.items() if part in parts}
        still = [part for part in before if part[0] not in new]
        still = [part for part in still if part[0] in loaded] or still
        if self.pinned is not None and (self.pinned, 0) in before:
            still = [(self.pinned, 0)]
        if still:
            assert self.seen()[still[0]] == before[still[0]]

    @rule(rows=ROW_LISTS)
    def append(self, rows: list[list[int]]) -> None:
        before = self.seen()
        self.rows.insert(len(self.rows.names), rows)
        self.column.insert(len(self.rows.names) - len(rows), len(rows))
        assert before.items() <= self.seen().items()

    @precondition(lambda self: self.rows.names)
    @rule(rows=ROW_LISTS)
    def prepend(self, rows: list[list[int]]) -> None:
        before, at_end = self.seen(), self.column.at_end
        self.rows.insert(0, rows)
        self.column.insert(0, len(rows))
        if not at_end:
            assert before == self.seen()

    # What holds at any time

    @invariant()
    def every_part_is_seen_once_and_in_order(self) -> None:
        placed = self.column.placed
        for above, below in itertools.pairwise(placed):
            assert below.y == above.bottom
            if below.row == above.row:
                assert below.part == above.part + 1
            else:
                assert below.part == 0
                assert not any(map(self.shows, range(above.row + 1, below.row)))
                assert above.part == len(self.rows.layout(above.row)) - 1
        for part in placed:
            assert part.height == self.rows.layout(part.row).height(part.part)

    @invariant()
    def the_viewport_is_full(self) -> None:
        column = self.column
        if not any(map(self.shows, range(len(self.rows.names)))):
            assert column.placed == []
            return
        assert column.placed[0].y <= 0 < column.placed[0].bottom
        if column.placed[-1].bottom < column.height:
            assert column.at_start
            assert column.at_end

    @invariant()
    def the_scroll_bar_is_honest(self) -> None:
        column = self.column
        assert column.value() >= 0
        if column.at_start:
            assert column.value() == 0


TestScrolling = Scrolling.TestCase
TestScrolling.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)


def test_the_scroll_bar_ends_where_the_rows_end() -> None:
    rows = FakeRows()
    rows.insert(0, [[50, 120], [30], [700], [20] * 9, [300]])
    rows.loaded.update(rows.names)
    column = Column(rows, 100)
    column.insert(0, 5)
    column.resize(400)
    column.go_to_end()
    assert column.value() == column.maximum()
    column.go_to(column.maximum() // 2)
    column.scroll(10**9)
    assert column.at_end
    assert column.value() == column.maximum()


def test_a_toggled_part_stays_under_the_pointer() -> None:
    rows = FakeRows()
    rows.insert(0, [[100, 20, 500], [100, 20, 500], [100, 20, 500]])
    rows.loaded.update(rows.names)
    column = Column(rows, 100)
    column.insert(0, 3)
    column.resize(400)
    column.scroll(650)
    pivot = next(placed for placed in column.placed if placed[:2] == (1, 1))
    with column.steady(lambda row: row == 1, pivot):
        rows.true[1] = [100, 20]
    assert Placed(1, 1, pivot.y, 20) in column.placed


# -- Heights ---------------------------------------------------------------------------------------


@given(
    known=st.lists(st.none() | st.integers(0, 50), min_size=1, max_size=2_000),
    inserted=st.tuples(st.integers(0, 2_000), st.integers(0, 1_200)),
    y=st.integers(0, 200_000),
)
def test_sums_of_heights(known: list[int], inserted: tuple[int, int], y: int) -> None:
    heights = Heights(7, len(known))
    for row, height in enumerate(known):
        if height is not None:
            heights.set(row, height)
    at, count = min(inserted[0], len(known)), inserted[1]
    heights.insert(at, count)
    expected = [7 if height is None else height for height in known]
    expected[at:at] = [7] * count
    assert heights.total() == sum(expected)
    assert [heights[row] for row in range(len(heights))] == expected
    middle = len(expected) // 2
    assert heights.above(middle) == sum(expected[:middle])
    row, rest = heights.find(y)
    if y < sum(expected):
        assert (heights.above(row) + rest, rest < expected[row]) == (y, True)
    else:
        assert (row, rest) == (len(expected) - 1, expected[-1])


@pytest.mark.parametrize("assumed", [10, 1_000])
def test_unknown_heights_follow_the_assumption(assumed: int) -> None:
    heights = Heights(100, 1_000)
    heights.set(3, 40)
    heights.assumed = assumed
    assert heights.total() == 999 * assumed + 40
    assert heights.mean() == 40
    assert heights.known_count == 1
