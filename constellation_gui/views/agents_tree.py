"""The tree of agents on screen: opening branches within bounds, and the way between them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from constellation_gui.delegates.branch_delegate import BranchDelegate
from constellation_gui.models.agent_rows import AGENT_COLUMNS
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.forest import TOP
from constellation_gui.views.rows_view import RowsView

# At first: what a person takes in. At all: a tree view lays out every open row anew after each
# change, at some 4 µs a row, and must not keep the window waiting.
_FIRST_LEVELS = 2
_FIRST_ROWS = 200
MOST_ROWS = 4_000


class AgentsTree(RowsView):
    """Opens branches by its own mark, `*` and the arrow keys; never recurses into the model."""

    def __init__(self, model: AgentsModel, parent: QWidget | None = None) -> None:
        super().__init__("Agents", AGENT_COLUMNS, parent)
        self._model = model
        self._painter = BranchDelegate(AGENT_COLUMNS, self)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self._provisional = False
        model.modelReset.connect(self._begin)
        model.layoutChanged.connect(self._keep_room)
        model.arrived.connect(self._think_over)
        self.expanded.connect(self._leave_as_it_is)
        self.collapsed.connect(self._leave_as_it_is)

    # -- Opening and closing ---------------------------------------------------------------------

    def _begin(self) -> None:
        """Open the uppermost levels, as far as they are easily taken in."""
        self._keep_room()
        self._open(self._model.forest.openable(TOP, _FIRST_LEVELS, _FIRST_ROWS))
        self._provisional = not self._model.whole

    def _think_over(self) -> None:
        """Begin anew when all agents are there: branches may have become large."""
        if self._provisional and self._model.whole and not self.currentIndex().isValid():
            self.collapseAll()
            self._begin()

    def _leave_as_it_is(self) -> None:
        self._provisional = False

    def open_all(self) -> bool:
        """Open level by level until `MOST_ROWS` are open; whether that was everything."""
        forest = self._model.forest
        self.collapseAll()
        rows = MOST_ROWS - len(forest.children(TOP))
        opened = forest.openable(TOP, len(forest), rows)
        self._open(opened)
        return len(opened) == forest.branches

    def open_branch(self, index: QModelIndex) -> None:
        """Open everything below an agent, level by level, within `MOST_ROWS`."""
        forest = self._model.forest
        self._open(forest.openable(index.internalId(), len(forest), MOST_ROWS))

    def reveal(self, index: QModelIndex) -> None:
        """Open what an agent stands under."""
        self._open(self._model.forest.ancestors(index.internalId()))

    def _open(self, numbers: Iterable[int]) -> None:
        # With a layout already due, the tree only notes what is to be open: one layout for all.
        self.scheduleDelayedItemsLayout()
        for number in numbers:
            self.expand(self._model.index_at(number))
        self.executeDelayedItemsLayout()

    def _keep_room(self) -> None:
        self._painter.branching = self._model.forest.branches > 0

    # -- Ways ------------------------------------------------------------------------------------

    def go_to_parent(self, index: QModelIndex) -> None:
        """Make an agent's parent the current row."""
        parent = self._model.parent(index)
        if parent.isValid():
            self.mark(parent, scroll=True)

    # -- Qt's events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a branch on `*`; all else is the list's."""
        if event.key() == Qt.Key.Key_Asterisk and self.currentIndex().isValid():
            self.open_branch(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a branch by its mark; elsewhere choose the row."""
        if not self._toggle(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick clicks on a mark for another click."""
        if not self._toggle(event):
            super().mouseDoubleClickEvent(event)

    def _toggle(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if (
            event.button() is not Qt.MouseButton.LeftButton
            or not index.isValid()
            or index.column() != 0
            or not self._model.hasChildren(index)
            or not self._painter.mark_rect(self.visualRect(index), index).contains(place)
        ):
            return False
        self.setExpanded(index, not self.isExpanded(index))
        event.accept()
        return True
