"""A lock on a file that ends with its process, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from constellation_db.cancellation import Cancellation

_POLL_S = 0.02

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
    while True:
        file = path.open("ab")
        try:
            _lock(file)
            # Its last holder may have removed or renamed it between our open and our lock.
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


@contextmanager
def held(
    path: Path, timeout: float, busy: Exception, cancel: Cancellation | None = None
) -> Iterator[None]:
    """Hold a lock by the name of `path`, which exists only meanwhile.

    Waits for up to `timeout` seconds for another holder, then raises `busy`.
    """
    deadline = time.monotonic() + timeout
    while True:
        if cancel is not None:
            cancel.check()
        try:
            file = lock_file(path)
            break
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise busy from error
            time.sleep(_POLL_S)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; the empty one is used again
            path.unlink()
        file.close()
