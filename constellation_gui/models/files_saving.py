"""The files of a review as they stood, written into a new folder: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from constellation_db import ChangedPath, Database
from constellation_db.faults import translate
from constellation_gui.diff.patch import can_be_applied, file_name
from constellation_gui.saving import usual_mode
from constellation_gui.wording import tr

_UNRECORDED = tr("its content was not recorded")
_NO_NAME = tr("no file can have its name here")
_TAKEN = tr("another file has its place")


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """What came of it: the folder, how many files are in it, which are not, and why."""

    folder: Path
    files: int
    left_out: tuple[tuple[str, str], ...]


def save_files(database: Database, files: Sequence[ChangedPath], into: Path) -> SavedFiles:
    """Write the last version of each file into a new folder within `into`.

    The folder has its name once everything is in it. Raises `ConstellationError`; nothing is left
    then.
    """
    folder = _free(into, f"files {_moment(files)}".strip())
    left_out: list[tuple[str, str]] = []
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=into))
        try:
            with database.snapshot():
                for changed in files:
                    reason = _save(database, changed, made)
                    if reason:
                        left_out.append((changed.path, reason))
            made.chmod(usual_mode(0o777))
            made.rename(folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        fault = translate(error, folder)
        raise fault or error from error
    return SavedFiles(folder, len(files) - len(left_out), tuple(left_out))


def _save(database: Database, changed: ChangedPath, folder: Path) -> str:
    """Write a file; return why it cannot be, if it is the file that is to blame."""
    name = file_name(changed.path)
    # What leads out of the folder, or into what Git runs, is nothing to write by the way.
    if not can_be_applied(changed.path) or not name.isprintable() or ":" in name:
        return _NO_NAME
    if not database.outputs.sizes([changed.last_id]):
        return _UNRECORDED
    target = folder / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(database.outputs.pieces(changed.last_id)) as pieces, target.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        return _TAKEN
    return ""


def _moment(files: Sequence[ChangedPath]) -> str:
    latest = max((changed.last.time for changed in files), default="")
    return latest.partition(".")[0].replace("T", " ").replace(":", "-")


def _free(into: Path, name: str) -> Path:
    """Return a path within a folder at which there is nothing."""
    tried, number = into / name, 2
    while tried.exists():
        tried, number = into / f"{name} ({number})", number + 1
    return tried
