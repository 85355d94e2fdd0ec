"""What models, agents and projects cost, as rows; what is unknown is never a zero."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import CostGroup, Scope
from constellation_gui.formatting import UNKNOWN, exact_count, money, one_line, short_id
from constellation_gui.models.amounts import exact_money, short_money
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.overview import Amounts, Costs, project_name
from constellation_gui.place import Place, Tab
from constellation_gui.wording import tr


@dataclass(frozen=True, slots=True)
class CostRow:
    """What somebody or something cost: `cost` in USD, None if unknown; `count` of messages.

    `unknown` counts the replies without a cost. `id` tells rows apart.
    """

    id: str
    name: str
    count: int | None
    cost: float | None
    unknown: int = 0
    place: Place | None = None


def _cost_text(row: CostRow) -> str:
    if row.cost is None and not row.unknown and row.count is not None:
        return tr("none", "costs")
    return short_money(row.cost)


def _cost_tip(row: CostRow) -> str | None:
    if not row.unknown:
        return exact_money(row.cost)
    known = UNKNOWN
    if row.cost is not None:
        known = tr("{cost} in all that is known").format(cost=money(row.cost))
    return tr("{known}; {count} replies have no cost").format(
        known=known, count=exact_count(row.unknown)
    )


_WITHOUT = tr("Replies without a cost")
COUNTS, UNKNOWN_COSTS = 1, 2
COST_COLUMNS: tuple[Column[CostRow], ...] = (
    Column(tr("Name"), lambda row: row.name, tip=lambda row: row.name),
    Column(
        tr("Messages", "a narrow column"),
        lambda row: "" if row.count is None else exact_count(row.count),
        align=RIGHT,
        sort=lambda row: row.count,
        width=80,
    ),
    Column(
        tr("No cost"),
        lambda row: exact_count(row.unknown) if row.unknown else "",
        align=RIGHT,
        sort=lambda row: row.unknown,
        tip=lambda _row: _WITHOUT,
        width=72,
    ),
    Column(
        tr("Cost"),
        _cost_text,
        align=RIGHT,
        sort=lambda row: row.cost,
        tip=_cost_tip,
        muted=lambda row: row.cost is None,
        width=92,
    ),
)


def model_rows(costs: Costs) -> list[CostRow]:
    """Return what each model cost, dearest first."""
    return [
        CostRow(
            f"model {group.name}",
            one_line(group.name, 80) or tr("Unknown model"),
            group.messages,
            group.cost,
            group.unknown,
        )
        for group in costs.models
    ]


def agent_rows(costs: Costs, amounts: Amounts, scope: Scope) -> list[CostRow]:
    """Return what the dearest agents cost, and all others together."""
    rows = [
        CostRow(
            group.name or "",
            costs.names.get(group.name or "", short_id(group.name or "")),
            group.messages,
            group.cost,
            group.unknown,
            Place(scope.project_id, group.name, tab=Tab.OVERVIEW) if scope.project_id else None,
        )
        for group in costs.agents
    ]
    others = _others(costs.agents, amounts)
    return [*rows, others] if others is not None else rows


def _others(agents: tuple[CostGroup, ...], amounts: Amounts) -> CostRow | None:
    count = sum(amounts.statuses.values()) - len(agents)
    messages = amounts.messages.total - sum(group.messages for group in agents)
    if count <= 0 or messages <= 0:
        return None
    cost = amounts.messages.cost
    for group in agents:
        # The dearest come first: where one of them is unknown, so are all that follow.
        cost = None if cost is None or group.cost is None else cost - group.cost
    unknown = amounts.messages.unknown - sum(group.unknown for group in agents)
    return CostRow("others", tr("%n other(s)", "agents", count), messages, cost, max(unknown, 0))


def project_rows(costs: Costs) -> list[CostRow]:
    """Return the dearest projects of the store, by the cost that was recorded."""
    return [
        CostRow(
            row.id,
            project_name(row),
            None,
            row.cost_total,
            place=Place(project=row.id, tab=Tab.OVERVIEW),
        )
        for row in costs.projects
    ]
