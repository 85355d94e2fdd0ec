"""The agents of a project as trees, in arrays: built in a worker thread, looked up anywhere."""

from __future__ import annotations

import math
import operator
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import reduce
from types import MappingProxyType
from typing import NamedTuple

from constellation_db import AgentRow, Fingerprint, TreeNode
from constellation_gui.models.outline import TOP, Outline

NOTHING_SEEN = Fingerprint(0, 0, "", 0)


class Total(NamedTuple):
    """What an agent cost together with all below it.

    `known` sums up (USD) what is known of `agents` agents; the cost of `unknown` of them is not.
    """

    known: float
    agents: int
    unknown: int


class Forest(Outline):
    """Agents in tree order, numbered from 0; a parent's number is less than its children's.

    `fingerprint` is that of the store when they were read. In a forest that a filter has thinned
    out, `matched` says by number who stands there for being looked for, and not for a descendant;
    the totals remain those of all.
    """

    def __init__(
        self, nodes: Sequence[TreeNode] = (), fingerprint: Fingerprint = NOTHING_SEEN
    ) -> None:
        super().__init__(node.depth for node in nodes)
        self.numbers = {node.agent.id: number for number, node in enumerate(nodes)}
        self.matched: bytearray | None = None
        self._take(nodes, fingerprint)

    def _take(self, nodes: Sequence[TreeNode], fingerprint: Fingerprint) -> None:
        self.nodes = nodes
        self.fingerprint = fingerprint
        self._by_status: dict[str, list[int]] = {}
        self.statuses = Counter(node.agent.status for node in nodes)
        self._sum_up()

    def _sum_up(self) -> None:
        costs = [_known(node.agent) for node in self.nodes]
        self._known = array("d", (0.0 if cost is None else cost for cost in costs))
        self._agents = array("l", [1]) * len(costs)
        self._unknown = array("l", (cost is None for cost in costs))
        for number in reversed(range(len(costs))):
            parent = self.parent(number)
            if parent != TOP:
                self._known[parent] += self._known[number]
                self._agents[parent] += self._agents[number]
                self._unknown[parent] += self._unknown[number]

    def renewed(
        self,
        rows: Mapping[int, AgentRow],
        fingerprint: Fingerprint,
        added: Mapping[int, TreeNode] = MappingProxyType({}),
    ) -> Forest:
        """Return the trees with some agents reading differently, given by number, and some added.

        Who is `added`, by the number it gets, is the youngest below its parent.
        """
        forest = copy(self)
        nodes = list(self.nodes)
        for number, row in rows.items():
            nodes[number] = replace(nodes[number], agent=row)
        places = sorted(added)
        for place in places:
            nodes.insert(place, added[place])
        if added:
            forest = self._with_room(places, nodes)
        forest.nodes, forest.fingerprint = nodes, fingerprint
        forest._by_status = {}
        forest.statuses = self.statuses.copy()
        forest.statuses.update(node.agent.status for node in added.values())
        forest._known, forest._unknown = forest._known[:], forest._unknown[:]
        for number, row in rows.items():
            before = self.nodes[number].agent
            forest.statuses[before.status] -= 1
            forest.statuses[row.status] += 1
        forest.statuses = +forest.statuses
        changed = [forest.numbers[row.id] for row in rows.values()]
        forest._sum_up_again({*changed, *places})
        return forest

    def _with_room(self, places: Sequence[int], nodes: Sequence[TreeNode]) -> Forest:
        """Return the same trees with agents at those places of whom only that is known."""
        ids = list(self.numbers)
        for place in places:
            ids.insert(place, nodes[place].agent.id)
        numbers = dict(zip(ids, range(len(ids)), strict=True))  # all of it in C: it is for all rows
        forest = self.grown(places, [numbers[nodes[p].agent.parent_id or ""] for p in places])
        forest.numbers = numbers
        for name, nothing in (("_known", 0.0), ("_agents", 1), ("_unknown", 0)):
            sums = getattr(self, name)[:]
            for place in places:
                sums.insert(place, nothing)
            setattr(forest, name, sums)
        return forest

    def _sum_up_again(self, changed: Iterable[int]) -> None:
        """Sum up those whose agents read differently, and all above them, as if for the first time.

        Not by adding what is different: sums of fractions would drift away from those of a forest
        that was read anew.
        """
        above = {upper for number in changed for upper in (number, *self.ancestors(number))}
        for number in sorted(above, reverse=True):
            cost = _known(self.nodes[number].agent)
            below = self.children(number)
            # In the order of `_sum_up`, and not by `sum`, which rounds in a better way.
            costs = map(self._known.__getitem__, reversed(below))
            self._known[number] = reduce(operator.add, costs, 0.0 if cost is None else cost)
            self._unknown[number] = sum(map(self._unknown.__getitem__, below), cost is None)
            self._agents[number] = sum(map(self._agents.__getitem__, below), 1)

    def thinned(self, kept: Sequence[int], matched: bytearray) -> Forest:
        """Return the trees of some agents, ascending, with whom each stands all its ancestors."""
        forest = Forest([self.nodes[number] for number in kept], self.fingerprint)
        forest.matched = bytearray(matched[number] for number in kept)
        for name in ("_known", "_agents", "_unknown"):
            mine = getattr(self, name)
            setattr(forest, name, array(mine.typecode, (mine[number] for number in kept)))
        return forest

    def total(self, number: int) -> Total:
        """Return what an agent cost with all below it; for `TOP`, what all of them cost."""
        if number == TOP:
            tops = [self.total(top) for top in self.children(TOP)]
            return Total(
                sum(top.known for top in tops),
                sum(top.agents for top in tops),
                sum(top.unknown for top in tops),
            )
        return Total(self._known[number], self._agents[number], self._unknown[number])

    def matches(self, number: int) -> bool:
        """Whether an agent is there for its own sake."""
        return self.matched is None or bool(self.matched[number])

    def branches_above(self, depth: int) -> int:
        """Return how many agents less deep than that have anybody below them."""
        return sum(
            node.depth < depth and self.count(number) > 0 for number, node in enumerate(self.nodes)
        )

    def with_status(self, status: str) -> Sequence[int]:
        """Return the numbers of the agents in a status, ascending."""
        found = self._by_status.get(status)
        if found is None:
            found = [n for n, node in enumerate(self.nodes) if node.agent.status == status]
            self._by_status[status] = found
        return found

    @property
    def found(self) -> int:
        """How many agents are there for their own sake."""
        return len(self) if self.matched is None else sum(self.matched)


def _known(agent: AgentRow) -> float | None:
    cost = agent.total_cost
    return cost if cost is not None and math.isfinite(cost) else None
