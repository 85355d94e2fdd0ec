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
    check()
    # Most texts are ASCII without a carriage return, and that is known at once.
    if data.isascii():
        return TextFacts(_endings(data, check))
    return TextFacts(_endings(data, check), _is_utf8(data, check), _REPLACEMENT in data)


def _endings(data: bytes, check: Callable[[], object]) -> str:
    if b"\r" not in data:
        return "LF" if b"\n" in data else ""
    line_feeds = returns = 0
    for start in range(0, len(data), _STEP):
        check()
        line_feeds += data.count(b"\n", start, start + _STEP)
        # One that the step before ended with belongs to the line feed that begins this one.
        returns += data.count(b"\r\n", max(start - 1, 0), start + _STEP)
    if 0 < returns < line_feeds:
        return "LF and CR LF"
    return "" if not line_feeds else "CR LF" if returns else "LF"


def _is_utf8(data: bytes, check: Callable[[], object]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _STEP):
            check()
            decoder.decode(data[start : start + _STEP], start + _STEP >= len(data))
    except UnicodeDecodeError:
        return False
    return True


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
