"""Times that callers give: stored as repositories write them, compared as instants."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import Database, timestamps
from tests.builders import event, project, write

CANONICAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
MOMENT = datetime(2026, 1, 31, 10, 2, 11, 480_000, UTC)
SAID = [
    MOMENT,
    MOMENT.replace(tzinfo=None),
    MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30))),
    MOMENT + timedelta(microseconds=999),
    "2026-01-31T10:02:11.480Z",
    "2026-01-31T10:02:11.480000Z",
    "2026-01-31T10:02:11.480+00:00",
    "2026-01-31T12:02:11.480123+02:00",
    "2026-01-31 05:02:11.480-05:00",
]


@pytest.mark.parametrize("said", SAID, ids=str)
def test_a_time_may_be_given_in_any_form(db: Database, said: datetime | str) -> None:
    made = db.projects.create(name="n", prompt_path="p", created_at=said, updated_at=said)
    assert made.created_at == made.updated_at == "2026-01-31T10:02:11.480Z"
    assert db.projects.find_by_id(made.id) == made
    ended = db.projects.update(made.id, ended_at=said)
    assert ended.ended_at == made.created_at


@pytest.mark.parametrize("said", SAID, ids=str)
def test_bounds_may_be_given_in_any_form_and_include_the_row(
    db: Database, said: datetime | str
) -> None:
    someone = project()
    row = event(someone, created_at="2026-01-31T10:02:11.480Z")
    write(db.path, projects=[someone], events=[row])
    assert [found.id for found in db.events.find_by_date_range(said, said)] == [row["id"]]
    assert db.events.delete_older_than(said) == 0
    later = MOMENT + timedelta(milliseconds=1)
    assert db.events.find_by_date_range(later, later) == []
    assert db.events.delete_older_than(later) == 1


@pytest.mark.parametrize("written", ["2026-01-31 10:00:00", "2026-01-31T10:00:00.000Z"])
@pytest.mark.parametrize(
    "bound",
    [datetime(2026, 1, 31, 10, tzinfo=UTC), "2026-01-31 10:00:00", "2026-01-31T10:00:00.000Z",
     "2026-01-31T10:00:00Z", "2026-01-31T10:00:00"],
    ids=str,
)  # fmt: skip
def test_a_full_second_is_the_same_in_every_dialect(
    db: Database, written: str, bound: datetime | str
) -> None:
    write(db.path, events=[event(created_at=written)])
    assert len(db.events.find_by_date_range(bound, bound)) == 1
    assert db.events.delete_older_than(bound) == 0


def test_a_bare_date_begins_its_day(db: Database) -> None:
    days = ["2026-01-30T23:59:59.999Z", "2026-01-31 00:00:00", "2026-01-31T23:59:59.999Z"]
    write(db.path, events=[event(created_at=day) for day in [*days, "2026-02-01 00:00:00"]])
    found = db.events.find_by_date_range("2026-01-31", "2026-02-01", order="asc")
    assert [row.created_at for row in found] == days[1:]
    assert db.events.delete_older_than("2026-01-31") == 1


def test_rows_without_a_time_have_no_age(db: Database) -> None:
    write(db.path, events=[event(created_at=None), event(created_at="")])
    assert db.events.delete_older_than(datetime(2100, 1, 1, tzinfo=UTC)) == 0


def test_now_is_now_in_milliseconds(db: Database) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    texts = [timestamps.now() for _ in range(5_000)]
    after = datetime.now(UTC)
    assert all(CANONICAL.fullmatch(text) for text in texts)
    for text in (texts[0], texts[-1]):
        assert before <= datetime.fromisoformat(text) <= after


@given(st.datetimes(timezones=st.timezones()))
def test_a_datetime_is_stored_as_its_instant(moment: datetime) -> None:
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:  # before year 1 or after 9999 in UTC
        return
    text = timestamps.from_datetime(moment)
    assert CANONICAL.fullmatch(text)
    read = timestamps.parse(text)
    assert read is not None
    assert timedelta(0) <= instant - read < timedelta(milliseconds=1)


@pytest.mark.parametrize("text", [None, "", "yesterday", "2026-13-01", "0", "\0", "9" * 500])
def test_what_is_no_time_reads_as_unknown(text: str | None) -> None:
    assert timestamps.parse(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2026-01-31 10:00:00", 10), ("2026-01-31T10:00:00Z", 10), ("2026-01-31T10:00:00+02:00", 8)],
)
def test_both_dialects_read_as_utc(text: str, hour: int) -> None:
    assert timestamps.parse(text) == datetime(2026, 1, 31, hour, tzinfo=UTC)
