"""Reading the first bytes of a store's file without harming the locks on it.

On POSIX systems a process that closes any descriptor of a file loses all its locks on it, also
SQLite's (https://www.sqlite.org/howtocorrupt.html, section 2.2): another process then takes itself
for the last one and removes the WAL under an open connection. So a file that a part of this process
has open through SQLite is opened here once, and closed when the last of those parts is done.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# Elsewhere locks belong to handles.
_CLOSING_DROPS_LOCKS = os.name == "posix"

# struct flock of Linux: type, whence, start, length, process.
_FLOCK = "hhqqi"
# What SQLite locks of a file for reading: start and length, beyond any content.
_SHARED_LOCK = (0x4000_0002, 510)

if sys.platform == "linux":
    import fcntl


@dataclass
class _Kept:
    """Who has a path open, and the descriptors of all files seen under it since."""

    users: int = 0
    descriptors: dict[tuple[int, int], int] = field(default_factory=dict)


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}


@contextmanager
def kept(path: Path) -> Iterator[None]:
    """Say that this process has SQLite connections to the (resolved) path inside."""
    keep(path)
    try:
        yield
    finally:
        release(path)


def keep(path: Path) -> None:
    """Say that this process is about to have SQLite connections to the path."""
    with _lock:
        _kept.setdefault(str(path), _Kept()).users += 1


def release(path: Path) -> None:
    """Take one `keep` back, after the connections are closed."""
    with _lock:
        entry = _kept[str(path)]
        entry.users -= 1
        if entry.users:
            return
        del _kept[str(path)]
        for descriptor in entry.descriptors.values():
            os.close(descriptor)


def read(path: Path, size: int) -> bytes:
    """Return the first bytes of the file; raises `OSError`."""
    name = str(path)
    with _lock:
        entry = _kept.get(name)
        if entry is None or not _CLOSING_DROPS_LOCKS:
            with open(name, "rb") as file:  # noqa: PTH123 - on the way of every read
                return file.read(size)
        return os.pread(_descriptor(entry, name), size, 0)


def is_locked(path: Path) -> bool:
    """Whether another process holds SQLite's exclusive lock on a file that is kept.

    Asks without taking a lock: giving it back would drop our own. Only Linux is asked; elsewhere
    the answer is no.
    """
    if sys.platform != "linux":
        return False
    name = str(path)
    with _lock:
        entry = _kept.get(name)
        if entry is None:
            return False
        question = struct.pack(_FLOCK, fcntl.F_RDLCK, os.SEEK_SET, *_SHARED_LOCK, 0)
        answer = fcntl.fcntl(_descriptor(entry, name), fcntl.F_GETLK, question)
        kind, *_holder = struct.unpack(_FLOCK, answer)
        return bool(kind != fcntl.F_UNLCK)


def _descriptor(entry: _Kept, name: str) -> int:
    status = os.stat(name)  # noqa: PTH116
    descriptor = entry.descriptors.get((status.st_dev, status.st_ino))
    if descriptor is None:
        descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
        status = os.fstat(descriptor)
        entry.descriptors[status.st_dev, status.st_ino] = descriptor
    return descriptor
