"""Marks: numbers made of what a list shows of a row; their sum tells rows from how they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Integer, literal_column

from constellation_db import timestamps
from constellation_db.rows import Fingerprint

_MARKS = 2_147_483_647  # as many different ones; a million of them still sum up exactly


class Marked(Protocol):
    """A row with a mark."""

    @property
    def key(self) -> Any:
        """Where it stands in time, with its `sequence`."""

    @property
    def updated_at(self) -> str | None:
        """When it was changed."""

    @property
    def mark(self) -> int:
        """The number made of what it shows."""


def mark(numbers: Iterable[str], texts: Iterable[str]) -> ColumnElement[int]:
    """Return the mark of a row as SQL: of expressions that are numbers, and of columns of text."""
    parts = [*numbers, *(f"{of}({text})" for text in texts for of in ("length", "unicode"))]
    built = "0"
    for part in parts:
        built = f"(({built} * 31 + coalesce({part}, 0)) % {_MARKS})"
    # Written out: as an expression it would take longer to compile than to run.
    return literal_column(built, Integer)


def fingerprint_of(rows: Collection[Marked]) -> Fingerprint:
    """Return the fingerprint of rows that were read."""
    return Fingerprint(
        len(rows),
        max((row.key.sequence for row in rows), default=0),
        max((timestamps.sortable(row.updated_at or "") for row in rows), default=""),
        sum(row.mark for row in rows),
    )
