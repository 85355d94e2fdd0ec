"""A patch of many files, written to a file of its own that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from constellation_db import ChangedPath, Database
from constellation_gui.diff.patch import can_be_applied, created_empty, file_name, patch
from constellation_gui.models.review_files import FileChange, State, read_change
from constellation_gui.saving import save_whole
from constellation_gui.wording import tr


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the file, how many files are in it, and which could not be, with why."""

    target: Path
    files: int
    left_out: tuple[tuple[str, str], ...]


def write_patch(
    database: Database,
    files: Sequence[ChangedPath],
    target: Path,
    check: Callable[[], object] = lambda: None,
) -> Written:
    """Write the patch that makes of the files before what they are after.

    Raises `ConstellationError` where it cannot be written; an older file stays whole then.
    """
    parts, left_out = make_patch(database, files, check)
    problem = save_whole(target, b"".join(parts))
    if problem is not None:
        raise problem
    return Written(target, len(parts), tuple(left_out))


def make_patch(
    database: Database, files: Sequence[ChangedPath], check: Callable[[], object] = lambda: None
) -> tuple[list[bytes], list[tuple[str, str]]]:
    """Return the patch of each file, and the paths that can have none, with the reason.

    A file that is as it was before is in neither.
    """
    parts: list[bytes] = []
    left_out: list[tuple[str, str]] = []
    names: set[str] = set()
    folders: set[str] = set()
    for changed in files:
        check()
        change = read_change(database, changed, whole=True)
        name = file_name(changed.path)
        above = {name[:at] for at, sign in enumerate(name) if sign == "/"}
        if change.state is State.SAME:
            continue
        if change.state is State.UNRECORDED:
            left_out.append((changed.path, tr("its content was not recorded")))
        elif not can_be_applied(changed.path):
            left_out.append((changed.path, tr("Git accepts no such path")))
        elif name in names | folders or above & names:
            left_out.append((changed.path, tr("another file has its place")))
        else:
            names.add(name)
            folders |= above
            parts.append(_patch_of(change, check))
    return parts, left_out


def _patch_of(change: FileChange, check: Callable[[], object]) -> bytes:
    if change.created and not change.new:
        return created_empty(change.changed.path)
    comparison = change.compare(check)
    assert comparison is not None  # its content was recorded
    return patch(comparison, change.changed.path, created=change.created)
