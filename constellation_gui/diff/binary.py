"""Bytes that are no text: how they are told, and how they are shown beside each other."""

from __future__ import annotations

from typing import NamedTuple

from constellation_gui.diff.words import common_length

# As Git does, only the beginning is looked at.
_FIRST_BYTES = 8_000
# Of what is not NUL, more of it than this is in no text that anybody writes.
_MOST_CONTROLS = 0.1
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_WIDTH = 16  # bytes of a line
_MOST = 4_096  # bytes that are shown of each
_BEFORE = 256  # of them before the first that differs
_PRINTABLE = bytes(each if 32 <= each < 127 else ord(".") for each in range(256))


class Dumps(NamedTuple):
    """Two texts that say which bytes there are, from the byte `start` on, counted from 0."""

    old: bytes
    new: bytes
    start: int
    cut: bool


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text: they hold a NUL, and besides what no text holds.

    A NUL alone says little: agents write some into texts, and these are to be read.
    """
    head = data[:_FIRST_BYTES]
    if b"\0" not in head:
        return False
    if len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head):
        return True
    try:
        # What was cut may be half a character.
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) == len(head) or error.start < len(head) - 3
    return False


def dumps(old: bytes, new: bytes) -> Dumps:
    """Return both as lines of hexadecimal numbers, around the first byte that differs."""
    common = common_length(old, new)
    start = 0
    if common + _WIDTH > _MOST:
        start = max(0, common - _BEFORE) // _WIDTH * _WIDTH
    cut = start > 0 or max(len(old), len(new)) > start + _MOST
    return Dumps(_dump(old, start), _dump(new, start), start, cut)


def _dump(data: bytes, start: int) -> bytes:
    end = min(len(data), start + _MOST)
    lines = []
    for at in range(start, end, _WIDTH):
        row = data[at : min(at + _WIDTH, end)]
        half = _WIDTH // 2
        numbers = f"{row[:half].hex(' '):<23}  {row[half:].hex(' '):<23}"
        lines.append(f"{at:08x}  {numbers}  {row.translate(_PRINTABLE).decode('ascii')}\n")
    return "".join(lines).encode()
