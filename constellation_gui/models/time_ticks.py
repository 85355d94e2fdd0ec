"""Where an axis of time has its ticks, and what stands at them, as times are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from constellation_gui.formatting import DAY, DAY_OF_YEAR, local
from constellation_gui.models.lives import instant

_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000
_YEAR = 365 * _DAY
_EXACT = "%H:%M:%S."  # the milliseconds follow
# From one tick to the next, in ms, and how a moment at one is written. Steps of days and more begin
# at a local midnight.
_STEPS = (
    *((ms, _EXACT) for ms in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *((n * _SECOND, "%H:%M:%S") for n in (1, 2, 5, 10, 15, 30)),
    *((n * _MINUTE, "%H:%M") for n in (1, 2, 5, 10, 15, 30)),
    *((n * _HOUR, "%H:%M") for n in (1, 2, 3, 6, 12)),
    *((n * _DAY, DAY_OF_YEAR) for n in (1, 2, 5, 10, 30, 90, 180)),
    *((n * _YEAR, "%Y") for n in (1, 2, 5, 10, 50, 100, 500, 1_000)),
)
_AIR = 16  # px between two labels, at least
_MOST = 500  # ticks, whatever the arithmetic says


class Tick(NamedTuple):
    """A moment (ms since 1970) on an axis and what is written there."""

    moment: int
    label: str


def ticks(start: float, end: float, width: int, measure: Callable[[str], int]) -> list[Tick]:
    """Return the ticks of an axis from `start` to `end` (ms since 1970) on `width` px.

    As many as have room for their labels, of which `measure` says how wide (px) they are.
    """
    if end <= start or width <= 0:
        return []
    for step, pattern in _STEPS:
        if step >= _DAY and pattern == DAY_OF_YEAR and end - start > _YEAR:
            pattern = DAY
        room = step / (end - start) * width
        if room >= measure(_label(start, pattern)) + _AIR:
            return _at(start, end, step, pattern)
    return []


def _at(start: float, end: float, step: int, pattern: str) -> list[Tick]:
    offset = local(instant(start)).utcoffset()
    shift = 0 if offset is None else round(offset.total_seconds() * 1000)
    first = -int(-(start + shift) // step) * step - shift
    found = []
    for moment in range(first, min(int(end), first + _MOST * step) + 1, step):
        # Midnight is a date: what follows is of another day.
        midnight = pattern == "%H:%M" and (moment + shift) % _DAY == 0
        found.append(Tick(moment, _label(moment, DAY_OF_YEAR if midnight else pattern)))
    return found


def _label(moment: float, pattern: str) -> str:
    text = local(instant(moment)).strftime(pattern)
    return f"{text}{int(moment) % 1000:03d}" if pattern == _EXACT else text
