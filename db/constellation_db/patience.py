"""Connections that wait out the moment in which a reader mistakes a live writer for a dead one.

A connection that maps the shared memory of a WAL read-only cannot repair it. Where the header it
reads there is half written, it asks whether a writer is at work; one that finished just then looks
like one that was killed in the middle, and SQLite answers SQLITE_READONLY_RECOVERY (with a new WAL
also SQLITE_READONLY_CANTINIT) instead of looking again. Some ten in a million reads beside two
busy writers do.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any, TypeVar

# How long the store of a writer that was really killed is asked again; a live one takes a moment.
PATIENCE_S = 1.0
_PAUSE_S = 0.001
_MISTAKEN = (sqlite3.SQLITE_READONLY_RECOVERY, sqlite3.SQLITE_READONLY_CANTINIT)

Result = TypeVar("Result")


class PatientConnection(sqlite3.Connection):
    """A connection whose statements, before their first row, ask again for up to `PATIENCE_S`."""

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor."""
        return super().cursor(_PatientCursor if factory is None else factory)

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """Run a statement on a cursor of its own; the driver's `execute` would not ask `cursor`."""
        cursor: sqlite3.Cursor = self.cursor().execute(*args)
        return cursor

    def blobopen(self, *args: Any, **options: Any) -> sqlite3.Blob:
        """Open a value for reading in pieces, as a statement of its own."""
        return _patiently(super().blobopen, *args, **options)


class _PatientCursor(sqlite3.Cursor):
    def execute(self, *args: Any) -> _PatientCursor:
        try:
            return super().execute(*args)
        except sqlite3.OperationalError as error:
            if not _is_mistaken(error):
                raise
        return _patiently(super().execute, *args)


def _patiently(call: Callable[..., Result], *args: Any, **options: Any) -> Result:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return call(*args, **options)
        except sqlite3.OperationalError as error:
            if not _is_mistaken(error) or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE_S)


def _is_mistaken(error: sqlite3.OperationalError) -> bool:
    return getattr(error, "sqlite_errorcode", None) in _MISTAKEN
