"""The middle pane: the agents of a project, each under the one that started it, and when it was."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes
from constellation_gui.icons import icon
from constellation_gui.models.agent_filter import EVERYONE, AgentFilter
from constellation_gui.models.agent_rows import AGENT_COLUMNS, TIMELINE, agent_name, summary
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.queries import Runner
from constellation_gui.views.agents_filter import AgentsFilter
from constellation_gui.views.agents_menu import add_levels, add_ways
from constellation_gui.views.agents_tree import AgentsTree
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.filtered_pane import FilteredPane
from constellation_gui.views.outline_tree import MOST_ROWS
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.state_stack import StateStack
from constellation_gui.wording import tr

_TITLE = tr("Agents")
# Task first, then model, iterations, own cost, tokens, duration, the timeline, the total.
_FOLDING = (8, 7, 5, 3, 4, 6, TIMELINE, 2)


class AgentsView(FilteredPane):
    """The tree of one project's agents.

    `agent_chosen` gives the id of the agent that the person made the current one, `changes_wanted`
    that of one whose changes are asked for.
    """

    agent_chosen = Signal(str)
    changes_wanted = Signal(str)
    export_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agents-view")
        self.setAccessibleName(_TITLE)
        self._chosen: str | None = None
        self._wanted = False  # the choice came from outside and was not yet brought into sight
        self._applied = EVERYONE  # the filter of the agents that are shown
        self._opened: list[str] = []  # what was open before it left anybody out
        self._model = AgentsModel(queries, self)
        self._header = PaneHeader(_TITLE, self)
        self._filter = AgentsFilter(self)
        self._tree = AgentsTree(self._model, self)
        self._tree.name_rows(lambda node: (agent_name(node.agent), node.agent.id))
        self._stack = StateStack(self._tree, self)
        self._find = self._header.add_button(
            "filter", tr("Filter agents (Ctrl+F)"), self._toggle_filter
        )
        self._find.setCheckable(True)
        self._buttons = [
            self._header.add_button("expand-all", tr("Expand all"), self.open_all),
            self._header.add_button("collapse-all", tr("Collapse all"), self.close_all),
        ]
        self.columns = ColumnFit(self._tree, AGENT_COLUMNS, folding=_FOLDING, filling=TIMELINE)
        self.setFocusProxy(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._header, self._filter):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self._wire()
        self.show_project(None)

    def _wire(self) -> None:
        self._model.arrived.connect(self._arrive)
        self._model.failed.connect(self.failed)
        self._filter.changed.connect(self._narrow)
        self._filter.left.connect(self._enter_tree)
        self._tree.selectionModel().currentRowChanged.connect(self._choose)
        self._tree.menu_wanted.connect(self._offer)
        self._tree.level_wanted.connect(self.open_to)
        self._tree.failure_wanted.connect(self.go_to_failed)
        self._stack.next_step.connect(self._step_on)
        self._stack.retry.connect(lambda: self.refresh())

    # -- What the window asks of it --------------------------------------------------------------

    def show_project(self, project_id: str | None) -> None:
        """Show the agents of a project, or say that none is chosen.

        Nothing happens if it is the one that is shown.
        """
        model = self._model
        if project_id is not None and project_id == model.project_id and model.problem is None:
            return
        self._chosen, self._wanted = None, False
        self._filter.close_up()
        self._applied, self._opened = EVERYONE, []
        model.show(project_id)
        if project_id is None:
            self._describe()
            self._stack.show_empty(
                tr("No project chosen"), tr("Choose one to see its agents, and who started whom.")
            )
        elif not model.loaded and model.problem is None:
            self._describe()
            self._stack.show_content()
            self._stack.show_loading(tr("Reading the agents…"))

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: read what is different, and move nothing."""
        self._model.refresh(changes)

    def select(self, agent_id: str | None) -> None:
        """Make an agent the chosen one and bring it into sight; tells nobody."""
        self._chosen, self._wanted = agent_id, agent_id is not None
        if agent_id is None:
            self._tree.mark(QModelIndex(), scroll=False)
        elif self._model.loaded:
            model = self._model
            if agent_id in model.everyone.numbers and agent_id not in model.forest.numbers:
                self._filter.close_up()  # whoever is asked for must not be left out
            self._mark_chosen()

    def selected_id(self) -> str | None:
        """Return the id of the chosen agent."""
        return self._chosen

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self) -> None:
        model = self._model
        self._open_found()
        self._describe()
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The agents could not be read."), model.problem)
        elif len(model.forest):
            self._stack.show_content()
            self._mark_chosen()
        elif len(model.everyone):
            self._stack.show_empty(
                tr("No such agent"),
                tr("None of the %n agent(s) is what the filter asks for.", "", model.total),
                tr("Show all agents"),
            )
        else:
            self._stack.show_empty(
                tr("No agents yet"),
                tr("They appear here as the project's run starts them."),
                tr("Look again"),
            )

    def _step_on(self) -> None:
        if self._filter.wanted:
            self._filter.close_up()
        else:
            self.refresh()

    def _describe(self, note: str = "") -> None:
        model = self._model
        said = summary(model.everyone, model.total, model.forest.found) if model.total else [_TITLE]
        if model.total and not model.whole:
            only = tr("only %n could be read", "", len(model.everyone))
            note = tr("reading…") if model.problem is None else only
            said = said[:1]
        if note:
            said.insert(1, note)
        self._header.set_facts(said)
        self._find.setVisible(model.total > 0)
        self._find.setChecked(bool(model.wanted))
        for button in self._buttons:
            button.setVisible(model.forest.branches > 0)

    # -- Filtering -------------------------------------------------------------------------------

    def focus_filter(self) -> None:
        """Let the person type which agents to see."""
        self._filter.enter()

    def toggle_status(self, status: str) -> None:
        """Show only the agents in a status, or no longer only those."""
        self._filter.toggle(status)

    def _toggle_filter(self) -> None:
        if self._filter.isHidden():
            self._filter.enter()
        else:
            self._filter.close_up()
        self._find.setChecked(bool(self._filter.wanted))

    def _narrow(self, wanted: AgentFilter) -> None:
        if not self._applied:
            self._opened = self._tree.opened()
        self._model.narrow(wanted)

    def _open_found(self) -> None:
        """Open what a filter found, or what was open before there was one."""
        applied, before = self._model.applied, self._applied
        if applied == before:
            return
        self._applied = applied
        if applied:
            self._tree.open_all()
        elif before:
            self._tree.open_ids(self._opened)
            self._wanted = self._chosen is not None
        if not self._filter.isVisible():
            self._tree.scrollToTop()

    def _enter_tree(self) -> None:
        self._stack.setFocus()
        first = self._model.index(0, 0)
        if not self._tree.currentIndex().isValid() and first.isValid():
            self._tree.mark(first, scroll=True)

    # -- Choosing --------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        agent_id = self._model.node(index).agent.id
        if agent_id != self._chosen:
            self._chosen, self._wanted = agent_id, False
            self.agent_chosen.emit(agent_id)

    def _mark_chosen(self) -> None:
        index = QModelIndex() if self._chosen is None else self._model.index_of(self._chosen)
        if index.isValid() and (self._wanted or not self._tree.currentIndex().isValid()):
            self._tree.reveal(index)
            self._tree.mark(index, scroll=self._wanted)
            self._wanted = False
        if self._model.whole and not self._model.wanted:
            self._wanted = False  # an agent that is not there now must not be jumped to later

    def go_to_parent(self) -> None:
        """Go to the agent that started the chosen one."""
        self._tree.go_to_parent(self._tree.currentIndex())

    def jump(self) -> None:
        """Let the person type how a name begins."""
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tree.typing.begin()

    def go_to_failed(self, step: int = 1) -> None:
        """Go to the next failed agent, or for -1 to the one before; after the last, the first."""
        if not self._tree.go_to_failed(step):
            self._describe(tr("none failed"))

    # -- Opening, closing, zooming, menu ---------------------------------------------------------

    def open_all(self) -> None:
        """Open every branch, as far as the window can show it without waiting."""
        self._say_how_far(self._tree.open_all())

    def close_all(self) -> None:
        """Close every branch."""
        self._tree.collapseAll()
        self._describe()

    def open_to(self, levels: int) -> None:
        """Open the uppermost levels, so many that this number of them is seen."""
        self._say_how_far(self._tree.open_to(levels))

    def zoom(self, steps: int) -> None:
        """Show less time in more detail in the timeline; more, if negative; 0 for all of it."""
        if steps:
            self._tree.zoom(steps)
        else:
            self._model.axis.reset()

    def _say_how_far(self, whole: bool) -> None:
        self._describe("" if whole else tr("opened as far as %n row(s)", "", MOST_ROWS))

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            agent = self._model.node(index).agent
            self._tree.add_copies(menu, name=agent_name(agent), row_id=agent.id)
            menu.addSeparator()
            add_ways(menu, self._tree, agent.id)
            changes = menu.addAction(icon("diff"), tr("What it changed"))
            changes.triggered.connect(lambda: self.changes_wanted.emit(agent.id))
            export = menu.addAction(icon("export"), tr("Export…"))
            export.triggered.connect(lambda: self.export_wanted.emit(agent.id))
            menu.addSeparator()
        menu.addAction(icon("expand-all"), tr("Expand all")).triggered.connect(self.open_all)
        menu.addAction(icon("collapse-all"), tr("Collapse all")).triggered.connect(self.close_all)
        add_levels(menu, self.open_to)
        menu.popup(place)

    # -- Qt's events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show everyone on Escape."""
        if event.key() == Qt.Key.Key_Escape and not self._filter.isHidden():
            self._filter.close_up()
        else:
            super().keyPressEvent(event)
