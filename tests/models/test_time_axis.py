"""An axis of time: what of it is in sight, and where its ticks stand."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from constellation_gui.models.time_axis import TimeAxis
from constellation_gui.models.time_ticks import Tick, ticks

HOUR = 3_600_000
DAY = 24 * HOUR
START = round(datetime(2026, 1, 31, 10, 2, 11).astimezone().timestamp() * 1000)


@pytest.fixture
def axis() -> TimeAxis:
    axis = TimeAxis()
    axis.cover(0, 1_000)
    return axis


def test_everything_is_in_sight_at_first_and_as_it_grows(axis: TimeAxis, qtbot: QtBot) -> None:
    assert axis.shown == (0, 1_000)
    with qtbot.waitSignal(axis.changed):
        axis.cover(-500, 2_000)
    assert axis.shown == (-500, 2_000)
    assert not axis.zoomed


def test_what_was_chosen_stays_as_everything_grows(axis: TimeAxis, qtbot: QtBot) -> None:
    axis.show(300, 200)
    with qtbot.assertNotEmitted(axis.changed):
        axis.cover(0, 5_000)
    assert axis.shown == (200, 300)
    axis.reset()
    assert axis.shown == (0, 5_000)


def test_zooming_keeps_the_moment_under_the_mouse(axis: TimeAxis) -> None:
    axis.zoom(0.5, around=250)
    assert axis.shown == (125, 625)
    assert axis.position(250, 100) == 25
    assert axis.moment(25, 100) == 250
    axis.zoom(2, around=250)
    assert not axis.zoomed
    axis.zoom(8)
    assert axis.shown == (0, 1_000)


def test_moving_ends_where_everything_ends(axis: TimeAxis) -> None:
    axis.show(400, 600)
    axis.move(0.5)
    assert axis.shown == (500, 700)
    axis.move(9)
    assert axis.shown == (800, 1_000)
    axis.move(-99)
    assert axis.shown == (0, 200)


def test_a_single_moment_is_a_stretch_of_time() -> None:
    axis = TimeAxis()
    axis.cover(7, 7)
    assert axis.shown is not None
    assert axis.shown[1] > axis.shown[0]
    axis.zoom(0.001)
    assert axis.position(7, 100) == 0


def test_without_time_nothing_is_to_be_seen(qtbot: QtBot) -> None:
    axis = TimeAxis()
    axis.zoom(0.5)
    axis.move(1)
    axis.show(1, 2)
    axis.reset()
    assert axis.shown is None
    assert (axis.position(5, 100), axis.moment(5, 100)) == (0, 0)
    axis.cover(0, 1_000)
    axis.point(5)
    with qtbot.waitSignal(axis.changed):
        axis.clear()
    assert (axis.shown, axis.pointer) == (None, None)


@given(st.lists(st.tuples(st.floats(0.1, 9), st.integers(-500, 1_500)), max_size=12))
def test_however_it_is_zoomed_something_that_is_there_is_shown(
    steps: list[tuple[float, int]],
) -> None:
    axis = TimeAxis()
    axis.cover(0, 1_000)
    for factor, around in steps:
        axis.zoom(factor, around)
        assert axis.shown is not None
        start, end = axis.shown
        assert 0 <= start < end <= 1_000


# -- Ticks -----------------------------------------------------------------------------------------


def labels(start: float, end: float, width: int = 300) -> list[str]:
    return [tick.label for tick in ticks(start, end, width, measure)]


def measure(text: str) -> int:
    return 7 * len(text)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (40, ["10:02:11.000", "10:02:11.020", "10:02:11.040"]),
        (40_000, ["10:02:20", "10:02:30", "10:02:40", "10:02:50"]),
        (HOUR, ["10:15", "10:30", "10:45", "11:00"]),
        (10 * HOUR, ["12:00", "14:00", "16:00", "18:00", "20:00"]),
        (30 * HOUR, ["12:00", "18:00", "02-01", "06:00", "12:00"]),
    ],
)
def test_ticks_stand_at_round_moments(length: int, expected: list[str]) -> None:
    assert labels(START, START + length) == expected


@pytest.mark.parametrize(("days", "shape"), [(8, "02-01"), (600, "2026-05-01"), (9_000, "2030")])
def test_days_and_years_are_written_as_short_as_they_can_be(days: int, shape: str) -> None:
    found = labels(START, START + days * DAY)
    assert len(found) >= 2
    assert {len(label) for label in found} == {len(shape)}


@given(st.integers(-(10**14), 10**14), st.integers(1, 10**13), st.integers(0, 2_000))
def test_labels_never_touch_and_ticks_lie_within(start: int, length: int, width: int) -> None:
    end = start + length
    found: list[Tick] = ticks(start, end, width, measure)
    for tick in found:
        assert start <= tick.moment <= end
    for one, other in pairwise(found):
        room = (other.moment - one.moment) / length * width
        assert room > max(measure(one.label), measure(other.label))


def test_without_room_or_time_there_are_no_ticks() -> None:
    assert labels(START, START + HOUR, 0) == []
    assert labels(START, START + HOUR, 20) == []
    assert labels(START, START) == []
