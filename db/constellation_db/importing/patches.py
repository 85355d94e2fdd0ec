"""The patches of `apply_patch`: files added, deleted, and changed by hunks without line numbers.

*** Begin Patch
*** Update File: src/app.py
*** Move to: src/main.py          (optional)
@@ def greet():                   (optional: a line above the hunk)
 unchanged
-removed
+added
*** End Patch
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from constellation_db.importing.file_versions import UnknownContentError

_BEGIN, _END = "*** Begin Patch", "*** End Patch"
_HEADS = {"*** Add File: ": "add", "*** Delete File: ": "delete", "*** Update File: ": "update"}
_MOVE = "*** Move to: "


@dataclass(slots=True)
class FilePatch:
    """What a patch does to one file: `kind` is add, delete or update."""

    kind: str
    path: str
    moved: str | None = None
    lines: list[str] = field(default_factory=list)

    def applied(self, before: str | None) -> str:
        """Return the file's content afterwards; raises `UnknownContentError`."""
        if self.kind == "add":
            return "".join(f"{line[1:]}\n" for line in self.lines if line.startswith("+"))
        if before is None:
            raise UnknownContentError("what the file held before is not in the session")
        content = before.splitlines(keepends=True)
        place = 0
        for hunk in filter(None, self._hunks()):
            place = _apply(content, hunk, place)
        return "".join(content)

    def _hunks(self) -> Iterator[list[str]]:
        hunk: list[str] = []
        for line in self.lines:
            if line.startswith("@@"):
                yield hunk
                hunk = []
                if line[3:].strip():
                    yield [f" {line[3:]}"]  # a line above the hunk
            elif not line.startswith("***"):
                hunk.append(line)
        yield hunk


def parse(text: str) -> list[FilePatch]:
    """Return what a text's patch does, file by file; nothing if it holds none."""
    found: list[FilePatch] = []
    body = text.partition(_BEGIN)[2].partition(_END)[0]
    for line in body.splitlines():
        head = next((head for head in _HEADS if line.startswith(head)), None)
        if head is not None:
            found.append(FilePatch(_HEADS[head], line[len(head) :].strip()))
        elif found and line.startswith(_MOVE):
            found[-1].moved = line[len(_MOVE) :].strip()
        elif found:
            found[-1].lines.append(line)
    return found


def _apply(content: list[str], hunk: list[str], place: int) -> int:
    """Replace in `content` what a hunk finds from a line on; the line after it."""
    old = [line[1:] for line in hunk if not line.startswith("+")]
    new = [line[1:] for line in hunk if not line.startswith("-")]
    start = _find(content, old, place)
    end = "\r\n" if any(line.endswith("\r\n") for line in content) else "\n"
    content[start : start + len(old)] = [line + end for line in new]
    return start + len(new)


def _find(content: list[str], wanted: list[str], place: int) -> int:
    if not wanted:
        return place or len(content)
    plain = [line.rstrip("\r\n") for line in content]
    for start in range(place, len(plain) - len(wanted) + 1):
        if plain[start : start + len(wanted)] == wanted:
            return start
    raise UnknownContentError("what was replaced is not in the last known version")
