"""The tokens of JSON text, found in steps none of which holds the interpreter for long.

A regular expression that runs along a string of megabytes lets nobody else have it meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WINDOW = 500_000  # characters of a string looked at in one step
_INSIDE = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_HIGH_SURROGATE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\Z")

# A string that is longer is found by its quote alone, and its end in steps.
_STRING = r'"(?:[^"\\]{1,200}+|\\.){0,2000}+"|"'
ALL = re.compile(rf'{_STRING}|[{{}}\[\],:]|[^\s{{}}\[\],:"]+', re.DOTALL)
"""Every token."""
STRUCTURE = re.compile(rf"{_STRING}|[{{}}\[\],]", re.DOTALL)
"""Brackets, commas and strings."""


def tokens(
    wanted: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, str]]:
    """Give the tokens of a stretch of JSON text, each with its place: `ALL`, or the `STRUCTURE`.

    A string that does not end is one with all that follows it.
    """
    stop = len(text) if end is None else end
    place = start
    while place < stop:
        begun = stop
        for match in wanted.finditer(text, place, stop):
            piece = match[0]
            if piece == '"':
                begun = match.start()
                break
            yield match.start(), piece
        place = stop
        if begun < stop:
            place = min(splits(text, begun + 1)[-1] + 1, stop)
            yield begun, text[begun:place]


def splits(text: str, start: int) -> list[int]:
    """Return where to split a string that begins at `start`; its end is the last place."""
    places: list[int] = []
    place = start
    while True:
        found = _INSIDE.match(text, place, min(place + _WINDOW, len(text)))
        assert found is not None  # it matches nothing at least
        end = found.end()
        if end >= len(text) or text[end] == '"' or end == place:
            return [*places, end]
        # Both halves of a pair belong to one piece.
        half = _HIGH_SURROGATE.search(text, max(end - 6, place), end)
        place = half.start() if half is not None and half.start() > place else end
        places.append(place)
