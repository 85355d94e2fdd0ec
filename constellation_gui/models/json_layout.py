"""JSON text on indented lines, every token of it as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from constellation_gui.models.json_tokens import ALL, tokens

_OPENING, _CLOSING = ("{", "["), ("}", "]")
_INDENT = "  "
# An indent for each of hundreds of levels would be megabytes of blanks.
_DEEPEST = 24
_AT_ONCE = 50_000  # pieces


def reindented(text: str) -> str:
    """Return valid JSON text with a line for each value; empty ones stay on one.

    Beyond some depth, lines begin where those of that depth do.
    """
    pieces = _laid_out(piece for _place, piece in tokens(ALL, text))
    # Some at a time: a text of megabytes has millions of pieces.
    return "".join(iter(lambda: "".join(islice(pieces, _AT_ONCE)), ""))


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
    return "\n" + _INDENT * min(depth, _DEEPEST)
