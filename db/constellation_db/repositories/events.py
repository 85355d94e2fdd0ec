"""Events: what happened, in the words of whoever wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import select

from constellation_db import jsontext
from constellation_db.records import Event, EventStats, EventWithData, Key, Order
from constellation_db.repositories.excerpts import cut, joined
from constellation_db.repositories.given import created_at, fresh_id
from constellation_db.repositories.paging import PagedRepository
from constellation_db.repositories.values import as_text
from constellation_db.rows import EventExcerpt, EventRow
from constellation_db.schema import chronological, sequence
from constellation_db.schema import events as table

_PREVIEW_BYTES = 2_000
_ROW_COLUMNS = ("id", "project_id", "agent_id", "type", "created_at")


class NewEvent(TypedDict, total=False):
    """Columns of a new event; `data` as an object or as JSON text."""

    id: str
    project_id: str | None
    agent_id: str | None
    type: Required[str]
    data: Any
    created_at: str | datetime


class EventRepository(PagedRepository[Event]):
    """The rows of `events`."""

    table = table
    record = Event
    narrower = frozenset({"agent_id"})

    # -- Writing -----------------------------------------------------------------------------------

    def create(self, **columns: Unpack[NewEvent]) -> Event:
        """Insert an event and return it; raises `InvalidValue`."""
        return self._create(self._values(columns))

    def create_many(self, rows: Iterable[NewEvent]) -> list[str]:
        """Insert events, all or none, and return their ids."""
        return self._create_many(self._values(row) for row in rows)

    def _values(self, columns: NewEvent) -> tuple[Any, ...]:
        self._check_names(columns)
        return (
            fresh_id(columns),
            columns.get("project_id"),
            columns.get("agent_id"),
            self._required(columns, "type"),
            jsontext.dump(columns.get("data"), "events.data"),
            created_at(columns),
        )

    def delete_by_project_id(self, project_id: str) -> int:
        """Delete a project's events; how many there were."""
        return self._delete_where({"project_id": project_id})

    def delete_by_agent_id(self, agent_id: str) -> int:
        """Delete an agent's events; how many there were."""
        return self._delete_where({"agent_id": agent_id})

    def delete_by_type(self, type: str) -> int:
        """Delete the events of a type; how many there were."""
        return self._delete_where({"type": type})

    def delete_older_than(self, moment: str | datetime) -> int:
        """Delete the events that happened before `moment`; how many there were."""
        return self._delete_older_than(moment)

    # -- Finding -----------------------------------------------------------------------------------

    def find_by_project_id(
        self,
        project_id: str,
        *,
        type: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Event]:
        """Return a project's events, of one type if given, newest first."""
        equal = _typed({"project_id": project_id}, type)
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_agent_id(
        self,
        agent_id: str,
        *,
        type: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Event]:
        """Return an agent's events, of one type if given, newest first."""
        equal = _typed({"agent_id": agent_id}, type)
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_by_type(
        self,
        type: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Event]:
        """Return the events of a type, newest first."""
        return self._find({"type": type}, limit=limit, offset=offset, order=order)

    def find_by_date_range(
        self,
        start: str | datetime,
        end: str | datetime,
        *,
        type: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[Event]:
        """Return the events from `start` to `end`, both included, newest first."""
        condition = self._within(start, end)
        return self._find(
            _typed({}, type), limit=limit, offset=offset, order=order, condition=condition
        )

    def get_recent(self, limit: int = 100) -> list[Event]:
        """Return the newest events of the store."""
        return self._find({}, limit=limit)

    def find_by_project_id_with_data(
        self,
        project_id: str,
        *,
        type: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[EventWithData]:
        """Return a project's events with their data parsed, newest first."""
        found = self.find_by_project_id(
            project_id, type=type, limit=limit, offset=offset, order=order
        )
        return [with_data(event) for event in found]

    def find_by_agent_id_with_data(
        self,
        agent_id: str,
        *,
        type: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[EventWithData]:
        """Return an agent's events with their data parsed, newest first."""
        found = self.find_by_agent_id(agent_id, type=type, limit=limit, offset=offset, order=order)
        return [with_data(event) for event in found]

    def get_recent_with_data(self, limit: int = 100) -> list[EventWithData]:
        """Return the newest events of the store with their data parsed."""
        return [with_data(event) for event in self.get_recent(limit)]

    # -- Statistics --------------------------------------------------------------------------------

    def count_by_project(self, project_id: str, type: str | None = None) -> int:
        """Return how many events a project has, of one type if given."""
        return self._count(_typed({"project_id": project_id}, type))

    def count_by_agent(self, agent_id: str, type: str | None = None) -> int:
        """Return how many events an agent has, of one type if given."""
        return self._count(_typed({"agent_id": agent_id}, type))

    def count_by_type(self, type: str) -> int:
        """Return how many events of a type there are."""
        return self._count({"type": type})

    def get_project_stats(self, project_id: str) -> EventStats:
        """Return a project's events summed up, as of one instant."""
        return self._stats({"project_id": project_id})

    def get_agent_stats(self, agent_id: str) -> EventStats:
        """Return an agent's events summed up, as of one instant."""
        return self._stats({"agent_id": agent_id})

    def get_global_stats(self) -> EventStats:
        """Return the events of the store summed up, as of one instant."""
        return self._stats({})

    def _stats(self, equal: dict[str, str]) -> EventStats:
        with self._session.snapshot():
            counts = self._count_by("type", equal)
            first = self._end_of(equal, Order.ASC)
            last = self._end_of(equal, Order.DESC)
        by_type: Counter[str] = Counter()
        for type, count in counts.items():
            by_type[as_text(type) or ""] += count
        return EventStats(by_type.total(), dict(by_type), first, last)

    # -- For views ---------------------------------------------------------------------------------

    def page(
        self,
        *,
        project_id: str | None = None,
        agent_id: str | None = None,
        type: str | None = None,
        after: Key | None = None,
        limit: int | None = 100,
        order: Order | str = Order.DESC,
    ) -> list[EventRow]:
        """Return the events that follow `after` (none: from the start), without their data."""
        equal = _given(project_id, agent_id, type)
        rows = self._page(_ROW_COLUMNS, equal, after=after, limit=limit, order=order)
        return [_event_row(row) for row in rows]

    def row(self, event_id: str) -> EventRow | None:
        """Return an event without its data, which may be large; None if there is none."""
        rows = self._page(_ROW_COLUMNS, {"id": event_id}, after=None, limit=1, order=Order.DESC)
        return next(map(_event_row, rows), None)

    def keys(
        self,
        *,
        project_id: str | None = None,
        agent_id: str | None = None,
        type: str | None = None,
        after: Key | None = None,
        limit: int | None = None,
        order: Order | str = Order.DESC,
    ) -> list[Key]:
        """Return the keys of the events that follow `after`, read from an index alone."""
        equal = _given(project_id, agent_id, type)
        return [key for (key,) in self._page((), equal, after=after, limit=limit, order=order)]

    def key_of(self, event_id: str) -> Key | None:
        """Return an event's key, None if there is no such event."""
        statement = self._built(
            "key of",
            lambda: select(chronological(table), sequence(table)).where(self._equal("id")),
        )
        rows = self._rows(statement, {"id": event_id})
        return next((Key(time, place) for time, place in rows), None)

    def excerpts(self, keys: Sequence[Key], *, limit: int = _PREVIEW_BYTES) -> list[EventExcerpt]:
        """Return the events at `keys`, in their order, their data cut to `limit` bytes.

        Events deleted meanwhile are left out.
        """
        data, length = self._built("cut", lambda: cut(table.c.data))
        before = [table.c[name] for name in ("id", "project_id", "agent_id", "type")]
        columns = [*before, data, table.c.created_at, length]
        found = []
        rows = self._by_keys("excerpts", keys, columns, {"limit": limit})
        for key, (*values, text, created, stored) in rows:
            row = [*values, *joined([text], [stored]), created]
            event = Event(*self._convert(row))
            size = stored if stored is not None else len((event.data or "").encode())
            found.append(EventExcerpt(key, event, size))
        return found


def with_data(event: Event) -> EventWithData:
    """Return the event with its data parsed."""
    return EventWithData(
        event.id,
        event.project_id,
        event.agent_id,
        event.type,
        jsontext.parse(event.data),
        event.created_at,
    )


def _event_row(row: Sequence[Any]) -> EventRow:
    key, *values = row
    return EventRow(key, *map(as_text, values))  # type: ignore[arg-type]


def _given(project_id: str | None, agent_id: str | None, type: str | None) -> dict[str, str]:
    given = {"project_id": project_id, "agent_id": agent_id, "type": type}
    return {name: value for name, value in given.items() if value is not None}


def _typed(equal: dict[str, str], type: str | None) -> dict[str, str]:
    return equal if type is None else {**equal, "type": type}
