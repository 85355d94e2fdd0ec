"""The files of a review: what each was before, what it is after, and how far that is known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from time import monotonic
from typing import TypeVar

from constellation_db import ChangedPath, ConstellationError, Database, Key, Scope
from constellation_db.repositories.contents import OutputContents
from constellation_gui.diff.background import DiffError, changes_between, compare
from constellation_gui.diff.binary import is_binary
from constellation_gui.diff.changes import Changes
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.options import DEFAULT, DiffOptions
from constellation_gui.models.seen_texts import (
    MOST_BYTES,
    PREVIEW_BYTES,
    SeenTexts,
    compare_seen,
)
from constellation_gui.wording import tr

T = TypeVar("T")

# Versions without content are skipped when the one before is looked for, but not for ever.
_MOST_SKIPPED = 50
# What was found out by then is shown, in seconds; and files at most that are read in one go.
_STRETCH_S = 0.1
STRETCH = 40


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """Whose changes, of which project, behind one version of it and up to another; see `Key`."""

    project_id: str
    agent_id: str | None = None
    descendants: bool = True
    after: Key | None = None
    until: Key | None = None

    @property
    def scope(self) -> Scope:
        """The part of the store that wrote them."""
        return Scope(self.project_id, self.agent_id, self.descendants)


class State(StrEnum):
    """What became of a file; a store knows none that was deleted, only those with nothing left."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    EMPTIED = "emptied"
    SAME = "as before"
    UNRECORDED = "no content"
    LONG = "very long"  # and therefore neither compared nor counted

    @property
    def said(self) -> str:
        """What it is called."""
        return _SAID[self]


_SAID = {
    State.NEW: tr("new", "a file"),
    State.MOVED: tr("moved", "a file"),
    State.CHANGED: tr("changed", "a file"),
    State.EMPTIED: tr("emptied", "a file"),
    State.SAME: tr("as before", "a file"),
    State.UNRECORDED: tr("no content", "a file"),
    State.LONG: tr("very long", "a file"),
}
_UNKNOWN = tr("What became of {path} could not be found out: {error}")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file before and after; contents are None where none was recorded.

    `created` says that there was none before. `kept` says that `old` is what the first version kept
    of what it replaced, `differs` that the version before holds something else. `long` are the
    bytes of a very long one, of which only the beginning was read.
    """

    changed: ChangedPath
    old: bytes | None
    new: bytes | None
    created: bool
    kept: bool
    differs: bool
    long: int | None = None

    @property
    def state(self) -> State:
        """What became of it, by itself; whether it was moved, only all files together tell."""
        if self.long is not None:
            return State.LONG
        if self.new is None or (self.old is None and not self.created):
            return State.UNRECORDED
        if self.created:
            return State.NEW
        if self.old == self.new:
            return State.SAME
        return State.CHANGED if self.new else State.EMPTIED

    def compare(self, check: Callable[[], object]) -> Comparison | None:
        """Return what became of the text, None if it is not known; raises `ConstellationError`."""
        return self._known(partial(compare, check=check))

    def changes(self, check: Callable[[], object]) -> Changes:
        """Return which lines differ, none if it is not known; raises `ConstellationError`.

        For lists: a large text gives way to what a person waits for.
        """
        return self._known(partial(changes_between, check=check, urgent=False)) or Changes()

    def see(self, check: Callable[[], object], options: DiffOptions = DEFAULT) -> SeenTexts | None:
        """Return what is shown of it, None if it is not known; raises `ConstellationError`."""
        name = self.changed.path
        return self._known(lambda old, new: compare_seen(old, new, name, check, options))

    def _known(self, compared: Callable[[bytes, bytes], T]) -> T | None:
        if self.state in (State.UNRECORDED, State.LONG):
            return None
        try:
            return compared(self.old or b"", self.new or b"")
        except DiffError as error:
            raise ConstellationError(
                _UNKNOWN.format(path=self.changed.path, error=error)
            ) from error


@dataclass(frozen=True, slots=True)
class Counted:
    """How much changed in a file. `digest` stands for what is gone from it, or is new in it."""

    state: State
    added: int
    removed: int
    binary: bool
    differs: bool
    digest: bytes | None = None


def read_paths(database: Database, query: ReviewQuery) -> list[ChangedPath]:
    """Return what changed in the project, by path; what is done in others is told there."""
    found = database.outputs.changed_paths(query.scope, after=query.after, until=query.until)
    return [each for each in found if each.project_id == query.project_id]


def read_change(database: Database, changed: ChangedPath, *, whole: bool = False) -> FileChange:
    """Read a file before and after; of a very long one the beginning, unless the `whole` is."""
    reader = _Reader(database, whole)
    with database.snapshot():
        first = reader.contents(changed.first_id)
        last = first if changed.last_id == changed.first_id else reader.contents(changed.last_id)
        before = reader.content_before(changed.before_id)
    kept = None if first is None else first.previous_content
    return FileChange(
        changed,
        before if kept is None else kept,
        None if last is None else last.content,
        created=changed.before_id is None and not kept,
        kept=kept is not None,
        differs=kept is not None and changed.before_id is not None and before not in (kept, None),
        long=reader.longest if reader.longest > MOST_BYTES and not whole else None,
    )


def count(change: FileChange, check: Callable[[], object]) -> Counted:
    """Count what changed in a file; raises `ConstellationError`."""
    changes, state = change.changes(check), change.state
    there = {State.NEW: change.new, State.EMPTIED: change.old}.get(state)
    return Counted(
        state,
        changes.added,
        changes.removed,
        any(is_binary(text or b"") for text in (change.old, change.new)),
        change.differs,
        hashlib.sha256(there).digest() if there else None,
    )


def count_some(
    database: Database, files: Sequence[ChangedPath], check: Callable[[], object]
) -> list[tuple[ChangedPath, Counted]]:
    """Count what changed in the first of the files: as many as a moment allows, one at least."""
    began = monotonic()
    found = []
    for changed in files:
        check()
        found.append((changed, _counted(database, changed, check)))
        if monotonic() - began > _STRETCH_S:
            break
    return found


def text_of(change: FileChange) -> Lines:
    """Return the file as it is after; empty where nothing was recorded."""
    return Lines(change.new or b"")


def _counted(database: Database, changed: ChangedPath, check: Callable[[], object]) -> Counted:
    return count(read_change(database, changed), check)


class _Reader:
    """Reads versions whole, very long ones up to a limit; `longest` are the bytes of the longest.

    Most are short, and one statement reads them.
    """

    def __init__(self, database: Database, whole: bool) -> None:
        self.longest = 0
        self._outputs = database.outputs
        self._whole = whole

    def contents(self, output_id: str) -> OutputContents | None:
        found = self._outputs.contents(output_id, limit=None if self._whole else PREVIEW_BYTES)
        if found is None:
            return None
        self.longest = max(self.longest, found.longest)
        if PREVIEW_BYTES < found.longest <= MOST_BYTES and not self._whole:
            return self._outputs.contents(output_id)
        return found

    def content_before(self, output_id: str | None) -> bytes | None:
        """Return the content of a version, or of the nearest before it that holds any."""
        for _skipped in range(_MOST_SKIPPED):
            if output_id is None:
                break
            found = self.contents(output_id)
            if found is not None and found.content is not None:
                return found.content
            before = self._outputs.previous(output_id)
            output_id = None if before is None else before.id
        return None
