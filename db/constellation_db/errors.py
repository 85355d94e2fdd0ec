"""What can go wrong with a store, as types, each with a sentence a person can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_GAP = re.compile(r"\{(\w+)\}")


class ConstellationError(Exception):
    """Base of every error the data layer raises on purpose.

    ``str(error)`` is one sentence for a person: what, where, and what to do.
    ``path`` is the file concerned, where one is; the cause is chained.

    ``sentence`` is the same with gaps, ``{path}`` one of them, and ``values`` what belongs into
    each: `filled` puts them into a translation. What has no value is no gap.
    """

    def __init__(self, sentence: str, *, path: Path | str | None = None, **values: object) -> None:
        self.path = Path(path) if path is not None else None
        given = values if path is None else {"path": path, **values}
        self.sentence = sentence
        self.values = {name: str(value) for name, value in given.items()}
        super().__init__(self.filled(sentence))

    def filled(self, sentence: str) -> str:
        """Return a sentence, in any language, with the values of this error in its gaps."""
        return _GAP.sub(lambda gap: self.values.get(gap[1], gap[0]), sentence)

    def as_data(self) -> dict[str, Any]:
        """Return the error as data that JSON can hold, for another process; see `of_data`."""
        path = None if self.path is None else str(self.path)
        kind = type(self).__name__
        return {"kind": kind, "sentence": self.sentence, "path": path, "values": self.values}

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> ConstellationError:
        """Return the error that another process told with `as_data`."""
        kind = globals().get(data["kind"], ConstellationError)
        values = {name: value for name, value in data["values"].items() if name != "path"}
        error: ConstellationError = kind(data["sentence"], path=data["path"], **values)
        return error


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
