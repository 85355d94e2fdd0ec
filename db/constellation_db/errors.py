"""What can go wrong with a store, as types, each with a sentence a person can act on."""

from __future__ import annotations

from pathlib import Path


class ConstellationError(Exception):
    """Base of every error the data layer raises on purpose.

    ``str(error)`` is one sentence for a person: what, where, and what to do.
    ``path`` is the file concerned, where one is; the cause is chained.
    """

    def __init__(self, sentence: str, *, path: Path | str | None = None) -> None:
        super().__init__(sentence)
        self.path = Path(path) if path is not None else None


class DatabaseNotFound(ConstellationError):
    """There is no file at the path, or its folder does not exist."""


class AccessDenied(ConstellationError):
    """The system does not let this user open the file or use its folder."""


class NotADatabase(ConstellationError):
    """The file is no SQLite database, or is another application's."""


class DatabaseLocked(ConstellationError):
    """Another process held the store for longer than the busy timeout."""


class DatabaseReadOnly(ConstellationError):
    """A write was asked of a store that is open, or may only be opened, for reading."""


class DiskFull(ConstellationError):
    """The disk, a quota or a file-size limit leaves no room for the write."""


class DatabaseCorrupt(ConstellationError):
    """SQLite found pages that contradict each other, or the file is cut short."""


class SchemaTooNew(DatabaseReadOnly):
    """The store records migrations that this version does not know."""


class MigrationFailed(ConstellationError):
    """A migration could not be applied or undone; the store is as it was before."""


class NotFoundError(ConstellationError):
    """The row to be changed does not exist."""


class InvalidValue(ConstellationError):
    """A value that the store's rules refuse; nothing was written."""


class Cancelled(ConstellationError):
    """The caller cancelled the work; nothing of it remains."""
