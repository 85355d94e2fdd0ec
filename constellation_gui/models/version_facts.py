"""What takes a while to find out of a version: how much it changed, and why it was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from constellation_db import ChangedPath, Database, OutputRow
from constellation_gui.models.blame_intents import intent_of
from constellation_gui.models.review_files import State, count, read_change

# What was found out by then is shown, in seconds.
_STRETCH_S = 0.1
# Larger ones are not counted for a list: their diff tells.
_MOST_COUNTED = 8_000_000  # bytes


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """How many lines were added and removed, None where that is not known or too much to count.

    `said` is how the message begins whose call wrote it, or the call; empty where none is known.
    `differs` says that the row kept another text as the one before than the version before holds.
    """

    added: int | None
    removed: int | None
    said: str
    differs: bool = False


def facts_of_some(
    database: Database, rows: Sequence[OutputRow], check: Callable[[], object]
) -> list[tuple[str, VersionFacts]]:
    """Find out about the first of some versions: as many as a moment allows, one at least.

    Raises `ConstellationError`.
    """
    began = monotonic()
    found = []
    for row in rows:
        check()
        found.append((row.id, _facts(database, row, check)))
        if monotonic() - began > _STRETCH_S:
            break
    return found


def _facts(database: Database, row: OutputRow, check: Callable[[], object]) -> VersionFacts:
    intent = intent_of(database, row)
    said = "" if intent is None else intent.said or intent.call
    with database.snapshot():
        before = database.outputs.previous(row.id)
        ids = [row.id] if before is None else [row.id, before.id]
        sizes = database.outputs.sizes(ids)
        if row.id not in sizes or sum(sizes.values()) > _MOST_COUNTED:
            return VersionFacts(None, None, said)
        change = read_change(database, _alone(row, before))
    counted = count(change, check)
    if counted.state is State.UNRECORDED:
        return VersionFacts(None, None, said)
    return VersionFacts(counted.added, counted.removed, said, counted.differs)


def _alone(row: OutputRow, before: OutputRow | None) -> ChangedPath:
    return ChangedPath(
        row.project_id,
        row.path or "",
        row.type,
        versions=1,
        first_id=row.id,
        last_id=row.id,
        last=row.key,
        before_id=None if before is None else before.id,
        kept=False,
    )
