"""Which stores the windows of this process have open for reading only, or are preparing.

SQLite has one view of a file's shared memory in a process, and whoever opens it first says whether
it can be written. A writer beside a reader would find it closed to writing, and one that reads a
copied store without locks would drop the writer's when it closes
(https://www.sqlite.org/howtocorrupt.html, section 2.2). A reader beside a writer is no trouble.
"""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path


class StoresInUse:
    """Shared by all windows of the process; may be asked on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: Counter[Path] = Counter()
        self._preparing: set[Path] = set()

    def enter(self, path: Path, *, reading: bool) -> Use:
        """Note that a store is about to be opened, for reading only if `reading` or it must be."""
        with self._lock:
            refused = not reading and self._reading[path] > 0
            self._reading[path] += reading or refused
        return Use(self, path, reading=reading or refused, refused=refused)

    def begin_preparing(self, path: Path) -> bool:
        """Note that a window prepares a store; False where another one does already."""
        with self._lock:
            if path in self._preparing:
                return False
            self._preparing.add(path)
            return True

    def end_preparing(self, path: Path) -> None:
        """Note that the window is done with it."""
        with self._lock:
            self._preparing.discard(path)

    def _count(self, path: Path, step: int) -> None:
        with self._lock:
            self._reading[path] += step


class Use:
    """One window's use of a store, from before it is opened until after it is closed.

    `reading` says that it must be opened for reading only, `refused` that this is for the sake of
    another window, although writing was asked for.
    """

    def __init__(self, stores: StoresInUse, path: Path, *, reading: bool, refused: bool) -> None:
        self.reading = reading
        self.refused = refused
        self._stores = stores
        self._path = path

    def only_read(self) -> None:
        """Note that it can be opened for reading only after all."""
        if not self.reading:
            self.reading = True
            self._stores._count(self._path, 1)

    def leave(self) -> None:
        """Note that everything of it is closed."""
        if self.reading:
            self.reading = False
            self._stores._count(self._path, -1)
