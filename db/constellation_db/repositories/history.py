"""Messages: what was said to each agent, what it answered, and the tools it called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy import func, select

from constellation_db import jsontext
from constellation_db.overview_rows import CostGroup
from constellation_db.records import (
    AgentHistory,
    AgentHistoryWithParsed,
    HistoryStats,
    Key,
    MessageRole,
    Order,
)
from constellation_db.repositories import costs
from constellation_db.repositories.conditions import Condition, contains
from constellation_db.repositories.excerpts import EXCERPT_BYTES, cut, joined
from constellation_db.repositories.given import created_at, fresh_id, member
from constellation_db.repositories.message_kinds import MessageKinds
from constellation_db.repositories.values import as_number, as_text
from constellation_db.rows import MessageExcerpt, MessageRow
from constellation_db.schema import agent_history as table
from constellation_db.schema import chronological, sequence

ROLES = {role.value: role.value for role in MessageRole}
_LONG = ("content", "tool_calls", "tool_results", "usage")
_PIECE_BYTES = 1 << 20


class NewMessage(TypedDict, total=False):
    """Columns of a new message; the JSON columns as objects or as JSON text, `cost` in USD.

    `content` may be a list of content blocks, which is stored as JSON.
    """

    id: str
    agent_id: Required[str]
    role: Required[MessageRole | str]
    content: str | list[Any] | None
    tool_calls: Any
    tool_results: Any
    usage: Any
    cost: float | None
    created_at: str | datetime


class HistoryRepository(MessageKinds):
    """The rows of `agent_history`."""

    table = table
    record = AgentHistory

    # -- Writing -----------------------------------------------------------------------------------

    def create(self, **columns: Unpack[NewMessage]) -> AgentHistory:
        """Insert a message and return it; raises `InvalidValue`."""
        return self._create(self._values(columns))

    def create_many(self, rows: Iterable[NewMessage]) -> list[str]:
        """Insert messages, all or none, and return their ids."""
        return self._create_many(self._values(row) for row in rows)

    def _values(self, columns: NewMessage) -> tuple[Any, ...]:
        self._check_names(columns)
        get = columns.get
        return (
            fresh_id(columns),
            self._required(columns, "agent_id"),
            member(get("role"), ROLES, "agent_history.role"),
            jsontext.dump(get("content"), "agent_history.content"),
            jsontext.dump(get("tool_calls"), "agent_history.tool_calls"),
            jsontext.dump(get("tool_results"), "agent_history.tool_results"),
            jsontext.dump(get("usage"), "agent_history.usage"),
            get("cost"),
            created_at(columns),
        )

    def delete_by_agent_id(self, agent_id: str) -> int:
        """Delete an agent's messages; how many there were."""
        return self._delete_where({"agent_id": agent_id})

    def delete_older_than(self, moment: str | datetime) -> int:
        """Delete the messages written before `moment`; how many there were."""
        return self._delete_older_than(moment)

    # -- Finding -----------------------------------------------------------------------------------

    def find_by_agent_id(
        self,
        agent_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[AgentHistory]:
        """Return an agent's messages, newest first."""
        return self._find({"agent_id": agent_id}, limit=limit, offset=offset, order=order)

    def find_by_agent_and_role(
        self,
        agent_id: str,
        role: MessageRole | str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[AgentHistory]:
        """Return an agent's messages of one role, newest first."""
        equal = {"agent_id": agent_id, "role": member(role, ROLES, "agent_history.role")}
        return self._find(equal, limit=limit, offset=offset, order=order)

    def find_with_tool_calls(
        self,
        agent_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[AgentHistoryWithParsed]:
        """Return an agent's messages that call tools, parsed, newest first."""
        # Some writers store '[]' or 'null' where there is no call.
        condition = Condition(
            "calls",
            lambda: table.c.tool_calls.not_in(("", "[]", "null")),
            {},
        )
        found = self._find(
            {"agent_id": agent_id}, limit=limit, offset=offset, order=order, condition=condition
        )
        return [with_parsed(message) for message in found]

    def search_by_content(
        self,
        agent_id: str,
        term: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[AgentHistory]:
        """Return an agent's messages whose content holds `term`, ignoring case, newest first."""
        return self._find(
            {"agent_id": agent_id},
            limit=limit,
            offset=offset,
            order=order,
            condition=contains(table.c.content, term),
        )

    def get_latest(self, agent_id: str) -> AgentHistory | None:
        """Return an agent's last message, None if it has none."""
        return self._first({"agent_id": agent_id}, Order.DESC)

    def get_first(self, agent_id: str) -> AgentHistory | None:
        """Return an agent's first message, None if it has none."""
        return self._first({"agent_id": agent_id}, Order.ASC)

    def get_recent(self, limit: int = 50) -> list[AgentHistory]:
        """Return the newest messages of the store."""
        return self._find({}, limit=limit)

    def find_by_agent_id_with_parsed(
        self,
        agent_id: str,
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Order | str = Order.DESC,
    ) -> list[AgentHistoryWithParsed]:
        """Return an agent's messages with their JSON parsed, newest first."""
        found = self.find_by_agent_id(agent_id, limit=limit, offset=offset, order=order)
        return [with_parsed(message) for message in found]

    def get_latest_with_parsed(self, agent_id: str) -> AgentHistoryWithParsed | None:
        """Return an agent's last message with its JSON parsed, None if it has none."""
        message = self.get_latest(agent_id)
        return None if message is None else with_parsed(message)

    def get_conversation(
        self, agent_id: str, *, limit: int | None = None, offset: int = 0
    ) -> list[AgentHistoryWithParsed]:
        """Return an agent's messages with their JSON parsed, in the order they were said."""
        return self.find_by_agent_id_with_parsed(
            agent_id, limit=limit, offset=offset, order=Order.ASC
        )

    # -- Statistics --------------------------------------------------------------------------------

    def count_by_agent(self, agent_id: str) -> int:
        """Return how many messages an agent has."""
        return self._count({"agent_id": agent_id})

    def get_total_cost_by_agent(self, agent_id: str) -> float:
        """Return the sum of an agent's known message costs in USD."""
        statement = self._built(
            "cost", lambda: select(func.sum(table.c.cost)).where(self._equal("agent_id"))
        )
        return float(self._scalar(statement, {"agent_id": agent_id}) or 0.0)

    def get_agent_stats(self, agent_id: str) -> HistoryStats:
        """Return an agent's messages summed up, as of one instant."""
        with self._session.snapshot():
            counts = self._count_by("role", {"agent_id": agent_id})
            cost = self.get_total_cost_by_agent(agent_id)
            first = self._end_of({"agent_id": agent_id}, Order.ASC)
            last = self._end_of({"agent_id": agent_id}, Order.DESC)
        return HistoryStats(
            total=sum(counts.values()),
            by_role={role: counts.get(role.value, 0) for role in MessageRole},
            total_cost=cost,
            first_message=first,
            last_message=last,
        )

    # -- For views ---------------------------------------------------------------------------------

    def page(
        self,
        agent_id: str,
        *,
        after: Key | None = None,
        limit: int | None = 100,
        order: Order | str = Order.ASC,
    ) -> list[MessageRow]:
        """Return the messages that follow `after` (none: from the start), without content."""
        columns = ("id", "agent_id", "role", "cost", "created_at")
        rows = self._page(columns, {"agent_id": agent_id}, after=after, limit=limit, order=order)
        return [
            MessageRow(key, id, agent, as_text(role) or "", as_number(cost), as_text(created))
            for key, id, agent, role, cost, created in rows
        ]

    def message_keys(
        self,
        agent_id: str,
        *,
        after: Key | None = None,
        limit: int | None = None,
        order: Order | str = Order.ASC,
    ) -> list[Key]:
        """Return the keys of an agent's messages that follow `after`, read from an index alone."""
        rows = self._page((), {"agent_id": agent_id}, after=after, limit=limit, order=order)
        return [key for (key,) in rows]

    def key_of(self, message_id: str) -> tuple[str, Key] | None:
        """Return a message's agent and key, None if there is no such message."""
        statement = self._built(
            "key of",
            lambda: select(table.c.agent_id, chronological(table), sequence(table)).where(
                self._equal("id")
            ),
        )
        rows = self._rows(statement, {"id": message_id})
        return next(((agent, Key(time, place)) for agent, time, place in rows), None)

    def excerpts(self, keys: Sequence[Key], *, limit: int = EXCERPT_BYTES) -> list[MessageExcerpt]:
        """Return the messages at `keys`, in their order, long columns cut to `limit` bytes.

        Messages deleted meanwhile are left out.
        """
        cuts = self._built("cuts", lambda: [cut(table.c[name]) for name in _LONG])
        columns = [
            *(table.c[name] for name in ("id", "agent_id", "role")),
            *(value for value, _length in cuts),
            *(table.c[name] for name in ("cost", "created_at")),
            *(length for _value, length in cuts),
        ]
        found = []
        for key, row in self._by_keys("excerpts", keys, columns, {"limit": limit}):
            lengths = row[-len(_LONG) :]
            values = [*row[:3], *joined(row[3:7], lengths), *row[7:9]]
            message = AgentHistory(*self._convert(values))
            cuts_of = {name: size for name, size in zip(_LONG, lengths, strict=True) if size}
            found.append(MessageExcerpt(key, message, cuts_of))
        return found

    def pieces(self, key: Key, column: str) -> Iterator[bytes]:
        """Give the stored bytes of a message's column that `excerpts` cut, a megabyte at a time.

        Fetched as one value, a long text would be decoded in one step under the interpreter lock.
        """
        with self._session.snapshot(), self._session.blob(table.name, column, key.sequence) as blob:
            for _start in range(0, len(blob), _PIECE_BYTES):
                with self._session.reading():  # where a cancellation is heard
                    yield blob.read(_PIECE_BYTES)

    def costs_by_agent(self, project_id: str) -> list[CostGroup]:
        """Return what each agent of a project cost, in the agents' order; `name` is its id."""
        statement = self._built("by agent", costs.by_agent)
        return costs.groups(self._rows(statement, {"project_id": project_id}))

    def costs_by_model(self, project_id: str) -> list[CostGroup]:
        """Return what each model cost in a project; `name` is None for agents that name none."""
        statement = self._built("by model", costs.by_model)
        return costs.groups(self._rows(statement, {"project_id": project_id}))

    def costs_by_time(self, project_id: str, bucket: str = "day") -> list[CostGroup]:
        """Return what a project cost per `day`, `hour` or `minute` (UTC), oldest first.

        `name` is the start of the span, `2026-01-31T10` for an hour; spans without messages are
        left out.
        """
        length = costs.bucket_length(bucket)
        statement = self._built(("by time", length), lambda: costs.by_time(length))
        return costs.groups(self._rows(statement, {"project_id": project_id}))


def with_parsed(message: AgentHistory) -> AgentHistoryWithParsed:
    """Return the message with its JSON columns parsed."""
    return AgentHistoryWithParsed(
        message.id,
        message.agent_id,
        message.role,
        message.content,
        jsontext.parse(message.tool_calls),
        jsontext.parse(message.tool_results),
        jsontext.parse(message.usage),
        message.cost,
        message.created_at,
    )
