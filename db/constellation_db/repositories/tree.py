"""From agents and their parents to a tree, whatever the parents say.

The store's `depth` is what a caller said, parents may be missing, stand in another project or form
a circle, and a chain may be thousands long: nothing here recurses, and every agent appears once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from constellation_db.rows import AgentRow, TreeNode, TreePlace

# An agent's id and its parent's.
Link = tuple[str, str | None]


def in_tree_order(
    links: Sequence[Link], foreign: frozenset[str] = frozenset()
) -> list[tuple[str, int, TreePlace]]:
    """Return (id, depth, place) of every agent, each parent directly before its descendants.

    `links` are in creation order, which siblings and roots keep. `foreign` are the parents known to
    exist elsewhere. A circle is cut open at its oldest agent.
    """
    parents = dict(links)
    children: dict[str, list[str]] = {}
    tops: list[tuple[str, TreePlace]] = []
    for agent, parent in links:
        if parent in parents:
            assert parent is not None
            children.setdefault(parent, []).append(agent)
        elif parent is None:
            tops.append((agent, TreePlace.ROOT))
        else:
            tops.append((agent, TreePlace.FOREIGN if parent in foreign else TreePlace.ORPHAN))
    age = {agent: position for position, agent in enumerate(parents)}
    cut = _cycle_heads(parents, age)
    # A circle's head stands among the tops by its age.
    tops += [(agent, TreePlace.CYCLE) for agent in cut]
    tops.sort(key=lambda top: age[top[0]])
    return list(_walk(tops, children, cut))


def without_orphans(
    order: Iterable[tuple[str, int, TreePlace]],
) -> Iterator[tuple[str, int, TreePlace]]:
    """Leave out of `in_tree_order` the agents whose parents are missing, with all below them."""
    kept = True
    for agent, depth, place in order:
        if depth == 0:
            kept = place is not TreePlace.ORPHAN
        if kept:
            yield agent, depth, place


def tree_of(
    rows: Iterable[AgentRow], foreign: frozenset[str], *, orphans: bool = True
) -> list[TreeNode]:
    """Return agents, given oldest first, in tree order; see `in_tree_order`."""
    by_id = {row.id: row for row in rows}
    order = in_tree_order([(row.id, row.parent_id) for row in by_id.values()], foreign)
    standing = order if orphans else without_orphans(order)
    return [TreeNode(by_id[id], depth, place) for id, depth, place in standing]


def _walk(
    tops: Sequence[tuple[str, TreePlace]], children: Mapping[str, list[str]], cut: set[str]
) -> Iterable[tuple[str, int, TreePlace]]:
    stack = [(agent, 0, place) for agent, place in reversed(tops)]
    while stack:
        agent, depth, place = stack.pop()
        yield agent, depth, place
        stack += [
            (child, depth + 1, TreePlace.CHILD)
            for child in reversed(children.get(agent, ()))
            if child not in cut
        ]


def _cycle_heads(parents: Mapping[str, str | None], age: Mapping[str, int]) -> set[str]:
    """Return the oldest agent of each circle of parents."""
    heads: set[str] = set()
    settled: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        agent: str | None = start
        while agent is not None and agent in parents and agent not in settled:
            if agent in trail:
                # The walk began at the oldest unsettled agent, but may have entered the circle at
                # a younger one.
                heads.add(min(_circle(agent, parents), key=age.__getitem__))
                break
            trail[agent] = None
            agent = parents[agent]
        settled.update(trail)
    return heads


def _circle(agent: str, parents: Mapping[str, str | None]) -> set[str]:
    circle = {agent}
    step = parents[agent]
    while step is not None and step != agent:
        circle.add(step)
        step = parents[step]
    return circle
