"""Numbers, times and hostile text as a person reads them; the same everywhere in the window.

How times and amounts are written is chosen by `use`; the window then sends every widget a
QEvent.LanguageChange: what keeps such a text has to make it anew there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from constellation_db.dialects.visible import visible as visible
from constellation_db.timestamps import parse
from constellation_gui.wording import dollars, number, tr

UNKNOWN = tr("unknown")

_SHORT = 8
_UNITS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_COUNT_UNITS = (
    (1e12, tr("T", "trillions, after a number")),
    (1e9, tr("B", "billions, after a number")),
    (1e6, tr("M", "millions, after a number")),
    (1e3, tr("k", "thousands, after a number")),
)
_MS = tr("ms", "milliseconds, after a number")
_S = tr("s", "seconds, after a number")
_MIN = tr("min", "minutes, after a number")
_H = tr("h", "hours, after a number")
_D = tr("d", "days, after a number")
_AGO = tr("{time} ago")
_JUST_NOW = tr("just now")
_ISO_DAY = "%Y-%m-%d"
DAY = tr("%Y-%m-%d", "how a day is written")
DAY_OF_YEAR = tr("%m-%d", "how a day is written without its year")
_DAYS = (
    tr("Monday"),
    tr("Tuesday"),
    tr("Wednesday"),
    tr("Thursday"),
    tr("Friday"),
    tr("Saturday"),
    tr("Sunday"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """How times and amounts are written.

    `utc` writes times in UTC instead of this computer's zone; `digits` is how many digits of a
    dollar follow the point, 0 as many as say something.
    """

    utc: bool = False
    digits: int = 0


# In force for the whole window; read by worker threads, too.
_format = Format()


def use(chosen: Format) -> bool:
    """Put a format in force; whether it is another one."""
    global _format
    before, _format = _format, chosen
    return chosen != before


def in_force() -> Format:
    """Return the format in force: with another one, texts that were made do not hold any more."""
    return _format


def short_id(identifier: str) -> str:
    """Return the part of an id that tells it from its neighbours.

    The end of it: ids that are made in order (UUID7) begin alike.
    """
    whole = one_line(identifier, 200)
    return whole if len(whole) <= _SHORT + 4 else f"…{whole[-_SHORT:]}"


def money(usd: float | None, *, digits: int = 0) -> str:
    """Return an amount in USD: `$1.42`, `$0.0042` where cents say nothing, or `unknown`.

    An amount too small for its digits is not nothing: `<$0.0001`. `digits` takes the place of what
    the person chose.
    """
    if usd is None or not math.isfinite(usd):
        return UNKNOWN
    sign, amount = ("−" if usd < 0 else ""), abs(usd)
    chosen = digits or _format.digits
    digits = chosen or (4 if 0 < amount < 0.01 else 2)
    least = 10.0**-digits
    # What rounds up to the last digit is shown as it if the person chose the digits.
    if 0 < amount < (least / 2 if chosen else least):
        return f"{sign}<{dollars(number(f'{least:.{digits}f}'))}"
    return f"{sign}{dollars(number(f'{amount:,.{digits}f}'))}"


def count(n: int | None) -> str:
    """Return a number of things in at most five characters: `999`, `1.2k`, `12k`, `3.4M`."""
    if n is None:
        return UNKNOWN
    return _scaled(n, _COUNT_UNITS, str(n), "")


def exact_count(n: int | None) -> str:
    """Return a number of things in full: `1,204,331`."""
    return UNKNOWN if n is None else number(f"{n:,}")


def size(length: int | None) -> str:
    """Return a size in bytes with decimal units: `412 MB`."""
    if length is None:
        return UNKNOWN
    return _scaled(length, _UNITS, f"{length} ", " ") + "B"


def _scaled(n: int, units: tuple[tuple[float, str], ...], small: str, gap: str) -> str:
    amount = abs(n)
    for factor, unit in units:
        # Half of what rounds up: 999,950 is 1.0M, not 1000k.
        if amount >= factor * 0.9995 and amount >= 1_000:
            value = n / factor
            digits = 1 if abs(value) < 9.95 else 0
            return number(f"{value:.{digits}f}").replace("-", "−") + gap + unit
    return small.replace("-", "−")


def duration(seconds: float | None) -> str:
    """Return a length of time in its two largest units: `12 ms`, `4.1 s`, `3 h 12 min`."""
    if seconds is None or not math.isfinite(seconds):
        return UNKNOWN
    if seconds < 0:
        return f"−{duration(-seconds)}"
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} {_MS}"
    if seconds < 9.95:
        return f"{number(f'{seconds:.1f}')} {_S}"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} {_S}"
    for larger, smaller, high, low in ((60, 1, _MIN, _S), (3600, 60, _H, _MIN)):
        if whole < larger * (24 if larger == 3600 else 60):
            return _two_units(whole, larger, smaller, high, low)
    return _two_units(whole, 86_400, 3600, _D, _H)


def _two_units(whole: int, larger: int, smaller: int, high: str, low: str) -> str:
    rest = whole % larger // smaller
    return f"{number(f'{whole // larger:,}')} {high}" + (f" {rest} {low}" if rest else "")


# -- Times ----------------------------------------------------------------------------------------


def local(at: datetime) -> datetime:
    """Return a moment in the zone that times are written in, for whoever paints an axis of time.

    A year that the system's clock does not know stays as it is.
    """
    if _format.utc:
        return at.astimezone(UTC)
    try:
        return at.astimezone()
    except (OverflowError, OSError, ValueError):
        return at


def zone() -> str:
    """Return what the zone that times are written in is called: `UTC`, `CET`, `local time`."""
    return local(datetime.now(UTC)).tzname() or tr("local time")


def clock(timestamp: str | None) -> str:
    """Return the time of day of a stored timestamp: `10:02:11`."""
    return _written(timestamp, "%H:%M:%S")


def date(timestamp: str | None) -> str:
    """Return the day of a stored timestamp: `2026-01-31`."""
    return _written(timestamp, DAY)


def iso_date(timestamp: str | None) -> str:
    """Return the day of a stored timestamp as `2026-01-31`, whatever the language."""
    return _written(timestamp, _ISO_DAY)


def day_of_year(timestamp: str | None) -> str:
    """Return the day of a stored timestamp without its year: `01-31`."""
    return _written(timestamp, DAY_OF_YEAR)


def second(timestamp: str | None) -> str:
    """Return a stored timestamp to the second: `2026-01-31 10:02:11`."""
    return _written(timestamp, f"{DAY} %H:%M:%S")


def moment(timestamp: str | None) -> str:
    """Return a stored timestamp exactly: `2026-01-31 10:02:11.480`."""
    at = parse(timestamp)
    text = second(timestamp)
    if at is None or not at.microsecond:
        return text
    return text + number(f".{at.microsecond // 1000:03d}")


def day(timestamp: str | None) -> str:
    """Return the day of a stored timestamp with its name: `Saturday, 2026-01-31`."""
    at = parse(timestamp)
    text = date(timestamp)
    return text if at is None else f"{_DAYS[local(at).weekday()]}, {text}"


def instant(shown: datetime) -> datetime:
    """Return the instant that a time without a zone means where times are shown like that."""
    return shown.replace(tzinfo=UTC) if _format.utc else shown.astimezone(UTC)


def _written(timestamp: str | None, pattern: str) -> str:
    at = parse(timestamp)
    if at is None:
        return one_line(timestamp, 40) if timestamp else UNKNOWN
    return local(at).strftime(pattern)


def ago(timestamp: str | None, now: datetime | None = None) -> str:
    """Return how long ago a stored timestamp was: `3 min ago`; beyond a month, its date."""
    at = parse(timestamp)
    if at is None:
        return one_line(timestamp, 40) if timestamp else UNKNOWN
    seconds = ((now or datetime.now(UTC)) - at).total_seconds()
    if -60 < seconds < 5:  # clocks of two machines differ a little
        return _JUST_NOW
    for limit, length, unit in (
        (60, 1, _S),
        (3600, 60, _MIN),
        (86_400, 3600, _H),
        (30 * 86_400, 86_400, _D),
    ):
        if 0 <= seconds < limit:
            return _AGO.format(time=f"{int(seconds // length)} {unit}")
    return date(timestamp)


# -- Text that may be hostile ---------------------------------------------------------------------

_SPACE = re.compile(r"\s+")


def one_line(text: str | None, limit: int = 200) -> str:
    """Return the beginning of `text` on one line, at most `limit` characters, for lists."""
    if not text:
        return ""
    # Cut first: a list cell must not pay for megabytes. White space may shrink, hence the margin.
    head = text[: limit * 4]
    line = visible(_SPACE.sub(" ", head).strip())
    if len(line) > limit or len(head) < len(text):
        return f"{line[: limit - 1].rstrip()}…"
    return line
