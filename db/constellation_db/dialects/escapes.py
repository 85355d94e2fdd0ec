"""Escape sequences of terminals: what they look like, and text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# ECMA-48: CSI sequences, which may be cut off at the end of a text; OSC, DCS, SOS, PM and APC
# strings up to their terminator; two-character escapes; and the 8-bit forms. A string whose
# terminator is missing ends with its line: one stray byte must not swallow the rest of an output.
ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-~]|\Z)"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-Z\\^-~]"
)

_C1 = re.compile("[\x90\x98\x9b\x9d-\x9f]")

# Characters looked through in one go: a regular expression holds the interpreter until it is done.
WINDOW = 500_000
_LONGEST_SEQUENCE = 64


def without_escapes(text: str) -> str:
    """Return `text` without the escape sequences that a terminal would have obeyed."""
    if not has_escapes(text):
        return text
    if len(text) <= WINDOW:
        return ESCAPES.sub("", text)
    return "".join(ESCAPES.sub("", text[start:end]) for start, end in windows(text, WINDOW))


def has_escapes(text: str) -> bool:
    """Whether there is any escape sequence in a text."""
    if "\x1b" in text:
        return True
    return not text.isascii() and any(
        _C1.search(text, start, start + WINDOW) is not None for start in range(0, len(text), WINDOW)
    )


def windows(text: str, length: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of pieces of about that length that no sequence is cut through by."""
    start = 0
    while start < len(text):
        end = _end_of_window(text, start, length)
        yield start, end
        start = end


def _end_of_window(text: str, start: int, length: int) -> int:
    """Return where to stop without cutting through a sequence."""
    limit = start + length
    if limit >= len(text):
        return len(text)
    escape = text.rfind("\x1b", limit - _LONGEST_SEQUENCE, limit)
    return escape if escape > start else limit
