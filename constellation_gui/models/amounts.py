"""Amounts of money for narrow columns, where half a number would be a wrong one."""

from __future__ import annotations

import math

from constellation_gui.formatting import count, money
from constellation_gui.wording import dollars, number

_WIDEST = 9  # characters
_LONG = 10_000.0  # USD; from here on cents say nothing in a list


def short_money(usd: float | None) -> str:
    """Return an amount in USD in at most nine characters: `$1.42`, `$12k`, or `unknown`.

    Of the digits that the person chose, those are left away for which there is no room.
    """
    if usd is None or not math.isfinite(usd) or abs(usd) < _LONG:
        whole = money(usd)
        left_away = max(len(whole) - _WIDEST, 0)
        digits = sum(map(str.isdigit, whole.partition(number("."))[2]))
        return money(usd, digits=max(digits - left_away, 2)) if left_away else whole
    return ("−" if usd < 0 else "") + dollars(count(round(abs(usd))))


def exact_money(usd: float | None) -> str | None:
    """Return what `short_money` left out, None if that was nothing."""
    return money(usd) if short_money(usd) != money(usd) else None
