"""What is said of costs that were estimated, because a session did not tell them."""

from __future__ import annotations

from typing import Any

from constellation_db.rows import ESTIMATED
from constellation_gui.formatting import money, one_line
from constellation_gui.wording import tr

_LONGEST = 80


def listed(told: Any) -> str | None:
    """Return the list of prices that an agent's configuration or a project's settings name."""
    found = told.get(ESTIMATED) if isinstance(told, dict) else None
    return one_line(found, _LONGEST) if isinstance(found, str) and found else None


def with_list(cost: float | None, prices: str | None) -> str:
    """Return a cost in USD, and by which list of prices it was estimated, if it was."""
    return (
        money(cost)
        if prices is None
        else tr("{cost} by {prices}").format(cost=money(cost), prices=prices)
    )


def tip(prices: str | None) -> str | None:
    """Return what a cost's tip adds where some of it was estimated."""
    if prices is None:
        return None
    return tr("Estimated, where sessions tell no cost, by the price list {prices}").format(
        prices=one_line(prices, _LONGEST)
    )
