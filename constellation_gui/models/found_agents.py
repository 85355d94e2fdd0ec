"""The agents in whose messages a text was found, as a list that grows while others are searched."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from constellation_gui.formatting import exact_count, one_line, short_id
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.project_search import AgentHits, Batch, Outcome, Plan, plan, search
from constellation_gui.models.sought import Sought
from constellation_gui.place import Place
from constellation_gui.queries import Runner, Ticket
from constellation_gui.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
# Statements leave the interpreter to others; one worker stays free for what is looked at.
_AT_ONCE = 2


class FoundAgent(NamedTuple):
    """An agent in the list, by what it is called."""

    name: str
    hits: AgentHits


FOUND_COLUMNS: tuple[Column[FoundAgent], ...] = (
    Column(tr("Agent"), lambda found: found.name, icon=lambda _: "agent", width=160),
    Column(
        tr("Messages", "a narrow column"),
        lambda found: exact_count(found.hits.messages),
        align=RIGHT,
        width=88,
    ),
    Column(
        tr("First match"),
        lambda found: found.hits.line,
        muted=lambda _: True,
        tip=lambda found: found.hits.line,
        width=280,
    ),
)


class FoundAgents(QAbstractTableModel):
    """Searches the agents of a project, or those below one; `grew` tells that there is more."""

    grew = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._sought = Sought("")
        self._plan: Plan | None = None
        self._waiting: list[Batch] = []
        self._tickets: list[Ticket] = []
        self._looked = self._whole = 0
        self._rows: list[FoundAgent] = []
        self.too_slow = False

    # -- What a view asks --------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether more may come."""
        return any(ticket.active for ticket in self._tickets)

    @property
    def messages(self) -> int:
        """In how many messages it was found."""
        return sum(row.hits.messages for row in self._rows)

    @property
    def share(self) -> float:
        """How much of all messages was looked through, from 0 to 1."""
        return self._looked / self._whole if self._whole else 0.0

    def covers(self, agent_id: str) -> bool:
        """Whether an agent is among those that are searched."""
        plan = self._plan
        return plan is not None and any(talker.id == agent_id for talker in plan.talkers)

    def place(self, row: int) -> Place:
        """Return where the first match of a row's agent is."""
        assert self._plan is not None
        hits = self._rows[row].hits
        agent = self._plan.talkers[hits.place].id
        return Place(project=self._plan.project_id, agent=agent, message=hits.message_id)

    def row_of(self, agent_id: str | None) -> int | None:
        """Return the row of an agent, None if nothing was found in its messages."""
        rows = range(len(self._rows))
        return next((row for row in rows if self.place(row).agent == agent_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return in how many agents it was found."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(FOUND_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the column says of the row."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return FOUND_COLUMNS[index.column()].value(self._rows[index.row()], role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(FOUND_COLUMNS):
            return None
        return FOUND_COLUMNS[section].heading(role)

    # -- Searching ---------------------------------------------------------------------------------

    def start(self, agent_id: str, sought: Sought, *, below: bool) -> None:
        """Look for something else, in the project of an agent or in all that is below it."""
        self.stop()
        self._sought = sought
        work = partial(plan, self._queries.database, agent_id, sought, below=below)
        self._run(work, self._begin)

    def stop(self) -> None:
        """Look for nothing, and forget what was found."""
        for ticket in self._tickets:
            ticket.cancel()
        self.beginResetModel()
        self._tickets, self._waiting, self._rows = [], [], []
        self._plan, self._looked, self._whole, self.too_slow = None, 0, 0, False
        self.endResetModel()

    def _run(self, work: Any, deliver: Any) -> None:
        self._tickets = [ticket for ticket in self._tickets if ticket.active]
        self._tickets.append(self._queries.run(work, deliver=deliver, failed=self.failed.emit))

    def _begin(self, made: Plan | None) -> None:
        self._plan = made
        if made is not None:
            self._waiting, self._whole = made.batches[::-1], made.messages
            for _ in range(_AT_ONCE):
                self._go_on()
        self.grew.emit()

    def _go_on(self) -> None:
        if self._plan is not None and self._waiting:
            batch = self._waiting.pop()
            work = partial(search, self._queries.database, self._plan.talkers, batch, self._sought)
            self._run(work, partial(self._add, batch))

    def _add(self, batch: Batch, outcome: Outcome) -> None:
        for hits in outcome.hits:
            self._note(hits)
        if outcome.too_slow:
            self.too_slow = True
            self._waiting.clear()
        elif outcome.rest is not None:
            self._waiting.append(outcome.rest)
        else:
            self._looked += batch.messages
        self._go_on()
        self.grew.emit()

    def _note(self, hits: AgentHits) -> None:
        row = bisect_left(self._rows, hits.place, key=lambda known: known.hits.place)
        if row < len(self._rows) and self._rows[row].hits.place == hits.place:
            known = self._rows[row]
            both = replace(known.hits, messages=known.hits.messages + hits.messages)
            self._rows[row] = known._replace(hits=both)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(FOUND_COLUMNS) - 1))
            return
        assert self._plan is not None
        talker = self._plan.talkers[hits.place]
        self.beginInsertRows(_ROOT, row, row)
        self._rows.insert(row, FoundAgent(one_line(talker.name) or short_id(talker.id), hits))
        self.endInsertRows()
