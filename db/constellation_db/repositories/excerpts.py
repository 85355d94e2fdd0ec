"""Cutting long columns on their way out of the store, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, bindparam, case, cast, func

# More than a person reads of one message, less than a screen takes long to lay out.
EXCERPT_BYTES = 100_000


def cut(column: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return a column cut to `:limit` bytes, and the stored number of bytes where it was cut.

    Bytes, not characters: SQLite's functions for text end at the first NUL, and counting the
    characters of a large text reads all of it.
    """
    stored = cast(column, LargeBinary)
    limit: Any = bindparam("limit")
    too_long = func.length(stored) > limit
    return (
        case((too_long, func.substr(stored, 1, limit)), else_=column),
        case((too_long, func.length(stored))),
    )


def joined(values: Sequence[Any], lengths: Sequence[int | None]) -> list[Any]:
    """Return the values with those that were cut as text again, without a broken last character."""
    return [
        value if length is None else bytes(value).decode("utf-8", "ignore")
        for value, length in zip(values, lengths, strict=True)
    ]
