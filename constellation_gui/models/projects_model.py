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

from constellation_db import (
    EVERYTHING,
    Changes,
    ConstellationError,
    Fingerprint,
    ProjectCosts,
    ProjectRow,
    ProjectSummary,
    ProjectTotals,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.lookups import Lookups
from constellation_gui.models.paging import WHOLE, Stretch, read_again, read_page, read_until
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.project_changes import stay_in_place
from constellation_gui.models.project_entries import ProjectEntries
from constellation_gui.models.project_rows import PROJECT_COLUMNS, ProjectEntry, ProjectQuery
from constellation_gui.queries import Runner

Index = QModelIndex | QPersistentModelIndex

_SUMMARIES_AT_ONCE = 25  # a project of thousands of agents takes some milliseconds
_LINES_AT_ONCE = 10  # one of hundreds of thousands of messages takes a tenth of a second
_AHEAD = 40  # rows below those in sight that are to be there
_FIRST_LOOK = 50  # rows that are summed up before a view says what it shows


class ProjectsModel(QAbstractTableModel):
    """Projects of one query, in its order; of more than `WHOLE`, those that were scrolled to.

    First comes a page, then what takes longer to find out about the rows in sight, then all rows.
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
        self._entries = ProjectEntries()
        self._complete = True
        self._again = False
        self._known: Fingerprint | None = None  # of all projects, where they are all loaded
        self._order_worn = False
        self._worn: set[str] = set()  # whose costs over time have fallen behind
        self._window = range(_FIRST_LOOK)
        self._reading = Lane(queries)
        self._counting = Lane(queries)
        projects = queries.database.projects
        lookups = partial(Lookups, queries, failed=self._do_without)
        self._summing: Lookups[ProjectSummary] = lookups(
            projects.summaries, at_once=_SUMMARIES_AT_ONCE, deliver=self._summarize
        )
        self._tracing: Lookups[ProjectCosts] = lookups(
            projects.costs_over_time, at_once=_LINES_AT_ONCE, deliver=self._trace
        )

    # -- What is asked of it ----------------------------------------------------------------------

    def show(self, query: ProjectQuery) -> None:
        """Show the projects of a query; what is there stays until its first page arrives."""
        self.query = query
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(PROJECT_COLUMNS) - 1)
        self._again = self._order_worn = False
        self._summing.cancel()
        self._tracing.cancel()
        self._counting.cancel()
        self.loaded, self.problem = False, None
        self._read(partial(read_page, self._database, query), self._replace)

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Read once more what another process may have changed, and take over what is different.

        Costs over time, and an order that follows what is written, wait for `renew`: a busy writer
        would have them looked up all the time.
        """
        self._outdate(changes)
        if not self.loaded or self.problem or changes.everything:
            self._read_again()
        elif changes.projects:
            self._read_changes()
        else:
            self._find_out()

    def renew(self) -> None:
        """Let time have passed: word it anew, and look up what was left to fall behind."""
        self.word_times()
        self._tracing.stale |= self._worn
        self._worn.clear()
        if self._order_worn:
            self._read_again()
        else:
            self._find_out()

    def seek(self, project_id: str) -> bool:
        """Read on until the project is loaded, or to the end; whether there was anything to do."""
        if project_id in self._entries.ids or not self._can_read_on():
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
        self._find_out()
        if last + _AHEAD >= len(self._entries) and self._can_read_on():
            work = partial(read_page, self._database, self.query, len(self._entries))
            self._read(work, self._append)

    def word_times(self) -> None:
        """Say anew how long ago things in sight happened, now that time has passed."""
        self._tell([row for row in self._seen() if self._entries[row].word()])

    def row_of(self, project_id: str) -> int | None:
        """Return where a project stands, None if it is not loaded."""
        return self._entries.row_of(project_id)

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
        """Head the columns, and say which one sorts."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(PROJECT_COLUMNS):
            return None
        column = PROJECT_COLUMNS[section]
        heading = column.heading(role)
        # Not the style's arrow: that one covers a title that is aligned to the right.
        sorts = role == Qt.ItemDataRole.DisplayRole and column.order_by == self.query.sort
        return f"{heading} {self.query.arrow}" if sorts else heading

    def _can_read_on(self) -> bool:
        # After a failure the next refresh tries again, not every look at the rows.
        return (
            self.loaded and self.problem is None and not self._complete and not self._reading.busy
        )

    # -- Rows arrive ------------------------------------------------------------------------------

    def _read(self, work: Callable[[], Stretch], deliver: Callable[[Stretch], None]) -> None:
        def arrive(stretch: Stretch) -> None:
            self.loaded, self.problem = True, None
            self._complete, self._known = stretch.complete, stretch.fingerprint
            deliver(stretch)
            self._go_on()

        self._reading.run(work, deliver=arrive, failed=self._miss)

    def _read_again(self) -> None:
        if self._reading.busy:
            self._again = True  # cancelling would let a busy writer put it off for ever
        elif not self.loaded:
            self.show(self.query)
        else:
            self._order_worn = False
            count, complete = len(self._entries), self._complete
            work = partial(read_again, self._database, self.query, count, complete=complete)
            self._read(work, self._take_over)

    def _read_changes(self) -> None:
        """Read the projects that are different from what is loaded; all, where that is not known.

        Thousands take a tenth of a second to read, and a busy writer changes one at a time.
        """
        if self._known is None or self._reading.busy:
            self._read_again()
            return
        work = partial(self._database.projects.rows_since, self._known)
        self._reading.run(work, deliver=partial(self._renew, self._known), failed=self._miss)

    def _renew(self, known: Fingerprint, found: tuple[Fingerprint, list[ProjectRow]]) -> None:
        now, rows = found
        if not stay_in_place(self.query, self._entries, known, now, rows):
            self._read_again()
            return
        self._known = now
        changed = self._entries.renew(rows)
        self._tell(changed)
        if changed:
            self._count()
        self._go_on()

    def _go_on(self) -> None:
        self.arrived.emit()
        if self._again:
            self._again = False
            self._read_again()
        else:
            self._find_out()

    def _read_on(self) -> None:
        """Read the rest of the projects, unless there are very many."""
        loaded = len(self._entries)
        if loaded < WHOLE and self._can_read_on():
            self._read(partial(read_page, self._database, self.query, loaded, WHOLE), self._append)

    def _miss(self, problem: ConstellationError) -> None:
        self._again = False
        self.problem = problem
        if not self.loaded:  # what is there answers another query
            self._put([])
        self.arrived.emit()
        self.failed.emit(problem)

    def _replace(self, stretch: Stretch) -> None:
        self._put(stretch.rows)
        self._window = range(_FIRST_LOOK)
        self._wonder()
        self._count()

    def _put(self, rows: list[ProjectRow]) -> None:
        self.beginResetModel()
        self._entries.put(rows)
        self.endResetModel()

    def _append(self, stretch: Stretch) -> None:
        # Rows move down when a project is added between two pages: those come a second time.
        rows = self._entries.without_known(stretch.rows)
        if rows:
            start = len(self._entries)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._entries.add(rows)
            self.endInsertRows()
            self._wonder(start)

    def _take_over(self, stretch: Stretch) -> None:
        if [row.id for row in stretch.rows] == list(self._entries.ids):
            changed = self._entries.put(stretch.rows)
        else:
            with rearranged(self, lambda index: self.id_at(index.row()), self._index_of):
                changed = self._entries.put(stretch.rows)
        self._wonder()
        self._tell(changed)
        self._count()

    def _index_of(self, project_id: str, column: int) -> QModelIndex:
        row = self._entries.row_of(project_id)
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

    def _wonder(self, first: int = 0) -> None:
        """Have looked up what is not known yet of projects, when they come into sight."""
        for entry in self._entries.since(first):
            if entry.summary is None:
                self._summing.stale.add(entry.row.id)
            if not entry.traced:
                self._tracing.stale.add(entry.row.id)

    def _outdate(self, changes: Changes) -> None:
        """Note of which projects what was found out may be different now."""
        ids = self._entries.ids
        written = ids if changes.everything else changes.written_projects
        self._summing.stale.update(ids if changes.agents else written)
        self._worn.update(written)
        self._order_worn |= self.query.follows_writing and bool(changes)

    def _find_out(self) -> None:
        """Go on with what takes longer, in the order in which a person misses it."""
        in_sight = [self.id_at(row) for row in self._seen()]
        if not self._summing.look(in_sight):
            self._read_on()
            self._tracing.look(in_sight)

    def _summarize(self, _ids: list[str], found: dict[str, ProjectSummary]) -> None:
        self._tell(self._entries.note(found, ProjectEntry.summarize))
        self._find_out()

    def _trace(self, ids: list[str], found: dict[str, ProjectCosts]) -> None:
        # Of those that are left out, nothing is known.
        self._tell(self._entries.note({one: found.get(one) for one in ids}, ProjectEntry.trace))
        self._find_out()

    def _do_without(self, problem: ConstellationError) -> None:
        self.failed.emit(problem)
        self._find_out()

    def _tell(self, rows: list[int]) -> None:
        """Announce that rows (ascending) read differently, in as few ranges as there are."""
        last = len(PROJECT_COLUMNS) - 1
        start = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                self.dataChanged.emit(self.index(rows[start], 0), self.index(row, last))
                start = place + 1
