"""Saying which files were left out of what was written."""

from __future__ import annotations

from collections.abc import Sequence

from constellation_gui.formatting import visible
from constellation_gui.wording import tr


def left_out_words(left_out: Sequence[tuple[str, str]]) -> str:
    """Return the end of a sentence that says so of paths, each with its reason; "" without any."""
    if not left_out:
        return ""
    path, reason = left_out[0]
    more = len(left_out) - 1
    others = tr("left out: {path} and %n more, as {reason}", "", more)
    words = others if more else tr("left out: {path}, as {reason}")
    return f"; {words.format(path=visible(path), reason=reason)}"
