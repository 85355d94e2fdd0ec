"""A version of an output against what it was before: read and compared in a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from constellation_db import Cancellation, ConstellationError, Database, OutputRow
from constellation_gui.diff.background import DiffError
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.options import DEFAULT, DiffOptions
from constellation_gui.models.seen_texts import (
    MOST_BYTES,
    PREVIEW_BYTES,
    SeenTexts,
    compare_seen,
    preview,
)
from constellation_gui.wording import tr

# Versions without content are skipped when the one before is looked for, but not for ever.
_MOST_SKIPPED = 50


class _Facts(NamedTuple):
    """What a version is compared with, as `Examined` has it."""

    before: OutputRow | None
    kept: bool
    skipped: int
    differs: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a version.

    `content` is None where the row holds none. What was `seen` is compared with `before`'s content,
    or with what the row itself kept of it (`kept`); of a first version, with nothing. `skipped`
    counts the versions in between that hold no content. `differs` says that the version before
    holds something else than the row kept; `chosen` that the person chose what to compare with. Of
    a very long version `content` is only the beginning, and `size` the bytes of all of it; nothing
    is compared then.
    """

    row: OutputRow
    content: Lines | None
    seen: SeenTexts | None
    before: OutputRow | None = None
    kept: bool = False
    skipped: int = 0
    differs: bool = False
    chosen: bool = False
    size: int | None = None

    @property
    def comparison(self) -> Comparison | None:
        """What became of the text before."""
        return None if self.seen is None else self.seen.comparison

    @property
    def first(self) -> bool:
        """Whether there was nothing to compare with."""
        return self.before is None and not self.kept


def examine(
    database: Database,
    row: OutputRow,
    cancellation: Cancellation,
    against: OutputRow | None = None,
    *,
    options: DiffOptions = DEFAULT,
    whole: bool = False,
) -> Examined:
    """Read a version, and compare it with the content it kept or else with the version before.

    Compares it with `against` instead, if that is given. Of a very long one only the beginning is
    read, unless `whole` asks for all. Raises `ConstellationError` where the comparison fails,
    `Cancelled` when it is cancelled.
    """
    check = cancellation.check
    with database.snapshot():
        size = None if whole else long_size(database, row, against)
        if size is not None:
            found = database.outputs.contents(row.id, limit=PREVIEW_BYTES)
            head = b"" if found is None or found.content is None else preview(found.content)
            return Examined(row, _named(Lines(head, check), row), None, size=size)
        found = database.outputs.contents(row.id)
        content = found.content if found is not None else None
        kept = found.previous_content if found is not None else None
        before, skipped, old = _compared_with(database, row, against)
        chosen = against is not None
        is_kept = kept is not None and not chosen
        differs = is_kept and before is not None and old != kept
        if is_kept:
            before, skipped, old = None, 0, kept
    facts = _Facts(before, is_kept, skipped, differs, chosen)
    if content is None:
        return Examined(row, None, None, *facts)
    if against is not None and old is None:
        raise ConstellationError(tr("The version to compare with holds no content."))
    try:
        seen = compare_seen(old or b"", content, row.path or "", check, options)
    except DiffError as error:
        raise ConstellationError(
            tr(
                "The versions could not be compared: {error} Their content can still be read."
            ).format(error=error)
        ) from error
    lines = _named(Lines(content, check), row) if seen.binary else seen.comparison.new
    return Examined(row, lines, seen, *facts)


def long_size(database: Database, row: OutputRow, against: OutputRow | None) -> int | None:
    """Return the bytes of a version if it, or what it is compared with, is very long; else None."""
    other = against or database.outputs.previous(row.id)
    sizes = database.outputs.sizes([row.id] if other is None else [row.id, other.id])
    if max(sizes.values(), default=0) <= MOST_BYTES:
        return None
    return sizes.get(row.id)


def _compared_with(
    database: Database, row: OutputRow, against: OutputRow | None
) -> tuple[OutputRow | None, int, bytes | None]:
    if against is None:
        return _version_before(database, row)
    found = database.outputs.contents(against.id)
    return against, 0, None if found is None else found.content


def _named(lines: Lines, row: OutputRow) -> Lines:
    lines.name = row.path or ""
    return lines


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
