"""The agents of a project as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_db import EVERYTHING, Changes, ConstellationError, TreeNode
from constellation_gui.models.agent_filter import EVERYONE, AgentFilter
from constellation_gui.models.agent_rows import AGENT_COLUMNS, AgentEntry
from constellation_gui.models.columns import DepthRole
from constellation_gui.models.forest import Forest
from constellation_gui.models.forest_reading import (
    Reading,
    compared,
    read_changes,
    read_first,
    read_whole,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.life_reader import LifeReader
from constellation_gui.models.outline import TOP
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.time_axis import TimeAxis
from constellation_gui.queries import Runner

# Thousands of agents take a good part of a second to read. Following a writer, that must not become
# all that is done.
_LONG_S = 0.1
_REST = 0.5  # of what the reading took
# A change far down changes the totals of hundreds above it. A view takes 60 µs for each that is
# announced on its own, and all of them keep the window longer than painting what is in sight.
_MOST_TOLD = 40


class AgentsModel(OutlineModel):
    """The agents of one project that `applied` leaves, each under the one that started it.

    An index carries its agent's number in `forest`. Numbers change when agents come and go; the
    persistent indexes follow. `arrived` tells that something was read, or that this failed:
    `loaded` says whether the agents are those of the project, `total` how many it has (of a large
    one the oldest come first), `problem` what is the matter. Lives follow: `lived` tells that some
    came, which `axis` then covers. `reworded` stands for very many changes of data in one. `wanted`
    is the filter that will be `applied` next.
    """

    arrived = Signal()
    lived = Signal()
    reworded = Signal()
    failed = Signal(object)
    outline: Forest

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(AGENT_COLUMNS, Forest(), parent)
        self.project_id: str | None = None
        self.everyone = Forest()
        self.wanted = self.applied = EVERYONE
        self.loaded = False
        self.total = 0
        self.problem: ConstellationError | None = None
        self.axis = TimeAxis(self)
        self._database = queries.database
        self._again: Changes | None = None
        self._reading = Lane(queries)
        self._lives = LifeReader(queries, self)
        self._lives.arrived.connect(self._show_lives)
        self._lives.failed.connect(self.failed)
        self._begun = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._catch_up)

    # -- What is asked of it --------------------------------------------------------------------

    def show(self, project_id: str | None) -> None:
        """Show the agents of a project, or none; those of another one go at once."""
        self._reading.cancel()
        self._rest.stop()
        self._lives.show(project_id)
        self.axis.clear()
        self._again, self.loaded = None, False
        self.project_id, self.problem, self.total = project_id, None, 0
        if len(self.everyone):
            self._replace(Forest(), Forest())
        if project_id is not None:
            self._read(EVERYTHING)

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Read what is different, and take it over.

        Put off while that is under way, and for a while after it took long.
        """
        if self.project_id is None:
            return
        if changes.concern(self.project_id) and self.whole and not changes.everything:
            self._lives.read(changes.written_agents & self.everyone.numbers.keys())
        if not changes.agents and not changes.everything:
            return
        if self._reading.busy or self._rest.isActive():
            # Cancelling would let a busy writer put it off for ever.
            self._again = EVERYTHING if changes.everything else self._again or changes
        else:
            self._read(changes)

    def narrow(self, wanted: AgentFilter) -> None:
        """Show the agents that a filter leaves, and those above them."""
        if wanted != self.wanted:
            self.wanted = wanted
            if self.whole and not self._reading.busy:
                self._narrow()

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

    def entry(self, number: int) -> AgentEntry:
        """Return what is known of an agent that is shown."""
        forest = self.forest
        node = forest.nodes[number]
        life = self._lives.lives.get(node.agent.id)
        return AgentEntry(node, forest.total(number), life, forest.matches(number))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of an agent."""
        if not index.isValid():
            return None
        if role == DepthRole:
            return self.node(index).depth
        return AGENT_COLUMNS[index.column()].value(self.entry(index.internalId()), role)

    # -- Agents arrive --------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Whether all agents of the project were read."""
        return self.loaded and len(self.everyone) == self.total

    def _read(self, changes: Changes) -> None:
        assert self.project_id is not None
        self._begun = monotonic()
        if not self.loaded:
            work = partial(read_first, self._database, self.project_id, self.wanted)
        else:
            whole = changes.everything or not self.whole
            work = partial(
                read_whole if whole else read_changes,
                self._database,
                self.project_id,
                self.everyone,
                self.forest,
                self.wanted,
            )
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def _narrow(self) -> None:
        work = partial(compared, self.everyone, self.forest, self.wanted, touched=frozenset())
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def _arrive(self, reading: Reading) -> None:
        fresh, self.loaded, self.problem = not self.loaded, True, None
        self.total, self.applied = reading.total, reading.wanted
        if fresh:
            self._replace(reading.everyone, reading.shown)
        else:
            self._take_over(reading)
        self.arrived.emit()
        if not self.whole:
            self._read(EVERYTHING)
            return
        took = monotonic() - self._begun
        if reading.touched is None or reading.touched:
            self._lives.read(reading.touched)
        if reading.wanted != self.wanted:
            self._narrow()
        elif took > _LONG_S:
            self._rest.start(round(took * _REST * 1000))
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        if self._again is not None:
            changes, self._again = self._again, None
            self.refresh(changes)

    def _take_over(self, reading: Reading) -> None:
        self.everyone = reading.everyone
        if reading.moved:
            # A view that laid its rows out anew paints them, too.
            with rearranged(self, lambda index: self.node(index).agent.id, self.index_of):
                self.outline = reading.shown
        else:
            self.outline = reading.shown
            self._tell(reading.changed)

    def _miss(self, problem: ConstellationError) -> None:
        self._again = None
        self.problem = problem
        self.arrived.emit()
        self.failed.emit(problem)

    def _replace(self, everyone: Forest, shown: Forest) -> None:
        self.beginResetModel()
        self.everyone, self.outline = everyone, shown
        self.endResetModel()

    def _show_lives(self, ids: frozenset[str] | None) -> None:
        span = self._lives.span()
        if span is not None:
            self.axis.cover(*span)
        if ids is not None:
            numbers = self.forest.numbers
            self._tell(sorted(numbers[one] for one in ids if one in numbers))
        self.lived.emit()

    def _tell(self, numbers: Sequence[int]) -> None:
        """Announce that agents read differently, siblings side by side in one go."""
        forest, last = self.forest, len(AGENT_COLUMNS) - 1
        spans: list[tuple[int, int]] = []
        for number in numbers:
            before = spans[-1][1] if spans else TOP
            if before != TOP and (forest.parent(number), forest.row(number)) == (
                forest.parent(before),
                forest.row(before) + 1,
            ):
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        if len(spans) > _MOST_TOLD:
            self.reworded.emit()
            return
        for first, until in spans:
            self.dataChanged.emit(self.index_at(first), self.index_at(until, last))
