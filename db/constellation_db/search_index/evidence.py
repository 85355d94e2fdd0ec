"""What shows that nothing was written to a store: its files are, to the nanosecond, as they were.

Every commit writes to the store's file or its WAL, and so changes a size, a time of modification
or a time of change, which no program can set back. What that cannot tell is a write in the same
tick of the clock, and a commit that was written but not yet visible when the store was read; so
evidence is only taken of files that have rested.

Windows may note when a file was written only when its writer closes it: there is no evidence there,
and an index only says where to look first.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from constellation_db.cancellation import Cancellation

# Longer than a file system's coarsest tick, and than a commit waits for its disk.
REST_S = 2.0
_POLL_S = 0.05

Evidence = tuple[tuple[int, ...], tuple[int, ...] | None]


def of(store: Path) -> Evidence | None:
    """Return the evidence as of now; None where there is no store, or nothing is proof."""
    if sys.platform == "win32":
        return None
    name = str(store)
    main = _stamp(name)
    wal = _stamp(f"{name}-wal")
    if main is None:
        return None
    return main, None if wal is None or wal[1] == 0 else wal


def rested(evidence: Evidence, seconds: float) -> bool:
    """Whether the last write was longer ago than that."""
    main, wal = evidence
    newest = max(max(stamp[2:]) for stamp in (main, wal) if stamp is not None)
    return time.time_ns() - newest > seconds * 1e9


def when_rested(store: Path, cancel: Cancellation | None) -> Evidence | None:
    """Return the evidence once the store has rested, None if it does not in a while."""
    until = time.monotonic() + 2 * REST_S
    while True:
        found = of(store)
        if found is not None and rested(found, REST_S):
            return found
        if found is None or time.monotonic() > until:
            return None
        if cancel is not None:
            cancel.check()
        time.sleep(min(_POLL_S, REST_S))


def _stamp(name: str) -> tuple[int, ...] | None:
    try:
        status = os.stat(name)  # noqa: PTH116 - on the way of every search
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
