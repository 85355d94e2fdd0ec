"""The other process: reads two texts from standard input, answers with the lines that differ."""

from __future__ import annotations

import struct
import sys
from typing import IO

from constellation_gui.diff.changes import Changes, find_changes

# Before the two texts stands the length of the first one.
_HEADER = struct.Struct("=Q")


def write_request(file: IO[bytes], old: bytes, new: bytes) -> None:
    """Write what `main` expects on standard input."""
    for part in (_HEADER.pack(len(old)), old, new):
        file.write(part)


def parse_answer(data: bytes) -> Changes:
    """Return the changes of an answer."""
    found = Changes()
    found.numbers.frombytes(data)
    return found


def main() -> None:
    """Serve one request."""
    asked = sys.stdin.buffer.read()
    (length,) = _HEADER.unpack_from(asked)
    texts = asked[_HEADER.size :]
    found = find_changes(texts[:length], texts[length:])
    sys.stdout.buffer.write(found.numbers.tobytes())


if __name__ == "__main__":
    main()
