"""Messages around others, read in a worker thread while calls and results are paired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from constellation_db import Database, Key, Order
from constellation_gui.models.message_blocks import Message
from constellation_gui.models.message_pairs import FARTHEST
from constellation_gui.models.messages import parse

_KEYS_AT_ONCE = 64
# Most calls are answered by the message that follows; those that are not cost a few statements.
_MESSAGES_AT_ONCE = 12


class Distant(NamedTuple):
    """Messages known to answer others, and to be answered by others, however far they are."""

    answers: Mapping[Key, Sequence[Key]] = MappingProxyType({})
    calls: Mapping[Key, Sequence[Key]] = MappingProxyType({})


NONE_DISTANT = Distant()


class StoredNeighbours:
    """Walks through an agent's messages from any of them; none is read twice.

    `known` are messages that are read already; what is read on the way is added. `adjacent` are
    keys known to follow each other without a gap.
    """

    def __init__(
        self,
        database: Database,
        agent_id: str,
        known: dict[Key, Message],
        distant: Distant = NONE_DISTANT,
        adjacent: Sequence[Key] = (),
    ) -> None:
        self._database = database
        self._agent_id = agent_id
        self._known = known
        self._distant = distant
        self._links: dict[Order, dict[Key, Key | None]] = {
            Order.ASC: dict(pairwise(adjacent)),
            Order.DESC: {later: earlier for earlier, later in pairwise(adjacent)},
        }

    def following(self, key: Key) -> Iterator[Message]:
        """Give the messages after one."""
        return self._walk(key, Order.ASC)

    def preceding(self, key: Key) -> Iterator[Message]:
        """Give the messages before one, nearest first."""
        return self._walk(key, Order.DESC)

    def answering(self, key: Key) -> Iterator[Message]:
        """Give the messages beyond those that are known to answer one."""
        return self._far(self._distant.answers.get(key, ()))

    def calling(self, key: Key) -> Iterator[Message]:
        """Give the messages beyond those that one is known to answer."""
        return self._far(self._distant.calls.get(key, ()))

    def _far(self, keys: Sequence[Key]) -> Iterator[Message]:
        missing = [key for key in keys if key not in self._known]
        self._known |= {each.key: parse(each) for each in self._database.history.excerpts(missing)}
        return (self._known[key] for key in sorted(keys) if key in self._known)

    def _walk(self, key: Key, order: Order) -> Iterator[Message]:
        for _ in range(FARTHEST):
            link = self._next(key, order)
            if link is None:
                return
            key = link
            if key not in self._known:
                self._read(key, order)
            if key in self._known:  # or deleted meanwhile
                yield self._known[key]

    def _next(self, key: Key, order: Order) -> Key | None:
        if key not in self._links[order]:
            self._link(key, order)
        return self._links[order][key]

    def _link(self, key: Key, order: Order) -> None:
        back = Order.DESC if order is Order.ASC else Order.ASC
        found = self._database.history.message_keys(
            self._agent_id, after=key, limit=_KEYS_AT_ONCE, order=order
        )
        for each in found:
            self._links[order][key] = each
            self._links[back][each] = key
            key = each
        if len(found) < _KEYS_AT_ONCE:
            self._links[order][key] = None

    def _read(self, key: Key, order: Order) -> None:
        """Read a message and the few that follow it."""
        wanted: list[Key] = []
        link: Key | None = key
        while link is not None and len(wanted) < _MESSAGES_AT_ONCE:
            if link not in self._known:
                wanted.append(link)
            link = self._links[order].get(link)
        for excerpt in self._database.history.excerpts(wanted):
            self._known[excerpt.key] = parse(excerpt)
