"""The tree of agents on screen: opening branches within bounds, and the way between them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.views.outline_tree import OutlineTree

# What a person takes in.
_FIRST_LEVELS = 2
_FIRST_ROWS = 200


class AgentsTree(OutlineTree):
    """Begins with the uppermost levels open, and knows the way to an agent's parent."""

    def __init__(self, model: AgentsModel, parent: QWidget | None = None) -> None:
        super().__init__("Agents", model, parent)
        self._model = model
        self._provisional = False
        model.modelReset.connect(self._begin)
        model.arrived.connect(self._think_over)
        self.expanded.connect(self._leave_as_it_is)
        self.collapsed.connect(self._leave_as_it_is)

    # -- Opening and closing ---------------------------------------------------------------------

    def _begin(self) -> None:
        """Open the uppermost levels, as far as they are easily taken in."""
        self.open_levels(_FIRST_LEVELS, _FIRST_ROWS)
        self._provisional = not self._model.whole

    def _think_over(self) -> None:
        """Begin anew when all agents are there: branches may have become large."""
        if self._provisional and self._model.whole and not self.currentIndex().isValid():
            self.collapseAll()
            self._begin()

    def _leave_as_it_is(self) -> None:
        self._provisional = False

    # -- Ways ------------------------------------------------------------------------------------

    def go_to_parent(self, index: QModelIndex) -> None:
        """Make an agent's parent the current row."""
        parent = self._model.parent(index)
        if parent.isValid():
            self.mark(parent, scroll=True)
