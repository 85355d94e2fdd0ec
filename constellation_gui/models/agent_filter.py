"""Which agents a person looks for, and the trees that are left of a project then."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import AgentRow
from constellation_gui.models.forest import Forest
from constellation_gui.models.outline import TOP

_MOST_TEXT = 10_000  # characters of a task that are looked through


@dataclass(frozen=True, slots=True)
class AgentFilter:
    """Agents with a text in name, task or model, and in one of some statuses; empty, everyone."""

    text: str = ""
    statuses: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anybody is left out."""
        return bool(self.text.strip() or self.statuses)

    def matches(self, agent: AgentRow) -> bool:
        """Whether an agent is looked for."""
        if self.statuses and agent.status not in self.statuses:
            return False
        wanted = self.text.strip().casefold()
        return not wanted or any(
            wanted in text[:_MOST_TEXT].casefold()
            for text in (agent.name, agent.current_task, agent.model)
            if text
        )


EVERYONE = AgentFilter()


def narrowed(forest: Forest, wanted: AgentFilter) -> Forest:
    """Return the trees of the agents that are looked for, each under all its ancestors."""
    if not wanted:
        return forest
    kept, matched = bytearray(len(forest)), bytearray(len(forest))
    for number, node in enumerate(forest.nodes):
        if not wanted.matches(node.agent):
            continue
        matched[number] = 1
        above = number
        while above != TOP and not kept[above]:
            kept[above] = 1
            above = forest.parent(above)
    return forest.thinned([number for number, keep in enumerate(kept) if keep], matched)
