"""JSON of many megabytes, parsed in steps that none of them holds the interpreter for long.

What makes a column that long is a long string or two. They are taken out and decoded in pieces; the
rest is small, and parsed as ever.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from constellation_db import InvalidJson, jsontext
from constellation_gui.formatting import exact_count
from constellation_gui.models.json_tokens import splits
from constellation_gui.wording import tr

# The standard parser is done with this much in less than a frame or two.
SHORT = 2_000_000  # characters
_LONG_STRING = 100_000


def parse(text: str) -> Any:
    """Return what JSON text of any length means, or `InvalidJson`.

    Text that is too long without a long string in it counts as invalid: whoever asks shows it raw.
    """
    if len(text) <= SHORT:
        return jsontext.parse(text)
    taken = _without_long_strings(text)
    if taken is None:
        many = tr("{count} characters are too many to be read as JSON")
        return InvalidJson(text, many.format(count=exact_count(len(text))))
    rest, strings = taken
    parsed = jsontext.parse(rest)
    if isinstance(parsed, InvalidJson):
        return InvalidJson(text, parsed.reason)
    try:
        return _put_back(parsed, strings)
    except RecursionError as error:
        return InvalidJson(text, str(error))


def _without_long_strings(text: str) -> tuple[str, dict[str, str]] | None:
    """Return the text with a stand-in for every long string, and the strings by stand-in.

    None if that leaves too much.
    """
    mark = secrets.token_hex(16)  # nobody has written this
    kept: list[str] = []
    strings: dict[str, str] = {}
    copied = place = left_out = 0
    while (quote := text.find('"', place)) >= 0:
        ends = splits(text, quote + 1)
        start, end = quote + 1, ends[-1]
        if end - start > _LONG_STRING:
            decoded = _decoded(text, start, ends)
            if decoded is None:
                return None
            stand_in = f"{mark}{len(strings)}"
            strings[stand_in] = decoded
            kept.append(text[copied:start] + stand_in)
            copied = end
            left_out += end - start
        place = end + 1
        if place - left_out > SHORT:
            return None
    kept.append(text[copied:])
    return "".join(kept), strings


def _decoded(text: str, start: int, ends: list[int]) -> str | None:
    """Return a string decoded piece by piece, None if it cannot be."""
    pieces = []
    for end in ends:
        try:
            pieces.append(json.loads(f'"{text[start:end]}"', strict=False))
        except ValueError:
            return None
        start = end
    return "".join(pieces)


def _put_back(value: Any, strings: dict[str, str]) -> Any:
    """Return the value with the strings in place of their stand-ins."""
    if isinstance(value, str):
        return strings.get(value, value)
    if isinstance(value, list):
        return [_put_back(item, strings) for item in value]
    if isinstance(value, dict):
        return {name: _put_back(item, strings) for name, item in value.items()}
    return value
