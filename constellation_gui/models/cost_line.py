"""What a project cost over its life: how high each bar is, and what is said about them."""

from __future__ import annotations

from constellation_db import ProjectCosts
from constellation_db.timestamps import from_datetime, parse
from constellation_gui.formatting import duration, moment, money
from constellation_gui.wording import tr

Heights = tuple[float | None, ...]

_BLOCKS = "▂▃▄▅▆▇█"
_NOTHING, _UNKNOWN = "▁", "?"


def heights(costs: ProjectCosts) -> Heights:
    """Return the share of the highest that each span cost, from 0 to 1; None where not known."""
    top = _highest(costs)
    return tuple(None if cost is None else _share(cost, top) for cost in costs.costs)


def _share(cost: float, top: float) -> float:
    if cost <= 0:
        return 0.0
    return 1.0 if cost == top else cost / top  # infinite ones too


def _highest(costs: ProjectCosts) -> float:
    return max((cost for cost in costs.costs if cost is not None), default=0.0)


def in_blocks(shares: Heights) -> str:
    """Return the bars as text: `▁▂▁█▃?`."""
    return "".join(map(_block, shares))


def _block(share: float | None) -> str:
    if share is None:
        return _UNKNOWN
    return _BLOCKS[min(int(share * len(_BLOCKS)), len(_BLOCKS) - 1)] if share > 0 else _NOTHING


def in_words(costs: ProjectCosts) -> str:
    """Return from when to when the bars go, what one stands for, and which is the highest."""
    first, last = parse(costs.start), parse(costs.end)
    if first is None or last is None or first >= last:
        return tr("All of it at {time}").format(time=moment(costs.start))
    span = (last - first) / len(costs.costs)
    top = _highest(costs)
    peak = from_datetime(first + costs.costs.index(top) * span)
    said = [
        tr("From {start} to {end}").format(start=moment(costs.start), end=moment(costs.end)),
        tr("Each bar: {duration}").format(duration=duration(span.total_seconds())),
        tr("Highest: {cost}, from {time} on").format(cost=money(top), time=moment(peak)),
    ]
    if None in costs.costs:
        said.append(tr("A gap: messages whose cost is unknown"))
    return "\n".join(said)


def exact(costs: ProjectCosts) -> str:
    """Return what each span cost in USD, a space between them."""
    return " ".join(_UNKNOWN if cost is None else f"{cost:.6g}" for cost in costs.costs)
