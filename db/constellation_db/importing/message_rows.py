"""Messages of an import: written once, joined with what is stored of them, and added up."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import add
from typing import Any

from sqlalchemy import Connection, bindparam, select

from constellation_db.importing.agent_rows import found_rows
from constellation_db.importing.batch import Batch, NewMessage, Object
from constellation_db.importing.inserting import insert, insertion
from constellation_db.importing.lines import dump, load
from constellation_db.importing.prices import ESTIMATED, PriceList
from constellation_db.schema import agent_history, events

_USAGE = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")


@dataclass(slots=True)
class Added:
    """What writing changed; tokens are input, output, cache reads and cache writes."""

    messages: int = 0
    inherited: int = 0
    outputs: int = 0
    events: int = 0
    agents: int = 0
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def __iadd__(self, other: Added) -> Added:
        self.messages += other.messages
        self.inherited += other.inherited
        self.outputs += other.outputs
        self.events += other.events
        self.agents += other.agents
        self.tokens = [mine + more for mine, more in zip(self.tokens, other.tokens, strict=True)]
        return self


@dataclass(slots=True)
class Amounts:
    """What an agent's messages add to its sums; `estimated` names the list of prices, if one was
    needed.
    """

    tokens: int = 0
    cost: float | None = None
    responses: int = 0
    estimated: str | None = None


class Messages:
    """The messages of one batch on their way into the store."""

    def __init__(self, connection: Connection, prices: PriceList, added: Added) -> None:
        self._connection = connection
        self._prices = prices
        self._added = added
        self.amounts: dict[str, Amounts] = {}
        self.rewritten: set[str] = set()  # agents with a message that was changed in place

    def store(self, batch: Batch) -> None:
        """Write those that are not there, and join the parts of responses that are."""
        found = found_rows(self._connection, _KNOWN, batch.messages)
        known = {row.id: row.agent_id for row in found}
        rows = []
        for message in batch.messages.values():
            holder = known.get(message.id)
            before: Object | None = None
            if holder is not None:
                if holder != message.agent_id and not self._move(message, holder, batch):
                    self._added.inherited += 1
                    continue
                if message.role != "assistant":
                    continue
                before = self._join_stored(message)
            else:
                if message.role == "assistant":
                    self._estimate(message)
                rows.append(_row(message))
            if message.role == "assistant":
                self._count(message, before)
        insert(self._connection, _NEW, rows)
        self._added.messages = len(rows)
        if batch.moving:
            moved = [(event.agent_id, event.id, event.agent_id) for event in batch.events]
            insert(self._connection, _MOVE_EVENTS, moved)

    def _amount(self, agent_id: str) -> Amounts:
        return self.amounts.setdefault(agent_id, Amounts())

    def _count(self, message: NewMessage, before: Object | None) -> None:
        """Add what a message used to sums, less what an earlier part of it had said."""
        amount, old = self._amount(message.agent_id), before or {}
        usage, old_usage = message.usage or {}, old.get("usage")
        more = [_whole(usage.get(name)) for name in _USAGE]
        if old_usage:
            more = [
                new - _whole(old_usage.get(name)) for new, name in zip(more, _USAGE, strict=True)
            ]
        self._added.tokens = list(map(add, self._added.tokens, more))
        amount.tokens += more[0] + more[1] + more[3]  # what the cache gave was paid for before
        amount.responses += before is None
        if message.cost is not None:
            amount.cost = (amount.cost or 0.0) + message.cost - (old.get("cost") or 0.0)
            amount.estimated = usage.get(ESTIMATED) or amount.estimated

    def _estimate(self, message: NewMessage) -> None:
        """Give a response that does not tell its cost one of the list; and say so."""
        if message.cost is None and message.usage:
            cost = self._prices.price(message.usage, message.time)
            if cost is not None:
                message.cost = cost
                message.usage = {**message.usage, ESTIMATED: self._prices.name}

    def _join_stored(self, message: NewMessage) -> Object:
        """Put a late part of a response to what is stored; what that said of usage and cost."""
        stored = self._connection.execute(_STORED, {"message": message.id}).one()
        whole = NewMessage(message.id, message.agent_id, message.role, stored.created_at)
        whole.blocks = _blocks(stored.content)
        whole.calls = load(stored.tool_calls) if stored.tool_calls else []
        whole.usage = load(stored.usage) if stored.usage else None
        whole.cost = stored.cost
        before: Object = {"usage": whole.usage, "cost": whole.cost}
        if whole.usage is not None and ESTIMATED in whole.usage:
            whole.usage = {key: told for key, told in whole.usage.items() if key != ESTIMATED}
            whole.cost = None  # an estimate, perhaps of less
        plain = whole.usage
        whole.join(message)
        if whole.cost is None and whole.usage == plain:
            whole.usage, whole.cost = before["usage"], before["cost"]
        else:
            self._estimate(whole)
        message.usage, message.cost = whole.usage, whole.cost
        row = _row(whole)
        if (row[3], row[4], row[6], row[7]) != tuple(stored)[:4]:
            values = {"message": row[0], "text": row[3], "calls": row[4], "used": row[6]}
            self._connection.execute(_JOINED, {**values, "usd": row[7]})
            self.rewritten.add(message.agent_id)
        return before

    def _move(self, message: NewMessage, holder: str, batch: Batch) -> bool:
        """Give a message that stood with another agent to the one whose it is, if it is known."""
        if not batch.moving or holder not in batch.agents:
            return False
        stored = self._connection.execute(_STORED, {"message": message.id}).one()
        self._connection.execute(_MOVED, {"message": message.id, "holder": message.agent_id})
        if message.role == "assistant":
            usage = (load(stored.usage) if stored.usage else None) or {}
            given, made, _, written = (_whole(usage.get(name)) for name in _USAGE)
            for agent_id, sign in ((holder, -1), (message.agent_id, 1)):
                amount = self._amount(agent_id)
                amount.tokens += sign * (given + made + written)
                amount.responses += sign
                if stored.cost is not None:
                    amount.cost = (amount.cost or 0.0) + sign * stored.cost
                    amount.estimated = usage.get(ESTIMATED) or amount.estimated
        return True


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 53 else 0


def _row(message: NewMessage) -> tuple[Any, ...]:
    return (
        message.id,
        message.agent_id,
        message.role,
        _content(message.blocks),
        dump(message.calls or None),
        dump(message.results or None),
        dump(message.usage),
        message.cost,
        message.time,
    )


def _content(blocks: list[Any]) -> str:
    """Return blocks as they are stored: one text as it is, unless it looks like a list."""
    if not blocks:
        return ""
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, dict) and first.keys() == {"type", "text"}:
        text = first["text"]
        if first["type"] == "text" and isinstance(text, str) and text and text[0] != "[":
            return text
    return dump(blocks) or ""


def _blocks(content: str | None) -> list[Any]:
    """Return the blocks of which `_content` made a text."""
    if not content:
        return []
    return load(content) if content[0] == "[" else [{"type": "text", "text": content}]


# -- Statements, built once ------------------------------------------------------------------------


_NEW = insertion(agent_history)
_MOVE_EVENTS = f"UPDATE {events.name} SET agent_id = ? WHERE id = ? AND agent_id <> ?"  # noqa: S608
_KNOWN = select(agent_history.c.id, agent_history.c.agent_id).where(
    agent_history.c.id.in_(bindparam("ids", expanding=True))
)
_STORED = select(
    *(agent_history.c[name] for name in ("content", "tool_calls", "usage", "cost", "created_at"))
).where(agent_history.c.id == bindparam("message"))
_ONE = agent_history.update().where(agent_history.c.id == bindparam("message"))
_JOINED = _ONE.values(
    content=bindparam("text"),
    tool_calls=bindparam("calls"),
    usage=bindparam("used"),
    cost=bindparam("usd"),
)
_MOVED = _ONE.values(agent_id=bindparam("holder"))
