"""Codex's rollouts: where they lie. `codex_records` says what is in them.

`~/.codex/sessions/<year>/<month>/<day>/rollout-<time>-<thread>.jsonl` holds a thread; its name
sorts by time, so that what a thread was forked from comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from constellation_db.importing.batch import Object
from constellation_db.importing.codex_records import CodexReader
from constellation_db.importing.source import Found, Reader, Shelf, json_lines, size_of

NAME = "codex"
_THREAD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_ITEMS = ("message", "reasoning", "function_call", "function_call_output")


class Codex:
    """The source; see the module's text."""

    name = NAME
    title = "Codex"

    def places(self, home: Path) -> Sequence[Path]:
        """Return where Codex keeps its files."""
        return [home / ".codex" / "sessions", home / ".codex" / "archived_sessions"]

    def find(self, places: Iterable[Path]) -> list[Found]:
        """Return the rollouts, oldest first."""
        paths = sorted(json_lines(places), key=lambda path: (path.name, path))
        return [Found(NAME, path, size_of(path), True) for path in paths]

    def owns(self, record: Object) -> bool:
        """Whether a record is one of Codex's, of the present format or the older one."""
        told = "payload" in record or "record_type" in record
        return told or record.get("type") in _ITEMS or {"id", "instructions"} <= record.keys()

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file."""
        if not state:
            thread = _THREAD.search(found.path.stem)
            state["session"] = thread[0] if thread else found.path.stem
        return CodexReader(NAME, found.path, state, shelf)
