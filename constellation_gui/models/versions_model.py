"""The versions of one path, newest first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from constellation_db import Cancellation, ConstellationError, Key
from constellation_gui.models.lane import Lane
from constellation_gui.models.outline_model import NOWHERE, Index
from constellation_gui.models.version_facts import VersionFacts, facts_of_some
from constellation_gui.models.version_rows import (
    VERSION_COLUMNS,
    Version,
    VersionPage,
    VersionQuery,
    read_newer_versions,
    read_versions,
    read_versions_until,
)
from constellation_gui.queries import Runner


class VersionsModel(QAbstractTableModel):
    """Versions, read page by page as they are scrolled to.

    `arrived` tells that versions were read, or that this failed: `loaded` says whether they are
    those of the query, `problem` what is the matter.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = VersionQuery()
        self.versions: list[Version] = []
        self.loaded = False
        self.problem: ConstellationError | None = None
        self._database = queries.database
        self._last: Key | None = None
        self._names: dict[str, str] = {}
        self._reading = Lane(queries)
        self._catching_up = Lane(queries)
        self._finding_out = Lane(queries)
        self._cancellation = Cancellation()
        self._looked_at = range(0)

    # -- What is asked of it --------------------------------------------------------------------

    def show(self, query: VersionQuery, until: str | None = None) -> None:
        """Show the versions of a query; as many as it takes to have the output `until` there."""
        self._catching_up.cancel()
        self._forget()
        self.query, self.loaded, self.problem = query, False, None
        self._replace(VersionPage([], None))
        if until is None:
            work = partial(read_versions, self._database, query, None, self._names)
        else:
            work = partial(read_versions_until, self._database, query, until, self._names)
        self._reading.run(work, deliver=self._arrive, failed=self._miss)

    def clear(self) -> None:
        """Show nothing."""
        self._reading.cancel()
        self._catching_up.cancel()
        self._forget()
        self.query, self.loaded, self.problem = VersionQuery(), False, None
        self._replace(VersionPage([], None))

    def refresh(self) -> None:
        """Take in what was written since; what is there stays."""
        if not self.loaded or not self.versions or self._catching_up.busy:
            return
        newest = self.versions[0].row.key
        self._catching_up.run(
            partial(read_newer_versions, self._database, self.query, newest, self._names),
            deliver=self._put_first,
            failed=self._miss,
        )

    def row_of(self, output_id: str) -> int | None:
        """Return where a version stands, None if it is not there."""
        return next(
            (row for row, version in enumerate(self.versions) if version.row.id == output_id), None
        )

    def look_at(self, first: int, last: int) -> None:
        """Find out about the versions in these rows what takes a while, unless it is known."""
        self._looked_at = range(first, last + 1)
        self._find_out()

    # -- The model's contract with views --------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the versions read so far."""
        return 0 if parent.isValid() else len(self.versions)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(VERSION_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a version."""
        if not index.isValid():
            return None
        return VERSION_COLUMNS[index.column()].value(self.versions[index.row()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(VERSION_COLUMNS):
            return None
        return VERSION_COLUMNS[section].heading(role)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Whether older versions are to be had, and not on their way."""
        return not parent.isValid() and self._last is not None and not self._reading.busy

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            self._reading.run(
                partial(read_versions, self._database, self.query, self._last, self._names),
                deliver=self._append,
                failed=self._miss,
            )

    # -- Versions arrive ------------------------------------------------------------------------

    def _arrive(self, page: VersionPage) -> None:
        self.loaded, self.problem = True, None
        self._replace(page)
        self.arrived.emit()

    def _append(self, page: VersionPage) -> None:
        self._last = page.last
        if page.versions:
            first = len(self.versions)
            self.beginInsertRows(QModelIndex(), first, first + len(page.versions) - 1)
            self.versions += page.versions
            self.endInsertRows()
        self.arrived.emit()

    def _put_first(self, versions: list[Version]) -> None:
        if versions:
            self.beginInsertRows(QModelIndex(), 0, len(versions) - 1)
            self.versions[:0] = versions
            self.endInsertRows()
            self.arrived.emit()

    def _replace(self, page: VersionPage) -> None:
        self.beginResetModel()
        self.versions, self._last = page.versions, page.last
        self.endResetModel()

    def _miss(self, problem: ConstellationError) -> None:
        self._last = None  # a view would ask again and again
        self.problem = problem
        self.arrived.emit()
        self.failed.emit(problem)

    # -- What takes a while ---------------------------------------------------------------------

    def _forget(self) -> None:
        self._cancellation.cancel()  # also what is compared in another process
        self._finding_out.cancel()
        self._looked_at = range(0)

    def _find_out(self) -> None:
        seen = self.versions[self._looked_at.start : self._looked_at.stop]
        rows = [version.row for version in seen if version.facts is None]
        if rows and not self._finding_out.busy:
            self._cancellation = Cancellation()
            self._finding_out.run(
                partial(facts_of_some, self._database, rows, self._cancellation.check),
                deliver=self._learn,
                failed=lambda _problem: None,  # who looks at the version itself is told
            )

    def _learn(self, found: list[tuple[str, VersionFacts]]) -> None:
        last = len(VERSION_COLUMNS) - 1
        for output_id, facts in found:
            row = self.row_of(output_id)
            if row is not None:
                self.versions[row] = replace(self.versions[row], facts=facts)
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        self._find_out()
