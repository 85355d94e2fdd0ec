"""Terminal output as text: escape sequences taken out, what they meant kept where it is a style."""

from __future__ import annotations

import re

# ECMA-48: CSI sequences; OSC, DCS, SOS, PM and APC strings up to their terminator; two-character
# escapes; and the 8-bit forms. A string whose terminator is missing ends with its line, so that one
# stray byte cannot swallow the rest of an output.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-Z\\^-~]"
)


def without_escapes(text: str) -> str:
    """Return `text` without the escape sequences that a terminal would have obeyed."""
    if "\x1b" not in text and not _has_c1(text):
        return text
    return _ESCAPES.sub("", text)


def _has_c1(text: str) -> bool:
    return not text.isascii() and _C1.search(text) is not None


_C1 = re.compile("[\x90\x98\x9b\x9d-\x9f]")
