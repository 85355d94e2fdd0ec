"""The world's faults as notices: which ways on each kind of fault leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from constellation_db import (
    AccessDenied,
    ConstellationError,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    DatabaseReadOnly,
    DiskFull,
    NotADatabase,
)
from constellation_gui.notice import Notice, Step

RETRY, READ_ONLY, CHOOSE, SAMPLE = "Try Again", "Open Read-Only", "Choose Another…", "Open Sample"

# What helps when a store cannot be opened, by kind of fault; the first that fits counts.
_WAYS_ON: tuple[tuple[type[ConstellationError], tuple[str, ...]], ...] = (
    (DatabaseNotFound, (CHOOSE, SAMPLE)),
    (NotADatabase, (CHOOSE,)),
    (DatabaseLocked, (RETRY, CHOOSE)),
    (DatabaseReadOnly, (READ_ONLY, CHOOSE)),
    (AccessDenied, (RETRY, CHOOSE)),
    (DiskFull, (RETRY, READ_ONLY)),
    (DatabaseCorrupt, (RETRY, CHOOSE)),
    (ConstellationError, (RETRY, CHOOSE)),
)


def explain_opening(error: ConstellationError, ways: Mapping[str, Callable[[], object]]) -> Notice:
    """Return the notice for a store that could not be opened; `ways` does what each way says."""
    captions = next(captions for kind, captions in _WAYS_ON if isinstance(error, kind))
    steps = tuple(Step(caption, ways[caption]) for caption in captions if caption in ways)
    return Notice("opening", "error", str(error), steps)
