"""What tool calls do to files, as lines that went and lines that came.

Writers agree on no names: a call is known by the arguments that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from constellation_gui.diff.background import DiffError, compare
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import from_text
from constellation_gui.diff.sheets import UnifiedSheet
from constellation_gui.diff.short import short_changes
from constellation_gui.diff.unified import CONTEXT, Mark
from constellation_gui.diff.words import Span
from constellation_gui.models.inks import Ink, Runs
from constellation_gui.wording import tr

_PATHS = (
    "file_path", "filePath", "notebook_path", "path", "target_file", "filename", "file_name",
    "file",
)  # fmt: skip
# What is taken out and what is put in its place.
_REPLACED = (
    ("old_string", "new_string"),
    ("old_str", "new_str"),
    ("oldText", "newText"),
    ("old_text", "new_text"),
    ("search", "replace"),
    ("old_source", "new_source"),
)
_WRITTEN = ("content", "contents", "file_text", "new_source", "insert_text", "new_str")
_WRITES = re.compile(r"write|create|insert|save|edit", re.IGNORECASE)
_LISTS = ("edits", "changes", "replacements")
_PATCHES = ("patch", "patch_text", "diff", "input", "command", "cmd")
_BEGINS_PATCH = re.compile(
    r"^(?:\*\*\* Begin Patch|diff --git |--- \S[^\n]*\n\+\+\+ )", re.MULTILINE
)
_LONGEST_COMMAND = 2_000  # characters before a patch, in a command that has one
_HEADING = re.compile(
    r"\*\*\* (?:Add|Update|Delete) File: (.+)|\+\+\+ (?:b/)?(\S+)"
    r"|\*\*\* |--- |diff --git |index [0-9a-f]|\\ No newline"
)
_MARKS = {"+": Mark.ADDED, "-": Mark.REMOVED, " ": Mark.SAME}
_SHOWN_MARKS = {Mark.ADDED: "+", Mark.REMOVED: "−", Mark.SAME: " ", Mark.HUNK: "⋯"}

# What is longer than anybody reads as an edit is shown as the arguments that it is.
_LONGEST = 4_000_000  # characters
_MOST_LINES = 20_000
# Changed lines of which is found out which words changed, and edits of one call that are shown.
_MOST_LOOKED_INTO = 200
_MOST_EDITS = 200


class Marked(NamedTuple):
    """Lines, each with its mark and a blank before it; `runs` are the words that changed."""

    text: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of a file, or of a part of it.

    `path` is empty where the call does not say it. `brief` leaves out what is unchanged far from
    every change, and says how much that is; it is `whole` where that is nothing.
    """

    path: str
    whole: Marked
    brief: Marked
    added: int
    removed: int


def file_edits(name: str, given: Any) -> tuple[tuple[Edit, ...], Mapping[str, Any]]:
    """Return what a call of that name and input does to files, and the input not shown by that."""
    if isinstance(given, str):
        given = {"input": given}
    if not isinstance(given, Mapping) or _is_too_long(given):
        return (), {}
    shown: set[str] = set()
    edits = tuple(_edits(name, given, shown))
    return edits, {key: value for key, value in given.items() if key not in shown}


def _is_too_long(given: Mapping[str, Any]) -> bool:
    lists = (value for value in given.values() if isinstance(value, list))
    items = (item for value in lists for item in value if isinstance(item, Mapping))
    values = (value for each in (given, *items) for value in each.values())
    texts = [value for value in values if isinstance(value, str)]
    return sum(map(len, texts)) > _LONGEST or sum(text.count("\n") for text in texts) > _MOST_LINES


def _edits(name: str, given: Mapping[str, Any], shown: set[str]) -> Iterator[Edit]:
    patches = ((key, _patch_in(given.get(key))) for key in _PATCHES)
    for key, patch in patches:
        if patch is not None:
            shown.add(key)
            yield from _patched(patch)
            return
    named = next((key for key in _PATHS if isinstance(given.get(key), str)), None)
    path = "" if named is None else given[named]
    listed = next((key for key in _LISTS if _are_edits(given.get(key))), None)
    if listed is not None:
        pairs = (_pair(item)[1:] for item in given[listed][:_MOST_EDITS])
        yield from (_compared(path, *pair) for pair in pairs)
        shown.add(listed)
    elif _pair(given)[0]:
        names, old, new = _pair(given)
        yield _compared(path, old, new)
        shown.update(names)
    elif path and _WRITES.search(name):
        written = next((key for key in _WRITTEN if isinstance(given.get(key), str)), None)
        if written is None:
            return
        yield _compared(path, "", given[written])
        shown.add(written)
    if named is not None:
        shown.add(named)


def _pair(item: Mapping[str, Any]) -> tuple[tuple[str, ...], str, str]:
    """Return the names of what goes and what comes, and both; no names if there is no such pair."""
    for names in _REPLACED:
        old, new = item.get(names[0]), item.get(names[1])
        if isinstance(old, str) and isinstance(new, (str, type(None))):
            return names, old, new or ""
    return (), "", ""


def _are_edits(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) and _pair(item)[0] for item in value)
    )


# -- Lines -----------------------------------------------------------------------------------------


class _Line(NamedTuple):
    mark: Mark
    text: str
    words: Sequence[Span] = ()


def _edit(path: str, lines: Sequence[_Line]) -> Edit:
    counts = Counter(line.mark for line in lines)
    whole = _marked(lines)
    shorter = list(_brief(lines))
    brief = _marked(shorter) if len(shorter) < len(lines) else whole
    return Edit(path, whole, brief, counts[Mark.ADDED], counts[Mark.REMOVED])


def _marked(lines: Sequence[_Line]) -> Marked:
    runs = Runs()
    length = 0
    for mark, text, words in lines:
        ink = Ink.ADDED if mark is Mark.ADDED else Ink.REMOVED
        for start, count in words:
            runs.append(length + 2 + start, count, ink)
        length += len(text) + 3
    return Marked("\n".join(f"{_SHOWN_MARKS[mark]} {text}" for mark, text, _ in lines), runs)


def _brief(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Give the lines near changes, and in place of the others how many they are."""
    changed = [place for place, line in enumerate(lines) if line.mark is not Mark.SAME]
    near = {each for place in changed for each in range(place - CONTEXT, place + CONTEXT + 1)}
    left_out = 0
    for place, line in enumerate(lines):
        if place in near or not changed:
            yield from _left_out(left_out)
            yield line
            left_out = 0
        else:
            left_out += 1
    yield from _left_out(left_out)


def _left_out(lines: int) -> Iterator[_Line]:
    if lines:
        yield _Line(Mark.HUNK, tr("%n unchanged line(s)", "", lines))


def _compared(path: str, old: str, new: str) -> Edit:
    """Return what became of a text that is given before and after."""
    before, after = from_text(old), from_text(new)
    if old and new:
        with suppress(DiffError):  # all of it went, then
            changes = short_changes(before, after)
            comparison = (
                compare(before.data, after.data)
                if changes is None
                else Comparison(before, after, changes)
            )
            return _edit(path, list(_changed(UnifiedSheet(comparison, None))))
    gone = (_Line(Mark.REMOVED, before.text(line)) for line in range(len(before)))
    come = (_Line(Mark.ADDED, after.text(line)) for line in range(len(after)))
    return _edit(path, (*gone, *come))


def _changed(sheet: UnifiedSheet) -> Iterator[_Line]:
    """Give all lines of a comparison that found changes."""
    looked_into = 0
    for index, line in enumerate(sheet.lines):
        words: Sequence[Span] = ()
        if line.mark is not Mark.SAME and looked_into < _MOST_LOOKED_INTO:
            looked_into += 1
            words = sheet.difference(index).words
        text = sheet.raw(index).decode("utf-8", "replace")
        yield _Line(line.mark, text.removesuffix("\n").removesuffix("\r"), words)


# -- Patches ---------------------------------------------------------------------------------------


def _patch_in(value: Any) -> str | None:
    """Return the patch that an argument is, or that a command of several words holds."""
    if isinstance(value, list):
        return next(filter(None, map(_patch_in, value[:8])), None)
    if not isinstance(value, str):
        return None
    begun = _BEGINS_PATCH.search(value[:_LONGEST_COMMAND])
    return None if begun is None else value[begun.start() :]


def _patched(patch: str) -> Iterator[Edit]:
    """Give an edit for each file of a patch, unified or as `apply_patch` has them."""
    path, lines = "", list[_Line]()
    within = False  # whether lines of a file have begun, so that `--- ` is one that goes
    for text in patch.split("\n"):
        heading = _HEADING.match(text)
        if heading is not None and not (within and text.startswith(("--- ", "+++ "))):
            named = next((name.strip() for name in heading.groups() if name), None)
            if named is not None:
                if lines or path:
                    yield _edit(path, lines)
                path, lines = named, []
            within = False
        elif text.startswith("@@"):
            within = True
            said = text.strip("@ ")
            if lines or said:
                lines.append(_Line(Mark.HUNK, said))
        elif text[:1] in _MARKS:
            within = True
            lines.append(_Line(_MARKS[text[:1]], text[1:]))
    if lines or path:
        yield _edit(path, lines)
