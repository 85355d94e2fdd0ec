"""Terminal output as text: escape sequences taken out, what they meant kept where it is a style."""

from __future__ import annotations

import re

# ECMA-48: CSI sequences, which may be cut off at the end of a text; OSC, DCS, SOS, PM and APC
# strings up to their terminator; two-character escapes; and the 8-bit forms. A string whose
# terminator is missing ends with its line: one stray byte must not swallow the rest of an output.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-~]|\Z)"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-Z\\^-~]"
)


_C1 = re.compile("[\x90\x98\x9b\x9d-\x9f]")

# Characters looked through in one go: a regular expression holds the interpreter until it is done.
_WINDOW = 500_000
_LONGEST_SEQUENCE = 64


def without_escapes(text: str) -> str:
    """Return `text` without the escape sequences that a terminal would have obeyed."""
    if "\x1b" not in text and (text.isascii() or not _has_c1(text)):
        return text
    if len(text) <= _WINDOW:
        return _ESCAPES.sub("", text)
    pieces = []
    start = 0
    while start < len(text):
        end = _end_of_window(text, start)
        pieces.append(_ESCAPES.sub("", text[start:end]))
        start = end
    return "".join(pieces)


def _has_c1(text: str) -> bool:
    return any(
        _C1.search(text, start, start + _WINDOW) is not None
        for start in range(0, len(text), _WINDOW)
    )


def _end_of_window(text: str, start: int) -> int:
    """Return where to stop without cutting through a sequence."""
    limit = start + _WINDOW
    if limit >= len(text):
        return len(text)
    escape = text.rfind("\x1b", limit - _LONGEST_SEQUENCE, limit)
    return escape if escape > start else limit
