"""A tool call's edits as parts: the lines that went and came, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from constellation_gui.models.chunks import chunks
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.message_parts import Kind, Part


def edited(number: int, call: ToolCall, *, brief: bool = False) -> Iterator[Part]:
    """Give the arguments beside the edits, and the edits; all of them are one panel.

    In `brief`, what is unchanged far from the changes is left out.
    """
    parts: list[Part] = []
    if call.others:
        for start, end in chunks(call.others):
            parts.append(Part(Kind.DETAILS, call.others, start, end, block=number))
    several = len({edit.path for edit in call.edits}) > 1
    for place, edit in enumerate(call.edits):
        if several and edit.path and (not place or edit.path != call.edits[place - 1].path):
            parts.append(Part(Kind.FILE, edit.path, 0, len(edit.path), level=place, block=number))
        parts += _diff(number, place, (edit.brief if brief else edit.whole).text)
    final = len(parts) - 1
    for place, part in enumerate(parts):
        yield part._replace(gap=0 if place else 1, first=not place, last=place == final)


def first_lines(parts: Iterable[Part], lines: int) -> Iterator[Part]:
    """Give the parts that show so many lines, the last of them cut."""
    for part in parts:
        if lines < line_count(part):
            end = _end_of_line(part, lines)
            if end > part.start:
                yield part._replace(end=end, last=False)
            return
        yield part._replace(last=False)
        lines -= line_count(part)


def line_count(part: Part) -> int:
    """Return how many lines a part's text has."""
    return part.source.count("\n", part.start, part.end) + 1


def _diff(number: int, level: int, text: str) -> Iterator[Part]:
    """Give stretches of lines with the same mark, each small enough to be laid out at once."""
    start = 0
    while start < len(text):
        mark, end = text[start], text.find("\n", start)
        while 0 <= end < len(text) - 1 and text[end + 1] == mark:
            end = text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        for first, last in chunks(text, start, end):
            yield Part(Kind.DIFF, text, first, last, level=level, marker=mark, block=number)
        start = end + 1


def _end_of_line(part: Part, line: int) -> int:
    """Return where a line of a part ends, counted from 1; where it starts for 0."""
    end = part.start
    for past in range(line):
        end = part.source.find("\n", end + bool(past), part.end)
    return max(end, part.start)
