"""A short list that is replaced as a whole, and announces only what reads differently."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from constellation_gui.models.columns import Column
from constellation_gui.models.outline_model import NOWHERE, Index
from constellation_gui.models.persistence import rearranged

R = TypeVar("R")


class FlatModel(QAbstractTableModel, Generic[R]):
    """Rows in columns; `identify` gives what stays the same of a row that reads differently."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        identify: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[R] = ()
        self._identify = identify

    def replace(self, rows: Sequence[R]) -> None:
        """Show these rows; selection and scroll stay with those that were there before."""
        if rows == self.rows:
            return
        before = [self._identify(row) for row in self.rows]
        after = [self._identify(row) for row in rows]
        if before != after:
            places = {name: place for place, name in enumerate(after)}
            with rearranged(
                self,
                lambda index: str(index.row()),
                lambda row, column: self._found(places.get(before[int(row)]), column),
            ):
                self.rows = rows
            return
        changed = [
            n for n, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new
        ]
        self.rows = rows
        last = len(self.columns) - 1
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def row(self, index: Index) -> R:
        """Return the row that a valid index stands for."""
        return self.rows[index.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        return self.columns[index.column()].value(self.rows[index.row()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        return self.columns[section].heading(role)

    def _found(self, row: int | None, column: int) -> QModelIndex:
        return QModelIndex() if row is None else self.index(row, column)
