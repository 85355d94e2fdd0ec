"""Database ▸ Statistics: the store as a file, its rows, its migrations, its projects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from constellation_db import (
    ConstellationError,
    DatabaseStats,
    MigrationStatus,
    ProjectStats,
    ProjectStatus,
)
from constellation_gui import theme
from constellation_gui.formatting import exact_count, money, size, visible
from constellation_gui.models.stored_words import status_title
from constellation_gui.queries import Runner, Ticket
from constellation_gui.views.facts_grid import FactsGrid
from constellation_gui.views.scrolled_page import ScrolledPage
from constellation_gui.wording import said, tr

T = TypeVar("T")

_TABLES = {
    "projects": tr("Projects"),
    "agents": tr("Agents"),
    "agent_history": tr("Messages"),
    "outputs": tr("Outputs"),
    "events": tr("Events"),
}


class StatisticsDialog(QDialog):
    """Tells what is known at once and fills in the counts, which read the store's indexes."""

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics")
        self.setWindowTitle(tr("Statistics"))
        self._dress()
        self._queries = queries
        self._tickets: list[Ticket] = []
        page = ScrolledPage(self)
        self.facts = FactsGrid(page.inner)
        page.hold(self.facts)
        self._declare()
        self._fault = QLabel(self)
        self._fault.setObjectName("fault")
        self._fault.setWordWrap(True)
        self._fault.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        copy = QPushButton(tr("Copy"), self)
        copy.setObjectName("copy-statistics")
        copy.setAccessibleName(tr("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID] * 4)
        column.setSpacing(4 * theme.GRID)
        column.addWidget(page, 1)
        column.addWidget(self._fault)
        column.addWidget(buttons)
        self.refresh()
        page.fit(self)

    def refresh(self) -> None:
        """Ask for everything, now."""
        database = self._queries.database
        self.facts.tell("path", str(database.path))
        self.facts.tell(
            "access", tr("read-only") if database.read_only else tr("reading and writing")
        )
        self._ask(partial(database.get_stats, wal_size=True), self._tell_file)
        self._ask(database.migration_status, self._tell_migrations)
        self._ask(database.projects.get_stats, self._tell_projects)
        self._ask(partial(database.get_stats, tables=True), self._tell_tables)

    def _ask(self, work: Callable[[], T], deliver: Callable[[T], object]) -> None:
        self._tickets.append(self._queries.run(work, deliver=deliver, failed=self._explain))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text, and say amounts as they are written now."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setMinimumWidth(theme.scaled(120 * theme.GRID))

    def done(self, result: int) -> None:
        """Ask no more once it is closed."""
        for ticket in self._tickets:
            ticket.cancel()
        super().done(result)

    def _declare(self) -> None:
        self.facts.add_section(tr("Store"))
        self.facts.add("path", tr("File"))
        for key, caption in (
            ("size", tr("Size")),
            ("pages", tr("Pages")),
            ("wal", tr("Write-ahead log")),
            ("access", tr("Open for")),
            ("migrations", tr("Migrations")),
        ):
            self.facts.add(key, caption)
        self.facts.add_section(tr("Rows"))
        for table, caption in _TABLES.items():
            self.facts.add(table, caption, number=True)
        self.facts.add_section(tr("Projects"))
        for status in ProjectStatus:
            self.facts.add(f"status {status}", status_title(status), number=True)
        self.facts.add("iterations", tr("Iterations"), number=True)
        self.facts.add("cost", tr("Cost"), number=True)

    def _tell_file(self, stats: DatabaseStats) -> None:
        self.facts.tell(
            "size", tr("{size} (%n bytes)", "", stats.size).format(size=size(stats.size))
        )
        pages = tr("{pages} × %n bytes", "", stats.page_size)
        self.facts.tell("pages", pages.format(pages=exact_count(stats.page_count)))
        on = tr("on, {size}").format(size=size(stats.wal_size))
        self.facts.tell("wal", on if stats.wal_enabled else tr("off"))

    def _tell_tables(self, stats: DatabaseStats) -> None:
        for table in _TABLES:
            self.facts.tell(table, exact_count((stats.tables or {}).get(table)))

    def _tell_migrations(self, status: MigrationStatus) -> None:
        applied = status.total - len(status.pending)
        parts = [tr("{number} of {all} applied").format(number=applied, all=status.total)]
        if status.pending:
            parts.append(tr("pending: {names}").format(names=", ".join(status.pending)))
        if status.unknown:
            names = ", ".join(status.unknown)
            parts.append(tr("from a newer version: {names}").format(names=names))
        self.facts.tell("migrations", "\n".join(parts))

    def _tell_projects(self, stats: ProjectStats) -> None:
        for status in ProjectStatus:
            self.facts.tell(f"status {status}", exact_count(stats.by_status[status]))
        self.facts.tell("iterations", exact_count(stats.total_iterations))
        self.facts.tell("cost", money(stats.total_cost))

    def _explain(self, error: ConstellationError) -> None:
        self._fault.setText(visible(said(error)))
        self._fault.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.facts.as_text())
