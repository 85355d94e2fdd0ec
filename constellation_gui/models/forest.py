"""The agents of a project as trees, in arrays: built and compared in a worker thread."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from constellation_db import Database, TreeNode

TOP = -1
_NONE: Sequence[int] = ()
_FIRST = 1_000  # agents; more take a while to read


class Forest:
    """Agents in tree order, numbered from 0; a parent's number is less than its children's.

    Tuples of numbers for the children and one array each for parents and rows keep 20,000 agents to
    some hundred kilobytes beside their records, and every step is one look-up.
    """

    def __init__(self, nodes: Sequence[TreeNode] = ()) -> None:
        self.nodes = nodes
        self.numbers = {node.agent.id: number for number, node in enumerate(nodes)}
        self.statuses = Counter(node.agent.status for node in nodes)
        self._parents = array("l", bytes(array("l").itemsize * len(nodes)))
        self._rows = array("l", self._parents)
        self._children: dict[int, list[int]] = {}
        trail: list[int] = []  # the way from the top to the node before
        for number, node in enumerate(nodes):
            del trail[node.depth :]
            parent = trail[-1] if trail else TOP
            siblings = self._children.setdefault(parent, [])
            self._parents[number] = parent
            self._rows[number] = len(siblings)
            siblings.append(number)
            trail.append(number)

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def branches(self) -> int:
        """How many agents have children."""
        return len(self._children) - (TOP in self._children)

    def parent(self, number: int) -> int:
        """Return the parent's number, `TOP` if it has none here."""
        return self._parents[number]

    def row(self, number: int) -> int:
        """Return how many siblings stand before it."""
        return self._rows[number]

    def children(self, number: int) -> Sequence[int]:
        """Return the numbers of its children, or of the trees for `TOP`."""
        return self._children.get(number, _NONE)

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield its parent, that one's parent and so on."""
        while (number := self._parents[number]) != TOP:
            yield number

    def openable(self, start: int, levels: int, rows: int) -> list[int]:
        """Return what to open below `start`, level by level, to show at most that much more.

        A parent is opened with all its children or not at all; one with too many does not keep its
        neighbours from opening.
        """
        found: list[int] = []
        level = [start] if start != TOP else list(self.children(TOP))
        for _ in range(levels):
            below: list[int] = []
            for number in level:
                children = self._children.get(number)
                if children and len(children) <= rows:
                    rows -= len(children)
                    found.append(number)
                    below += children
            if not below:
                break
            level = below
        return found


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
