"""Reads the agents of a project in a worker thread: soon, whole, and then only what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from constellation_db import AgentRow, Database, Fingerprint, TreeNode, TreePlace
from constellation_db.repositories.marks import fingerprint_of
from constellation_db.repositories.tree import tree_of
from constellation_gui.models.agent_filter import AgentFilter, narrowed
from constellation_gui.models.forest import Forest
from constellation_gui.models.outline import TOP

_FIRST = 1_000  # agents; more take a while to read


@dataclass(frozen=True, slots=True)
class Reading:
    """A project's agents as they are in the store now, and how what is shown of them differs.

    `everyone` holds all that were read, `shown` those that `wanted` leaves; `total` counts the
    project's, of which a first reading of a large project holds fewer. `moved` says that agents
    came into sight, went or stand elsewhere; `changed` are the numbers of those that were there
    before and read differently, ascending. `touched` are the ids of agents that are new or were
    changed in the store, None if that is not known.
    """

    everyone: Forest
    shown: Forest
    wanted: AgentFilter
    total: int
    moved: bool = True
    changed: Sequence[int] = ()
    touched: frozenset[str] | None = None


def read_first(database: Database, project_id: str, wanted: AgentFilter) -> Reading:
    """Read a project's agents; of a large project the oldest, so that something is there soon."""
    with database.snapshot():
        total = database.agents.count_by_project(project_id)
        nodes = database.agents.tree(project_id, limit=_FIRST if total > _FIRST else None)
    rows = [node.agent for node in nodes]
    forest = Forest(nodes, fingerprint_of(rows))
    return Reading(forest, narrowed(forest, wanted), wanted, total)


def read_whole(
    database: Database, project_id: str, known: Forest, shown: Forest, wanted: AgentFilter
) -> Reading:
    """Read all agents of a project and compare them with what is shown."""
    with database.snapshot():
        rows = database.agents.rows(project_id)
        foreign = database.agents.foreign_parents(project_id)
        everyone = _planted(rows, foreign, known, fingerprint_of(rows))
    return compared(everyone, shown, wanted)


def read_changes(
    database: Database, project_id: str, known: Forest, shown: Forest, wanted: AgentFilter
) -> Reading:
    """Read what is different from what is known, and all where that does not add up."""
    with database.snapshot():
        now = database.agents.fingerprint(project_id)
        if now == known.fingerprint:
            return compared(known, shown, wanted, touched=frozenset())
        rows = database.agents.rows_since(project_id, known.fingerprint)
        before = {row.id: _known_row(known, row.id) for row in rows}
        rows = [row for row in rows if row != before[row.id]]
        if not _adds_up(rows, before, known.fingerprint, now):
            # Rows went, or were changed by somebody who leaves `updated_at` alone.
            return read_whole(database, project_id, known, shown, wanted)
        touched = frozenset(row.id for row in rows)
        grown = _grown(known, rows, now)
        if grown is not None:
            if known is shown and not wanted:
                return _beside(known, grown, wanted, touched)
            return compared(grown, shown, wanted, touched=touched)
        fresh = {node.agent.id: node.agent for node in known.nodes}
        fresh |= {row.id: row for row in rows}
        oldest_first = sorted(fresh.values(), key=lambda row: row.key)
        everyone = _planted(oldest_first, database.agents.foreign_parents(project_id), known, now)
    return compared(everyone, shown, wanted, touched=touched)


def compared(
    everyone: Forest, shown: Forest, wanted: AgentFilter, *, touched: frozenset[str] | None = None
) -> Reading:
    """Filter agents and compare them with what is shown."""
    fresh = narrowed(everyone, wanted)
    moved = len(fresh) != len(shown)
    changed: list[int] = []
    for number, node in enumerate(fresh.nodes if fresh is not shown else ()):
        place = shown.numbers.get(node.agent.id)
        if place is None:
            moved = True
            continue
        before = shown.nodes[place]
        # Order and depths make a tree what it is.
        moved = moved or place != number or before.depth != node.depth
        if (
            (before is not node and before != node)
            or shown.total(place) != fresh.total(number)
            or shown.matches(place) != fresh.matches(number)
        ):
            changed.append(number)
    return Reading(everyone, fresh, wanted, len(everyone), moved, changed, touched)


def _beside(known: Forest, grown: Forest, wanted: AgentFilter, touched: frozenset[str]) -> Reading:
    """Compare a forest that grew with what is shown, which it grew from: only what was touched."""
    numbers = [grown.numbers[one] for one in touched]
    differ = {upper for number in numbers for upper in (number, *grown.ancestors(number))}
    changed = []
    for number in sorted(differ):
        place = known.numbers.get(grown.nodes[number].agent.id)
        if place is not None and (
            known.nodes[place] is not grown.nodes[number]
            or known.total(place) != grown.total(number)
        ):
            changed.append(number)
    moved = len(grown) != len(known)
    return Reading(grown, grown, wanted, len(grown), moved, changed, touched)


def _grown(known: Forest, rows: Sequence[AgentRow], fingerprint: Fingerprint) -> Forest | None:
    """Return the forest with agents that are new, or read differently, where that is simple.

    None unless every new one is the youngest below a parent that was known, and nobody waited for
    it as a parent: then the trees are planted anew, which takes several times as long.
    """
    new = [row for row in rows if row.id not in known.numbers]
    ids = {row.id for row in new}
    if any(known.nodes[top].agent.parent_id in ids for top in known.children(TOP)):
        return None
    behind: list[tuple[int, TreeNode]] = []
    for row in sorted(new, key=lambda row: row.key):
        above = known.numbers.get(row.parent_id or "")
        count = 0 if above is None else known.count(above)
        if above is None or (
            count and known.nodes[known.child(above, count - 1)].agent.key > row.key
        ):
            return None
        depth = known.nodes[above].depth + 1
        behind.append((above + known.total(above).agents, TreeNode(row, depth, TreePlace.CHILD)))
    numbered = {known.numbers[row.id]: row for row in rows if row.id in known.numbers}
    if not all(_stands_where(row, known.nodes[number].agent) for number, row in numbered.items()):
        return None
    # Of those for one place the deepest comes first, of one parent's the oldest.
    behind.sort(key=lambda one: (one[0], -one[1].depth))
    added = {place + before: node for before, (place, node) in enumerate(behind)}
    return known.renewed(numbered, fingerprint, added)


def _planted(
    rows: Sequence[AgentRow], foreign: frozenset[str], known: Forest, fingerprint: Fingerprint
) -> Forest:
    """Return the forest of agents, oldest first, made of nodes that are known where it can be."""
    nodes = tree_of(rows, foreign)
    for number, node in enumerate(nodes):
        place = known.numbers.get(node.agent.id)
        if place is not None and known.nodes[place] == node:
            nodes[number] = known.nodes[place]  # what the GUI thread lets go of is little
    return Forest(nodes, fingerprint)


def _known_row(known: Forest, agent_id: str) -> AgentRow | None:
    number = known.numbers.get(agent_id)
    return None if number is None else known.nodes[number].agent


def _stands_where(row: AgentRow, before: AgentRow | None) -> bool:
    return before is not None and (row.parent_id, row.key) == (before.parent_id, before.key)


def _adds_up(
    rows: Sequence[AgentRow],
    before: dict[str, AgentRow | None],
    known: Fingerprint,
    now: Fingerprint,
) -> bool:
    """Whether what is known and these rows make what is in the store."""
    count, marks = known.count, known.marks
    for row in rows:
        old = before[row.id]
        count += old is None
        marks += row.mark - (0 if old is None else old.mark)
    return (count, marks) == (now.count, now.marks)
