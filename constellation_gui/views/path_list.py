"""The paths of the files tab: those that the bar above them asks for, as a tree or a list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.file_orders import FileOrder
from constellation_gui.models.file_rows import FILE_COLUMNS
from constellation_gui.models.files_model import FilesModel
from constellation_gui.models.lane import Lane
from constellation_gui.models.path_entries import PathEntry
from constellation_gui.models.path_tree import FileNode
from constellation_gui.models.time_span import MOST_INSTANTS, TimeSpan
from constellation_gui.place import Whose
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.path_bar import SCOPES, PathBar
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.time_slider import TimeSlider
from constellation_gui.wording import tr

_FIRST_LEVELS, _FIRST_ROWS = 60, 200
_FOLDING = (3, 4, 1, 2)  # the last one to write it first, the lines last


class PathList(QWidget):
    """The tree of paths of an agent or of a project.

    `entry_chosen` gives the `PathEntry` that the person made the current one; `reading` tells that
    paths are being read from the beginning, `arrived` that they were read, or could not be.
    """

    entry_chosen = Signal(object)
    reading = Signal()
    arrived = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("path-list")
        self._project: str | None = None
        self._agent: str | None = None
        self._open_before: set[str] | None = None  # what was open before a filter was typed
        self._kept: PathEntry | None = None  # to be the current one again
        self._quiet = False  # what is chosen now, the person did not choose
        self.model = FilesModel(queries, self)
        self.tree = OutlineTree("files", tr("Files"), self.model, self)
        self.bar = PathBar(self)
        self.slider = TimeSlider(self)
        self._instants = Lane(queries)
        self._database = queries.database
        self._below = QWidget(self)
        self._counted = ElidedLabel(self._below, elide=Qt.TextElideMode.ElideRight, muted=True)
        self._stack = StateStack(self.tree, self)
        self._fit = ColumnFit(self.tree, FILE_COLUMNS, folding=_FOLDING)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._lay_out()
        self._connect()

    # -- What is asked of it ---------------------------------------------------------------------

    def turn_to(self, project_id: str | None, agent_id: str | None) -> bool:
        """Be about an agent, or a project; whether there is something else to `read` now.

        Who chose to see the whole project goes on seeing it when another agent is chosen.
        """
        chose_whole = self._agent is not None and self.agent_id is None
        chosen = self.bar.scope.currentData()
        before = (self._project, self.agent_id, self.descendants)
        whole = agent_id is None or (chose_whole and project_id == self._project)
        self._project, self._agent = project_id, agent_id
        scope = self.bar.scope
        scope.clear()
        for whose in (Whose.EVERYONE,) if agent_id is None else SCOPES:
            scope.addItem(SCOPES[whose], whose)
        scope.setVisible(agent_id is not None)
        if agent_id is not None:
            scope.setCurrentIndex(max(scope.findData(Whose.EVERYONE if whole else chosen), 0))
        return before != (self._project, self.agent_id, self.descendants)

    def show_all_of_project(self) -> None:
        """Show the paths of the project, whoever wrote them."""
        if self.agent_id is not None:
            self.bar.scope.setCurrentIndex(self.bar.scope.findData(Whose.EVERYONE))
            self._change_scope()

    @property
    def agent_id(self) -> str | None:
        """Whose paths alone are shown; None for all of the project."""
        return None if self.bar.scope.currentData() == Whose.EVERYONE else self._agent

    @property
    def descendants(self) -> bool:
        """Whether those are shown, too, that agents wrote which the agent started."""
        return self._agent is not None and self.bar.scope.currentData() == Whose.FAMILY

    def state(self) -> dict[str, Any]:
        """Return how the person lists files, as data that JSON can hold; see `restore`."""
        return {"flat": self.bar.flat.isChecked(), "order": str(self.bar.orders.order)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` gave in another session; what makes no sense is left out."""
        self.bar.orders.choose(FileOrder.parse(state.get("order")))
        self.bar.flat.setChecked(state.get("flat") is True)

    def mark(self, path: str | None) -> bool:
        """Make a path the current row, in sight, without telling anybody; whether it is there."""
        number = self.model.tree.number_of(path)
        if number is None:
            return False
        index = self.model.index_at(number)
        self.tree.reveal(index)
        self._quiet = True
        self.tree.mark(index, scroll=True)
        self._quiet = False
        return True

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.slider.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.slider):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        below.addWidget(self._counted)
        column.addWidget(self._below)
        self._counted.setObjectName("counted")
        self._below.hide()
        self.setFocusProxy(self._stack)

    def _connect(self) -> None:
        self.bar.scope_chosen.connect(self._change_scope)
        self.bar.filtered.connect(self._apply_filter)
        self.bar.flattened.connect(self._flatten)
        self.bar.orders.chosen.connect(self._sort)
        self.tree.header().sectionClicked.connect(self._click_title)
        self.bar.timed.connect(self._choose_timed)
        self.bar.left.connect(lambda: self._stack.setFocus(Qt.FocusReason.OtherFocusReason))
        self.slider.moved.connect(self._narrow)
        self.model.modelReset.connect(self._begin)
        self.model.arrived.connect(self._arrive)
        self.model.counting.connect(self._say_counted)
        self.model.failed.connect(self.failed)
        self.tree.selectionModel().currentRowChanged.connect(self._choose)
        self.tree.menu_wanted.connect(self._offer)
        self._stack.next_step.connect(self._clear_filter)
        bar = self.tree.verticalScrollBar()
        for moves in (bar.valueChanged, bar.rangeChanged, self.model.arrived):
            moves.connect(lambda *_: self._looking.start())
        self._looking.timeout.connect(self._look)

    # -- Reading ---------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the paths from the beginning, all of them."""
        self._open_before = None
        self.bar.clear()
        self.bar.be_quiet()
        self.model.show(self._project, self.agent_id, descendants=self.descendants)
        if self.bar.time.isChecked():
            self._read_instants()
        self.reading.emit()

    def _change_scope(self) -> None:
        self._keep()
        if self._kept is not None and self._kept.path is None:
            self._kept = None  # what is without a path is another list then
        self.read()

    def _begin(self) -> None:
        """Open what is easily taken in, or what was open before the filter that is gone."""
        model = self.model
        if model.text or model.kinds or self._open_before is None:
            self.tree.open_levels(_FIRST_LEVELS, _FIRST_ROWS)
            if model.flat and model.rowCount():
                self.tree.expand(model.index(0, 0))  # the first of very many
            return
        numbers = model.tree.numbers
        self.tree.open_numbers(numbers[key] for key in self._open_before if key in numbers)
        self._open_before = None

    def _arrive(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            self.mark(kept.path)
        self._say_counted()
        if len(self.model.tree) or not self.model.total:
            self._stack.show_content()
        else:
            reason = tr("None of the %n path(s) is like that.", "", self.model.total)
            self._stack.show_empty(tr("No file matches"), reason, tr("Clear the filter"))
        self.arrived.emit()

    def _look(self) -> None:
        """Have found out what takes a while about the paths in sight."""
        index, numbers = self.tree.indexAt(QPoint(0, 0)), []
        below = self.tree.viewport().height()
        while index.isValid() and self.tree.visualRect(index).top() < below:
            numbers.append(index.internalId())
            index = self.tree.indexBelow(index)
        self.model.look_at(numbers)

    def _say_counted(self) -> None:
        """Say how far the order is right, where lines are still being counted."""
        rest = self.model.uncounted
        self._below.setVisible(rest > 0)
        if rest:
            said = tr("Sorted as far as lines are counted; %n path(s) to go", "", rest)
            self._counted.set_text(said)

    # -- Filtering and sorting -------------------------------------------------------------------

    def _flatten(self, flat: bool) -> None:
        self._keep()
        self.tree.header().setSectionsClickable(flat)
        self.model.set_flat(flat)

    def _sort(self, order: FileOrder) -> None:
        self._keep()
        self.model.set_order(order)

    def _click_title(self, section: int) -> None:
        by = FILE_COLUMNS[section].order_by
        if by is not None:
            self.bar.orders.choose(self.bar.orders.order.clicked(by))

    def _keep(self) -> None:
        """Have the current path be the current one among other rows, too."""
        index = self.tree.currentIndex()
        self._kept = self.model.node(index).entry if index.isValid() else None
        self._open_before = None

    def _clear_filter(self) -> None:
        self.bar.clear()
        self.bar.apply()

    def _apply_filter(self) -> None:
        text, kinds = self.bar.wanted, self.bar.kinds
        if (text or kinds) and not (self.model.text or self.model.kinds):
            self._open_before = self._open_keys()
        self.model.filter(text, kinds)

    def _choose_timed(self, timed: bool) -> None:
        """Let the person choose a span of time, or show all of it again."""
        self.slider.setVisible(timed)
        if timed:
            self._read_instants()
        else:
            self._instants.cancel()
            self._keep()
            self.model.narrow(None, None)

    def _read_instants(self) -> None:
        query = self.model.query
        if query is None:
            return
        self.slider.show_span(TimeSpan())
        written = partial(
            self._database.outputs.written, query.scope, limit=MOST_INSTANTS, pathless=True
        )
        self._instants.run(
            lambda: TimeSpan(written()),
            deliver=self.slider.show_span,
            failed=self.failed.emit,
        )

    def _narrow(self) -> None:
        self._keep()
        self.model.narrow(self.slider.span.after, self.slider.span.until)

    def _open_keys(self) -> set[str]:
        index = self.model.index(0, 0)
        found = set()
        while index.isValid():
            if self.tree.isExpanded(index):
                found.add(self.model.tree.key(index.internalId()))
            index = self.tree.indexBelow(index)
        return found

    # -- Choosing --------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.node(index).entry if index.isValid() else None
        if entry is not None and not self._quiet:
            self.entry_chosen.emit(entry)

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            node: FileNode = self.model.node(index)
            path = node.entry.path if node.entry is not None else node.name
            copy = menu.addAction(icon("copy"), tr("Copy path"))
            copy.setEnabled(path is not None)
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(path or ""))
            menu.addAction(icon("copy"), tr("Copy rows")).triggered.connect(self.tree.copy)
            menu.addSeparator()
        menu.addAction(icon("expand-all"), tr("Expand all")).triggered.connect(self.tree.open_all)
        menu.addAction(icon("collapse-all"), tr("Collapse all")).triggered.connect(
            self.tree.collapseAll
        )
        menu.popup(place)
