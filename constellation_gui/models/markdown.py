"""The blocks of Markdown that people and models write, found in plain text line by line.

Never HTML: markup inside the text stays text. What two dialects read differently is left as it was
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple


class Segment(Enum):
    """What a stretch of lines is."""

    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


class Stretch(NamedTuple):
    """`text[start:end]` without its markup; `level` is a title's rank or an item's depth.

    `marker` is an item's bullet or number, a code block's language. `apart` tells that a blank line
    precedes it.
    """

    kind: Segment
    start: int
    end: int
    level: int = 0
    marker: str = ""
    apart: bool = False


_FENCE = re.compile(r"[ ]{0,12}(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[^`\n]*$")
_TITLE = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"([ \t]{0,40})([-*+•]|\d{1,4}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_RULE = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,60}$")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_TASK = re.compile(r"\[([ xX])\][ ]+")
# A line longer than this is data, not markup; looking for markup in it would only cost time.
_LONGEST_LINE = 2_000


class _Line(NamedTuple):
    start: int
    end: int
    text: str  # cut: enough to tell what it is


def stretches(text: str) -> Iterator[Stretch]:
    """Give the stretches of `text` in order; blank lines between them are left out."""
    lines = _lines(text)
    place = 0
    apart = False
    while place < len(lines):
        line = lines[place]
        if not line.text.strip() and line.end - line.start <= _LONGEST_LINE:
            apart = True
            place += 1
            continue
        found, place = _read(lines, place)
        yield found._replace(apart=apart)
        apart = False


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        lines.append(_Line(start, end, text[start : min(end, start + _LONGEST_LINE)]))
        start = end + 1
    return lines


def _read(lines: list[_Line], place: int) -> tuple[Stretch, int]:
    """Return the stretch that begins at a line, and the line after it."""
    line = lines[place]
    if fence := _FENCE.match(line.text):
        return _fenced(lines, place, fence[1], fence[2])
    if title := _TITLE.match(line.text):
        start = line.start + title.start(2)
        end = line.start + title.end(2) if len(line.text) < _LONGEST_LINE else line.end
        return Stretch(Segment.TITLE, start, end, level=len(title[1])), place + 1
    if _RULE.match(line.text):
        return Stretch(Segment.RULE, line.start, line.end), place + 1
    if item := _ITEM.match(line.text):
        return _item(lines, place, item)
    if _QUOTE.match(line.text):
        stop = _while(lines, place, lambda each: _QUOTE.match(each) is not None)
        return Stretch(Segment.QUOTE, line.start, lines[stop - 1].end), stop
    if _begins_table(lines, place):
        stop = _while(lines, place, lambda each: "|" in each)
        return Stretch(Segment.TABLE, line.start, lines[stop - 1].end), stop
    stop = place + 1
    while stop < len(lines) and _continues(lines, stop):
        stop += 1
    return Stretch(Segment.PROSE, line.start, lines[stop - 1].end), stop


def _fenced(lines: list[_Line], place: int, fence: str, language: str) -> tuple[Stretch, int]:
    stop = place + 1
    closing = re.compile(rf"[ ]{{0,12}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    while stop < len(lines) and not closing.match(lines[stop].text):
        stop += 1
    start = lines[place + 1].start if place + 1 < len(lines) else lines[place].end
    end = max(start, lines[stop - 1].end)
    return Stretch(Segment.CODE, start, end, marker=language), min(stop + 1, len(lines))


def _item(lines: list[_Line], place: int, item: re.Match[str]) -> tuple[Stretch, int]:
    """Return a list item with the indented lines that carry it on."""
    line = lines[place]
    indent = len(item[1].expandtabs(4))
    start, marker = line.start + item.end(), item[2]
    if task := _TASK.match(line.text, item.end()):
        start, marker = line.start + task.end(), "☐" if task[1] == " " else "☑"
    stop = place + 1
    while stop < len(lines) and lines[stop].text[:1] in (" ", "\t") and _continues(lines, stop):
        stop += 1
    bullet = marker if marker not in "-*+" else "•"
    return Stretch(Segment.ITEM, start, lines[stop - 1].end, min(indent // 2, 8), bullet), stop


def _while(lines: list[_Line], place: int, test: Callable[[str], bool]) -> int:
    stop = place + 1
    while stop < len(lines) and test(lines[stop].text):
        stop += 1
    return stop


def _continues(lines: list[_Line], place: int) -> bool:
    """Whether a line is more of the prose before it."""
    text = lines[place].text
    return bool(text.strip()) and not (
        _FENCE.match(text)
        or _TITLE.match(text)
        or _RULE.match(text)
        or _ITEM.match(text)
        or _QUOTE.match(text)
        or _begins_table(lines, place)
    )


def _begins_table(lines: list[_Line], place: int) -> bool:
    return (
        "|" in lines[place].text
        and place + 1 < len(lines)
        and "|" in lines[place + 1].text
        and _TABLE_RULE.match(lines[place + 1].text) is not None
    )
