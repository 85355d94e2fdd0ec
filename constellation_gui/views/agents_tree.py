"""The tree of agents on screen: opening branches within bounds, and the ways between agents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from constellation_db import AgentStatus
from constellation_gui.models.agent_rows import TIMELINE
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.outline import TOP
from constellation_gui.views.outline_tree import MOST_ROWS, OutlineTree
from constellation_gui.views.timeline_column import ZOOM, TimelineColumn
from constellation_gui.views.type_ahead import TypeAhead
from constellation_gui.wording import tr

# What a person takes in.
_FIRST_LEVELS = 2
_FIRST_ROWS = 200
_STRIDE = 0.25  # of the time in sight, for one key

_Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class AgentsTree(OutlineTree):
    """Begins with the uppermost levels open, and knows the way to a parent and to what failed.

    `level_wanted` gives how many levels to open, `failure_wanted` 1 or -1 for the next failed agent
    or the one before, both from the keyboard.
    """

    level_wanted = Signal(int)
    failure_wanted = Signal(int)

    def __init__(self, model: AgentsModel, parent: QWidget | None = None) -> None:
        super().__init__("agents", tr("Agents"), model, parent)
        self.agents = model
        self._provisional = False
        self.typing = TypeAhead(self, names=self._names, current=self._here, go_to=self._jump_to)
        self._timeline = TimelineColumn(self, TIMELINE, model.axis)
        model.modelReset.connect(self._begin)
        model.arrived.connect(self._think_over)
        # Which lives are in sight is for Qt to find out: one repaint, however many came.
        model.lived.connect(self.viewport().update)
        model.reworded.connect(self.viewport().update)
        self.expanded.connect(self._leave_as_it_is)
        self.collapsed.connect(self._leave_as_it_is)

    # -- Opening and closing ---------------------------------------------------------------------

    def _begin(self) -> None:
        """Open the uppermost levels, as far as they are easily taken in."""
        self.open_levels(_FIRST_LEVELS, _FIRST_ROWS)
        self._provisional = not self.agents.whole

    def _think_over(self) -> None:
        """Begin anew when all agents are there: branches may have become large."""
        if self._provisional and self.agents.whole and not self.currentIndex().isValid():
            self.collapseAll()
            self._begin()

    def _leave_as_it_is(self) -> None:
        self._provisional = False

    def open_to(self, levels: int) -> bool:
        """Show so many levels and no more, within `MOST_ROWS`; whether that was all of them."""
        forest = self.agents.forest
        self.collapseAll()
        rows = max(MOST_ROWS - forest.count(TOP), 0)
        opened = forest.openable(TOP, levels - 1, rows)
        self.open_numbers(opened)
        return len(opened) == forest.branches_above(levels - 1)

    def opened(self) -> list[str]:
        """Return the ids of the agents that are open, those within closed branches left out."""
        forest, found = self.agents.forest, []
        waiting = list(forest.children(TOP))
        while waiting:
            number = waiting.pop()
            if forest.count(number) and self.isExpanded(self.agents.index_at(number)):
                found.append(forest.nodes[number].agent.id)
                waiting += forest.children(number)
        return found

    def open_ids(self, ids: list[str]) -> None:
        """Open what is left of some agents, and close all others."""
        numbers = self.agents.forest.numbers
        self.collapseAll()
        self.open_numbers(numbers[one] for one in ids if one in numbers)

    # -- Ways ------------------------------------------------------------------------------------

    def go_to_parent(self, index: QModelIndex) -> None:
        """Make an agent's parent the current row."""
        parent = self.agents.parent(index)
        if parent.isValid():
            self.mark(parent, scroll=True)

    def go_to_failed(self, step: int) -> bool:
        """Make the next failed agent (1) or the one before (-1) the current row; begins anew.

        Whether there is one.
        """
        failed = self.agents.forest.with_status(AgentStatus.FAILED)
        if not failed:
            return False
        index = self.currentIndex()
        here = index.internalId() if index.isValid() else TOP
        at = bisect_right(failed, here) if step > 0 else bisect_left(failed, here) - 1
        self._jump_to(failed[at % len(failed)])
        return True

    def _names(self) -> list[str]:
        return [(node.agent.name or "").lstrip() for node in self.agents.forest.nodes]

    def _here(self) -> int:
        index = self.currentIndex()
        return index.internalId() if index.isValid() else 0

    def _jump_to(self, number: int) -> None:
        target = self.agents.index_at(number)
        self.reveal(target)
        self.mark(target, scroll=True)

    # -- Time ------------------------------------------------------------------------------------

    def zoom(self, steps: int) -> None:
        """Show less time in more detail, or more of it if `steps` is negative."""
        self.agents.axis.zoom(ZOOM**steps)

    # -- Qt's events -----------------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys here, and Qt would ask every agent for its name."""

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the timeline while the keyboard is here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & _CONTROL
            and event.key() in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus, _Key.Key_0)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open to a level, go to a parent or to what failed, zoom; all else is the tree's."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        done = False
        if not held & ~(_CONTROL | _SHIFT):
            done = (
                self._in_time(event.key()) if held & _CONTROL else self._in_tree(event.key(), held)
            )
        if not done:
            super().keyPressEvent(event)

    def _in_tree(self, key: int, held: Qt.KeyboardModifier) -> bool:
        if key == _Key.Key_E:
            self.failure_wanted.emit(-1 if held & _SHIFT else 1)
        elif key == _Key.Key_Slash and not held:
            self.typing.begin()
        elif key == _Key.Key_P and not held:
            self.go_to_parent(self.currentIndex())
        elif _Key.Key_1 <= key <= _Key.Key_9 and not held:
            self.level_wanted.emit(key - _Key.Key_0)
        else:
            return False
        return True

    def _in_time(self, key: int) -> bool:
        axis = self.agents.axis
        if key in (_Key.Key_Plus, _Key.Key_Equal):
            self.zoom(1)
        elif key == _Key.Key_Minus:
            self.zoom(-1)
        elif key == _Key.Key_0:
            axis.reset()
        elif key in (_Key.Key_Left, _Key.Key_Right) and axis.zoomed:
            axis.move(-_STRIDE if key == _Key.Key_Left else _STRIDE)
        else:
            return False
        return True
