"""The other process: reads two texts from standard input, answers with the lines that differ."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable
from itertools import chain
from typing import IO

from constellation_gui.diff.changes import Change, find_changes

# Before the two texts stands the length of the first one.
_HEADER = struct.Struct("=Q")


def write_request(file: IO[bytes], old: bytes, new: bytes) -> None:
    """Write what `main` expects on standard input."""
    for part in (_HEADER.pack(len(old)), old, new):
        file.write(part)


def answer(changes: Iterable[Change]) -> bytes:
    """Return what `main` writes to standard output."""
    return array("q", chain.from_iterable(changes)).tobytes()


def parse_answer(data: bytes) -> list[Change]:
    """Return the changes of an answer; raises `ValueError` if it is not whole."""
    numbers = array("q")
    numbers.frombytes(data)
    parts = iter(numbers)
    return [Change(*four) for four in zip(parts, parts, parts, parts, strict=True)]


def main() -> None:
    """Serve one request."""
    asked = sys.stdin.buffer.read()
    (length,) = _HEADER.unpack_from(asked)
    texts = asked[_HEADER.size :]
    sys.stdout.buffer.write(answer(find_changes(texts[:length], texts[length:])))


if __name__ == "__main__":
    main()
