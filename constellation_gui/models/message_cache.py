"""The messages read last, within a bound; and those that a person had read whole."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from constellation_db import Key
from constellation_gui.models.message_blocks import Message
from constellation_gui.models.message_pages import Loaded

# A screen shows about twenty; the rest is for scrolling back without reading again.
MOST_MESSAGES = 600
MOST_BYTES = 32_000_000
# Messages that were read whole, on a person's word, are held beside.
MOST_WHOLE = 3


class MessageCache:
    """Messages by the sequence of their key; the least recently used go first."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Loaded] = OrderedDict()
        self._weight = 0
        self._whole: OrderedDict[Key, Message] = OrderedDict()
        self._large: dict[int, Loaded] = {}  # what shows something of those read whole

    def __contains__(self, sequence: int) -> bool:
        return sequence in self._held or sequence in self._large

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Loaded]:
        yield from self._held.values()
        yield from self._large.values()

    @property
    def weight(self) -> int:
        """About how many bytes the messages take, those read whole apart."""
        return self._weight

    def sources(self, sequences: Iterable[int]) -> dict[Key, Message]:
        """Return those of the messages that are held, as they are stored, and all read whole."""
        held = (self._held.get(sequence) for sequence in sequences)
        return {each.message.key: each.flow.source for each in held if each} | self._whole

    def get(self, sequence: int) -> Loaded | None:
        """Return a message, None if it is not held."""
        return self._large.get(sequence) or self._held.get(sequence)

    def put(self, loaded: Iterable[Loaded]) -> None:
        """Hold messages, and let go of those not used for longest."""
        for each in loaded:
            sequence = each.message.key.sequence
            self._drop(sequence)
            if each.sources & self._whole.keys():
                self._large[sequence] = each
            else:
                self._held[sequence] = each
                self._weight += each.weight
        while len(self._held) > MOST_MESSAGES or (
            self._weight > MOST_BYTES and len(self._held) > 1
        ):
            self._drop(next(iter(self._held)))

    def put_whole(self, message: Message) -> list[Key]:
        """Keep a message that was read whole; return the keys of what is to be read again for it.

        What shows the one that is let go for it is not held any more.
        """
        self._whole.pop(message.key, None)
        self._whole[message.key] = message
        again = [each.message.key for each in self if message.key in each.sources]
        if len(self._whole) > MOST_WHOLE:
            gone, _message = self._whole.popitem(last=False)
            cut = [each.message.key for each in self._large.values() if gone in each.sources]
            for key in cut:
                self._drop(key.sequence)
            again += cut
        return again

    def touch(self, sequences: Iterable[int]) -> None:
        """Mark messages as used now."""
        for sequence in sequences:
            if sequence in self._held:
                self._held.move_to_end(sequence)

    def clear(self) -> None:
        """Let go of everything."""
        self._held.clear()
        self._whole.clear()
        self._large.clear()
        self._weight = 0

    def _drop(self, sequence: int) -> None:
        self._large.pop(sequence, None)
        old = self._held.pop(sequence, None)
        if old is not None:
            self._weight -= old.weight
