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
    whole = _CUT_ESCAPE.sub("", string) if _odd_backslashes(string) else string
    return f'{before}{whole}"'


def _odd_backslashes(string: str) -> bool:
    """Whether the string ends within an escape, which `\\\\` before it is not part of."""
    found = re.search(r"(\\+)(?:u[0-9a-fA-F]{0,3})?\Z", string)
    return found is not None and len(found[1]) % 2 == 1
