"""A version of an output against what it was before: read and compared in a worker thread."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import Cancellation, ConstellationError, Database, OutputRow
from constellation_gui.diff.background import DiffError, compare
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines

# Versions without content are skipped when the one before is looked for, but not for ever.
_MOST_SKIPPED = 50


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a version.

    `content` is None where the row holds none. `comparison` is with `before`'s content, or with
    what the row itself kept of it (`kept`); of a first version, with nothing. `skipped` counts the
    versions in between that hold no content. `differs` says that the version before holds something
    else than the row kept; `chosen` that the person chose what to compare with.
    """

    row: OutputRow
    content: Lines | None
    comparison: Comparison | None
    before: OutputRow | None
    kept: bool
    skipped: int
    differs: bool = False
    chosen: bool = False

    @property
    def first(self) -> bool:
        """Whether there was nothing to compare with."""
        return self.before is None and not self.kept


def examine(
    database: Database,
    row: OutputRow,
    cancellation: Cancellation,
    against: OutputRow | None = None,
) -> Examined:
    """Read a version, and compare it with the content it kept or else with the version before.

    Compares it with `against` instead, if that is given.
    Raises `ConstellationError` where the comparison fails, `Cancelled` when it is cancelled.
    """
    check = cancellation.check
    with database.snapshot():
        found = database.outputs.contents(row.id)
        content = found.content if found is not None else None
        kept = found.previous_content if found is not None else None
        before: OutputRow | None = against
        if against is not None:
            kept, differs = None, False
            skipped, old = 0, _content(database, against)
        else:
            before, skipped, old = _version_before(database, row)
            differs = kept is not None and before is not None and old != kept
            if kept is not None:
                before, skipped, old = None, 0, kept
    facts = before, kept is not None, skipped, differs, against is not None
    if content is None:
        return Examined(row, None, None, *facts)
    if against is not None and old is None:
        raise ConstellationError("The version to compare with holds no content.")
    try:
        comparison = compare(old or b"", content, check)
    except DiffError as error:
        raise ConstellationError(
            f"The versions could not be compared: {error} Their content can still be read."
        ) from error
    return Examined(row, comparison.new, comparison, *facts)


def _version_before(
    database: Database, row: OutputRow
) -> tuple[OutputRow | None, int, bytes | None]:
    """Return the nearest earlier version that holds content, how many do not, and the content."""
    before = database.outputs.previous(row.id)
    for skipped in range(_MOST_SKIPPED):
        if before is None:
            break
        found = database.outputs.contents(before.id)
        if found is not None and found.content is not None:
            return before, skipped, found.content
        before = database.outputs.previous(before.id)
    return None, 0, None


def _content(database: Database, row: OutputRow) -> bytes | None:
    found = database.outputs.contents(row.id)
    return None if found is None else found.content
