"""Long text in pieces that are laid out one at a time, so that no length of it can block."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

CHUNK_LENGTH = 1_500  # characters
CHUNK_LINES = 24

_BACK = 200  # characters in which a piece of an endless line looks for a space to end at
_CLUSTER = 32  # characters; a longer run of marks on one letter is no letter of any script
_JOINERS = "\u200d\ufe0e\ufe0f"


def chunks(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the (start, end) of consecutive pieces of a stretch of `text`.

    A piece ends at a line feed, which belongs to neither side, where there is one; otherwise after
    a space or anywhere, but not within what is one character to a reader.
    """
    stop = len(text) if end is None else end
    while True:
        piece = _end(text, start, stop)
        yield start, piece
        if piece >= stop:
            return
        start = piece + 1 if text[piece] == "\n" else piece


def _end(text: str, start: int, stop: int) -> int:
    limit = min(start + CHUNK_LENGTH, stop)
    lines = text.count("\n", start, limit)
    if lines < CHUNK_LINES:
        if limit == stop:
            return stop
        if text[limit] == "\n":
            return limit
        if lines:
            return text.rfind("\n", start, limit)
        return _break(text, start, limit)
    piece = start
    for _ in range(CHUNK_LINES):
        piece = text.index("\n", piece, limit) + 1
    return piece - 1


def _break(text: str, start: int, limit: int) -> int:
    """Return where to break a line that has no end in sight."""
    space = text.rfind(" ", limit - _BACK, limit)
    if space > start:
        return space + 1
    for place in range(limit, max(limit - _CLUSTER, start), -1):
        follows = text[place]
        if not unicodedata.combining(follows) and follows not in _JOINERS:
            return place if text[place - 1] != "\u200d" else place - 1
    return limit
