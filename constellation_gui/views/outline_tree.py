"""A tree on screen: opening branches within bounds, by mark, mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from constellation_gui.delegates.branch_delegate import BranchDelegate
from constellation_gui.models.outline import TOP
from constellation_gui.models.outline_model import OutlineModel
from constellation_gui.views.rows_view import RowsView

# A tree view lays out every open row anew after each change, up to 20 µs a row, and must not keep
# the window waiting.
MOST_ROWS = 2_000


class OutlineTree(RowsView):
    """Opens branches by its own mark, `*` and the arrow keys; never recurses into the model."""

    def __init__(
        self, name: str, caption: str, model: OutlineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, caption, model.columns, parent)
        self._outlined = model
        self._painter = BranchDelegate(model.columns, self)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        model.modelReset.connect(self._keep_room)
        model.layoutChanged.connect(self._keep_room)

    # -- Opening and closing ---------------------------------------------------------------------

    def open_levels(self, levels: int, rows: int) -> None:
        """Open the uppermost levels, as long as they add at most that many rows."""
        self.open_numbers(self._outlined.outline.openable(TOP, levels, rows))

    def open_all(self) -> bool:
        """Open level by level until `MOST_ROWS` are open; whether that was everything."""
        outline = self._outlined.outline
        self.collapseAll()
        rows = MOST_ROWS - outline.count(TOP)
        opened = outline.openable(TOP, len(outline), rows)
        self.open_numbers(opened)
        return len(opened) == outline.branches

    def open_branch(self, index: QModelIndex) -> None:
        """Open everything below a row, level by level, within `MOST_ROWS`."""
        outline = self._outlined.outline
        self.open_numbers(outline.openable(index.internalId(), len(outline), MOST_ROWS))

    def reveal(self, index: QModelIndex) -> None:
        """Open what a row stands under."""
        self.open_numbers(self._outlined.outline.ancestors(index.internalId()))

    def open_numbers(self, numbers: Iterable[int]) -> None:
        """Open the rows with these numbers of the outline."""
        # With a layout already due, the tree only notes what is to be open: one layout for all.
        self.scheduleDelayedItemsLayout()
        for number in numbers:
            self.expand(self._outlined.index_at(number))
        self.executeDelayedItemsLayout()

    def _keep_room(self) -> None:
        self._painter.branching = self._outlined.outline.branches > 0

    # -- Qt's events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a branch on `*`; all else is the list's."""
        if event.key() == Qt.Key.Key_Asterisk and self.currentIndex().isValid():
            self.open_branch(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a branch by its mark; elsewhere choose the row."""
        if not self._act_at(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick clicks on a mark for another click."""
        if not self._act_at(event):
            super().mouseDoubleClickEvent(event)

    def _act_at(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if (
            event.button() is not Qt.MouseButton.LeftButton
            or not index.isValid()
            or index.column() != 0
            or not self._outlined.hasChildren(index)
            or not self._painter.mark_rect(self.visualRect(index), index).contains(place)
        ):
            return False
        self.setExpanded(index, not self.isExpanded(index))
        event.accept()
        return True
