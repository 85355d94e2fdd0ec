"""Rows of a list as text for other programs: as they are read, and as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from constellation_gui.formatting import visible
from constellation_gui.models.columns import Column

# What would end a cell or a line early, in whatever program the rows are pasted into.
_BREAKS = re.compile(r"[\t\n]+")


def as_lines(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> str:
    """Return a line a row, the texts of its columns between tabs."""
    return "\n".join(_line(column.text(row) for column in columns) for row in rows)


def as_table(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> str:
    """Return tab-separated values under the columns' titles, exact where the list shortens them."""
    lines = [_line(column.title for column in columns)]
    lines += (_line(column.exactly(row) for column in columns) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cell if cell.isprintable() else _tame(cell) for cell in cells)


def _tame(cell: str) -> str:
    return _BREAKS.sub(" ", visible(cell))
