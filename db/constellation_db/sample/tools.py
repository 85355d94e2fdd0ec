"""What the tools of the sample answer, computed from the files as they stand at that moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from constellation_db.sample.script import ScriptError

_LINES_READ = 60
_LINES_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says, and after how many seconds."""

    text: str
    seconds: float
    failed: bool = False


def numbered(text: str, around: str = "", lines: int = _LINES_READ) -> str:
    """Return lines with their numbers: all if they are few, else those about `around`."""
    every = text.splitlines()
    first = 0
    if around in text and len(every) > lines:
        first = max(0, text[: text.index(around)].count("\n") - _LINES_BEFORE)
    chosen = every[first : first + lines]
    return "\n".join(f"{first + row + 1:>6}→{line}" for row, line in enumerate(chosen))


def grep(pattern: str, files: Mapping[str, str]) -> str:
    """Return the lines that hold `pattern`, as path:line:text."""
    hits = [
        f"{path}:{row}:{line}"
        for path, text in files.items()
        for row, line in enumerate(text.splitlines(), 1)
        if pattern in line
    ]
    return "\n".join(hits[:40]) or "No matches found"


def replace(text: str, old: str, new: str) -> str:
    """Return `text` edited; raises `ScriptError` unless `old` stands in it exactly once."""
    if (count := text.count(old)) != 1:
        raise ScriptError(f"{count} places instead of one hold:\n{old}")
    # A passage replaced by nothing takes its line end along.
    return text.replace(old, new) if new else text.replace(old + "\n", "")


def edited(path: str, text: str, new: str) -> str:
    """Return what the edit tool says: where, and the lines about the change."""
    shown = numbered(text, new, _LINES_BEFORE + new.count("\n") + 6)
    return f"The file {path} has been updated. Here is the changed part:\n{shown}"
