"""The messages read last, within a bound; and which calls and results of theirs belong together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TypeVar

from constellation_gui.models.message_blocks import ToolCall, ToolResult
from constellation_gui.models.message_pages import Loaded

V = TypeVar("V")

# A screen shows about twenty; the rest is for scrolling back without reading again.
MOST_MESSAGES = 600
MOST_BYTES = 32_000_000
# Messages that were read whole, on a person's word, are held beside.
MOST_WHOLE = 3
_MOST_PAIRS = 4_000


class MessageCache:
    """Messages by the sequence of their key; the least recently used go first."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Loaded] = OrderedDict()
        self._whole: OrderedDict[int, Loaded] = OrderedDict()
        self._weight = 0
        self._calls: OrderedDict[str, ToolCall] = OrderedDict()
        self._failed: OrderedDict[str, bool] = OrderedDict()

    def __contains__(self, sequence: int) -> bool:
        return sequence in self._held or sequence in self._whole

    def __len__(self) -> int:
        return len(self._held)

    @property
    def weight(self) -> int:
        """About how many bytes the messages take."""
        return self._weight

    def get(self, sequence: int) -> Loaded | None:
        """Return a message, None if it is not held."""
        return self._whole.get(sequence) or self._held.get(sequence)

    def put(self, loaded: Iterable[Loaded]) -> None:
        """Hold messages, and let go of those not used for longest."""
        for each in loaded:
            sequence = each.message.key.sequence
            old = self._held.pop(sequence, None)
            self._weight += each.weight - (old.weight if old is not None else 0)
            self._held[sequence] = each
            self._pair(each)
        while len(self._held) > MOST_MESSAGES or (
            self._weight > MOST_BYTES and len(self._held) > 1
        ):
            _sequence, gone = self._held.popitem(last=False)
            self._weight -= gone.weight

    def put_whole(self, loaded: Loaded) -> Loaded | None:
        """Hold a message that was read whole; return the one that is cut again for it, if any."""
        sequence = loaded.message.key.sequence
        self._whole.pop(sequence, None)
        self._whole[sequence] = loaded
        self._pair(loaded)
        if len(self._whole) > MOST_WHOLE:
            return self._whole.popitem(last=False)[1]
        return None

    def touch(self, sequences: Iterable[int]) -> None:
        """Mark messages as used now."""
        for sequence in sequences:
            if sequence in self._held:
                self._held.move_to_end(sequence)

    def call(self, call_id: str) -> ToolCall | None:
        """Return the call with this id, None if it was not read."""
        return self._calls.get(call_id)

    def failed_call(self, call_id: str) -> bool:
        """Whether the call with this id is known to have failed."""
        return self._failed.get(call_id, False)

    def clear(self) -> None:
        """Let go of everything."""
        self._held.clear()
        self._whole.clear()
        self._calls.clear()
        self._failed.clear()
        self._weight = 0

    def _pair(self, loaded: Loaded) -> None:
        for block in loaded.message.blocks:
            if isinstance(block, ToolCall) and block.id is not None:
                _remember(self._calls, block.id, block)
            elif isinstance(block, ToolResult) and block.id is not None:
                _remember(self._failed, block.id, block.failed)


def _remember(held: OrderedDict[str, V], key: str, value: V) -> None:
    held[key] = value
    if len(held) > _MOST_PAIRS:
        held.popitem(last=False)
