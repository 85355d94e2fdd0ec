"""The tab of events: what happened, newest first, and what each event carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from constellation_db import EventStats, Key
from constellation_gui import theme
from constellation_gui.formatting import exact_count, one_line
from constellation_gui.icons import icon
from constellation_gui.models.event_detail import EventDetail, read_data, read_detail
from constellation_gui.models.event_rows import EventQuery
from constellation_gui.models.events_model import EventsModel
from constellation_gui.models.lane import Lane
from constellation_gui.queries import Runner
from constellation_gui.views.event_pane import EventPane
from constellation_gui.views.events_table import EventsTable
from constellation_gui.views.state_stack import StateStack
from constellation_gui.wording import tr

_EVERY_TYPE, _EVERYWHERE = tr("Every type"), tr("In the whole store")
_OF_AGENT, _OF_PROJECT = tr("Of this agent"), tr("Of this project")
_LIST_SHARE = (3, 2)


class EventsView(QWidget):
    """The events of an agent, of a project or of the store, by type.

    `event_chosen` gives the id of the event that the person made the current one.
    """

    event_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("events-view")
        self.setAccessibleName(tr("Events"))
        self._database = queries.database
        self._project: str | None = None
        self._agent: str | None = None
        self._chosen: str | None = None
        self._shown: Key | None = None  # the event in the pane below, or on its way there
        self._wanted: Key | None = None  # chosen from outside, its row not yet there
        self._model = EventsModel(queries, self)
        self._table = EventsTable(self._model, self)
        self._pane = EventPane(self)
        self._scope, self._type = QComboBox(self), QComboBox(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._stack = StateStack(self._splitter, self)
        self._counting, self._seeking, self._reading = (Lane(queries) for _ in range(3))
        self._lay_out()
        self._connect()
        self.show_events(None, None)

    # -- What the window asks of it --------------------------------------------------------------

    def show_events(
        self, project_id: str | None, agent_id: str | None, event_id: str | None = None
    ) -> None:
        """Show the events of an agent, or of a project; mark one of them if asked to."""
        if (project_id, agent_id) != (self._project, self._agent) or not self._model.loaded:
            self._project, self._agent = project_id, agent_id
            self._offer_scopes()
            self._show("")
        if event_id is not None and event_id != self._chosen:
            self._seek(event_id)

    def refresh(self) -> None:
        """Another process wrote: add what is new, and move nothing."""
        if self._project is not None or self._agent is not None:
            self._model.refresh()

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._scope.setAccessibleName(tr("Whose events"))
        self._scope.setToolTip(tr("Whose events are listed"))
        self._type.setAccessibleName(tr("Type of event"))
        self._type.setToolTip(tr("Which type of event is listed"))
        for box in (self._scope, self._type):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        bar.setSpacing(2 * theme.GRID)
        bar.addWidget(self._scope)
        bar.addWidget(self._type)
        bar.addStretch(1)
        self._splitter.setObjectName("events-splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for part, share in zip((self._table, self._pane), _LIST_SHARE, strict=True):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.indexOf(part), share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._table)

    def _connect(self) -> None:
        self._model.arrived.connect(self._arrive)
        self._model.failed.connect(self.failed)
        self._table.selectionModel().currentRowChanged.connect(self._choose)
        self._table.menu_wanted.connect(self._offer)
        self._scope.activated.connect(lambda _index: self._show(""))
        self._type.activated.connect(lambda _index: self._show(self._type.currentData() or ""))
        self._pane.copy_wanted.connect(self._copy_shown)
        self._stack.retry.connect(lambda: self._show(self._type.currentData() or ""))
        self._stack.next_step.connect(self._take_next_step)

    # -- Reading ---------------------------------------------------------------------------------

    def _offer_scopes(self) -> None:
        self._scope.clear()
        if self._agent is not None:
            self._scope.addItem(_OF_AGENT, EventQuery(agent_id=self._agent))
        if self._project is not None:
            self._scope.addItem(_OF_PROJECT, EventQuery(project_id=self._project))
        self._scope.addItem(_EVERYWHERE, EventQuery())

    def _show(self, kind: str) -> None:
        """List the events of the scope that is chosen, of one type or ("") of every one."""
        nothing = self._project is None and self._agent is None
        for box in (self._scope, self._type):
            box.setVisible(not nothing)
        self._chosen = self._shown = self._wanted = None
        self._pane.clear()
        if nothing:
            self._stack.show_empty(
                tr("No project chosen"), tr("Choose one to see what happened in it.")
            )
            return
        scope: EventQuery = self._scope.currentData()
        self._table.show_agents(scope.agent_id is None)
        self._model.show(EventQuery(scope.project_id, scope.agent_id, kind or None))
        if not self._model.loaded and self._model.problem is None:
            self._stack.show_loading(tr("Reading the events…"))
        if not kind:
            self._type.clear()
            self._type.addItem(_EVERY_TYPE, "")
            self._count(scope)

    def _count(self, scope: EventQuery) -> None:
        events = self._database.events
        work: Callable[[], EventStats]
        if scope.agent_id is not None:
            work = partial(events.get_agent_stats, scope.agent_id)
        elif scope.project_id is not None:
            work = partial(events.get_project_stats, scope.project_id)
        else:
            work = events.get_global_stats
        self._counting.run(work, deliver=self._offer_types, failed=self.failed.emit)

    def _offer_types(self, found: EventStats) -> None:
        chosen = self._type.currentData()
        self._type.clear()
        self._type.addItem(f"{_EVERY_TYPE} ({exact_count(found.total)})", "")
        for kind, count in sorted(found.by_type.items(), key=lambda item: (-item[1], item[0])):
            self._type.addItem(f"{one_line(kind, 60)} ({exact_count(count)})", kind)
        self._type.setCurrentIndex(max(self._type.findData(chosen), 0))

    def _arrive(self) -> None:
        model = self._model
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The events could not be read."), model.problem)
        elif model.rowCount():
            self._stack.show_content()
            self._mark_wanted()
        elif self._of_agent and self._project is not None:
            reason = tr("Its project may have some: they need not name an agent.")
            self._stack.show_empty(
                tr("No events of this agent"), reason, tr("Show the project's events")
            )
        else:
            reason = tr("They appear here as the run notes them.")
            self._stack.show_empty(tr("No events"), reason, tr("Look again"))

    @property
    def _of_agent(self) -> bool:
        scope: EventQuery | None = self._scope.currentData()
        return scope is not None and scope.agent_id is not None

    def _take_next_step(self) -> None:
        if self._of_agent:
            self._scope.setCurrentIndex(self._scope.findText(_OF_PROJECT))
            self._show("")
        else:
            self._model.refresh()

    # -- Choosing --------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        # By key: the row itself may still be on its way.
        key = self._model.key(index.row()) if index.isValid() else None
        if key is not None and key != self._shown:
            self._read(key, self._announce)

    def _announce(self, detail: EventDetail) -> None:
        self._chosen = detail.event_id
        self.event_chosen.emit(detail.event_id)

    def _read(self, key: Key, then: Callable[[EventDetail], None] | None = None) -> None:
        def deliver(detail: EventDetail | None) -> None:
            if detail is None:
                self._pane.say(tr("This event was deleted meanwhile."))
                return
            self._pane.show_event(detail)
            if then is not None:
                then(detail)

        self._shown = key
        work = partial(read_detail, self._database, key)
        self._reading.run(work, deliver=deliver, failed=self.failed.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Say times as they are written now."""
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self._read(self._shown)
        super().changeEvent(event)

    def _seek(self, event_id: str) -> None:
        def found(key: Key | None) -> None:
            self._wanted = key
            self._chosen = event_id if key is not None else None
            if key is not None:
                self._read(key)
            self._mark_wanted()

        work = partial(self._database.events.key_of, event_id)
        self._seeking.run(work, deliver=found, failed=self.failed.emit)

    def _mark_wanted(self) -> None:
        row = None if self._wanted is None else self._model.row_of(self._wanted)
        if row is not None:
            self._wanted = None
            self._table.mark(row)

    def _offer(self, place: QPoint) -> None:
        entry = self._model.entry(self._table.currentIndex().row())
        if entry is None:
            return
        event_id = entry.event.id
        clipboard = QGuiApplication.clipboard()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for caption, copy in (
            (tr("Copy data"), partial(self._copy_data, event_id)),
            (tr("Copy id"), partial(clipboard.setText, event_id)),
            (tr("Copy rows"), self._table.copy),
        ):
            menu.addAction(icon("copy"), caption).triggered.connect(lambda _on, copy=copy: copy())
        menu.popup(place)

    def _copy_shown(self) -> None:
        if self._chosen is not None:
            self._copy_data(self._chosen)

    def _copy_data(self, event_id: str) -> None:
        self._reading.run(
            partial(read_data, self._database, event_id),
            deliver=lambda data: QGuiApplication.clipboard().setText(data or ""),
            failed=self.failed.emit,
        )
