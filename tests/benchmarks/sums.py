"""How fast a project is summed up, against the SQL that one would write by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from constellation_db import Database
from tests.benchmarks.measuring import duel, timed
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import by_hand
from tests.benchmarks.table import Line, compared

_DEPTH = """
WITH RECURSIVE tree(id, depth) AS (
    SELECT id, 0 FROM agents WHERE project_id = ?1 AND parent_id IS NULL
    UNION ALL
    SELECT agents.id, tree.depth + 1 FROM agents JOIN tree ON agents.parent_id = tree.id
    WHERE agents.project_id = ?1
) SELECT max(depth) FROM tree
"""
_AGENTS = (
    "SELECT status, count(*) FROM agents WHERE project_id = ?1 GROUP BY status",
    "SELECT sum(total_tokens), sum(total_cost), sum(iteration_count) FROM agents "
    "WHERE project_id = ?1",
    _DEPTH,
)
_EVENTS = (
    "SELECT type, count(*) FROM events WHERE project_id = ?1 GROUP BY type",
    "SELECT min(created_at), max(created_at) FROM events WHERE project_id = ?1",
)
_OUTPUTS = (
    "SELECT type, count(*) FROM outputs WHERE project_id = ?1 GROUP BY type",
    "SELECT count(DISTINCT path) FROM outputs WHERE project_id = ?1",
)
_HISTORY = (
    "SELECT role, count(*), sum(cost) FROM agent_history WHERE agent_id = ?1 GROUP BY role",
    "SELECT min(created_at), max(created_at) FROM agent_history WHERE agent_id = ?1",
)


def statistics(settings: Settings) -> Iterator[Line]:
    """Sum up the agents, events and outputs of a project and the messages of an agent."""
    shape = settings.stores.shape
    path = settings.stores.large
    with Database.open(path) as db, closing(by_hand(path)) as hand:
        cases: tuple[tuple[str, Callable[[str], object], str, tuple[str, ...], str], ...] = (
            (
                f"agents.get_project_stats, {shape.tree_agents:,} agents",
                db.agents.get_project_stats, shape.tree_project, _AGENTS,
                "by hand: counts, sums and the depth by a recursive query that a circle of parents "
                "would never leave",
            ),
            (
                "events.get_project_stats",
                db.events.get_project_stats, shape.long_project, _EVENTS,
                "by hand: min and max of the text, which two dialects of timestamps missort",
            ),
            (
                "outputs.get_project_stats",
                db.outputs.get_project_stats, shape.long_project, _OUTPUTS, "",
            ),
            (
                f"history.get_agent_stats, {shape.longest:,} messages",
                db.history.get_agent_stats, shape.long_agent, _HISTORY, "",
            ),
        )  # fmt: skip
        for work, ours, id, statements, note in cases:
            result = duel(
                timed(lambda ours=ours, id=id: ours(id)),  # type: ignore[misc]
                timed(lambda s=statements, id=id: _run(hand, s, id)),  # type: ignore[misc]
                settings.rounds,
            )
            yield compared(work, result, "sqlite3, SQL by hand", note=note)


def _run(connection: sqlite3.Connection, statements: tuple[str, ...], id: str) -> None:
    for statement in statements:
        connection.execute(statement, (id,)).fetchall()
