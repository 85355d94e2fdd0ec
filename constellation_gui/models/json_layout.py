"""JSON text on indented lines, every token of it as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_INDENT = "  "
# An indent for each of hundreds of levels would be megabytes of blanks.
_DEEPEST = 24


def reindented(text: str) -> str:
    """Return valid JSON text with a line for each value; empty and very deep ones stay on one."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    depth = 0
    opened = comma = False
    for match in _TOKEN.finditer(text):
        piece = match[0]
        closes = piece in ("}", "]")
        depth -= closes
        # A line of its own for all but what closes an empty pair.
        if comma or opened != closes:
            yield _line(depth)
        opened, comma = piece in ("{", "["), piece == ","
        depth += opened
        yield ": " if piece == ":" else piece


def _line(depth: int) -> str:
    return "\n" + _INDENT * depth if depth <= _DEEPEST else " "
