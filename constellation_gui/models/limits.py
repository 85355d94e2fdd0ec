"""What a project's settings allow it, in every dialect, and how much of that is used."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from constellation_gui.formatting import UNKNOWN, exact_count, money, one_line
from constellation_gui.wording import number as numeral
from constellation_gui.wording import tr

_BUDGET = ("budget", "budgetLimit", "budget_limit")
_ITERATIONS = ("maxIterations", "max_iterations")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and what is used of it; `share` is None where that cannot be said.

    `text` says both: `$1.42 of $10.00 · 14 %`.
    """

    name: str
    text: str
    share: float | None

    @property
    def exceeded(self) -> bool:
        """Whether more is used than allowed."""
        return self.share is not None and self.share > 1


def limits(settings: Any, *, cost: float | None, iterations: int | None) -> tuple[Limit, ...]:
    """Return the limits that settings set; `cost` (USD) and `iterations` are what is used."""
    if not isinstance(settings, dict):
        return ()
    found = (
        _limit(tr("Budget"), settings, _BUDGET, cost, money),
        _limit(tr("Iterations"), settings, _ITERATIONS, iterations, _count),
    )
    return tuple(limit for limit in found if limit is not None)


def _limit(
    name: str,
    settings: dict[str, Any],
    keys: tuple[str, ...],
    used: float | None,
    word: Callable[[Any], str],
) -> Limit | None:
    given = next((settings[key] for key in keys if settings.get(key) is not None), None)
    if given is None:
        return None
    allowed = _number(given)
    if used is not None and not (isinstance(used, (int, float)) and math.isfinite(used)):
        used = None
    if allowed is None:
        no_limit = tr("{used} of “{limit}”, which is no limit")
        said = no_limit.format(used=word(used), limit=one_line(str(given), 40))
        return Limit(name, said, None)
    said = tr("{used} of {limit}").format(used=word(used), limit=word(allowed))
    if used is None or allowed == 0:
        return Limit(name, said, None)
    share = used / allowed
    facts = [said, _percent(share)] + [tr("exceeded")] * (share > 1)
    return Limit(name, " · ".join(facts), share)


def _number(given: Any) -> float | None:
    """Return a limit as a number, which may be stored as text; None for what is none."""
    if isinstance(given, bool):
        return None
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _count(number: float | None) -> str:
    if number is None:
        return UNKNOWN
    return exact_count(int(number)) if number == int(number) else numeral(f"{number:,g}")


def _percent(share: float) -> str:
    # Neither “100 %” before all is used, nor “0 %” once something is.
    if 0 < share < 0.01:
        return "<1 %"
    return f"{exact_count(math.floor(share * 100 + 1e-9))} %"
