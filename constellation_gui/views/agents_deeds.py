"""What the actions of the menu "Agents" do with the tree, by the ends of their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from constellation_db import AgentStatus
from constellation_gui.views.agents_view import AgentsView

AGENT_DEEDS: Mapping[str, Callable[[AgentsView], object]] = {
    "expand-all": AgentsView.open_all,
    "collapse-all": AgentsView.close_all,
    "level-1": lambda agents: agents.open_to(1),
    "level-2": lambda agents: agents.open_to(2),
    "level-3": lambda agents: agents.open_to(3),
    "filter": AgentsView.focus_filter,
    "jump": AgentsView.jump,
    "failed": lambda agents: agents.toggle_status(AgentStatus.FAILED),
    "working": lambda agents: agents.toggle_status(AgentStatus.WORKING),
    "parent": AgentsView.go_to_parent,
    "next-failed": lambda agents: agents.go_to_failed(1),
    "previous-failed": lambda agents: agents.go_to_failed(-1),
    "zoom-in": lambda agents: agents.zoom(1),
    "zoom-out": lambda agents: agents.zoom(-1),
    "zoom-reset": lambda agents: agents.zoom(0),
}
