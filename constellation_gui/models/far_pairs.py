"""Calls and results that are far apart: looked for by id in the store, for what is seen.

Most are near each other, and found by walking. What is left open after that is asked of the store,
which reads all that the agent said for it: in a quiet moment, and not for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import Database, Key, Order
from constellation_db.signs import text_sign
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_blocks import Message, ToolCall, ToolResult
from constellation_gui.models.message_neighbours import Distant
from constellation_gui.models.message_pages import Loaded
from constellation_gui.models.messages import parse
from constellation_gui.queries import Runner

# Shorter ones stand everywhere.
_LEAST_ID = 6  # characters
_MOST_HITS = 20
_AT_ONCE = 8
# While somebody scrolls, frames come first: what was seen is looked for after so long without more.
_REST_MS = 150
_NEARER = 4_000  # messages, which are always looked through
# An agent whose calls are answered nowhere is not looked through as a whole again and again.
_PATIENCE_S = 4.0
_MOST_OPEN = 32  # calls that are looked for again when messages are written


class Asked(NamedTuple):
    """A call without a result, or a result without a call: the message, the id, and which it is."""

    key: Key
    id: str
    is_call: bool


class Pair(NamedTuple):
    """The messages of a call and of its result."""

    call: Key
    result: Key


class FarPairs(QObject):
    """Finds what is missing of pairs; `found` gives a list of `Pair`s, each of them once."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._agent_id = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self.forget("")

    def forget(self, agent_id: str) -> None:
        """Forget everything: another agent's messages come."""
        self._lane.cancel()
        self._rest.stop()
        self._agent_id = agent_id
        self._answers: dict[Key, list[Key]] = {}
        self._calls: dict[Key, list[Key]] = {}
        self._looked_for: set[Asked] = set()
        self._waiting: list[tuple[Asked, Key]] = []  # and after which message to look
        self._open: dict[Asked, None] = {}
        self._patience = _PATIENCE_S

    def known(self) -> Distant:
        """Return what was found so far."""
        return Distant(dict(self._answers), dict(self._calls))

    def look_for(self, messages: Iterable[Loaded]) -> None:
        """Look for what the calls and results among messages that were read lack."""
        for asked in (each for loaded in messages for each in missing(loaded)):
            if asked not in self._looked_for:
                self._looked_for.add(asked)
                self._waiting.append((asked, asked.key))
        if self._waiting:
            self._rest.start()

    def look_behind(self, key: Key) -> None:
        """Look for open calls' results among the messages written after one."""
        again = list(self._open)[-_MOST_OPEN:]
        self._waiting += ((asked, key) for asked in again)
        self._look()

    def _look(self) -> None:
        if self._lane.busy or self._rest.isActive() or not self._waiting:
            return
        batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        self._lane.run(
            partial(_find, self._queries.database, self._agent_id, batch, self._patience),
            deliver=partial(self._receive, [asked for asked, _after in batch]),
            failed=self.failed.emit,
        )

    def _receive(self, batch: Sequence[Asked], found: tuple[list[Pair | None], float]) -> None:
        pairs, fruitless_s = found
        self._patience -= fruitless_s
        for asked, pair in zip(batch, pairs, strict=True):
            if pair is not None:
                self._patience = _PATIENCE_S
                self._open.pop(asked, None)
                self._answers.setdefault(pair.call, []).append(pair.result)
                self._calls.setdefault(pair.result, []).append(pair.call)
            elif asked.is_call:
                self._open[asked] = None
        if any(pairs):
            self.found.emit([pair for pair in pairs if pair is not None])
        self._look()


def missing(loaded: Loaded) -> Iterator[Asked]:
    """Give what a message's calls and results lack, as far as it can be looked for by id."""
    flow = loaded.flow
    for number, block in enumerate(flow.source.blocks):
        paired = flow.answers if isinstance(block, ToolCall) else flow.homes
        if not isinstance(block, (ToolCall, ToolResult)) or number in paired:
            continue
        if block.id is not None and len(block.id) >= _LEAST_ID:
            yield Asked(flow.source.key, block.id, isinstance(block, ToolCall))


def _find(
    database: Database, agent_id: str, batch: Sequence[tuple[Asked, Key]], patience_s: float
) -> tuple[list[Pair | None], float]:
    """Return the pair of each that is asked for, and how long was looked for what is nowhere.

    Only so long is all that the agent said looked through; beyond that, what is not too far away.
    """
    pairs: list[Pair | None] = []
    fruitless_s = 0.0
    for asked, after in batch:
        pair, last = _look_through(database, agent_id, asked, after, among=_NEARER)
        if pair is None and last is not None and fruitless_s < patience_s:
            began = monotonic()
            pair, _last = _look_through(database, agent_id, asked, last, among=None)
            fruitless_s += monotonic() - began if pair is None else 0.0
        pairs.append(pair)
    return pairs, fruitless_s


def _look_through(
    database: Database, agent_id: str, asked: Asked, after: Key, *, among: int | None
) -> tuple[Pair | None, Key | None]:
    """Return the nearest that fits among so many messages, and from where to look on.

    Neither where the same id begins or ends another pair first.
    """
    order = Order.ASC if asked.is_call else Order.DESC
    sign = text_sign(asked.id)
    stretch = database.search.look(
        agent_id, sign, after=after, among=among, limit=_MOST_HITS, order=order
    )
    for hit in stretch.hits:
        for message in map(parse, database.history.excerpts([hit.key])):
            calls = _has(ToolCall, message, asked.id)
            answers = _has(ToolResult, message, asked.id)
            if asked.is_call and (calls or answers):
                return (None if calls else Pair(asked.key, hit.key)), None
            if not asked.is_call and (calls or answers):
                return (None if answers else Pair(hit.key, asked.key)), None
    return None, stretch.last


def _has(kind: type[ToolCall] | type[ToolResult], message: Message, wanted: str) -> bool:
    return any(isinstance(block, kind) and block.id == wanted for block in message.blocks)
