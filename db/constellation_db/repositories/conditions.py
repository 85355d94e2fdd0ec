"""Conditions of a finder that are no equality, and the search for a piece of text among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, LargeBinary, Text, bindparam, cast, func, literal

# In characters, all of them ASCII: SQLite refuses longer ones ("LIKE or GLOB pattern too complex").
_LONGEST_PATTERN = 50_000
_ESCAPE = "\\"


class Condition(NamedTuple):
    """What a finder adds to its WHERE: a name to keep the statement under, and its parameters."""

    name: str
    build: Callable[[], ColumnElement[bool]]
    parameters: dict[str, Any]


def contains(column: ColumnElement[Any], term: str, *, nul: bool = True) -> Condition:
    """Return the condition that `column` holds `term`, taken literally, ignoring case.

    Without `nul` nothing is found behind a NUL: looking for one takes as long as the term itself,
    and JSON has none.

    SQLite's LIKE ignores case in ASCII only, ends at the first NUL of the text and does not look
    into BLOBs. Where that falls short, a function that folds case as Unicode does decides; for a
    term beyond ASCII, LIKE narrows the rows down by the longest piece that is ASCII.
    """
    folded = term.casefold()
    pieces = "".join(c if c.isascii() else "\0" for c in term).split("\0")
    pattern = f"%{_literal(max(pieces, key=len))}%"
    if "\0" in term or len(pattern) > _LONGEST_PATTERN:
        return Condition("folds", lambda: _folds(column), {"folded": folded})
    parameters = {"pattern": pattern, "folded": folded}
    if term.isascii():
        return Condition(
            f"contains {nul}",
            lambda: _like(column) | (_beyond_like(column, nul) & _folds(column)),
            parameters,
        )
    return Condition(
        f"contains folded {nul}",
        lambda: (_like(column) | _beyond_like(column, nul)) & _folds(column),
        parameters,
    )


def _like(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.like(bindparam("pattern"), escape=_ESCAPE)


def _beyond_like(column: ColumnElement[Any], nul: bool) -> ColumnElement[bool]:
    blob = func.typeof(column) == literal("blob")
    if not nul:
        return blob
    # Counting characters stops at a NUL too, and takes less time than looking for one.
    longer = func.length(column) != func.length(cast(column, LargeBinary))
    return blob | (longer & (func.instr(column, func.char(0)) > literal(0)))


def _folds(column: ColumnElement[Any]) -> ColumnElement[bool]:
    # As bytes: text that is not UTF-8 could not be handed to the function.
    stored = cast(column, LargeBinary)
    return func.contains_folded(stored, bindparam("folded", type_=Text)) == literal(1)


def _literal(term: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        term = term.replace(special, _ESCAPE + special)
    return term
