"""JSON text on indented lines, whole or in outline, every token of it as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_OPENING, _CLOSING = ("{", "["), ("}", "]")
_INDENT = "  "
# An indent for each of hundreds of levels would be megabytes of blanks.
_DEEPEST = 24
# In an outline, how deep it goes at most, and how much is seen of a string.
_OUTLINED = 3
_LONGEST_STRING = 160


def reindented(text: str) -> str:
    """Return valid JSON text with a line for each value; empty and very deep ones stay on one."""
    return "".join(_laid_out(match[0] for match in _TOKEN.finditer(text)))


def _laid_out(tokens: Iterable[str]) -> Iterator[str]:
    depth = 0
    opened = comma = False
    for piece in tokens:
        closes = piece in _CLOSING
        depth -= closes
        # A line of its own for all but what closes an empty pair.
        if comma or opened != closes:
            yield _line(depth)
        opened, comma = piece in _OPENING, piece == ","
        depth += opened
        yield ": " if piece == ":" else piece


def _line(depth: int) -> str:
    return "\n" + _INDENT * depth if depth <= _DEEPEST else " "


# -- Outlines --------------------------------------------------------------------------------------


def outlined(text: str, lines: int) -> str:
    """Return about so many lines that give an idea of valid JSON text.

    What is nested is told by how much there is of it, long strings by their beginning and length.
    """
    found = ""
    for depth in range(_OUTLINED, 0, -1):
        found = "".join(_outline(text, depth))
        if found.count("\n") < lines:
            return found
    return _first_lines(found, lines)


def _outline(text: str, deepest: int) -> Iterator[str]:
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    kept: list[str] = []
    place = depth = 0
    while place < len(tokens):
        piece = tokens[place]
        depth += (piece in _OPENING) - (piece in _CLOSING)
        if depth > deepest and tokens[place + 1] not in _CLOSING:
            place, members = _end_of(tokens, place)
            piece, depth = f"{piece} ⋯ {members:,} {tokens[place]}", depth - 1
        kept.append(_shortened(piece))
        place += 1
    return _laid_out(kept)


def _end_of(tokens: list[str], start: int) -> tuple[int, int]:
    """Return where what opens at `start` closes, and how many members it has."""
    depth = members = 1
    place = start
    while depth:
        place += 1
        piece = tokens[place]
        members += piece == "," and depth == 1
        depth += (piece in _OPENING) - (piece in _CLOSING)
    return place, members


def _shortened(piece: str) -> str:
    if len(piece) <= _LONGEST_STRING or not piece.startswith('"'):
        return piece
    return f'{piece[:_LONGEST_STRING]}…" ({len(piece) - 2:,} characters)'


def _first_lines(text: str, lines: int) -> str:
    kept = text.split("\n")
    left_out = len(kept) - lines
    return "\n".join([*kept[: lines - 1], f"{_INDENT}⋯ {left_out + 1:,} more lines"])
