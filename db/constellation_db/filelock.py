"""A lock on a file that ends with its process, however it ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(str(error)) from error
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        # flock, not lockf: SQLite's own locks on the file are of the other family and drop every
        # lock of that family when any descriptor of the file closes.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock_file(path: Path) -> BinaryIO:
    """Open `path` (created if absent) and lock it until the returned file is closed.

    Raises `BlockingIOError` at once if a living process holds it.
    """
    file = path.open("ab")
    try:
        _lock(file)
    except BaseException:
        file.close()
        raise
    return file
