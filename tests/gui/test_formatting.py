"""Numbers, times and hostile text as a person reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui import formatting
from constellation_gui.formatting import (
    Format,
    ago,
    clock,
    count,
    date,
    duration,
    exact_count,
    moment,
    money,
    one_line,
    short_id,
    size,
    visible,
)

NOW = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        (None, "unknown"),
        (float("nan"), "unknown"),
        (0, "$0.00"),
        (0.00001, "<$0.0001"),
        (0.0042, "$0.0042"),
        (1.42, "$1.42"),
        (1234.5, "$1,234.50"),
        (-3, "−$3.00"),
    ],
)
def test_money(usd: float | None, text: str) -> None:
    assert money(usd) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (None, "unknown"),
        (0, "0"),
        (999, "999"),
        (1000, "1.0k"),
        (12_345, "12k"),
        (9_960, "10k"),
        (999_949, "1.0M"),
        (999_400, "999k"),
        (3_400_000_000, "3.4B"),
        (-1500, "−1.5k"),
    ],
)
def test_counts(n: int | None, text: str) -> None:
    assert count(n) == text


def test_exact_counts_group_their_digits() -> None:
    assert exact_count(1_204_331) == "1,204,331"
    assert exact_count(None) == "unknown"


@pytest.mark.parametrize(
    ("length", "text"),
    [(None, "unknown"), (0, "0 B"), (999, "999 B"), (4096, "4.1 kB"), (412_000_000, "412 MB")],
)
def test_sizes(length: int | None, text: str) -> None:
    assert size(length) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "unknown"),
        (0, "0 ms"),
        (0.0124, "12 ms"),
        (4.12, "4.1 s"),
        (9.97, "10 s"),
        (59.6, "1 min"),
        (125, "2 min 5 s"),
        (3600 * 3 + 720, "3 h 12 min"),
        (86_400 * 2 + 3600 * 4, "2 d 4 h"),
        (-2.0, "−2.0 s"),
    ],
)
def test_durations(seconds: float | None, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(seconds=1), "just now"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=42), "42 s ago"),
        (timedelta(minutes=3), "3 min ago"),
        (timedelta(hours=5), "5 h ago"),
        (timedelta(days=4), "4 d ago"),
        (timedelta(days=40), "2025-12-22"),
        (timedelta(days=-2), "2026-02-02"),
    ],
)
def test_how_long_ago(before: timedelta, text: str) -> None:
    assert ago((NOW - before).isoformat(), NOW) == text


def test_both_dialects_of_time_mean_utc() -> None:
    assert clock("2026-01-31T10:02:11.480Z") == clock("2026-01-31 10:02:11") == "10:02:11"
    assert moment("2026-01-31T10:02:11.480Z") == "2026-01-31 10:02:11.480"
    assert moment("2026-01-31 10:02:11") == "2026-01-31 10:02:11"


@pytest.mark.parametrize("of", [clock, moment, ago])
def test_what_is_no_time_is_shown_as_it_is(of: object) -> None:
    assert callable(of)
    assert of(None) == "unknown"
    assert of("yester\x1bday") == "yester⟨ESC⟩day"
    assert of("0001-01-01 00:00:00")


def test_a_short_id_is_the_end_that_differs() -> None:
    assert short_id("019cc3f1-7a00-7000-8000-0000c0ffee01") == "…c0ffee01"
    assert short_id("root-agent") == "root-agent"


def test_hidden_characters_become_visible() -> None:
    assert visible("a\x00b\x1b[31m\x7f\x85") == "a⟨NUL⟩b⟨ESC⟩[31m⟨DEL⟩⟨85⟩"
    assert visible("user\u202egpj.exe\u2066") == "user⟨RLO⟩gpj.exe⟨LRI⟩"
    assert visible("tag\U000e0041") == "tag⟨E0041⟩"
    assert visible("one\r\ntwo\rthree\tfour\n") == "one\ntwo⟨CR⟩three\tfour\n"
    assert visible("family: 👨‍👩‍👧, Arabic: سلام, é") == "family: 👨‍👩‍👧, Arabic: سلام, é"


@given(st.text())
def test_no_text_hides_anything(text: str) -> None:
    shown = visible(text)
    assert not any(ord(character) < 32 and character not in "\t\n" for character in shown)
    assert not any(0x202A <= ord(character) <= 0x202E for character in shown)


@given(st.text(), st.integers(1, 50))
def test_a_line_is_one_line_and_no_longer_than_asked(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line


def test_a_cut_line_says_so() -> None:
    assert one_line("  one\n\n two  ") == "one two"
    assert one_line("x" * 10_000_000, 10) == "x" * 9 + "…"
    assert one_line(None) == ""
    assert formatting.one_line("") == ""


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be nine hours ahead."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's alone")
@pytest.mark.usefixtures("in_tokyo")
def test_times_are_local_or_utc_as_was_chosen() -> None:
    stamp = "2026-01-31T20:02:11.480Z"
    assert (clock(stamp), date(stamp), moment(stamp), formatting.zone()) == (
        "05:02:11",
        "2026-02-01",
        "2026-02-01 05:02:11.480",
        "JST",
    )
    assert formatting.use(Format(utc=True))
    assert (clock(stamp), date(stamp), moment(stamp), formatting.zone()) == (
        "20:02:11",
        "2026-01-31",
        "2026-01-31 20:02:11.480",
        "UTC",
    )
    assert formatting.local(NOW).hour == 12
    assert not formatting.use(Format(utc=True))


@pytest.mark.parametrize(
    ("usd", "digits", "text"),
    [
        (None, 3, "unknown"),
        (0, 4, "$0.0000"),
        (1.42, 4, "$1.4200"),
        (0.0042, 2, "<$0.01"),
        (0.0062, 2, "$0.01"),
        (-0.0001, 3, "−<$0.001"),
        (1234.5, 6, "$1,234.500000"),
    ],
)
def test_amounts_have_the_digits_that_were_chosen(
    usd: float | None, digits: int, text: str
) -> None:
    formatting.use(Format(digits=digits))
    assert money(usd) == text
