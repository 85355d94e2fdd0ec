"""Timestamps as the store holds them: text, UTC, in two dialects.

Repositories write ISO 8601 with milliseconds and `Z` (`2026-01-31T10:02:11.480Z`); a row that
relied on the column's default has `2026-01-31 10:02:11`. Both mean UTC.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from constellation_db.errors import InvalidValue

_SECONDS = len("2026-01-31T10:02:11")
_MILLISECONDS = len("2026-01-31T10:02:11.480Z")

# The last second formatted: (seconds since the epoch, its text). One tuple, so that a thread never
# sees the text of another second.
_current: tuple[int, str] = (-1, "")


def now() -> str:
    """Return the present instant in the dialect that repositories write."""
    # Formatting a date costs as much as the insert it belongs to; within one second only the
    # milliseconds change.
    global _current
    second, rest = divmod(time.time_ns(), 1_000_000_000)
    known, text = _current
    if known != second:
        text = time.strftime("%Y-%m-%dT%H:%M:%S.", time.gmtime(second))
        _current = (second, text)
    return f"{text}{rest // 1_000_000:03d}Z"


def from_datetime(moment: datetime) -> str:
    """Return an aware or naive (taken for UTC) datetime in the dialect that repositories write."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(text: str | None) -> datetime | None:
    """Return the aware UTC datetime that a stored timestamp means, None where it is unreadable."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def sortable(moment: str | datetime) -> str:
    """Return the form in which both dialects compare: twin of `schema.chronological`.

    Raises `InvalidValue` for what is neither text nor a datetime.
    """
    text = stored(moment)
    if text is None:
        raise InvalidValue("A time is missing; give a datetime or ISO 8601 text.")
    text = text.replace(" ", "T").rstrip("Z")
    return f"{text}.000" if len(text) == _SECONDS else text


def stored(moment: str | datetime | None) -> str | None:
    """Return what to store for a time that a caller gave: in one of the two dialects, None as NULL.

    Text in another form of ISO 8601 (an offset, microseconds) is brought into the dialect that
    repositories write; text that is no such time stays as it is.
    """
    if isinstance(moment, datetime):
        return from_datetime(moment)
    if moment is None:
        return None
    if not isinstance(moment, str):
        raise InvalidValue(
            "{value} is no time; give a datetime or ISO 8601 text.", value=f"{moment!r:.80}"
        )
    # A bare date stays too: it is a bound.
    usual = len(moment) <= _SECONDS or (len(moment) == _MILLISECONDS and moment.endswith("Z"))
    read = None if usual else parse(moment)
    return moment if read is None else from_datetime(read)
