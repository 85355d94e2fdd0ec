"""What takes a while to find out of a path: who wrote it last, and how many lines in all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import monotonic

from constellation_db import ConstellationError, Database, OutputRow
from constellation_gui.diff.background import DiffError, changes_between
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.path_entries import PathEntry, PathQuery, writers_of
from constellation_gui.wording import tr

# What was found out by then is shown, in seconds.
_STRETCH_S = 0.1
# More than that is not compared for a list.
_MOST_VERSIONS, _MOST_BYTES = 1_000, 50_000_000

Check = Callable[[], object]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Who wrote the last of the versions, and the lines that all of them added and removed.

    Lines are None where they are not known, or too many versions to compare.
    """

    author: str
    added: int | None
    removed: int | None


class FactsReader:
    """Finds out about paths, in one worker thread at a time; what it learns of agents it keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names: dict[str, str] = {}
        self._family: tuple[str | None, Collection[str] | None] = (None, None)

    def some(
        self, entries: Sequence[PathEntry], query: PathQuery, check: Check
    ) -> list[tuple[PathEntry, FileFacts]]:
        """Find out about the first of some paths: as many as a moment allows, one at least.

        Only versions of the query count. Raises `ConstellationError`.
        """
        began = monotonic()
        writers = self._writers(query)
        found = []
        for entry in entries:
            check()
            with self._database.snapshot():
                facts = _facts(self._database, entry, query, writers, self._names, check)
            found.append((entry, facts))
            if monotonic() - began > _STRETCH_S:
                break
        return found

    def _writers(self, query: PathQuery) -> Collection[str] | None:
        """Return the agents whose versions count, None for everyone; a family is kept."""
        if not query.of_family:
            return writers_of(self._database, query)
        if self._family[0] != query.agent_id:
            self._family = query.agent_id, writers_of(self._database, query)
        return self._family[1]


def _facts(
    database: Database,
    entry: PathEntry,
    query: PathQuery,
    writers: Collection[str] | None,
    names: dict[str, str],
    check: Check,
) -> FileFacts:
    last = database.outputs.row(entry.latest_id)
    author = None if last is None else last.agent_id
    if author is not None:
        learn_names(database, {author}, names)
    lines: tuple[int | None, int | None] = (None, None)
    if entry.path is not None:
        versions = database.outputs.versions(entry.latest_id, limit=_MOST_VERSIONS + 1)
        lines = _lines(database, versions[::-1], query, writers, check)
    return FileFacts(names.get(author or "", ""), *lines)


def _lines(
    database: Database,
    versions: Sequence[OutputRow],
    query: PathQuery,
    writers: Collection[str] | None,
    check: Check,
) -> tuple[int | None, int | None]:
    """Add up what versions, oldest first, changed; each against what it kept or the one before."""
    sizes = database.outputs.sizes([row.id for row in versions])
    if len(versions) > _MOST_VERSIONS or sum(sizes.values()) > _MOST_BYTES:
        return None, None
    added = removed = 0
    before, known = b"", False
    for row in versions:
        check()
        found = database.outputs.contents(row.id)
        if found is None or found.content is None:
            continue
        kept = found.previous_content
        if query.counts(row, writers):
            changes = _changes(before if kept is None else kept, found.content, check)
            added, removed = added + changes[0], removed + changes[1]
            known = True
        before = found.content
    return (added, removed) if known else (None, None)


def _changes(old: bytes, new: bytes, check: Check) -> tuple[int, int]:
    try:
        found = changes_between(old, new, check, urgent=False)
    except DiffError as error:
        raise ConstellationError(
            tr("The versions could not be compared: {error}").format(error=error)
        ) from error
    return found.added, found.removed
