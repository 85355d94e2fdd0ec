"""The other process: reads pairs of texts from standard input, answers which of their lines differ.

It imports nothing of Qt, serves one pair after the other, and ends with its standard input.
"""

from __future__ import annotations

import signal
import struct
import sys
from collections.abc import Iterator
from typing import IO, NamedTuple

from constellation_gui.diff.changes import Changes, find_changes, libgit2
from constellation_gui.diff.options import DEFAULT, DiffOptions

# What a frozen application is called with in order to be this process.
ARGUMENT = "--compare-texts"

# Before a pair: the flags of its options and the lengths of both; before an answer: its length.
_REQUEST = struct.Struct("=QQQ")
_ANSWER = struct.Struct("=Q")


class Pair(NamedTuple):
    """What is to be compared."""

    old: bytes
    new: bytes
    options: DiffOptions = DEFAULT


def ask(stream: IO[bytes], pair: Pair) -> None:
    """Write a pair to the other process."""
    flags = pair.options.flags
    for part in (_REQUEST.pack(flags, len(pair.old), len(pair.new)), pair.old, pair.new):
        stream.write(part)
    stream.flush()


def answer(stream: IO[bytes]) -> Changes:
    """Read the changes of the pair that was asked for; raises `EOFError` if they do not come."""
    found = Changes()
    found.numbers.frombytes(_read(stream, *_ANSWER.unpack(_read(stream, _ANSWER.size))))
    return found


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every pair until there are no more."""
    for pair in _pairs(requests):
        found = find_changes(*pair).numbers.tobytes()
        answers.write(_ANSWER.pack(len(found)))
        answers.write(found)
        answers.flush()


def main() -> None:
    """Serve the program that began this process."""
    # Interrupting the program from a terminal reaches its whole group; it ends this one itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    libgit2()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def _pairs(stream: IO[bytes]) -> Iterator[Pair]:
    while header := stream.read(_REQUEST.size):
        flags, *lengths = _REQUEST.unpack(header)
        old, new = (_read(stream, length) for length in lengths)
        yield Pair(old, new, DiffOptions.of_flags(flags))


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


if __name__ == "__main__":
    main()
