"""What the tree of agents shows of each."""

from __future__ import annotations

from typing import NamedTuple

from constellation_db import AgentRow, AgentStatus, TreeNode, TreePlace
from constellation_gui.formatting import (
    UNKNOWN,
    count,
    duration,
    exact_count,
    moment,
    money,
    one_line,
    short_id,
    visible,
)
from constellation_gui.models import estimates
from constellation_gui.models.amounts import exact_money, short_money
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.forest import Forest, Total
from constellation_gui.models.lives import Life, exact
from constellation_gui.models.outline import TOP
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import status_name
from constellation_gui.wording import tr

_TASK = 300  # characters of a task that a cell may show
_TASK_TIP = 1_500
_COUNTED = {
    AgentStatus.FAILED: tr("{count} failed"),
    AgentStatus.WORKING: tr("{count} working"),
}


class AgentEntry(NamedTuple):
    """An agent as the tree shows it: with what all below it cost, and its life once it is known.

    `matched` is whether it is there for its own sake; otherwise for somebody below it.
    """

    node: TreeNode
    total: Total
    life: Life | None
    matched: bool

    @property
    def agent(self) -> AgentRow:
        """The agent itself."""
        return self.node.agent

    @property
    def open_ended(self) -> bool:
        """Whether it is at work, so that its life goes on."""
        return self.agent.status == AgentStatus.WORKING


def agent_name(agent: AgentRow) -> str:
    """Return what to call an agent, on one line; one without a name goes by its id."""
    return one_line(agent.name) or short_id(agent.id)


def place_note(node: TreeNode) -> str | None:
    """Return why an agent stands at the top although it names a parent; None if it does not."""
    parent = one_line(node.agent.parent_id, 80)
    if node.kind is TreePlace.ORPHAN:
        return tr("The agent that started it is not in this store: {parent}").format(parent=parent)
    if node.kind is TreePlace.FOREIGN:
        return tr("It was started by an agent of another project: {parent}").format(parent=parent)
    if node.kind is TreePlace.CYCLE:
        return tr("Its parents form a circle, which is cut open here; it names {parent}").format(
            parent=parent
        )
    return None


def summed(total: Total) -> str:
    """Return a sum in USD; where some of it is not known, the least that it may be: `≥ $1.20`."""
    if total.unknown == total.agents:
        return short_money(None if total.agents else 0.0)
    return f"{'≥ ' if total.unknown else ''}{short_money(total.known)}"


def summed_tip(total: Total) -> str:
    """Return a sum in USD with what it is the sum of."""
    others = total.agents - 1
    parts = tr("This agent alone")
    if others:
        parts = tr("This agent and {count} below it").format(count=exact_count(others))
    if not total.unknown:
        return f"{parts}: {money(total.known)}"
    whose = tr("the cost of all is unknown")
    if total.unknown < total.agents:
        whose = tr("{cost}, and what {count} of them cost is unknown").format(
            cost=money(total.known), count=exact_count(total.unknown)
        )
    return f"{parts}: {whose}"


def _with_estimate(said: str | None, entry: AgentEntry) -> str | None:
    return "\n".join(filter(None, (said, estimates.tip(entry.agent.estimated)))) or None


def summary(everyone: Forest, total: int, found: int) -> list[str]:
    """Return what there is to say of a project's agents, the most important first.

    `total` is how many there are, `found` how many of them a filter leaves.
    """
    said = [tr("%n agent(s)", "", total)]
    if everyone.found != found:
        said = [tr("{found} of %n agent(s)", "", total).format(found=exact_count(found))]
    said += [
        counted.format(count=exact_count(everyone.statuses[status]))
        for status, counted in _COUNTED.items()
        if everyone.statuses[status]
    ]
    cost = everyone.total(TOP)
    if cost.known or cost.unknown:
        said.append(tr("cost unknown") if cost.unknown == cost.agents else summed(cost))
    return said


def life_tip(entry: AgentEntry) -> str | None:
    """Return from when to when an agent lived, and how often something failed."""
    life = entry.life
    if life is None:
        return None
    until, took = tr("To: {time}"), tr("Duration: {duration}")
    if entry.open_ended:
        until, took = tr("Last sign of life: {time}"), tr("Duration: {duration} so far")
    return "\n".join(
        (
            agent_name(entry.agent),
            tr("From: {time}").format(time=exact(life.start)),
            until.format(time=exact(life.end)),
            took.format(duration=duration(life.seconds)),
            tr("Errors: {count}").format(count=exact_count(len(life.failures))),
        )
    )


def _name_tip(entry: AgentEntry) -> str:
    agent = entry.agent
    facts = [
        visible(agent.name or "") or tr("Without a name"),
        place_note(entry.node),
        tr("Status: {status}").format(status=_status(entry)),
        tr("Model: {model}").format(model=_model(entry)),
        tr("Iterations: {count}").format(count=exact_count(agent.iteration_count)),
        tr("Started: {time}").format(time=moment(agent.created_at)),
        tr("Level: {number}").format(number=entry.node.depth + 1),
        tr("Id: {id}").format(id=visible(agent.id)),
    ]
    return "\n".join(filter(None, facts))


def _spoken(entry: AgentEntry) -> str:
    said = [
        agent_name(entry.agent),
        _status(entry),
        tr("level {number}").format(number=entry.node.depth + 1),
        place_note(entry.node),
    ]
    return ", ".join(filter(None, said))


def _status(entry: AgentEntry) -> str:
    return one_line(status_name(entry.agent.status), 40) or UNKNOWN


def _model(entry: AgentEntry) -> str:
    return one_line(entry.agent.model, 80) or UNKNOWN


def _task_tip(entry: AgentEntry) -> str | None:
    task = entry.agent.current_task
    return visible(task[:_TASK_TIP]) + ("…" if len(task) > _TASK_TIP else "") if task else None


def _span(entry: AgentEntry) -> str:
    life = entry.life
    return f"{exact(life.start)} – {exact(life.end)}" if life else ""


STATUS, TOTAL, TIMELINE = 1, 2, 9
"""Where some of the columns stand."""

AGENT_COLUMNS: tuple[Column[AgentEntry], ...] = (
    Column(
        tr("Agent"),
        lambda entry: agent_name(entry.agent),
        tip=_name_tip,
        icon=lambda entry: "warning" if place_note(entry.node) else None,
        muted=lambda entry: not (entry.agent.name and entry.matched),
        spoken=_spoken,
    ),
    Column(
        tr("Status"),
        _status,
        icon=lambda entry: status_icon(entry.agent.status),
        tip=_status,
        exact=lambda entry: one_line(entry.agent.status, 40) or UNKNOWN,
        width=100,
    ),
    Column(
        tr("Total"),
        lambda entry: summed(entry.total),
        align=RIGHT,
        sort=lambda entry: entry.total.known,
        tip=lambda entry: _with_estimate(summed_tip(entry.total), entry),
        muted=lambda entry: entry.total.unknown == entry.total.agents,
        width=84,
    ),
    Column(
        tr("Own cost"),
        lambda entry: short_money(entry.agent.total_cost),
        align=RIGHT,
        sort=lambda entry: entry.agent.total_cost,
        tip=lambda entry: _with_estimate(exact_money(entry.agent.total_cost), entry),
        muted=lambda entry: entry.agent.total_cost is None,
        width=76,
    ),
    Column(
        tr("Tokens"),
        lambda entry: count(entry.agent.total_tokens),
        align=RIGHT,
        sort=lambda entry: entry.agent.total_tokens,
        tip=lambda entry: tr("{count} tokens").format(count=exact_count(entry.agent.total_tokens)),
        muted=lambda entry: entry.agent.total_tokens is None,
        width=72,
    ),
    Column(
        tr("Iterations"),
        lambda entry: count(entry.agent.iteration_count),
        align=RIGHT,
        sort=lambda entry: entry.agent.iteration_count,
        tip=lambda entry: tr("{count} iterations").format(
            count=exact_count(entry.agent.iteration_count)
        ),
        muted=lambda entry: entry.agent.iteration_count is None,
        width=84,
    ),
    Column(
        tr("Duration"),
        lambda entry: duration(entry.life.seconds) if entry.life else "",
        align=RIGHT,
        sort=lambda entry: entry.life.seconds if entry.life else None,
        tip=life_tip,
        width=92,
    ),
    Column(tr("Model"), _model, tip=_model, muted=lambda entry: not entry.agent.model, width=140),
    Column(
        tr("Task"),
        lambda entry: one_line(entry.agent.current_task, _TASK),
        tip=_task_tip,
        width=200,
    ),
    Column(
        tr("Timeline"),
        _span,
        sort=lambda entry: entry.life.start if entry.life else None,
        tip=life_tip,
        width=280,
    ),
)
