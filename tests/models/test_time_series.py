"""Bars over time: as wide as a plot has room for, honest about gaps and what is unknown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import CostGroup, UsageGroup
from constellation_gui.models.series_table import as_csv, as_tsv, bar_words, notes, summary
from constellation_gui.models.time_series import (
    Tokens,
    grain,
    nice_step,
    series,
    time_ticks,
    width_for,
    wording,
)

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def cost(name: str | None, amount: float | None = 1.0, messages: int = 1, unknown: int = 0):
    return CostGroup(name, messages, amount, unknown)


def usage(name: str, **columns: int) -> UsageGroup:
    given = dict.fromkeys(
        ("input", "output", "cache_read", "cache_write", "undivided", "unreadable"), 0
    )
    return UsageGroup(name, **({"messages": 1} | given | columns))


@pytest.fixture
def in_kolkata(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seconds", "width"),
    [(0, 1), (200, 1), (201, 5), (HOUR, MINUTE), (6 * HOUR, 5 * MINUTE), (DAY, 15 * MINUTE),
     (7 * DAY, HOUR), (200 * DAY, DAY), (3 * 365 * DAY, 7 * DAY)],
)  # fmt: skip
def test_a_bar_is_as_wide_as_the_span_asks_for(seconds: int, width: int) -> None:
    assert width_for(seconds) == width


@given(st.integers(min_value=200, max_value=900 * 365 * DAY))
def test_a_span_has_between_thirty_and_two_hundred_bars(seconds: int) -> None:
    assert 30 <= seconds / width_for(seconds) <= 200


def test_a_single_instant_is_one_bar() -> None:
    found = series([cost("2026-01-31T10:02:11", 2.5)])
    assert [(bar.messages, bar.cost) for bar in found.bars] == [(1, 2.5)]
    assert found.end - found.start == found.width == 1


def test_groups_of_one_bar_are_summed_and_gaps_stay_gaps() -> None:
    found = series([cost("2026-01-01T10"), cost("2026-01-01T10:30", 2.0), cost("2026-01-20T10")])
    assert found.width == 3 * HOUR
    assert [bar.cost for bar in found.bars] == [3.0, 1.0]
    assert found.bars[1].start - found.bars[0].start == 19 * DAY


def test_an_unknown_cost_is_no_zero() -> None:
    found = series([cost("2026-01-31T10:00:00", None, 3, 2), cost("2026-01-31T10:01:00")])
    assert [(bar.cost, bar.unknown) for bar in found.bars] == [(None, 2), (1.0, 0)]
    assert "cost of 2 unknown" in bar_words(found.bars[0], found)[0]
    assert "$" not in bar_words(found.bars[0], found)[0]
    assert notes(found) == "The cost of 2 replies is unknown: dots below the line."


@pytest.mark.parametrize("name", ["", None, "yesterday", "2026-13-45T99", "1767571200000"])
def test_messages_without_a_readable_time_are_in_no_bar_and_said(name: str | None) -> None:
    found = series([cost(name, messages=4), cost("2026-01-31T10:00:00")])
    assert (len(found.bars), found.untimed) == (1, 4)
    assert notes(found) == "4 messages have no readable time."
    assert series([cost(name)]).bars == ()


def test_tokens_join_the_bars_of_costs() -> None:
    costs = [cost("2026-01-31T10:00:00"), cost("2026-01-31T10:00:30")]
    assert not series(costs).with_tokens
    found = series(costs, [usage("2026-01-31T10:00:30", input=5, cache_read=7, undivided=2)])
    assert [bar.tokens for bar in found.bars] == [None, Tokens(input=5, cache_read=7, undivided=2)]
    assert bar_words(found.bars[1], found)[1] == "14 tokens: 5 in · 7 cache read · 2 other"
    assert bar_words(found.bars[0], found)[1] == "no tokens told"


@pytest.mark.parametrize(
    ("first", "last", "characters"),
    [("2026-01-31T10:00:00.000", "2026-01-31T10:00:09.000", 19),
     ("2026-01-31T10:00:00.000", "2026-01-31T12:00:00.000", 16),
     ("2026-01-01T10:00:00.000", "2026-01-31T12:00:00.000", 15),
     ("2020-01-01T10:00:00.000", "2026-01-31T12:00:00.000", 13),
     (None, None, 13), ("garbage", "2026-01-31T12:00:00.000", 13)],
)  # fmt: skip
def test_the_store_is_asked_for_groups_fine_enough(
    first: str | None, last: str | None, characters: int
) -> None:
    assert grain(first, last) == characters


@pytest.mark.usefixtures("in_kolkata")
def test_days_and_hours_are_those_of_the_person() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    names = [
        (start + timedelta(minutes=10 * n)).strftime("%Y-%m-%dT%H:%M")[:15] for n in range(9000)
    ]
    found = series([cost(name) for name in names])
    assert found.width == 12 * HOUR
    assert wording(found.bars[1].start, found.width).startswith("2026-01-01 12:00")
    assert found.bars[1].messages == 72  # ten minutes each


@given(st.floats(min_value=1e-9, max_value=1e15), st.integers(1, 6))
def test_an_axis_has_few_round_steps(most: float, ticks: int) -> None:
    step = nice_step(most, ticks)
    assert most / step <= ticks * 1.01
    assert f"{step:.0e}"[0] in "125"


@given(st.integers(0, 2 * 10**9), st.integers(1, 10**9), st.integers(1, 12))
def test_times_on_an_axis_are_few_in_order_and_within(begin: int, span: int, ticks: int) -> None:
    found = [at for at, _name in time_ticks(begin, begin + span, ticks)]
    assert found == sorted(set(found))
    assert len(found) <= ticks + 1
    assert all(begin <= at <= begin + span for at in found)


def test_a_day_that_begins_is_named_on_the_axis() -> None:
    begin = int(datetime(2026, 1, 31, 22, tzinfo=UTC).timestamp())
    names = [name for _at, name in time_ticks(begin, begin + 4 * HOUR, 4)]
    assert names == ["22:00", "23:00", "2026-02-01", "01:00", "02:00"]


def test_a_table_leaves_empty_what_is_unknown() -> None:
    found = series(
        [cost("2026-01-31T10:00:00", None, 2, 1), cost("2026-01-31T10:00:01", 0.5)],
        [usage("2026-01-31T10:00:01", input=3)],
    )
    _titles, unknown, known = as_csv(found).splitlines()
    assert unknown == "2026-01-31T10:00:00Z,2026-01-31T10:00:01Z,2,,1,,,,,"
    assert known == "2026-01-31T10:00:01Z,2026-01-31T10:00:02Z,1,0.500000,0,3,0,0,0,0"
    assert as_tsv(found).splitlines()[2] == known.replace(",", "\t")


def test_a_plot_is_summed_up_in_words() -> None:
    found = series([cost("2026-01-31T10:00", 0.25), cost("2026-01-31T11:00", 1.5)])
    assert summary(found) == (
        "2026-01-31 10:00 – 11:01 · a bar is 1 min · at most $1.50, at 2026-01-31 11:00 – 11:01"
    )
    assert summary(series([])) == ""
