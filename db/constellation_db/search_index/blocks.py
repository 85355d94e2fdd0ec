"""A conversation cut into blocks: as they were cut before, and what is new behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# A block is closed at either; one that many messages of one instant fill, at a multiple.
_CHARACTERS, _MESSAGES = 8_000, 32
_ONE_INSTANT = 8
# Longer texts are not indexed: the block is always looked at.
MOST_CHARACTERS = 4_000_000


class Said(NamedTuple):
    """A message's time, as it is ordered by, and its texts."""

    time: str
    texts: Sequence[object]


class Known(NamedTuple):
    """A block that is indexed: its row, the time of its last message, and how it was told."""

    doc: int
    first: str
    last: str
    messages: int
    digest: bytes | None


@dataclass(slots=True)
class Block:
    """Consecutive messages of one agent, and their text."""

    first: str
    last: str
    messages: int = 0
    characters: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether it has as much as a block should."""
        return self.characters >= _CHARACTERS or self.messages >= _MESSAGES

    @property
    def overfull(self) -> bool:
        """Whether it has more than even messages of one instant should fill."""
        return (
            self.characters >= _ONE_INSTANT * _CHARACTERS
            or self.messages >= _ONE_INSTANT * _MESSAGES
        )

    @property
    def text(self) -> str | None:
        """All of the text, None if it is too long to be indexed."""
        return "\n".join(self.texts) if self.characters <= MOST_CHARACTERS else None

    def add(self, said: Said) -> None:
        """Take a message in."""
        self.last = said.time
        self.messages += 1
        for value in said.texts:
            if value is None:
                continue
            text = _text(value)
            self.characters += len(text)
            if self.characters > MOST_CHARACTERS:
                self.texts.clear()
            else:
                self.texts.append(text)


def digest_of(text: str | None) -> bytes | None:
    """Return what tells an indexed text from every other."""
    return None if text is None else hashlib.blake2b(text.encode(), digest_size=16).digest()


def cut(said: Iterable[Said], known: Sequence[Known]) -> Iterator[Block]:
    """Cut an agent's messages, in order, into blocks that end where those that are known end.

    So a message that was changed, or came in between, or went, changes its own block alone. The
    last block goes on growing until it is full.
    """
    ends = [block.last for block in known]
    if known and known[-1].messages < _MESSAGES:
        ends.pop()  # still open, or so it seems: it is full again at the same message if it was
    place = 0
    block: Block | None = None
    for message in said:
        while place < len(ends) and message.time > ends[place]:
            place += 1
            if block is not None:
                yield block
            block = None
        if block is not None:
            behind = place >= len(ends)
            apart = message.time != block.last
            if (behind and block.full and apart) or block.overfull:
                yield block
                block = None
        if block is None:
            block = Block(message.time, message.time)
        block.add(message)
    if block is not None:
        yield block


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
