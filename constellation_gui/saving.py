"""Writing a file that a person asked for: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from constellation_db import ConstellationError
from constellation_db.faults import translate

# A name may have 255 bytes; the temporary one is longer than the file's own.
_LONGEST_PREFIX = 50


def save_whole(path: Path, content: bytes) -> ConstellationError | None:
    """Write a file under another name, and give it its own once the disk has it.

    An older file stays whole until then. Returns what went wrong, None if nothing did.
    """
    return save_pieces(path, (content,))


def save_pieces(path: Path, pieces: Iterable[bytes]) -> ConstellationError | None:
    """Write a file as `save_whole` does, piece by piece: it may be larger than memory.

    What `pieces` raises leaves nothing behind either.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:_LONGEST_PREFIX]}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(usual_mode())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        fault = translate(error, path)
        if fault is None:
            raise
        return fault
    return None


def usual_mode(most: int = 0o666) -> int:
    """Return what a new file may be used for; a temporary one is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return most & ~mask
