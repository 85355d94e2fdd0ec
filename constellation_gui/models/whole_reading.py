"""Reading one long message whole, when a person asks for it, with progress.

No step holds the interpreter for long: bytes come in pieces, and so do text and JSON made of them.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from constellation_db import (
    AgentHistory,
    ConstellationError,
    Database,
    Key,
    MessageExcerpt,
    MessageRole,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_blocks import Message, Text, Thinking
from constellation_gui.models.message_pages import deleted
from constellation_gui.models.messages import may_be_blocks, parse
from constellation_gui.queries import Runner

_LONGEST_LINE = 1_000_000  # characters kept back in hope of a line feed

Progress = Callable[[int, int], None]


def read_whole(database: Database, key: Key, progress: Progress) -> Message:
    """Read all of a message that `read_messages` gave the beginning of.

    `progress` hears how many bytes are read, and how many there are.
    """
    with database.snapshot():
        found = database.history.excerpts([key])
        if not found:
            return deleted(key)
        excerpt = found[0]
        heard = _Counter(progress, sum(excerpt.lengths.values()))
        columns = {
            column: list(_text(map(heard, database.history.pieces(key, column))))
            for column in excerpt.lengths
        }
    rest = _further_text(excerpt.message, columns)
    texts: dict[str, Any] = {column: "".join(pieces) for column, pieces in columns.items()}
    message = parse(MessageExcerpt(key, replace(excerpt.message, **texts), {}))
    return _with_text(message, rest)


class _Counter:
    """Passes pieces on and tells how many bytes went by."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, piece: bytes) -> bytes:
        self._done += len(piece)
        self._progress(self._done, self._total)
        return piece


def _text(pieces: Iterable[bytes]) -> Iterator[str]:
    """Give bytes as text; a piece ends with a line where it can."""
    decoder = getincrementaldecoder("utf-8")("replace")
    begun = ""
    for piece in pieces:
        lines, feed, rest = (begun + decoder.decode(piece)).rpartition("\n")
        if feed:
            yield lines + feed
        begun = rest
        if len(begun) > _LONGEST_LINE:
            yield begun
            begun = ""
    yield begun + decoder.decode(b"", final=True)


def _further_text(row: AgentHistory, columns: dict[str, list[str]]) -> list[str]:
    """Take all but the first piece of plain text out of the columns: it need not be one string."""
    pieces = columns.get("content")
    if pieces is None or row.role == MessageRole.TOOL or may_be_blocks(pieces[0]):
        return []
    columns["content"] = pieces[:1]
    return pieces[1:]


def _with_text(message: Message, pieces: list[str]) -> Message:
    """Return the message with further text after what its content begins with."""
    if not pieces:
        return message
    said = (Text, Thinking)
    after = [place for place, block in enumerate(message.blocks, 1) if isinstance(block, said)]
    place = after[-1] if after else 0
    more = tuple(Text(piece.removesuffix("\n")) for piece in pieces if piece)
    return replace(message, blocks=message.blocks[:place] + more + message.blocks[place:])


class WholeReading(QObject):
    """Reads a message at a time; a new one takes the place of the one under way.

    `finished` gives the message; `progressed` its key and the share of it that is read, 0 to 1.
    """

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(object, float)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._key: Key | None = None

    def start(self, key: Key) -> None:
        """Read the message at `key`."""
        self.cancel()
        self._key = key

        def progress(done: int, total: int) -> None:
            # From a worker thread: the signal is delivered where this object lives.
            self.progressed.emit(key, done / max(total, 1))

        self._lane.run(
            partial(read_whole, self._queries.database, key, progress),
            deliver=self._finish,
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Give up the message under way."""
        self._lane.cancel()
        self._key = None

    def reads(self, sequence: int) -> bool:
        """Whether the message with this sequence is under way."""
        return self._key is not None and self._key.sequence == sequence

    def _finish(self, message: Message) -> None:
        self._key = None
        self.finished.emit(message)

    def _fail(self, error: ConstellationError) -> None:
        self._key = None
        self.failed.emit(error)
