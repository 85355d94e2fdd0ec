"""The beginning of a JSON text, made whole: what a cut column still says."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")'
    r'|(?P<open_string>"[^"\\]*+(?:\\.[^"\\]*+)*+\\?\Z)'
    r"|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<colon>:)|(?P<comma>,)"
    r'|(?P<word>[^\s\[\]{}:,"]+)',
    re.DOTALL,
)
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_LONGEST_CUT = len("\\u123")
_CLOSING = {"[": "]", "{": "}"}


def completed(prefix: str) -> str:
    """Return a text that parses and holds what `prefix`, the cut beginning of a JSON text, holds.

    A string that the cut goes through ends there; a number, a word or a key that may be incomplete
    is left out. Text that is no beginning of JSON comes back as one that does not parse either.
    """
    stack: list[str] = []
    safe = 0  # all before it is complete, but for the closing brackets; keys alone are not
    is_key = False
    for match in _TOKEN.finditer(prefix):
        kind = match.lastgroup
        if kind == "open_string":
            if is_key:
                break
            return _ended(match[0], prefix[: match.start()]) + _closed(stack)
        if kind == "comma":
            is_key = bool(stack) and stack[-1] == "{"
        elif kind == "colon":
            is_key = False
        elif kind == "opening":
            stack.append(match[0])
            is_key = match[0] == "{"
            safe = match.end()
        elif kind == "closing":
            if stack:
                stack.pop()
            safe = match.end()
        elif not is_key and (kind == "string" or match.end() < len(prefix)):
            safe = match.end()
    return prefix[:safe] + _closed(stack)


def _closed(stack: list[str]) -> str:
    return "".join(_CLOSING[bracket] for bracket in reversed(stack))


def _ended(string: str, before: str) -> str:
    """Return an open string closed, without the escape that the cut goes through."""
    last = string.rfind("\\", -_LONGEST_CUT)
    if last >= 0 and _CUT_ESCAPE.match(string, last) and _is_escape(string, last):
        string = string[:last]
    return f'{before}{string}"'


def _is_escape(string: str, last: int) -> bool:
    """Whether the last backslash begins an escape, and is not itself what one stands for."""
    before = string[:last]
    return (last - len(before.rstrip("\\"))) % 2 == 0
