"""What the list of events shows of each, and how it is read in a worker thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from constellation_db import Database, Event, Key, Order
from constellation_db.jsontext import parse
from constellation_gui.formatting import moment, one_line, visible
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.columns import Column
from constellation_gui.models.message_keys import Keys
from constellation_gui.wording import tr

FIRST_KEYS = 200
# Little enough to let others have the interpreter between two chunks.
MORE_KEYS = 5_000
PENDING = "…"
_PREVIEW = 300  # characters of the data that a cell may show
# What other columns and the list itself say already.
_WHOM = frozenset({"agentId", "agent_id", "projectId", "project_id"})
_dump = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events: of an agent, of a project, or (neither given) of the store; of one type."""

    project_id: str | None = None
    agent_id: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event as the list shows it; `agent` is what to call the agent it is about, if any."""

    event: Event
    agent: str
    agent_id: str | None
    preview: str


# None while the row is on its way.
Cell = EventEntry | None


AGENT = 2
EVENT_COLUMNS: tuple[Column[Cell], ...] = (
    Column(
        tr("Time"),
        lambda entry: moment(entry.event.created_at) if entry else PENDING,
        muted=lambda entry: entry is None,
        width=176,
    ),
    Column(
        tr("Type"),
        lambda entry: one_line(entry.event.type) if entry else "",
        tip=lambda entry: visible(entry.event.type) if entry else None,
        width=190,
    ),
    Column(
        tr("Agent"),
        lambda entry: entry.agent if entry else "",
        tip=lambda entry: visible(entry.agent_id or "") if entry else None,
        width=150,
    ),
    Column(tr("Data"), lambda entry: entry.preview if entry else ""),
)


def read_keys(database: Database, query: EventQuery, after: Key | None, limit: int) -> Keys:
    """Read the keys of events that follow, newest first."""
    return Keys(_keys(database, query, after, limit, Order.DESC))


def read_newer(database: Database, query: EventQuery, than: Key) -> Keys:
    """Read the keys of what was written since, newest first."""
    return Keys(_keys(database, query, than, None, Order.ASC)[::-1])


def read_rows(
    database: Database, keys: Sequence[Key], names: dict[str, str]
) -> dict[int, EventEntry]:
    """Read the events at these keys, by sequence; `names` of agents are kept for the next time."""
    with database.snapshot():
        excerpts = database.events.excerpts(keys)
        parsed = [parse(each.event.data) for each in excerpts]
        about = [_agent_of(each.event, data) for each, data in zip(excerpts, parsed, strict=True)]
        learn_names(database, set(filter(None, about)), names)
    return {
        each.key.sequence: EventEntry(
            each.event, names.get(agent or "", ""), agent, _preview(each.event, data)
        )
        for each, data, agent in zip(excerpts, parsed, about, strict=True)
    }


def _keys(
    database: Database, query: EventQuery, after: Key | None, limit: int | None, order: Order
) -> list[Key]:
    # An agent's events are all of one project: the narrower index serves.
    project = query.project_id if query.agent_id is None else None
    return database.events.keys(
        project_id=project,
        agent_id=query.agent_id,
        type=query.type,
        after=after,
        limit=limit,
        order=order,
    )


def _agent_of(event: Event, data: Any) -> str | None:
    """Return the agent that an event is about; some writers name it in the data only."""
    if event.agent_id is not None:
        return event.agent_id
    named = data.get("agentId", data.get("agent_id")) if isinstance(data, dict) else None
    return named if isinstance(named, str) else None


def _preview(event: Event, data: Any) -> str:
    """Return the data on one line: of an object what it says beside whom it is about."""
    if isinstance(data, dict):
        said = (
            f"{name}: {value if isinstance(value, str) else _dump(value)}"
            for name, value in data.items()
            if name not in _WHOM
        )
        return one_line(" · ".join(said), _PREVIEW)
    return one_line(event.data, _PREVIEW)
