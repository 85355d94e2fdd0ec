"""The content of messages, read for what is looked at and a little around it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import ConstellationError, Key
from constellation_gui.models.far_pairs import FarPairs, Pair
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_blocks import Message
from constellation_gui.models.message_cache import MessageCache
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.message_pages import Loaded, read_messages
from constellation_gui.models.message_pairs import FARTHEST
from constellation_gui.models.whole_reading import WholeReading
from constellation_gui.queries import Runner

# Read at once: about two screens, then a screen beyond in each direction.
_SEEN = 40
_MARGIN = 40
_MARGIN_AT_ONCE = 20


class MessageContents(QObject):
    """Reads and keeps the messages at keys that somebody else keeps.

    `arrived` gives the first and last row of messages that were read; `progressed` tells that more
    of one is there that is being read whole.
    """

    arrived = Signal(int, int)
    progressed = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._whole = WholeReading(queries, self)
        self._far = FarPairs(queries, self)
        self._cache = MessageCache()
        self._agent_id = ""
        self._keys = Keys()
        self._gapless = False
        self._wanted = (0, -1)
        self._fetching: set[int] = set()
        self._stale: set[int] = set()  # sequences of what is held and to be read again
        self._changed: set[int] = set()  # of those, what may be stored differently by now
        self._unreadable = False
        self._share = 0.0
        self._whole.finished.connect(self._receive_whole)
        self._whole.failed.connect(self.failed)
        self._whole.progressed.connect(self._note_progress)
        self._far.found.connect(self._pair)
        self._far.failed.connect(self.failed)

    def begin(self, agent_id: str, keys: Keys, *, gapless: bool) -> None:
        """Forget everything; from now on rows are those of `keys`, which may grow.

        `gapless` says that no message of the agent is left out between two of them.
        """
        self._whole.cancel()
        self._far.forget(agent_id)
        self._cache.clear()
        self._stale.clear()
        self._changed.clear()
        self._agent_id = agent_id
        self.turn_to(keys, gapless=gapless)

    def turn_to(self, keys: Keys, *, gapless: bool) -> None:
        """Go on with other rows of the same messages."""
        self._lane.cancel()
        self._gapless = gapless
        self._fetching = set()
        self._keys = keys
        self._wanted = (0, -1)
        self._unreadable = False

    def get(self, sequence: int) -> Loaded | None:
        """Return the message whose key has this sequence, None while it is not read."""
        return self._cache.get(sequence)

    # -- What is seen ------------------------------------------------------------------------------

    def want(self, first: int, last: int) -> None:
        """Read the rows from `first` to `last`, which are seen, and then some around them."""
        self._wanted = (max(first, 0), min(last, len(self._keys) - 1))
        self._cache.touch(self._keys.sequence(row) for row in self._rows(*self._wanted))
        self._fetch()

    def shift(self, rows: int) -> None:
        """So many rows were added in front of all others."""
        first, last = self._wanted
        self._wanted = (first + rows, last + rows)

    def follow(self, first: int) -> None:
        """Rows were added from `first` on: they may answer calls that were open."""
        near = {self._keys.sequence(row) for row in self._rows(first - FARTHEST, first - 1)}
        for each in self._cache:
            if each.flow.has_open_calls and each.message.key.sequence in near:
                self._stale.add(each.message.key.sequence)
        if first:
            self._far.look_behind(self._keys[first - 1])
        self._fetch()

    def outdate(self) -> None:
        """Messages may be stored differently by now: read them anew; until then they stay."""
        self._changed = {each.message.key.sequence for each in self._cache}
        self._stale |= self._changed
        self._fetch()

    def try_again(self) -> None:
        """Read what could not be read before."""
        self._unreadable = False
        self._fetch()

    def _rows(self, first: int, last: int) -> range:
        return range(max(first, 0), min(last, len(self._keys) - 1) + 1)

    def _missing(self, first: int, last: int) -> list[int]:
        return [row for row in self._rows(first, last) if self._lacks(self._keys.sequence(row))]

    def _lacks(self, sequence: int) -> bool:
        return sequence not in self._cache or sequence in self._stale

    def _fetch(self) -> None:
        if self._unreadable:
            return
        first, last = self._wanted
        seen = self._missing(first, last)
        # Let what is under way come, unless the eye has moved on to where nothing is on its way.
        if self._lane.busy and (
            not seen or any(self._keys.sequence(row) in self._fetching for row in seen)
        ):
            return
        missing = seen[:_SEEN] or self._around(first, last)[:_MARGIN_AT_ONCE]
        if not missing:
            return
        keys = [self._keys[row] for row in missing]
        self._stale |= self._fetching  # of which nothing will come
        self._fetching = {key.sequence for key in keys}
        self._stale -= self._fetching
        around = self._rows(min(missing) - FARTHEST, max(missing) + FARTHEST)
        known = self._cache.sources(set(map(self._keys.sequence, around)) - self._changed)
        # Where messages were changed in place, others may have come in between.
        sure = self._gapless and not self._changed
        read = partial(
            read_messages,
            self._queries.database,
            self._agent_id,
            keys,
            known,
            self._far.known(),
            [self._keys[row] for row in around] if sure else [],
        )
        self._lane.run(read, deliver=self._receive, failed=self._give_up)

    def _around(self, first: int, last: int) -> list[int]:
        if last < first:
            return []
        return self._missing(last + 1, last + _MARGIN) + self._missing(first - _MARGIN, first - 1)

    def _receive(self, messages: list[Loaded]) -> None:
        self._fetching = set()
        rows = {self._keys.position(each.message.key): each for each in messages}
        # Announced stretch by stretch: nothing is to be here that nobody was told of.
        for first, last in _stretches(rows):
            self._cache.put(rows[row] for row in range(first, last + 1))
            self._changed -= {rows[row].message.key.sequence for row in range(first, last + 1)}
            self.arrived.emit(first, last)
        self._fetch()
        self._far.look_for(messages)

    def _pair(self, pairs: list[Pair]) -> None:
        """Read again what is now known to belong together."""
        for key in {key for pair in pairs for key in pair}:
            if key.sequence in self._cache:
                self._stale.add(key.sequence)
        self._fetch()

    def _give_up(self, error: ConstellationError) -> None:
        # Asking again at once would fail again.
        self._unreadable = True
        self._fetching = set()
        self.failed.emit(error)

    # -- Long messages -----------------------------------------------------------------------------

    def read_whole(self, key: Key) -> None:
        """Read all of a message of which only the beginning is here."""
        self._share = 0.0
        self._whole.start(key)
        self.progressed.emit()

    def progress(self, sequence: int) -> float | None:
        """Return how much of a message is read that is being read whole, None if it is not."""
        return self._share if self._whole.reads(sequence) else None

    def _receive_whole(self, message: Message) -> None:
        for key in self._cache.put_whole(message):
            row = self._keys.position(key)
            if key.sequence in self._cache:
                self._stale.add(key.sequence)
            elif row < len(self._keys) and self._keys[row] == key:
                self.arrived.emit(row, row)
        self._fetch()

    def _note_progress(self, _key: Key, share: float) -> None:
        self._share = share
        self.progressed.emit()


def _stretches(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return rows as stretches without a gap."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
