"""Claude Code's session files: where they lie, and whose conversation each of them is.

`~/.claude/projects/<working directory, mangled>/<session>.jsonl` holds a session;
`<session>/subagents/**/agent-<id>.jsonl` one of its sub-agents, beside it `agent-<id>.meta.json`
(`agentType`, `description`, `toolUseId`, `spawnDepth`). Older versions put `agent-<id>.jsonl`
beside the session, and before that all sub-agents inline, as records with `isSidechain`. A resumed
or forked session begins with copies of the records it goes on from, with the same `uuid`s or with
`forkedFrom: {sessionId, messageUuid}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from constellation_db.importing.batch import Object
from constellation_db.importing.claude_records import ClaudeReader
from constellation_db.importing.lines import load
from constellation_db.importing.source import (
    Found,
    JsonLines,
    Reader,
    Shelf,
    session_files,
    size_of,
)

NAME = "claude-code"
_SESSION = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MARKS = frozenset(("sessionId", "parentUuid", "leafUuid", "snapshot"))
_HEAD = 1 << 16


class ClaudeCode(JsonLines):
    """The source; see the module's text."""

    name = NAME
    title = "Claude Code"

    def places(self, home: Path) -> Sequence[Path]:
        """Return where Claude Code keeps its files."""
        return [home / ".claude" / "projects"]

    def find(self, places: Iterable[Path]) -> list[Found]:
        """Return sessions, forks after what they came from, each followed by its sub-agents."""
        paths = list(session_files(places, ".jsonl"))
        sessions = sorted((path for path in paths if not _is_agent(path)), key=_age)
        agents: dict[Path | None, list[Path]] = {}
        for path in sorted(path for path in paths if _is_agent(path)):
            agents.setdefault(_owner(path), []).append(path)
        ordered = []
        for session in sessions:
            ordered += [session, *agents.pop(session.with_suffix(""), [])]
        for orphans in agents.values():
            ordered += orphans
        return [Found(NAME, path, size_of(path), not _is_agent(path)) for path in ordered]

    def owns(self, record: Object) -> bool:
        """Whether a record is one of Claude Code's."""
        return not _MARKS.isdisjoint(record)

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file."""
        path = found.path
        if not state:
            if _is_agent(path):
                state["agent"] = path.stem.removeprefix("agent-")
                state["meta"] = _meta(path)
                owner = _owner(path)
                if owner is not None:
                    state["session"] = owner.name
            elif _SESSION.fullmatch(path.stem):
                state["session"] = path.stem
        return ClaudeReader(NAME, path, state, shelf)


def _is_agent(path: Path) -> bool:
    return path.name.startswith("agent-")


def _owner(path: Path) -> Path | None:
    """Return the folder of the session that a sub-agent's file lies below, None without one."""
    for folder in path.parents:
        if folder.name == "subagents":
            return folder.parent
    return None


def _age(path: Path) -> tuple[bool, int, Path]:
    try:
        status = path.stat()
        forked = _is_forked(path, min(status.st_size, _HEAD))
    except OSError:  # the import will say so
        return False, 0, path
    return forked, status.st_mtime_ns, path


@lru_cache(maxsize=1 << 16)
def _is_forked(path: Path, length: int) -> bool:
    with path.open("rb") as file:
        return b'"forkedFrom"' in file.read(length)


def _meta(path: Path) -> Object:
    try:
        meta = load(path.with_suffix(".meta.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}
