"""Columns as values: what a list shows of a row, in one table instead of a ladder in `data()`."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

R = TypeVar("R")

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

# Roles beside Qt's own.
RowRole = Qt.ItemDataRole.UserRole + 1
"""The whole record of a row, whatever the column."""
SortRole = Qt.ItemDataRole.UserRole + 2
"""The column's value in its own type, for comparing."""
IconRole = Qt.ItemDataRole.UserRole + 3
"""The name of an icon; a model knows no QIcon, the delegate fetches and colours it."""
MutedRole = Qt.ItemDataRole.UserRole + 4
"""Whether the text stands for something unknown or still coming, and is shown quietly."""
DepthRole = Qt.ItemDataRole.UserRole + 5
"""How deep a row stands in its tree, 0 at the top."""

_LONGEST_TIP = 2_000


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a list whose rows are records of type `R`.

    `title` heads the column and `text` is what a cell shows and what is copied. `sort` gives the
    value to compare by (the text, if absent); `order_by` is the name by which a query sorts, for
    lists that are sorted in the store. `tip` is plain text; it becomes a tooltip by `tooltip`.
    `icon` names an icon or None, and `spoken` is the text together with what the icon says.
    `exact` is what a table for other programs has instead of the text; if absent, the number that
    `sort` gives.
    `elide` is where a text that has no room is cut.
    `width` is the initial one in px, None for what is left over.
    """

    title: str
    text: Callable[[R], str]
    _: KW_ONLY
    sort: Callable[[R], Any] | None = None
    align: int = LEFT
    tip: Callable[[R], str | None] | None = None
    icon: Callable[[R], str | None] | None = None
    width: int | None = None
    order_by: str | None = None
    muted: Callable[[R], bool] | None = None
    spoken: Callable[[R], str] | None = None
    exact: Callable[[R], str] | None = None
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight

    def value(self, row: R, role: int) -> Any:
        """Return what a model's `data` gives for a cell, None where the column has nothing."""
        give = _BY_ROLE.get(role)
        return None if give is None else give(self, row)

    def exactly(self, row: R) -> str:
        """Return what a table for other programs has in a cell."""
        if self.exact is not None:
            return self.exact(row)
        value = self.sort(row) if self.sort is not None else None
        return str(value) if isinstance(value, (int, float)) else self.text(row)

    def heading(self, role: int) -> Any:
        """Return what a model's `headerData` gives for this column."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title
        return self.align if role == Qt.ItemDataRole.TextAlignmentRole else None


def _sort_value(column: Column[R], row: R) -> Any:
    return (column.sort or column.text)(row)


def _tip(column: Column[R], row: R) -> str | None:
    text = column.tip(row) if column.tip is not None else None
    return tooltip(text) if text else None


_BY_ROLE: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: column.align,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: lambda column, row: (column.spoken or column.text)(row),
    RowRole: lambda _column, row: row,
    SortRole: _sort_value,
    IconRole: lambda column, row: None if column.icon is None else column.icon(row),
    MutedRole: lambda column, row: column.muted is not None and column.muted(row),
}


def tooltip(text: str) -> str:
    """Return markup that shows `text` as it is, wrapped.

    Qt guesses whether a tooltip is markup; what comes out of a store must never be read as such.
    """
    if len(text) > _LONGEST_TIP:
        text = f"{text[:_LONGEST_TIP]}…"
    return f'<p style="white-space: pre-wrap; margin: 0">{html.escape(text)}</p>'
