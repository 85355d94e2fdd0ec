"""Spans of time between versions: their ends, and where they stand."""

from __future__ import annotations

import pytest

from constellation_db import Key
from constellation_gui.models.time_span import BEGINNING, TimeSpan


def keys(*seconds: int) -> list[Key]:
    return [Key(f"2026-01-31T10:00:{at:02d}.000", n) for n, at in enumerate(seconds)]


def test_at_first_everything_is_in_it() -> None:
    span = TimeSpan(keys(0, 5, 10))
    assert span.whole
    assert (span.after, span.until) == (None, None)


def test_instants_stand_in_proportion_to_time() -> None:
    assert TimeSpan(keys(0, 5, 10)).places == [0, 0.5, 1]


@pytest.mark.parametrize("time", ["", "yesterday"])
def test_what_is_no_time_stands_where_the_one_before_does(time: str) -> None:
    instants = [Key(time, 0), *keys(0, 10), Key(time, 9)]
    assert TimeSpan(instants).places == [0, 0, 1, 1]


def test_what_was_written_at_once_stands_in_its_order() -> None:
    assert TimeSpan(keys(3, 3)).places == [0.5, 1]
    assert TimeSpan().places == []


def test_there_is_always_something_between_the_ends() -> None:
    span = TimeSpan(keys(0, 5, 10))
    assert span.move(end=-7)
    assert (span.start, span.end) == (BEGINNING, 0)
    assert not span.move(start=2)
    assert span.move(end=9)
    assert span.move(start=9)
    assert (span.start, span.end) == (1, 2)
    assert span.after == span.instants[1]
    assert span.until is None


def test_an_end_is_the_nearest_and_of_several_the_last() -> None:
    span = TimeSpan(keys(0, 5, 5, 10))
    assert [span.nearest(place) for place in (-1, 0.2, 0.3, 0.5, 0.9, 2)] == [0, 0, 2, 2, 3, 3]
    assert TimeSpan().nearest(0.5) == BEGINNING


def test_a_span_stays_where_it_is_while_a_run_writes() -> None:
    span = TimeSpan(keys(0, 5, 10))
    span.move(end=1)
    span.move(start=0)
    later = span.among(TimeSpan(keys(0, 5, 10, 20)))
    assert (later.after, later.until) == (span.after, span.until)


def test_an_end_at_the_last_version_follows_the_run() -> None:
    later = TimeSpan(keys(0, 5)).among(TimeSpan(keys(0, 5, 10)))
    assert later.whole
    assert later.end == 2


def test_an_end_whose_version_is_gone_is_at_the_one_before() -> None:
    span = TimeSpan(keys(0, 5, 10, 15))
    span.move(end=2)
    span.move(start=1)
    rest = [key for key in keys(0, 5, 10, 15) if key.sequence != 2]
    later = span.among(TimeSpan(rest))
    assert (later.start, later.end) == (0, 1)
    assert span.among(TimeSpan()).instants == ()
