"""The paths of the files tab: whose they are, a box to filter them, and the tree."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.file_rows import FILE_COLUMNS
from constellation_gui.models.files_model import FilesModel
from constellation_gui.models.path_tree import FileNode
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.state_stack import StateStack

OF_AGENT, OF_PROJECT = "Of this agent", "Of this project"

# A person types faster than many thousands of paths are arranged.
_PAUSE_MS = 150
_FIRST_LEVELS, _FIRST_ROWS = 60, 200
_FOLDING = (2, 1)  # the time first, then how many versions


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
        self._quiet = False  # what is chosen now, the person did not choose
        self.model = FilesModel(queries, self)
        self.tree = OutlineTree("Files", self.model, self)
        self.filter = QLineEdit(self)
        self.scope = QComboBox(self)
        self._stack = StateStack(self.tree, self)
        self._fit = ColumnFit(self.tree, FILE_COLUMNS, folding=_FOLDING)
        self._typing = QTimer(self)
        self._lay_out()
        self._connect()

    # -- What is asked of it ---------------------------------------------------------------------

    def turn_to(self, project_id: str | None, agent_id: str | None) -> bool:
        """Be about an agent, or a project; whether there is something else to `read` now.

        Who chose to see the whole project goes on seeing it when another agent is chosen.
        """
        chose_whole = self._agent is not None and self.agent_id is None
        before = (self._project, self.agent_id)
        whole = agent_id is None or (chose_whole and project_id == self._project)
        self._project, self._agent = project_id, agent_id
        self.scope.clear()
        self.scope.addItems([OF_PROJECT] if agent_id is None else [OF_AGENT, OF_PROJECT])
        self.scope.setVisible(agent_id is not None)
        self.scope.setCurrentText(OF_PROJECT if whole else OF_AGENT)
        return before != (self._project, self.agent_id)

    def show_all_of_project(self) -> None:
        """Show the paths of the project, whoever wrote them."""
        if self.agent_id is not None:
            self.scope.setCurrentIndex(self.scope.findText(OF_PROJECT))
            self.read()

    @property
    def agent_id(self) -> str | None:
        """Whose paths alone are shown; None for all of the project."""
        return self._agent if self.scope.currentText() == OF_AGENT else None

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
        self.scope.setAccessibleName("Whose files")
        self.scope.setToolTip("Whose files are listed")
        self.filter.setObjectName("path-filter")
        self.filter.setAccessibleName("Filter files")
        self.filter.setPlaceholderText("Filter")
        self.filter.setToolTip("Show only files with this text in their path")
        self._clear = QAction(icon("close"), "Clear the text", self)
        self._clear.triggered.connect(self.filter.clear)
        self.filter.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * theme.GRID, 6, 2 * theme.GRID, 6)
        bar.setSpacing(theme.GRID)
        bar.addWidget(self.scope)
        bar.addWidget(self.filter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _connect(self) -> None:
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(self._note_typing)
        self.filter.installEventFilter(self)
        self.scope.activated.connect(lambda _index: self.read())
        self.model.modelReset.connect(self._begin)
        self.model.arrived.connect(self._arrive)
        self.model.failed.connect(self.failed)
        self.tree.selectionModel().currentRowChanged.connect(self._choose)
        self.tree.menu_wanted.connect(self._offer)
        self._stack.next_step.connect(self._clear_filter)

    # -- Reading ---------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the paths from the beginning, all of them."""
        self._open_before = None
        self.filter.clear()
        self._typing.stop()
        self.model.show(self._project, self.agent_id)
        self.reading.emit()

    def _begin(self) -> None:
        """Open what is easily taken in, or what was open before the filter that is gone."""
        model = self.model
        if model.text or self._open_before is None:
            self.tree.open_levels(_FIRST_LEVELS, _FIRST_ROWS)
            return
        numbers = model.tree.numbers
        self.tree.open_numbers(numbers[key] for key in self._open_before if key in numbers)
        self._open_before = None

    def _arrive(self) -> None:
        if len(self.model.tree) or not self.model.total:
            self._stack.show_content()
        else:
            reason = f"None of the {self.model.total:,} paths has this text in it."
            self._stack.show_empty("No file matches", reason, "Clear the filter")
        self.arrived.emit()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self._apply_filter()

    # -- Filtering -------------------------------------------------------------------------------

    def _note_typing(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._typing.start()

    def _apply_filter(self) -> None:
        self._typing.stop()
        text = self.filter.text().strip()
        if text and not self.model.text:
            self._open_before = self._open_keys()
        self.model.filter(text)

    def _open_keys(self) -> set[str]:
        index = self.model.index(0, 0)
        found = set()
        while index.isValid():
            if self.tree.isExpanded(index):
                found.add(self.model.tree.key(index.internalId()))
            index = self.tree.indexBelow(index)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the tree by Down or Enter; empty the box by Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._apply_filter()
                self._stack.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self._clear_filter()
                return True
        return super().eventFilter(watched, event)

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
            copy = menu.addAction(icon("copy"), "Copy path")
            copy.setEnabled(path is not None)
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(path or ""))
            menu.addAction(icon("copy"), "Copy rows").triggered.connect(self.tree.copy)
            menu.addSeparator()
        menu.addAction(icon("expand-all"), "Expand all").triggered.connect(self.tree.open_all)
        menu.addAction(icon("collapse-all"), "Collapse all").triggered.connect(
            self.tree.collapseAll
        )
        menu.popup(place)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._clear.setIcon(icon("close"))
        super().changeEvent(event)
