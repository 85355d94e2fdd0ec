"""Which agent of an import stands below which: by the calls that started them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from constellation_db.importing import tables
from constellation_db.importing.agent_rows import AGENT, DEPTH, config, found_rows, written
from constellation_db.importing.batch import Batch
from constellation_db.schema import agents, sequence


def note_calls(connection: Connection, batch: Batch) -> None:
    """Note which calls start agents, and which agents were started."""
    for call_id, call in batch.calls.items():
        row = {"call_id": call_id, "session": call.session, "caller": call.caller}
        told = {"title": call.title, "prompt": call.prompt, "child": None}
        connection.execute(_NEW_CALL, {**row, **told})
    for call_id, child in batch.children.items():
        connection.execute(_NAME_CHILD, {"call": call_id, "child_id": child})
    for child, start in batch.starts.items():
        told = {"session": start.session, "prompt": start.prompt, "call_id": start.call_id}
        connection.execute(_NEW_START, {"child": child, **told})


def place(connection: Connection, batch: Batch) -> None:
    """Put agents where their source says that they stand."""
    for id, placed in batch.places.items():
        row = connection.execute(AGENT, {"agent": id}).one()
        told = config(row.config)
        if placed.call_id is not None:
            told["toolCallId"] = placed.call_id
        values = {"agent": id, "above": placed.parent, "deep": placed.depth}
        connection.execute(_PLACE, {**values, "told": written(told), "called": row.name})


def with_sub_agents(connection: Connection, sessions: Iterable[str]) -> list[str]:
    """Return those of sessions in which some call started an agent."""
    found = {row.session for row in found_rows(connection, _STARTED, sessions)}
    return [session for session in sessions if session in found]


def settle(connection: Connection, root: str) -> None:
    """Put each sub-agent of a session below the agent whose call started it.

    The call that names it decides; without one, a call that says what the agent was told first;
    without that, the session's `root` is above it.
    """
    calls = {row.call_id: row for row in connection.execute(_CALLS, {"of": root})}
    starts = connection.execute(_STARTS, {"of": root}).all()
    found = _matched(calls, starts)
    parents = {row.child: root for row in starts}
    parents |= {child: calls[call].caller for child, call in found.items() if call in calls}
    base = connection.execute(DEPTH, {"agent": root}).scalar() or 0
    for child, parent in parents.items():
        depth = _depth(child, parents)
        row = connection.execute(AGENT, {"agent": child}).first()
        above = connection.execute(DEPTH, {"agent": parent}).first()
        if depth is None or row is None or above is None:
            continue
        told = config(row.config)
        called = row.name
        if child in found:
            told["toolCallId"] = found[child]
            call = calls.get(found[child])
            called = (call.title if call is not None else None) or called
        values = {"agent": child, "above": parent, "deep": base + depth, "told": written(told)}
        values["called"] = called
        before = (row.parent_id, row.depth, row.config, row.name)
        if before != (parent, base + depth, values["told"], called):
            connection.execute(_PLACE, values)


def _matched(calls: dict[str, Any], starts: Iterable[Any]) -> dict[str, str]:
    """Return the id of the call that started each agent, where one is known or fits."""
    # An agent may be called again: its first call started it.
    found = {row.child: id for id, row in reversed(calls.items()) if row.child is not None}
    found |= {row.child: row.call_id for row in starts if row.call_id is not None}
    taken = set(found.values())
    free = [row for id, row in calls.items() if id not in taken and row.prompt is not None]
    for start in starts:
        match = next((row for row in free if row.prompt == start.prompt), None)
        if start.child not in found and match is not None:
            free.remove(match)
            found[start.child] = match.call_id
    return found


def _depth(child: str, parents: Mapping[str, str]) -> int | None:
    """Return how many agents are above one, None if it is above itself."""
    seen = {child}
    while (parent := parents.get(child)) is not None:
        if parent in seen:
            return None
        seen.add(parent)
        child = parent
    return len(seen) - 1


# -- Statements, built once ------------------------------------------------------------------------


_PLACE = (
    agents.update()
    .where(agents.c.id == bindparam("agent"))
    .values(
        parent_id=bindparam("above"),
        depth=bindparam("deep"),
        config=bindparam("told"),
        name=bindparam("called"),
    )
)
_NEW_CALL = insert(tables.calls).on_conflict_do_nothing(index_elements=["call_id"])
_NEW_START = insert(tables.starts).on_conflict_do_nothing(index_elements=["child"])
_NAME_CHILD = (
    tables.calls.update()
    .where(tables.calls.c.call_id == bindparam("call"))
    .values(child=bindparam("child_id"))
)
_CALLS = (
    select(tables.calls)
    .where(tables.calls.c.session == bindparam("of"))
    .order_by(sequence(tables.calls))
)
_STARTS = select(tables.starts).where(tables.starts.c.session == bindparam("of")).order_by("child")
_STARTED = (
    select(tables.starts.c.session)
    .where(tables.starts.c.session.in_(bindparam("ids", expanding=True)))
    .distinct()
)
