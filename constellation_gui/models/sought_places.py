"""Where in a line a sought text stands, within bounds of time."""

from __future__ import annotations

from functools import lru_cache

from constellation_gui.diff.words import Span
from constellation_gui.models.sought import Sought

# An expression that takes longer for a line is not marked in it: one frame is late, once.
_PATIENCE_S = 0.02
_MOST = 300  # of one line


@lru_cache(maxsize=1_000)
def places_in(sought: Sought, text: str) -> tuple[Span, ...]:
    """Return where a text stands in a line; nothing where finding out takes too long."""
    found: list[Span] = []
    try:
        for match in sought.pattern.finditer(text, timeout=_PATIENCE_S):
            if match.end() > match.start():
                found.append(Span(match.start(), match.end() - match.start()))
            if len(found) == _MOST:
                break
    except TimeoutError:
        return ()
    return tuple(found)
