"""JSON columns: objects to text as the original writes it, and text to objects without raising."""

from __future__ import annotations

import json
from typing import Any

from constellation_db.errors import InvalidValue
from constellation_db.records import InvalidJson

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")  # Python's parser would take it for a number


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def dump(value: Any, column: str) -> str | None:
    """Return the JSON text to store: None stays NULL, text is taken for JSON already.

    Raises `InvalidValue` naming `column` if the object has no JSON form.
    """
    if value is None or isinstance(value, str):
        return value
    try:
        return _encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValue(
            "The value for {column} cannot be written as JSON ({detail}); "
            "pass dictionaries, lists, text, numbers, booleans and None only.",
            column=column,
            detail=error,
        ) from error


def parse(text: str | None) -> Any:
    """Return the object that stored JSON text means, or `InvalidJson` where it does not parse.

    NULL is None. Nesting too deep for the parser and numbers too long for it count as invalid.
    """
    if text is None:
        return None
    try:
        return _decode(text)
    except (ValueError, RecursionError) as error:
        return InvalidJson(text, str(error))
