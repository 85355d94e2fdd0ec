"""Which version of a text each of its lines came with, carried on from version to version."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from constellation_gui.diff.background import changes_between
from constellation_gui.diff.changes import Changes

# The origin of lines that were there before a version wrote anything: nobody recorded them.
UNRECORDED = -1


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and the number of the version that wrote it, or `UNRECORDED`."""

    version: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Blamed:
    """A text and, for each of its lines, the number of the version that it came with."""

    text: bytes = b""
    origins: array[int] = field(default_factory=lambda: array("i"))


def blame(
    history: Iterable[Written],
    known: Blamed | None = None,
    check: Callable[[], object] = lambda: None,
) -> Iterator[Blamed]:
    """Give each text of a history, oldest first, with the origins of its lines.

    Two texts are held at a time. `known` is the one before the first of `history`, if any. A line
    that stays keeps its origin; one that was moved or changed comes with the version that did it.
    `check` is called now and then and may raise in order to stop. Raises `DiffError`.
    """
    last = known or Blamed()
    for written in history:
        check()
        changes = changes_between(last.text, written.text, check)
        last = Blamed(written.text, _carried(last.origins, changes, written.version))
        yield last


def _carried(origins: array[int], changes: Changes, version: int) -> array[int]:
    carried = array("i")
    at = 0
    for change in changes:
        carried += origins[at : change.old_start]
        carried += array("i", [version]) * change.new_count
        at = change.old_start + change.old_count
    carried += origins[at:]
    return carried


def groups(origins: array[int]) -> array[int]:
    """Return the lines at which another origin begins, the first line included."""
    starts = array("i")
    before = None
    for line, origin in enumerate(origins):
        if origin != before:
            starts.append(line)
            before = origin
    return starts
