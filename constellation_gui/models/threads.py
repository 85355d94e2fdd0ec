"""Conversations of agents that calls started, unfolded in place: their messages in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import ConstellationError, Database, Key
from constellation_gui.formatting import exact_count, one_line, short_id
from constellation_gui.models.message_blocks import Message, ToolCall
from constellation_gui.models.message_parts import Kind, Part
from constellation_gui.models.message_text import summary
from constellation_gui.models.messages import parse
from constellation_gui.models.spawning import agent_started_by, starts_agent
from constellation_gui.place import Place
from constellation_gui.queries import Runner, Ticket
from constellation_gui.wording import tr

SHOWN = 12  # messages at first, and each time that more are asked for
# Beyond this many, a conversation is to be opened: lines say little of it.
_MOST_AT_ONCE = 1_000
_READ_AT_ONCE = 50
_DEEPEST = 6
_LONGEST_LINE = 300  # characters
OPEN, CLOSED = "open", "closed"
MORE, ALL = "more", "all"
"""The markers of lines that show more of a thread: some messages, or as many as can be."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of a thread: its line, where it is, and the calls in it that started agents."""

    line: str
    place: Place
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The beginning of an agent's conversation; `total` is how many messages there are.

    `last` is the key of the last one of them that is here.
    """

    agent_id: str
    name: str
    replies: tuple[Reply, ...]
    total: int
    last: Key | None = None

    @property
    def rest(self) -> int:
        """How many messages are not here."""
        return max(self.total - len(self.replies), 0)


def call_key(message_id: str, block: int) -> str:
    """Return what tells a call from all others of the store."""
    return f"{block} {message_id}"


def read_thread(database: Database, key: str) -> Thread | None:
    """Read the conversation of the agent that a call started, None if there is no such agent."""
    block, _blank, message_id = key.partition(" ")
    with database.snapshot():
        found = database.history.key_of(message_id)
        if found is None:
            return None
        calling = [parse(excerpt) for excerpt in database.history.excerpts([found[1]])]
        call = calling[0].blocks[int(block)] if calling else None
        if not isinstance(call, ToolCall):
            return None
        agent_id = agent_started_by(database, found[0], calling[0].created_at, call)
        agent = None if agent_id is None else database.agents.find_by_id(agent_id)
        if agent is None:
            return None
    name = one_line(agent.name) or short_id(agent.id)
    return read_on(database, Thread(agent.id, name, (), 0), SHOWN)


def read_on(database: Database, thread: Thread, count: int) -> Thread:
    """Return a thread with so many more messages, as far as there are."""
    replies = list(thread.replies)
    with database.snapshot():
        keys = database.history.message_keys(thread.agent_id, after=thread.last, limit=count)
        for start in range(0, len(keys), _READ_AT_ONCE):
            excerpts = database.history.excerpts(keys[start : start + _READ_AT_ONCE])
            replies += (_reply(parse(excerpt)) for excerpt in excerpts)
        total = database.history.count_by_agent(thread.agent_id)
    last = keys[-1] if keys else thread.last
    return replace(thread, replies=tuple(replies), total=total, last=last)


def _reply(message: Message) -> Reply:
    calls = tuple(
        call_key(message.id, number)
        for number, block in enumerate(message.blocks)
        if isinstance(block, ToolCall) and starts_agent(block)
    )
    place = Place(agent=message.agent_id, message=message.id)
    return Reply(one_line(summary(message), _LONGEST_LINE), place, calls)


class Threads(QObject):
    """The threads that are unfolded; `changed` gives the call whose thread is another now."""

    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._open: set[str] = set()
        self._read: dict[str, Thread | None] = {}
        self._tickets: dict[str, Ticket] = {}

    def toggle(self, key: str) -> None:
        """Unfold a call's thread, reading it anew, or fold it."""
        self._open ^= {key}
        if key in self._open:
            self._read.pop(key, None)
            self._run(key, partial(read_thread, self._queries.database, key))
        self.changed.emit(key)

    def show_more(self, key: str, marker: str) -> None:
        """Read more of the thread of a call, which is unfolded: some messages, or all of them."""
        thread = self._read.get(key)
        if thread is None or key in self._tickets:
            return
        count = SHOWN if marker == MORE else min(thread.rest, _MOST_AT_ONCE)
        self._run(key, partial(read_on, self._queries.database, thread, count))
        self.changed.emit(key)

    def clear(self) -> None:
        """Fold and forget all of them."""
        for ticket in self._tickets.values():
            ticket.cancel()
        for kept in (self._open, self._read, self._tickets):
            kept.clear()

    def unfolded(self, parts: list[Part]) -> list[Part]:
        """Return a message's parts with the threads that are unfolded among them."""
        found: list[Part] = []
        at = 0
        for place in [place for place, part in enumerate(parts) if part.kind is Kind.THREAD]:
            found += parts[at:place]
            found += self._thread(parts[place], frozenset())
            at = place + 1
        return found + parts[at:]

    def _run(self, key: str, read: Callable[[], Thread | None]) -> None:
        before = self._tickets.pop(key, None)
        if before is not None:
            before.cancel()
        deliver, failed = partial(self._receive, key), partial(self._fail, key)
        ticket = self._queries.run(read, deliver=deliver, failed=failed)
        if ticket.active:
            self._tickets[key] = ticket

    def _receive(self, key: str, thread: Thread | None) -> None:
        self._tickets.pop(key, None)
        self._read[key] = thread
        self.changed.emit(key)

    def _fail(self, key: str, error: ConstellationError) -> None:
        self._tickets.pop(key, None)
        if self._read.get(key) is None:
            self._open.discard(key)
        self.changed.emit(key)
        self.failed.emit(error)

    def _thread(self, head: Part, above: frozenset[str]) -> Iterator[Part]:
        """Give a thread; agents that start each other in a circle end where it closes."""
        key = head.target
        if key not in self._open:
            yield head._replace(marker=CLOSED)
            return
        if key not in self._read:
            yield _said(head, tr("Reading…"), OPEN)
            return
        thread = self._read[key]
        if thread is None:
            yield _said(head, tr("No agent was recorded that this call started"), OPEN)
            return
        yield _said(head, tr("Conversation of {agent}").format(agent=thread.name), OPEN)
        below = head._replace(level=head.level + 1, gap=0)
        above |= {key}
        for reply in thread.replies:
            line = below._replace(kind=Kind.REPLY, target=reply.place.url())
            yield _said(line, reply.line, "")
            for call in reply.calls:
                if call not in above and below.level < _DEEPEST:
                    nested = _said(below._replace(target=call), THREAD, CLOSED)
                    yield from self._thread(nested, above)
        yield from self._more(below._replace(kind=Kind.REPLY, target=key), thread)
        whole = below._replace(kind=Kind.REPLY, target=Place(agent=thread.agent_id).url())
        said = tr("Open the conversation (%n message(s))", "", thread.total)
        yield _said(whole, said, OPEN)

    def _more(self, line: Part, thread: Thread) -> Iterator[Part]:
        """Give the lines that show more of a thread, where there is more."""
        if line.target in self._tickets:
            yield _said(line, tr("Reading…"), MORE)
            return
        more = tr("Show {count} more")
        if thread.rest:
            yield _said(line, more.format(count=exact_count(min(thread.rest, SHOWN))), MORE)
        if thread.rest > _MOST_AT_ONCE:
            yield _said(line, more.format(count=exact_count(_MOST_AT_ONCE)), ALL)
        elif thread.rest > SHOWN:
            whole = tr("Show all {count}").format(count=exact_count(thread.total))
            yield _said(line, whole, ALL)


THREAD = tr("Conversation of the agent")


def _said(part: Part, text: str, marker: str) -> Part:
    return part._replace(source=text, start=0, end=len(text), marker=marker)
