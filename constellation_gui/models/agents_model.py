"""The agents of a project as a tree."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_db import ConstellationError, TreeNode
from constellation_gui.models.agent_rows import AGENT_COLUMNS
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.forest import Forest, Reading, read_again, read_first
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline import TOP
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.persistence import rearranged
from constellation_gui.queries import Runner

# Thousands of agents take a good part of a second to read. Following a writer, that must not become
# all that is done.
_LONG_S = 0.1
_REST = 1  # as long as the reading took


class AgentsModel(OutlineModel):
    """All agents of one project, each under the one that started it.

    An index carries its agent's number in `forest`. Numbers change when agents come and go; the
    persistent indexes follow. `arrived` tells that something was read, or that this failed:
    `loaded` says whether the agents are those of the project, `total` how many it has (of a large
    one the oldest come first), `problem` what is the matter.
    """

    arrived = Signal()
    failed = Signal(object)
    outline: Forest

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(AGENT_COLUMNS, Forest(), parent)
        self.project_id: str | None = None
        self.loaded = False
        self.total = 0
        self.problem: ConstellationError | None = None
        self._database = queries.database
        self._again = False
        self._reading = Lane(queries)
        self._begun = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._catch_up)

    # -- What is asked of it --------------------------------------------------------------------

    def show(self, project_id: str | None) -> None:
        """Show the agents of a project, or none; those of another one go at once."""
        self._reading.cancel()
        self._rest.stop()
        self._again = self.loaded = False
        self.project_id, self.problem, self.total = project_id, None, 0
        if len(self.forest):
            self._replace(Forest())
        if project_id is not None:
            self._read()

    def refresh(self) -> None:
        """Read the agents once more and take over what is different.

        Put off while that is under way, and for a while after it took long.
        """
        if self._reading.busy or self._rest.isActive():
            self._again = True  # cancelling would let a busy writer put it off for ever
        elif self.project_id is not None:
            self._read()

    def index_of(self, agent_id: str, column: int = 0) -> QModelIndex:
        """Return where an agent stands, invalid if it is not there."""
        number = self.forest.numbers.get(agent_id)
        return QModelIndex() if number is None else self.index_at(number, column)

    @property
    def forest(self) -> Forest:
        """The agents that are shown."""
        return self.outline

    def node(self, index: Index) -> TreeNode:
        """Return the agent that a valid index stands for."""
        return self.forest.nodes[index.internalId()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of an agent."""
        if not index.isValid():
            return None
        node = self.node(index)
        return node.depth if role == DepthRole else AGENT_COLUMNS[index.column()].value(node, role)

    # -- Agents arrive --------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Whether all agents of the project are there."""
        return self.loaded and len(self.forest) == self.total

    def _read(self) -> None:
        assert self.project_id is not None
        self._begun = monotonic()
        if self.loaded:
            work = partial(read_again, self._database, self.project_id, self.forest)
        else:
            work = partial(read_first, self._database, self.project_id)
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def _arrive(self, reading: Reading) -> None:
        fresh, self.loaded, self.problem = not self.loaded, True, None
        self.total = reading.total
        if fresh:
            self._replace(reading.forest)
        else:
            self._take_over(reading)
        self.arrived.emit()
        if not self.whole:
            self._read()
            return
        took = monotonic() - self._begun
        if took > _LONG_S:
            self._rest.start(round(took * _REST * 1000))
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _take_over(self, reading: Reading) -> None:
        if reading.moved:
            with rearranged(self, lambda index: self.node(index).agent.id, self.index_of):
                self.outline = reading.forest
        else:
            self.outline = reading.forest
        self._tell(reading.changed)

    def _miss(self, problem: ConstellationError) -> None:
        self._again = False
        self.problem = problem
        self.arrived.emit()
        self.failed.emit(problem)

    def _replace(self, forest: Forest) -> None:
        self.beginResetModel()
        self.outline = forest
        self.endResetModel()

    def _tell(self, numbers: list[int]) -> None:
        """Announce that agents read differently, siblings side by side in one go."""
        if not numbers:
            return
        last, first = len(AGENT_COLUMNS) - 1, numbers[0]
        for number, following in [*pairwise(numbers), (numbers[-1], TOP)]:
            row, parent = self.forest.row(number), self.forest.parent(number)
            if following == TOP or (
                self.forest.parent(following) != parent or self.forest.row(following) != row + 1
            ):
                self.dataChanged.emit(self.index_at(first), self.index_at(number, last))
                first = following
