"""What is to be known of a text as a whole: how its lines end, and whether it is UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import NamedTuple

_STEP = 1 << 20  # bytes; each step holds the interpreter lock
_REPLACEMENT = "\ufffd".encode()


class TextFacts(NamedTuple):
    """How lines end (empty where no line does), whether all is UTF-8, and whether some was lost.

    `replaced` says that it holds the character that stands for one that could not be read: whoever
    stored the text had lost some of it.
    """

    endings: str = ""
    utf8: bool = True
    replaced: bool = False


def facts_of(data: bytes, check: Callable[[], object] = lambda: None) -> TextFacts:
    """Look at a text; `check` is called now and then and may raise in order to stop."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = True
    line_feeds = returns = 0
    for start in range(0, len(data), _STEP):
        check()
        piece = data[start : start + _STEP]
        line_feeds += piece.count(b"\n")
        # One that the step before ended with belongs to the line feed that begins this one.
        returns += data[max(start - 1, 0) : start + _STEP].count(b"\r\n")
        try:
            if utf8:
                decoder.decode(piece, start + _STEP >= len(data))
        except UnicodeDecodeError:
            utf8 = False
    endings = "" if not line_feeds else "LF" if not returns else "CR LF"
    if 0 < returns < line_feeds:
        endings = "LF and CR LF"
    return TextFacts(endings, utf8, _REPLACEMENT in data)


def notes(old: TextFacts, new: TextFacts) -> list[str]:
    """Return what is worth saying of a text, and of what became of its lines' ends."""
    found = []
    if old.endings and new.endings and old.endings != new.endings:
        found.append(f"lines end with {new.endings}, before with {old.endings}")
    if not new.utf8:
        found.append("not all of it is UTF-8")
    if new.replaced:
        found.append("holds replacement characters: some of it was lost before it was stored")
    return found
