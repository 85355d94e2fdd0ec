"""What the tree of agents shows of each."""

from __future__ import annotations

from constellation_db import AgentRow, TreeNode, TreePlace
from constellation_gui.formatting import (
    UNKNOWN,
    count,
    exact_count,
    moment,
    one_line,
    short_id,
    visible,
)
from constellation_gui.models.amounts import exact_money, short_money
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.status import status_icon

_TASK = 300  # characters of a task that a cell may show
_TASK_TIP = 1_500


def agent_name(agent: AgentRow) -> str:
    """Return what to call an agent, on one line; one without a name goes by its id."""
    return one_line(agent.name) or short_id(agent.id)


def place_note(node: TreeNode) -> str | None:
    """Return why an agent stands at the top although it names a parent; None if it does not."""
    parent = one_line(node.agent.parent_id, 80)
    if node.kind is TreePlace.ORPHAN:
        return f"The agent that started it is not in this store: {parent}"
    if node.kind is TreePlace.FOREIGN:
        return f"It was started by an agent of another project: {parent}"
    if node.kind is TreePlace.CYCLE:
        return f"Its parents form a circle, which is cut open here; it names {parent}"
    return None


def _name_tip(node: TreeNode) -> str:
    agent = node.agent
    facts = [
        visible(agent.name or "") or "Without a name",
        place_note(node),
        f"Status: {_status(node)}",
        f"Model: {_model(node)}",
        f"Iterations: {exact_count(agent.iteration_count)}",
        f"Started: {moment(agent.created_at)}",
        f"Level: {node.depth + 1}",
        f"Id: {visible(agent.id)}",
    ]
    return "\n".join(filter(None, facts))


def _spoken(node: TreeNode) -> str:
    said = [agent_name(node.agent), _status(node), f"level {node.depth + 1}", place_note(node)]
    return ", ".join(filter(None, said))


def _status(node: TreeNode) -> str:
    return one_line(node.agent.status, 40) or UNKNOWN


def _model(node: TreeNode) -> str:
    return one_line(node.agent.model, 80) or UNKNOWN


def _task_tip(node: TreeNode) -> str | None:
    task = node.agent.current_task
    return visible(task[:_TASK_TIP]) + ("…" if len(task) > _TASK_TIP else "") if task else None


AGENT_COLUMNS: tuple[Column[TreeNode], ...] = (
    Column(
        "Agent",
        lambda node: agent_name(node.agent),
        tip=_name_tip,
        icon=lambda node: "warning" if place_note(node) else None,
        muted=lambda node: not node.agent.name,
        spoken=_spoken,
    ),
    Column(
        "Status",
        _status,
        icon=lambda node: status_icon(node.agent.status),
        tip=_status,
        width=100,
    ),
    Column(
        "Tokens",
        lambda node: count(node.agent.total_tokens),
        align=RIGHT,
        sort=lambda node: node.agent.total_tokens,
        tip=lambda node: f"{exact_count(node.agent.total_tokens)} tokens",
        muted=lambda node: node.agent.total_tokens is None,
        width=72,
    ),
    Column(
        "Cost",
        lambda node: short_money(node.agent.total_cost),
        align=RIGHT,
        sort=lambda node: node.agent.total_cost,
        tip=lambda node: exact_money(node.agent.total_cost),
        muted=lambda node: node.agent.total_cost is None,
        width=76,
    ),
    Column("Model", _model, tip=_model, muted=lambda node: not node.agent.model, width=140),
    Column(
        "Task",
        lambda node: one_line(node.agent.current_task, _TASK),
        tip=_task_tip,
        width=200,
    ),
)
