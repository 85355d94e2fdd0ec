"""How a session file stands to what was imported of it before: whether it is the same, grown on."""

from __future__ import annotations

import os
from typing import BinaryIO

from constellation_db.importing.naming import fingerprint
from constellation_db.importing.source import Found, Source
from constellation_db.importing.storing import Position

DOCUMENT = -1  # in the place of lines: the file was read as one text
HEAD = 1 << 10  # bytes by which a file is known again


def head(file: BinaryIO, length: int) -> str:
    """Return what a file is known again by: the fingerprint of its first bytes, and how many."""
    file.seek(0)
    return f"{length}:{fingerprint(file.read(length).hex())}"


def goes_on(file: BinaryIO, known: Position, *, grows: bool) -> bool:
    """Whether a file is the one that was read up to a position, with at most more at its end."""
    size = os.fstat(file.fileno()).st_size
    if size != known.place and not (size > known.place and grows and known.line != DOCUMENT):
        return False
    return head(file, int(known.head.partition(":")[0])) == known.head


def imported(found: Found, known: Position | None, source: Source) -> int:
    """Return how many bytes of a file an import leaves out: those that it read before.

    All of them where no more than the beginning of a line was added.
    """
    if known is None:
        return 0
    try:
        with found.path.open("rb") as file:
            grows = found.size == known.place or source.grows(file)
            if not goes_on(file, known, grows=grows):
                return 0
            return known.place if _has_more(file, known, source) else found.size
    except OSError:  # the import will say so
        return 0


def _has_more(file: BinaryIO, known: Position, source: Source) -> bool:
    if known.line == DOCUMENT:
        return False
    file.seek(known.place)
    line = next(source.lines(file, known.line), None)
    return line is not None and not line.unfinished
