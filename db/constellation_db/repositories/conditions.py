"""Conditions of a finder that are no equality, and the search for a piece of text among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, bindparam, func, literal

# SQLite refuses longer patterns ("LIKE or GLOB pattern too complex").
_LONGEST_PATTERN_BYTES = 50_000
_ESCAPE = "\\"


class Condition(NamedTuple):
    """What a finder adds to its WHERE: a name to keep the statement under, and its parameters."""

    name: str
    build: Callable[[], ColumnElement[bool]]
    parameters: dict[str, Any]


def contains(column: ColumnElement[Any], term: str) -> Condition:
    """Return the condition that `column` holds `term`, taken literally, ignoring case.

    SQLite's LIKE ignores case in ASCII only. For a term beyond ASCII it only narrows the rows down,
    by the longest piece that is ASCII, and a function that folds case as Unicode does decides.
    """
    folded = term.casefold()
    if term.isascii() and len(term) < _LONGEST_PATTERN_BYTES:
        return Condition(
            "contains",
            lambda: column.like(bindparam("pattern"), escape=_ESCAPE),
            {"pattern": f"%{_literal(term)}%"},
        )
    if len(term.encode("utf-8", "replace")) >= _LONGEST_PATTERN_BYTES:
        return Condition("folds", lambda: _folds(column), {"folded": folded})
    pieces = "".join(c if c.isascii() else "\0" for c in term).split("\0")
    return Condition(
        "contains folded",
        lambda: column.like(bindparam("pattern"), escape=_ESCAPE) & _folds(column),
        {"pattern": f"%{_literal(max(pieces, key=len))}%", "folded": folded},
    )


def _folds(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.contains_folded(column, bindparam("folded", type_=Text)) == literal(1)


def _literal(term: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        term = term.replace(special, _ESCAPE + special)
    return term
