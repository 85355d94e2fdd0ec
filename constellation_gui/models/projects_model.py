"""The list of projects: pages as they are scrolled to, summaries as they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from constellation_db import ConstellationError, ProjectSummary, ProjectTotals
from constellation_gui.models.lane import Lane
from constellation_gui.models.paging import Stretch, read_again, read_page, read_until
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.project_rows import PROJECT_COLUMNS, ProjectEntry, ProjectQuery
from constellation_gui.queries import Runner

Index = QModelIndex | QPersistentModelIndex

_SUMMARIES_AT_ONCE = 25  # a project of thousands of agents takes some milliseconds
_AHEAD = 40  # rows below those in sight that are to be there
_FIRST_LOOK = 50  # rows that are summed up before a view says what it shows


class ProjectsModel(QAbstractTableModel):
    """Projects of one query, in its order, as far as they have been scrolled to.

    `arrived` tells that something was read, or that this failed: `loaded` says whether the rows are
    those of the query, `problem` what is the matter. Rows keep their persistent indexes through
    `refresh`; a new query resets the model once its first page is there.
    """

    arrived = Signal()
    totals_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ProjectQuery()
        self.loaded = False
        self.problem: ConstellationError | None = None
        self.totals: ProjectTotals | None = None
        self._database = queries.database
        self._entries: list[ProjectEntry] = []
        self._rows: dict[str, int] = {}
        self._complete = True
        self._again = False
        self._generation = 0  # counts what was read
        self._unsummed: set[str] = set()
        self._window = range(_FIRST_LOOK)
        self._reading = Lane(queries)
        self._summing = Lane(queries)
        self._counting = Lane(queries)

    # -- What is asked of it ----------------------------------------------------------------------

    def show(self, query: ProjectQuery) -> None:
        """Show the projects of a query; what is there stays until its first page arrives."""
        self.query = query
        self._again = False
        self._summing.cancel()
        self._counting.cancel()
        self.loaded, self.problem = False, None
        self._read(partial(read_page, self._database, query), self._replace)

    def refresh(self) -> None:
        """Read what is loaded once more and take over what is different."""
        if self._reading.busy:
            self._again = True  # cancelling would let a busy writer put it off for ever
        elif not self.loaded:
            self.show(self.query)
        else:
            count, complete = len(self._entries), self._complete
            work = partial(read_again, self._database, self.query, count, complete=complete)
            self._read(work, self._take_over)

    def seek(self, project_id: str) -> bool:
        """Read on until the project is loaded, or to the end; whether there was anything to do."""
        if project_id in self._rows or not self._can_read_on():
            return False
        offset = len(self._entries)
        work = partial(read_until, self._database, self.query, offset, project_id)
        self._read(work, self._append)
        return True

    def look_at(self, first: int, last: int) -> None:
        """Sum up the rows from `first` to `last`, which are in sight, and read on if they end soon.

        Not Qt's `fetchMore`: a tree view calls that on each layout, and so after every page for the
        next one until all are there.
        """
        self._window = range(max(first, 0), last + 1)
        self.word_times()
        self._sum_up()
        if last + _AHEAD >= len(self._entries) and self._can_read_on():
            work = partial(read_page, self._database, self.query, len(self._entries))
            self._read(work, self._append)

    def word_times(self) -> None:
        """Say anew how long ago things in sight happened, now that time has passed."""
        self._tell([row for row in self._seen() if self._entries[row].word()])

    def row_of(self, project_id: str) -> int | None:
        """Return where a project stands, None if it is not loaded."""
        return self._rows.get(project_id)

    def id_at(self, row: int) -> str:
        """Return the id of the project in a row."""
        return self._entries[row].row.id

    # -- The model's contract with views ----------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the loaded rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns of the table."""
        return 0 if parent.isValid() else len(PROJECT_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a project."""
        if not index.isValid():
            return None
        return PROJECT_COLUMNS[index.column()].value(self._entries[index.row()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(PROJECT_COLUMNS):
            return None
        return PROJECT_COLUMNS[section].heading(role)

    def _can_read_on(self) -> bool:
        # After a failure the next refresh tries again, not every look at the rows.
        return (
            self.loaded and self.problem is None and not self._complete and not self._reading.busy
        )

    # -- Rows arrive ------------------------------------------------------------------------------

    def _read(self, work: Callable[[], Stretch], deliver: Callable[[Stretch], None]) -> None:
        def arrive(stretch: Stretch) -> None:
            self.loaded, self.problem = True, None
            self._complete = stretch.complete
            self._generation += 1
            deliver(stretch)
            self._unsummed.update(row.id for row in stretch.rows)
            self.arrived.emit()
            if self._again:
                self._again = False
                self.refresh()
            else:
                self._sum_up()

        self._reading.run(work, deliver=arrive, failed=self._miss)

    def _miss(self, problem: ConstellationError) -> None:
        self._again = False
        self.problem = problem
        if not self.loaded:  # what is there answers another query
            self._replace_by_nothing()
        self.arrived.emit()
        self.failed.emit(problem)

    def _replace(self, stretch: Stretch) -> None:
        known = {entry.row.id: entry for entry in self._entries}
        self.beginResetModel()
        self._settle(stretch, known)
        self.endResetModel()
        self._window = range(_FIRST_LOOK)
        self._count()

    def _replace_by_nothing(self) -> None:
        self.beginResetModel()
        self._settle(Stretch([], complete=True), {})
        self.endResetModel()

    def _append(self, stretch: Stretch) -> None:
        # Rows move down when a project is added between two pages: those come a second time.
        rows = [row for row in stretch.rows if row.id not in self._rows]
        if rows:
            start = len(self._entries)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._entries += map(ProjectEntry, rows)
            self._rows.update((row.id, start + place) for place, row in enumerate(rows))
            self.endInsertRows()

    def _take_over(self, stretch: Stretch) -> None:
        before = {entry.row.id: entry for entry in self._entries}
        changed = {row.id for row in stretch.rows if row.id in before and before[row.id].row != row}
        if [row.id for row in stretch.rows] == list(self._rows):
            self._settle(stretch, before)
        else:
            with rearranged(self, lambda index: self.id_at(index.row()), self._index_of):
                self._settle(stretch, before)
        self._tell(sorted(map(self._rows.__getitem__, changed)))
        self._count()

    def _settle(self, stretch: Stretch, known: dict[str, ProjectEntry]) -> None:
        """Make these the rows; what was found out about a project stays until it is renewed."""
        self._entries = [known.get(row.id) or ProjectEntry(row) for row in stretch.rows]
        self._rows = {}
        for place, (entry, row) in enumerate(zip(self._entries, stretch.rows, strict=True)):
            entry.row = row
            self._rows[row.id] = place
        self._unsummed.clear()

    def _index_of(self, project_id: str, column: int) -> QModelIndex:
        row = self._rows.get(project_id)
        return QModelIndex() if row is None else self.index(row, column)

    # -- What follows the rows --------------------------------------------------------------------

    def _count(self) -> None:
        text, statuses = self.query.text, self.query.statuses
        work = partial(self._database.projects.totals, text=text, statuses=statuses)
        self._counting.run(work, deliver=self._total, failed=self.failed.emit)

    def _total(self, totals: ProjectTotals) -> None:
        self.totals = totals
        self.totals_changed.emit(totals)

    def _seen(self) -> range:
        """Return the rows in sight."""
        return range(self._window.start, min(self._window.stop, len(self._entries)))

    def _sum_up(self) -> None:
        if self._summing.busy or not self._unsummed:
            return
        waiting = [one for one in map(self.id_at, self._seen()) if one in self._unsummed]
        ids = waiting[:_SUMMARIES_AT_ONCE]
        if ids:
            self._summing.run(
                partial(self._database.projects.summaries, ids),
                deliver=partial(self._summarize, ids, self._generation),
                failed=self._unsummable,
            )

    def _summarize(
        self, ids: list[str], generation: int, summaries: dict[str, ProjectSummary]
    ) -> None:
        # Rows that were read again meanwhile may have changed since these were summed up.
        if generation == self._generation:
            self._unsummed.difference_update(ids)
        rows = []
        for project_id, summary in summaries.items():
            row = self._rows.get(project_id)
            if row is not None and self._entries[row].summarize(summary):
                rows.append(row)
        self._tell(sorted(rows))
        self._sum_up()

    def _unsummable(self, problem: ConstellationError) -> None:
        # Not tried again before the next refresh: one fault would be told for every row.
        self._unsummed.clear()
        self.failed.emit(problem)

    def _tell(self, rows: list[int]) -> None:
        """Announce that rows (ascending) read differently, in as few ranges as there are."""
        last = len(PROJECT_COLUMNS) - 1
        start = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                self.dataChanged.emit(self.index(rows[start], 0), self.index(row, last))
                start = place + 1
