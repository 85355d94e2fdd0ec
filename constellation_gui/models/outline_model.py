"""What the models of trees share: an index carries the number of a row of an outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from constellation_gui.models.columns import Column
from constellation_gui.models.outline import TOP, Outline

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()


class OutlineModel(QAbstractItemModel):
    """A tree of the rows of `outline`, in columns."""

    def __init__(
        self, columns: Sequence[Column[Any]], outline: Outline, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.outline = outline

    def index_at(self, number: int, column: int = 0) -> QModelIndex:
        """Return the index of the row with a number of the outline."""
        return self.createIndex(self.outline.row(number), column, number)

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        if parent.isValid() and parent.column() != 0:
            return QModelIndex()
        above = parent.internalId() if parent.isValid() else TOP
        if 0 <= row < self.outline.count(above) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, self.outline.child(above, row))
        return QModelIndex()

    def parent(self, child: Index | None = None) -> Any:
        """Return the index of a child's parent; without a child, the object that owns the model."""
        if child is None:
            return super().parent()
        if not child.isValid():
            return QModelIndex()
        number = self.outline.parent(child.internalId())
        return QModelIndex() if number == TOP else self.index_at(number)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the children."""
        if not parent.isValid():
            return self.outline.count(TOP)
        return self.outline.count(parent.internalId()) if parent.column() == 0 else 0

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Whether anything stands under a row."""
        return self.rowCount(parent) > 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        return self.columns[section].heading(role)
