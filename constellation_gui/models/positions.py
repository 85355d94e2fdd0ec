"""Where in a conversation a person wants to go, as typed: a share, a number, a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from constellation_db import Key
from constellation_db.timestamps import sortable
from constellation_gui import formatting
from constellation_gui.models.message_keys import Keys

_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_NUMBER = re.compile(r"#?\s*(\d[\d,.' ]*)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_DAY = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(\S+))?")


@dataclass(frozen=True, slots=True)
class Position:
    """A place among messages; `row` finds it once all of their keys are known."""

    row: Callable[[Keys], int]


def position_in(text: str, day: date | None) -> Position | None:
    """Return what `50%`, `#1200`, `10:02` or `2026-01-31 10:02` means, None if it means nothing.

    A time without a day is one of `day`; both are as shown, see `formatting.instant`. Rows are
    counted from 1; the row of a time is that of the first message then or later.
    """
    text = text.strip()
    if found := _SHARE.fullmatch(text):
        share = min(float(found[1].replace(",", ".")) / 100, 1.0)
        return Position(lambda keys: round(share * (len(keys) - 1)))
    if found := _NUMBER.fullmatch(text):
        number = int(re.sub(r"\D", "", found[1]))
        return Position(lambda keys: number - 1)
    moment = _moment(text, day)
    if moment is None:
        return None
    key = Key(sortable(formatting.instant(moment)), 0)
    return Position(lambda keys: keys.position(key))


def _moment(text: str, day: date | None) -> datetime | None:
    if found := _DAY.fullmatch(text):
        text = found[2] or "00:00"
        try:
            day = date(*map(int, found[1].split("-")))
        except ValueError:
            return None
    clock = _CLOCK.fullmatch(text)
    if clock is None or day is None:
        return None
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None
