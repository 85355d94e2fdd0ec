"""Long texts piece by piece: a text of 50 MB is not to be held many times over."""

from __future__ import annotations

from collections.abc import Iterator

# Long enough that the work on a piece outweighs the cutting.
LENGTH = 1 << 18


def lines_together(text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """Give a part of a text in pieces of whole lines, each with its line end."""
    end = len(text) if end is None else end
    while start < end:
        cut = text.find("\n", min(start + LENGTH, end) - 1, end) + 1 or end
        yield text[start:cut]
        start = cut


def pieces(text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """Give a part of a text in pieces cut anywhere, but for within CR LF."""
    end = len(text) if end is None else end
    while start < end:
        cut = min(start + LENGTH, end)
        cut += cut < end and text.startswith("\r\n", cut - 1)
        yield text[start:cut]
        start = cut
