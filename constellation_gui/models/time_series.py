"""Costs and tokens in spans of time that a plot has room for; a span without messages is a gap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from constellation_db import CostGroup, UsageGroup
from constellation_db.timestamps import parse
from constellation_gui import formatting

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
# Seconds that one bar may stand for; each at most six times the one before.
_WIDTHS = (
    1, 5, 15, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR,
    _DAY, 2 * _DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY, 365 * _DAY, 5 * 365 * _DAY, 25 * 365 * _DAY,
)  # fmt: skip
_MOST_BARS = 200
# A group of the store is named by so many characters of its time, for bars of up to that width.
# Ten minutes rather than an hour: in some zones an hour begins at half past.
_GRAINS = ((15, 19), (15 * _MINUTE, 16), (_DAY, 15), (math.inf, 13))
_ZEROES = "0000-00-00T00:00:00"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens by kind; `undivided` are known only in sum."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0
    undivided: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.input + self.output + self.cache_read + self.cache_write + self.undivided

    def plus(self, group: UsageGroup) -> Tokens:
        """Return these together with those of a group."""
        return Tokens(
            self.input + group.input,
            self.output + group.output,
            self.cache_read + group.cache_read,
            self.cache_write + group.cache_write,
            self.undivided + group.undivided,
        )


@dataclass(slots=True)
class Bar:
    """One span: `start` in seconds since the epoch; `cost` in USD, None if none is known.

    `unknown` counts the assistant's messages without a cost. `tokens` is None until they are read,
    and where no message tells any.
    """

    start: int
    messages: int = 0
    cost: float | None = None
    unknown: int = 0
    tokens: Tokens | None = None

    def add_cost(self, group: CostGroup) -> None:
        """Take in the messages of a group."""
        self.messages += group.messages
        self.unknown += group.unknown
        if group.cost is not None and math.isfinite(group.cost):
            self.cost = (self.cost or 0.0) + group.cost


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of `width` seconds in order, those with messages only.

    `untimed` counts messages whose time is missing or unreadable: they are in no bar.
    """

    width: int
    bars: tuple[Bar, ...] = ()
    untimed: int = 0
    with_tokens: bool = False

    @property
    def start(self) -> int:
        """Where the first bar begins."""
        return self.bars[0].start

    @property
    def end(self) -> int:
        """Where the last bar ends."""
        return self.bars[-1].start + self.width


def width_for(seconds: float) -> int:
    """Return how many seconds a bar is to stand for in a span of that length."""
    return next((width for width in _WIDTHS if seconds / width <= _MOST_BARS), _WIDTHS[-1])


def grain(first: str | None, last: str | None) -> int:
    """Return how many characters of a time are to name a group of the store, given its span."""
    begin, end = parse(first), parse(last)
    if begin is None or end is None:
        return _GRAINS[-1][1]
    width = width_for((end - begin).total_seconds())
    return next(length for widest, length in _GRAINS if width <= widest)


def series(costs: Sequence[CostGroup], usage: Sequence[UsageGroup] | None = None) -> Series:
    """Return groups of the store as bars; `usage` None stands for not yet read."""
    timed = [(at, group) for group in costs if (at := _seconds(group.name)) is not None]
    untimed = sum(group.messages for group in costs) - sum(group.messages for _, group in timed)
    used = [(at, group) for group in usage or () if (at := _seconds(group.name)) is not None]
    times = [at for at, _group in (*timed, *used)]
    if not times:
        return Series(_WIDTHS[0], untimed=untimed, with_tokens=usage is not None)
    width = width_for(max(times) - min(times))
    shift = _offset(min(times)) % width
    bars: dict[int, Bar] = {}

    def bar_at(at: int) -> Bar:
        start = (at + shift) // width * width - shift
        return bars.setdefault(start, Bar(start))

    for at, cost in timed:
        bar_at(at).add_cost(cost)
    for at, group in used:
        bar = bar_at(at)
        if group.messages:
            bar.tokens = (bar.tokens or Tokens()).plus(group)
    return Series(width, tuple(bars[at] for at in sorted(bars)), untimed, usage is not None)


def _seconds(name: str | None) -> int | None:
    """Return when a group begins, None if its name is no beginning of a time."""
    at = parse((name or "") + _ZEROES[len(name or "") :]) if name else None
    return None if at is None else int((at - _EPOCH).total_seconds())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(seconds: int) -> datetime | None:
    """Return a time of a series as times are written; None beyond what a calendar knows."""
    try:
        return formatting.local(_EPOCH + timedelta(seconds=seconds))
    except OverflowError:
        return None


def _offset(seconds: int) -> int:
    """Return how many seconds the local clock was ahead of UTC."""
    local = at(seconds)
    ahead = None if local is None else local.utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds())


# -- Axes -----------------------------------------------------------------------------------------


def nice_step(most: float, ticks: int) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that divides 0…`most` by that many."""
    rough = most / max(ticks, 1)
    if rough <= 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def time_ticks(begin: int, end: int, ticks: int) -> Iterator[tuple[int, str]]:
    """Yield at most about that many times between two, local and round, with what to call each."""
    span = max(end - begin, 1)
    step = next((width for width in _WIDTHS if span / width <= ticks), _WIDTHS[-1])
    shift = _offset(begin) % step
    tick = -(-(begin + shift) // step) * step - shift
    while tick <= end:
        local = at(tick)
        if local is not None:
            midnight = local.hour == local.minute == local.second == 0
            day = midnight and step < _DAY
            yield tick, local.strftime(formatting.DAY if day else _tick_pattern(step))
        tick += step


def _tick_pattern(step: int) -> str:
    if step < _MINUTE:
        return "%H:%M:%S"
    if step < _DAY:
        return "%H:%M"
    return formatting.DAY if step < 365 * _DAY else "%Y"


def wording(start: int, width: int) -> str:
    """Return which span of time a bar stands for: `2026-01-31 10:02 – 10:03`."""
    begin, end = at(start), at(start + width)
    if begin is None or end is None:
        return "?"
    if width % _DAY == 0 and begin.hour == begin.minute == 0:
        last = at(start + width - 1) or end
        days = begin.strftime(formatting.DAY), last.strftime(formatting.DAY)
        return days[0] if days[0] == days[1] else " – ".join(days)
    clock = "%H:%M" if width % _MINUTE == 0 else "%H:%M:%S"
    if begin.date() == end.date():
        return f"{begin.strftime(f'{formatting.DAY} {clock}')} – {end.strftime(clock)}"
    return " – ".join(each.strftime(f"{formatting.DAY} {clock}") for each in (begin, end))
