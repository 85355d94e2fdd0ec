"""What the context menu of an agent offers beside copying."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from constellation_db import AgentStatus
from constellation_gui.views.agents_tree import AgentsTree
from constellation_gui.wording import tr

_LEVELS = 9  # as many as there are keys


def add_ways(menu: QMenu, tree: AgentsTree, agent_id: str) -> None:
    """Offer the ways from an agent to others."""
    # By id: the agents may be read anew while the menu is open.
    model = tree.agents
    index = model.index_of(agent_id)
    failed = bool(model.forest.with_status(AgentStatus.FAILED))
    for caption, possible, go in (
        (tr("Go to parent"), model.parent(index).isValid(), tree.go_to_parent),
        (tr("Expand branch"), model.hasChildren(index), tree.open_branch),
        (tr("Next failed"), failed, lambda _index: tree.go_to_failed(1)),
    ):
        action = menu.addAction(caption)
        action.setEnabled(possible)
        action.triggered.connect(lambda _on, go=go: go(model.index_of(agent_id)))


def add_levels(menu: QMenu, open_to: Callable[[int], object]) -> None:
    """Offer to open the tree to a level."""
    levels = menu.addMenu(tr("Expand to level"))
    for level in range(1, _LEVELS + 1):
        action = levels.addAction(f"&{level}")
        action.triggered.connect(lambda _on, level=level: open_to(level))
