"""The agents of a project as trees, in arrays: built and compared in a worker thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from constellation_db import Database, TreeNode
from constellation_gui.models.outline import Outline

_FIRST = 1_000  # agents; more take a while to read


class Forest(Outline):
    """Agents in tree order, numbered from 0; a parent's number is less than its children's."""

    def __init__(self, nodes: Sequence[TreeNode] = ()) -> None:
        super().__init__(node.depth for node in nodes)
        self.nodes = nodes
        self.numbers = {node.agent.id: number for number, node in enumerate(nodes)}
        self.statuses = Counter(node.agent.status for node in nodes)


@dataclass(frozen=True, slots=True)
class Reading:
    """A forest as it is in the store now, and how it differs from the one that is shown.

    `total` counts the project's agents; a first reading of a large project holds fewer. `moved`
    says that agents came, went or stand elsewhere; `changed` are the numbers of those that were
    there before and read differently, ascending.
    """

    forest: Forest
    total: int
    moved: bool
    changed: list[int]


def read_first(database: Database, project_id: str) -> Reading:
    """Read a project's agents; of a large project the oldest, so that something is there soon."""
    with database.snapshot():
        total = database.agents.count_by_project(project_id)
        nodes = database.agents.tree(project_id, limit=_FIRST if total > _FIRST else None)
    return Reading(Forest(nodes), total, moved=True, changed=[])


def read_again(database: Database, project_id: str, shown: Forest) -> Reading:
    """Read a project's agents and compare them with what is shown."""
    nodes = database.agents.tree(project_id)
    moved = len(nodes) != len(shown)
    changed: list[int] = []
    for number, node in enumerate(nodes):
        place = shown.numbers.get(node.agent.id)
        if place is None:
            moved = True
            continue
        before = shown.nodes[place]
        # Order and depths make a tree what it is.
        moved = moved or place != number or before.depth != node.depth
        if before == node:
            nodes[number] = before  # so that what the GUI thread lets go of is little
        else:
            changed.append(number)
    return Reading(Forest(nodes), len(nodes), moved, changed)
