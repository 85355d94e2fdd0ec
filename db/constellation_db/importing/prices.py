"""What a response cost, where its session does not say: estimated by a list of models' prices.

The list is that of `genai-prices`, as it was installed; nothing is fetched. A response's price is
that of its day. A model that the list does not know has no price, which is not a price of zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING, Any

from constellation_db import timestamps
from constellation_db.importing.batch import Object

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, PriceCalculation

ESTIMATED = "cost_estimated"  # in `usage`: by which list

_DIGITS = 12  # no price is that fine; sums of binary fractions look it

# A response's (usage, time) to its cost in USD, None where that is not known.
Price = Callable[[Object, str], float | None]


@dataclass(frozen=True, slots=True)
class PriceList:
    """Prices, and what they are called."""

    name: str
    price: Price


NO_PRICES = PriceList("none", lambda _usage, _time: None)


@lru_cache(maxsize=1)
def installed() -> PriceList:
    """Return the list that is installed, named with its version and its newest price's date."""
    import genai_prices
    from genai_prices import data_snapshot

    newest = date.min
    for provider in data_snapshot.get_snapshot().providers:
        for model in provider.models:
            for price in model.prices if isinstance(model.prices, list) else []:
                start = getattr(price.constraint, "start_date", date.min)
                newest = max(newest, start) if start <= datetime.now(UTC).date() else newest
    return PriceList(f"genai-prices {genai_prices.__version__} ({newest.isoformat()})", _price)


def _price(usage: Object, time: str) -> float | None:
    model = usage.get("model")
    if not isinstance(model, str) or not model:
        return None
    tier = usage.get("service_tier")
    rates = _rates(model, time[:10], tier if isinstance(tier, str) else "")
    if rates is None:
        return None
    used = _used(usage)
    if rates.limit is not None and sum(used[:4]) > rates.limit:
        found = _calculated(model, time, rates.tier, used)
        return None if found is None else round(float(found.total_price), _DIGITS)
    return round(sum(map(mul, used, rates.by_kind), 0.0), _DIGITS)


def _used(usage: Object) -> tuple[int, ...]:
    """Return tokens of input, cache reads, cache writes for 5 minutes and for an hour, output.

    And how often the web was searched.
    """
    written = _whole(usage.get("cache_creation_input_tokens"))
    kinds = usage.get("cache_creation")
    long = _whole(kinds.get("ephemeral_1h_input_tokens")) if isinstance(kinds, dict) else 0
    long = min(long, written)
    tools = usage.get("server_tool_use")
    searches = _whole(tools.get("web_search_requests")) if isinstance(tools, dict) else 0
    given, made = _whole(usage.get("input_tokens")), _whole(usage.get("output_tokens"))
    read = _whole(usage.get("cache_read_input_tokens"))
    return given, read, written - long, long, made, searches


def _whole(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 1 << 53 else 0


@dataclass(frozen=True, slots=True)
class _Rates:
    """USD for one of each kind; beyond `limit` tokens of input others hold."""

    by_kind: tuple[float, ...]
    limit: int | None
    tier: str


_KINDS = 6
_NEVER = 0  # a limit below every use: the list is asked each time


@lru_cache(maxsize=1 << 12)
def _rates(model: str, day: str, tier: str) -> _Rates | None:
    """Return a model's rates: asking the list for each response would take most of an import."""
    probes = [tuple(int(kind == place) for place in range(_KINDS)) for kind in range(_KINDS)]
    found = [_calculated(model, day, tier, probe) for probe in probes]
    prices = [each for each in found if each is not None]
    if len(prices) < len(probes):
        return None
    by_kind = tuple(float(each.total_price) for each in prices)
    return _Rates(by_kind, _limit(prices[0]), tier)


def _limit(found: PriceCalculation) -> int | None:
    from genai_prices.types import TieredPrices, TimeOfDateConstraint

    if _is_of(found.model, TimeOfDateConstraint):
        return _NEVER
    tiers = [each for each in vars(found.model_price).values() if isinstance(each, TieredPrices)]
    return min((tier.start for price in tiers for tier in price.tiers), default=None)


def _is_of(model: ModelInfo, kind: type) -> bool:
    prices = model.prices if isinstance(model.prices, list) else []
    return any(isinstance(price.constraint, kind) for price in prices)


def _calculated(model: str, time: str, tier: str, used: tuple[int, ...]) -> PriceCalculation | None:
    from genai_prices import Usage, calc_price

    given, read, short, long, made, searches = used
    usage = Usage(
        input_tokens=given + read + short + long,
        cache_read_tokens=read,
        cache_write_tokens=short + long,
        cache_write_1h_tokens=long,
        output_tokens=made,
        web_searches=searches,
    )
    context = {"service_tier": tier} if tier else None
    moment = timestamps.parse(time)
    provider, _, rest = model.rpartition("/")
    for name, of in ((model, None), (rest, provider or None)):
        try:
            return calc_price(
                usage,
                model_ref=name,
                provider_id=of,
                genai_request_timestamp=moment,
                price_context=context,
            )
        except (LookupError, ValueError):
            continue
    return None
