"""Codex's rollouts: where they lie. `codex_records` says what is in them.

`~/.codex/sessions/<year>/<month>/<day>/rollout-<time>-<thread>.jsonl` holds a thread; its name
sorts by time, so that what a thread was forked from comes before it. What nobody touched for a week
is compressed to `….jsonl.zst`; a thread that is gone on with becomes a plain file again, and for a
moment both are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from constellation_db.importing.batch import Object
from constellation_db.importing.codex_records import CodexReader
from constellation_db.importing.documents import decompressed, is_compressed
from constellation_db.importing.lines import Line, lines
from constellation_db.importing.source import Found, Reader, Shelf, session_files, size_of

NAME = "codex"
_COMPRESSED = ".zst"
_THREAD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_ITEMS = ("message", "reasoning", "function_call", "function_call_output")


class Codex:
    """The source; see the module's text."""

    name = NAME
    title = "Codex"
    documents = False

    def places(self, home: Path) -> Sequence[Path]:
        """Return where Codex keeps its files."""
        return [home / ".codex" / "sessions", home / ".codex" / "archived_sessions"]

    def find(self, places: Iterable[Path]) -> list[Found]:
        """Return the rollouts, oldest first; the plain file of one that is there twice."""
        paths = list(session_files(places, ".jsonl", ".jsonl.zst"))
        plain = {str(path) for path in paths if path.suffix != _COMPRESSED}
        paths = [path for path in paths if str(path) in plain or _plain(path) not in plain]
        paths.sort(key=lambda path: (path.name, path))
        return [Found(NAME, path, size_of(path), True) for path in paths]

    def owns(self, record: Object) -> bool:
        """Whether a record is one of Codex's, of the present format or the older one."""
        told = "payload" in record or "record_type" in record
        return told or record.get("type") in _ITEMS or {"id", "instructions"} <= record.keys()

    def grows(self, file: BinaryIO) -> bool:
        """Whether the file only grows; see `Source`."""
        return not is_compressed(file)

    def lines(self, file: BinaryIO, number: int) -> Iterator[Line]:
        """Give the file's records; see `Source`."""
        compressed = file.tell() == 0 and is_compressed(file)
        return decompressed(file) if compressed else lines(file, number)

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file."""
        if not state:
            stem = Path(_plain(found.path)).stem
            thread = _THREAD.search(stem)
            state["session"] = thread[0] if thread else stem
        return CodexReader(NAME, found.path, state, shelf)


def _plain(path: Path) -> str:
    return str(path).removesuffix(_COMPRESSED)
