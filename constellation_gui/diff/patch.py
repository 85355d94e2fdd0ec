"""Patches that `git apply` and `patch` accept, of all changes or of some lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.unified import Hunk, Hunks, Mark

_NO_LINE_FEED = b"\n\\ No newline at end of file\n"
_EMPTY = "e69de29"  # how Git calls a file of no bytes
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_NAMED_ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r"}

# Whether a line that differs is to be part of the patch: its mark and its number on its side.
Chosen = Callable[[Mark, int], bool]


def _everything(_mark: Mark, _number: int) -> bool:
    return True


def patch(
    comparison: Comparison, path: str, *, created: bool = False, chosen: Chosen = _everything
) -> bytes:
    """Return the patch for a file at `path`, empty if nothing differs or nothing is chosen.

    `created` says that there was no file before. A removed line that is not chosen stays as it
    is, an added one is left out; where the line feed at the end of the text is at stake, all lines
    of the change go together.
    """
    body = b"".join(_body(comparison, chosen))
    if not body:
        return b""
    name = file_name(path)
    old, new = _quoted(f"a/{name}"), _quoted(f"b/{name}")
    head = [f"diff --git {old} {new}"]
    if created:
        head.append("new file mode 100644")
    # A name with a blank ends at a tab, for other programs write a date behind it.
    end = "\t" if " " in name and not old.startswith('"') else ""
    head += ["--- /dev/null" if created else f"--- {old}{end}", f"+++ {new}{end}"]
    return "\n".join([*head, ""]).encode("utf-8", "replace") + body


def created_empty(path: str) -> bytes:
    """Return the patch that creates a file at `path` with nothing in it."""
    name = file_name(path)
    old, new = _quoted(f"a/{name}"), _quoted(f"b/{name}")
    head = f"diff --git {old} {new}\nnew file mode 100644\nindex 0000000..{_EMPTY}\n"
    return head.encode("utf-8", "replace")


def file_name(path: str) -> str:
    """Return a path as it stands in a patch: with slashes, and relative to some folder."""
    if "/" not in path:
        path = path.replace("\\", "/")
    parts = re.sub(r"^([A-Za-z]:)?/+", "", path).split("/")
    return "/".join(part for part in parts if part not in ("", ".")) or "unnamed"


def can_be_applied(path: str) -> bool:
    """Whether Git takes a patch for that path: none that leads out of the folder, or into its own.

    One such file would make Git refuse all others of the patch, too.
    """
    return not {"..", ".git"} & {part.casefold() for part in file_name(path).split("/")}


def _quoted(name: str) -> str:
    """Return a name as Git writes it: quoted where it holds what would end or change it."""
    escaped = _TO_ESCAPE.sub(_escape, name)
    return name if escaped == name else f'"{escaped}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\" + (_NAMED_ESCAPES.get(code) or (match[0] if code > 0x20 else f"{code:03o}"))


def _body(comparison: Comparison, chosen: Chosen) -> Iterator[bytes]:
    shift = 0  # by how many lines what was chosen so far moves the rest
    for hunk in Hunks(comparison):
        lines = list(_hunk_lines(comparison, hunk, chosen))
        added = sum(mark is Mark.ADDED for mark, _line in lines)
        removed = sum(mark is Mark.REMOVED for mark, _line in lines)
        if not added and not removed:
            continue
        new_count = hunk.old_count + added - removed
        # An empty range is named by the line before it, so the first line of a text is 0 then.
        start = hunk.old_start + shift
        head = replace(hunk, new_start=start, new_count=new_count).header
        yield f"{head}\n".encode()
        for mark, line in lines:
            yield mark.encode() + line + (b"" if line.endswith(b"\n") else _NO_LINE_FEED)
        shift += added - removed


def _hunk_lines(comparison: Comparison, hunk: Hunk, chosen: Chosen) -> Iterator[tuple[Mark, bytes]]:
    old, new = comparison.old, comparison.new
    at = hunk.old_start
    for change in comparison.changes[hunk.first : hunk.last + 1]:
        for index in range(at, change.old_start):
            yield Mark.SAME, old.raw(index)
        removed = range(change.old_start, change.old_start + change.old_count)
        added = range(change.new_start, change.new_start + change.new_count)
        taken = {index for index in removed if chosen(Mark.REMOVED, index)}
        put = {index for index in added if chosen(Mark.ADDED, index)}
        if (taken or put) and (_ends_open(old, removed) or _ends_open(new, added)):
            taken, put = set(removed), set(added)
        for index in removed:
            yield Mark.REMOVED if index in taken else Mark.SAME, old.raw(index)
        for index in added:
            if index in put:
                yield Mark.ADDED, new.raw(index)
        at = removed.stop
    for index in range(at, hunk.old_start + hunk.old_count):
        yield Mark.SAME, old.raw(index)


def _ends_open(lines: Lines, numbers: range) -> bool:
    """Whether the last of these lines has no line feed."""
    return bool(numbers) and not lines.ending(numbers[-1])
