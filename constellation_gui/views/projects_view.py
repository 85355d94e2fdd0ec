"""The left pane: the projects of the store."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes, ProjectTotals
from constellation_gui.delegates.project_delegate import ProjectDelegate
from constellation_gui.formatting import money
from constellation_gui.icons import icon
from constellation_gui.models.columns import RowRole
from constellation_gui.models.project_rows import (
    ACTIVITY,
    AGENTS,
    COST,
    MESSAGES,
    OVER_TIME,
    PROJECT_COLUMNS,
    ProjectEntry,
    ProjectQuery,
)
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.models.stored_words import status_name
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.filtered_pane import FilteredPane
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.project_filter import ProjectFilter
from constellation_gui.views.recording_example import recording_example
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.state_stack import StateStack
from constellation_gui.wording import tr

_TITLE = tr("Projects")
_FOLDING = (MESSAGES, AGENTS, ACTIVITY, OVER_TIME, COST)
_CLOCK_MS = 10_000  # how far behind "3 min ago", costs over time and some orders may be
_COPY, _LOOK_AGAIN, _CLEAR = tr("Copy an example"), tr("Look again"), tr("Clear the filter")


class ProjectsView(FilteredPane):
    """A filter above the list of projects, and their total.

    `project_chosen` gives the id of the project that the person made the current one,
    `project_opened` of the one entered or double-clicked, `changes_wanted` of one whose changes are
    asked for. The choice outlives filters: a project that a filter hides stays chosen, and is
    marked again when it comes back.
    """

    project_chosen = Signal(str)
    project_opened = Signal(str)
    changes_wanted = Signal(str)
    export_wanted = Signal(str)
    failed = Signal(object)
    totals_changed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projects-view")
        self.setAccessibleName(_TITLE)
        self._path = queries.database.path
        self._read_only = queries.database.read_only
        self._chosen: str | None = None
        self._wanted: str | None = None  # chosen from outside, not yet shown
        self._sought = False
        self._model = ProjectsModel(queries, self)
        self._header = PaneHeader(_TITLE, self)
        self._filter = ProjectFilter(self)
        self._list = RowsView("projects", _TITLE, PROJECT_COLUMNS, self)
        self._list.name_rows(lambda entry: (entry.row.name, entry.row.id))
        self._painter = ProjectDelegate(PROJECT_COLUMNS, self)
        self._stack = StateStack(self._list, self)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._clock = QTimer(self)
        self._lay_out()
        self._connect()

    # -- What the window asks of it --------------------------------------------------------------

    def show_all(self) -> None:
        """Read the projects."""
        self._show(self._filter.query)

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: read again what is loaded, and move nothing."""
        self._model.refresh(changes)

    def select(self, project_id: str | None) -> None:
        """Make a project the chosen one and bring it into sight; tells nobody."""
        self._chosen = self._wanted = project_id
        self._sought = False
        if project_id is None:
            self._list.mark(QModelIndex(), scroll=False)
        elif self._model.loaded:
            self._mark_chosen()

    def selected_id(self) -> str | None:
        """Return the id of the chosen project."""
        return self._chosen

    def focus_filter(self) -> None:
        """Let the person type a filter."""
        self._filter.focus()

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._painter)
        self._list.setItemsExpandable(False)
        self._list.header().setSectionsClickable(True)
        self.columns = ColumnFit(self._list, PROJECT_COLUMNS, folding=_FOLDING)
        self.columns.changed.connect(self._fold)
        self._fold()
        self.setFocusProxy(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._header, self._filter):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _fold(self) -> None:
        """Say below the names what the columns have no room for."""
        self._painter.folded = self.columns.folded
        self._painter.two_lines = ACTIVITY in self.columns.folded
        self._list.scheduleDelayedItemsLayout()

    def _connect(self) -> None:
        self._filter.changed.connect(self._show)
        self._filter.left.connect(self._enter_list)
        self._model.arrived.connect(self._arrive)
        self._model.failed.connect(self.failed)
        self._model.totals_changed.connect(self._show_totals)
        self._list.selectionModel().currentRowChanged.connect(self._choose)
        self._list.activated.connect(lambda index: self.project_opened.emit(self._id(index)))
        self._list.menu_wanted.connect(self._offer)
        self._list.header().sectionClicked.connect(self._sort)
        self._list.verticalScrollBar().valueChanged.connect(self._look)
        self._list.verticalScrollBar().rangeChanged.connect(self._look)
        self._stack.next_step.connect(self._take_next_step)
        self._stack.retry.connect(self.show_all)
        self._looking.timeout.connect(self._look_now)
        self._clock.timeout.connect(self._model.renew)

    # -- Reading ---------------------------------------------------------------------------------

    def _show(self, query: ProjectQuery) -> None:
        self._painter.sort = query.sort
        self._model.show(query)
        model = self._model
        if not model.loaded and model.problem is None and not model.rowCount():
            self._stack.show_loading(tr("Reading the projects…"))

    def _arrive(self) -> None:
        model = self._model
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The projects could not be read."), model.problem)
        elif model.rowCount():
            self._stack.show_content()
            self._mark_chosen()
            self._look()
        elif model.query.filters:
            self._stack.show_empty(tr("No project matches."), self._filter_in_words(), _CLEAR)
        else:
            self._explain_empty_store()

    def _explain_empty_store(self) -> None:
        if self._read_only:
            reason = tr(
                "The store is open for reading only; projects appear here as others record."
            )
            self._stack.show_empty(tr("No projects yet"), reason, _LOOK_AGAIN)
        else:
            reason = tr(
                "Projects appear here as a run records them: the Constellation platform does so "
                "by itself, other programs through the Python package constellation_db."
            )
            self._stack.show_empty(tr("No projects yet"), reason, _COPY)

    def _take_next_step(self) -> None:
        if self._model.query.filters:
            self._filter.clear()
            self._filter.focus()
        elif self._read_only:
            self.refresh()
        else:
            QGuiApplication.clipboard().setText(recording_example(self._path))
            reason = tr("The example is on the clipboard: run it, and its project appears here.")
            self._stack.show_empty(tr("No projects yet"), reason, _COPY)

    def _filter_in_words(self) -> str:
        query = self._model.query
        said = []
        if query.text:
            said.append(tr("No name or description holds “{text}”.").format(text=query.text))
        if query.statuses:
            words = tr(" or ", "between statuses").join(map(status_name, query.statuses))
            only = tr("Only those are shown whose status is {statuses}.")
            said.append(only.format(statuses=words))
        return " ".join(said)

    def changeEvent(self, event: QEvent) -> None:
        """Say times and amounts as they are written now."""
        if event.type() == QEvent.Type.LanguageChange:
            self._model.word_times()
            if self._model.totals is not None:
                self._show_totals(self._model.totals)
        super().changeEvent(event)

    def _show_totals(self, totals: ProjectTotals) -> None:
        said = [tr("%n project(s)", "", totals.projects)]
        if totals.cost is not None:
            said.append(money(totals.cost))
        if totals.failed:
            said.append(tr("%n failed", "", totals.failed))
        if totals.running:
            said.append(tr("%n running", "", totals.running))
        none = not totals.projects and not self._model.query.filters
        self._header.set_facts([_TITLE] if none else said)
        self.totals_changed.emit(totals)

    def _look(self) -> None:
        self._looking.start(0)  # after the layout that is under way

    def _look_now(self) -> None:
        height = self._list.viewport().height()
        first = self._list.indexAt(QPoint(0, 0)).row()
        last = self._list.indexAt(QPoint(0, height - 1)).row()
        self._model.look_at(first, last if last >= 0 else self._model.rowCount() - 1)

    # -- Choosing --------------------------------------------------------------------------------

    def _id(self, index: QModelIndex) -> str:
        return self._model.id_at(index.row())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self._id(index) != self._chosen:
            self._chosen, self._wanted = self._id(index), None
            self.project_chosen.emit(self._chosen)

    def _mark_chosen(self) -> None:
        if self._chosen is None:
            return
        row = self._model.row_of(self._chosen)
        if row is not None:
            if self._list.currentIndex().row() != row:
                self._list.mark(self._model.index(row, 0), scroll=self._wanted is not None)
            self._wanted = None
        elif self._wanted is not None and not self._sought:
            self._sought = self._model.seek(self._chosen)

    def _enter_list(self) -> None:
        self._list.setFocus()
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.mark(self._model.index(0, 0), scroll=True)

    # -- Order and menu --------------------------------------------------------------------------

    def _sort(self, section: int) -> None:
        sort = PROJECT_COLUMNS[section].order_by
        if sort is not None:
            self._filter.sort_by(sort)

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        if not index.isValid():
            return
        entry: ProjectEntry = index.data(RowRole)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        link = Place(project=entry.row.id).url()
        self._list.add_copies(menu, name=entry.row.name, row_id=entry.row.id, link=link)
        menu.addSeparator()
        changes = menu.addAction(icon("diff"), tr("What it changed"))
        changes.triggered.connect(lambda: self.changes_wanted.emit(entry.row.id))
        export = menu.addAction(icon("export"), tr("Export…"))
        export.triggered.connect(lambda: self.export_wanted.emit(entry.row.id))
        menu.popup(place)

    # -- Qt's events -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Keep what time changes right while it is seen."""
        super().showEvent(event)
        self._model.renew()
        self._clock.start(_CLOCK_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._clock.stop()
