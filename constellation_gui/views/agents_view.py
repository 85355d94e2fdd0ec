"""The middle pane: the agents of a project, each under the one that started it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, AgentStatus, Changes
from constellation_gui.formatting import exact_count
from constellation_gui.icons import icon
from constellation_gui.models.agent_rows import AGENT_COLUMNS, agent_name
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.queries import Runner
from constellation_gui.views.agents_tree import AgentsTree
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.outline_tree import MOST_ROWS
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.state_stack import StateStack

_TITLE = "Agents"
_TASK = 5
_FOLDING = (_TASK, 4, 2, 3)  # then model, tokens, cost


class AgentsView(QWidget):
    """The tree of one project's agents.

    `agent_chosen` gives the id of the agent that the person made the current one.
    """

    agent_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agents-view")
        self.setAccessibleName(_TITLE)
        self._chosen: str | None = None
        self._wanted = False  # the choice came from outside and was not yet brought into sight
        self._model = AgentsModel(queries, self)
        self._header = PaneHeader(_TITLE, self)
        self._tree = AgentsTree(self._model, self)
        self._stack = StateStack(self._tree, self)
        self._buttons = [
            self._header.add_button("expand-all", "Expand all", self._open_all),
            self._header.add_button("collapse-all", "Collapse all", self._close_all),
        ]
        self._fit = ColumnFit(self._tree, AGENT_COLUMNS, folding=_FOLDING, filling=_TASK)
        self.setFocusProxy(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        self._model.arrived.connect(self._arrive)
        self._model.failed.connect(self.failed)
        self._tree.selectionModel().currentRowChanged.connect(self._choose)
        self._tree.menu_wanted.connect(self._offer)
        self._stack.next_step.connect(lambda: self.refresh())
        self._stack.retry.connect(lambda: self.refresh())
        self.show_project(None)

    # -- What the window asks of it --------------------------------------------------------------

    def show_project(self, project_id: str | None) -> None:
        """Show the agents of a project, or say that none is chosen.

        Nothing happens if it is the one that is shown.
        """
        model = self._model
        if project_id is not None and project_id == model.project_id and model.problem is None:
            return
        self._chosen, self._wanted = None, False
        model.show(project_id)
        if project_id is None:
            self._describe()
            self._stack.show_empty(
                "No project chosen", "Choose one to see its agents, and who started whom."
            )
        elif not model.loaded and model.problem is None:
            self._describe()
            self._stack.show_content()
            self._stack.show_loading("Reading the agents…")

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: read the agents again, and move nothing."""
        self._model.refresh()

    def select(self, agent_id: str | None) -> None:
        """Make an agent the chosen one and bring it into sight; tells nobody."""
        self._chosen, self._wanted = agent_id, agent_id is not None
        if agent_id is None:
            self._tree.mark(QModelIndex(), scroll=False)
        elif self._model.loaded:
            self._mark_chosen()

    def selected_id(self) -> str | None:
        """Return the id of the chosen agent."""
        return self._chosen

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self) -> None:
        model = self._model
        self._describe()
        if model.problem is not None and not model.loaded:
            self._stack.show_failure("The agents could not be read.", model.problem)
        elif len(model.forest):
            self._stack.show_content()
            self._mark_chosen()
        else:
            self._stack.show_empty(
                "No agents yet",
                "They appear here as the project's run starts them.",
                "Look again",
            )

    def _describe(self, note: str = "") -> None:
        model = self._model
        failed = model.forest.statuses[AgentStatus.FAILED]
        noun = "agent" if model.total == 1 else "agents"
        said = [f"{exact_count(model.total)} {noun}" if model.total else _TITLE]
        if model.total and not model.whole:
            shown = exact_count(len(model.forest))
            said.append("reading…" if model.problem is None else f"only {shown} could be read")
        elif failed:
            said.append(f"{exact_count(failed)} failed")
        if note:
            said.append(note)
        self._header.set_title(" · ".join(said))
        for button in self._buttons:
            button.setVisible(model.forest.branches > 0)

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
        if self._model.whole:
            self._wanted = False  # an agent that is not there now must not be jumped to later

    # -- Opening, closing, menu ------------------------------------------------------------------

    def _open_all(self) -> None:
        whole = self._tree.open_all()
        self._describe("" if whole else f"opened as far as {exact_count(MOST_ROWS)} rows")

    def _close_all(self) -> None:
        self._tree.collapseAll()
        self._describe()

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            agent = self._model.node(index).agent
            self._tree.add_copies(menu, name=agent_name(agent), row_id=agent.id)
            menu.addSeparator()
            self._add_ways(menu, index)
        menu.addAction(icon("expand-all"), "Expand all").triggered.connect(self._open_all)
        menu.addAction(icon("collapse-all"), "Collapse all").triggered.connect(self._close_all)
        menu.popup(place)

    def _add_ways(self, menu: QMenu, index: QModelIndex) -> None:
        # By id: the agents may be read anew while the menu is open.
        agent_id = self._model.node(index).agent.id
        for caption, possible, go in (
            ("Go to parent", self._model.parent(index).isValid(), self._tree.go_to_parent),
            ("Expand branch", self._model.hasChildren(index), self._tree.open_branch),
        ):
            action = menu.addAction(caption)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on, go=go: go(self._model.index_of(agent_id)))
