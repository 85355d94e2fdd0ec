"""A version's content on its way out of the store: to a file, the clipboard, a temporary copy."""

from __future__ import annotations

import stat
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from constellation_db import ConstellationError, Database, OutputRow
from constellation_gui.formatting import short_id, size
from constellation_gui.models.checksums import Verdict, recognised, verify
from constellation_gui.models.file_names import names_in
from constellation_gui.saving import save_pieces
from constellation_gui.wording import tr

# What another program is given as a text on the clipboard has to fit into its memory, too.
_MOST_COPIED = 32_000_000  # bytes
_LONGEST_NAME = 100
# Signs that no name may have on one system or another.
_UNNAMEABLE = '<>:"/\\|?*'
# What is opened as it is: kinds that show a text and run nothing.
_PASSIVE = frozenset({
    "txt", "text", "md", "markdown", "rst", "log", "json", "jsonl", "yaml", "yml", "toml", "ini",
    "cfg", "conf", "diff", "patch",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, where to."""

    row: OutputRow
    target: Path
    size: int


def name_for(row: OutputRow) -> str:
    """Return the name of a file that is to hold a version, which every system accepts."""
    names = names_in(row.path or "")
    name = names[-1] if names else f"output-{short_id(row.id).strip('…')}.txt"
    name = "".join(
        "_" if sign in _UNNAMEABLE or not sign.isprintable() else sign for sign in name
    ).strip(". ")
    if len(name) > _LONGEST_NAME:  # its end says what it is
        name = name[-_LONGEST_NAME:]
    return name or "output"


def is_passive(name: str) -> bool:
    """Whether a file of that name is a text that no program runs, wherever it is opened."""
    _stem, dot, kind = name.rpartition(".")
    return bool(dot) and kind.lower() in _PASSIVE


def save_version(database: Database, row: OutputRow, target: Path) -> Saved:
    """Write the content of a version, byte for byte; raises `ConstellationError`.

    It is read piece by piece. An older file stays whole until the new one is.
    """
    length = _size(database, row)
    with closing(database.outputs.pieces(row.id)) as pieces:
        problem = save_pieces(target, pieces)
    if problem is not None:
        raise problem
    return Saved(row, target, length)


def text_of_version(database: Database, row: OutputRow) -> str:
    """Return the content of a version as a text; raises `ConstellationError` for a huge one."""
    length = _size(database, row)
    if length > _MOST_COPIED:
        raise ConstellationError(
            tr(
                "{size} are too much for the clipboard; save this version as a file instead."
            ).format(size=size(length))
        )
    with closing(database.outputs.pieces(row.id)) as pieces:
        return b"".join(pieces).decode("utf-8", "replace")


def temporary_copy(database: Database, row: OutputRow, folder: Path, name: str) -> Path:
    """Write a version into a folder of its own in `folder`, for reading only; return its path."""
    target = Path(tempfile.mkdtemp(dir=folder)) / name
    save_version(database, row, target)
    target.chmod(stat.S_IRUSR)
    return target


def check(database: Database, row: OutputRow) -> Verdict:
    """Compare the checksum of a version, which is recognised, with its content."""
    checksum = recognised(row.checksum)
    assert checksum is not None
    length = _size(database, row)
    with closing(database.outputs.pieces(row.id)) as pieces:
        return verify(checksum, pieces, length)


def _size(database: Database, row: OutputRow) -> int:
    found = database.outputs.sizes([row.id]).get(row.id)
    if found is None:
        raise ConstellationError(
            tr(
                "This version has no content: the run noted that the file was written, not what "
                "was in it, or the version was deleted meanwhile."
            )
        )
    return found
