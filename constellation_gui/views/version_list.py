"""The versions of a path: choose one to see what changed in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import OutputRow
from constellation_gui.formatting import moment, one_line
from constellation_gui.models.path_tree import WITHOUT_A_PATH, split
from constellation_gui.models.version_rows import VERSION_COLUMNS, VersionQuery
from constellation_gui.models.versions_model import VersionsModel
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.state_stack import StateStack

_FOLDING = (2, 1)  # the size first, then the agent


class VersionList(QWidget):
    """The versions of one path, newest first.

    `version_chosen` gives the `OutputRow` of the version that became the current one, and whether
    the person made it so.
    """

    version_chosen = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("version-list")
        self._wanted: str | None = None
        self._quiet = False  # what is chosen now, the person did not choose
        self.model = VersionsModel(queries, self)
        self._header = PaneHeader("Versions", self)
        self.rows = RowsView("Versions", VERSION_COLUMNS, self)
        self.rows.name_rows(lambda version: (_name(version.row), version.row.id))
        self.rows.setModel(self.model)
        self._stack = StateStack(self.rows, self)
        self._fit = ColumnFit(self.rows, VERSION_COLUMNS, folding=_FOLDING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)
        self.model.arrived.connect(self._arrive)
        self.model.failed.connect(self.failed)
        self.rows.selectionModel().currentRowChanged.connect(self._choose)
        self.rows.menu_wanted.connect(self._offer)
        self._stack.retry.connect(lambda: self.show_versions(self.model.query, self._wanted))
        self.clear()

    # -- What is asked of it ---------------------------------------------------------------------

    def show_versions(
        self, query: VersionQuery, output_id: str | None, *, quiet: bool = True
    ) -> None:
        """Show versions and choose one of them, the newest if not told which."""
        self._wanted, self._quiet = output_id, quiet
        self._stack.show_content()
        self._stack.show_loading("Reading the versions…")
        self.model.show(query, until=output_id)

    def choose(self, output_id: str) -> bool:
        """Make a version the chosen one, if it is in the list; whether it is."""
        row = self.model.row_of(output_id)
        if row is None:
            return False
        self._quiet = True
        self.rows.mark(self.model.index(row, 0), scroll=True)
        self._quiet = False
        return True

    def clear(self) -> None:
        """Show none."""
        self._wanted = None
        self.model.clear()
        self._header.set_title("Versions")
        self._stack.show_empty("No file chosen", "Choose one to see its versions.")

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self) -> None:
        model = self.model
        self._describe()
        if model.problem is not None and not model.loaded:
            self._stack.show_failure("The versions could not be read.", model.problem)
        elif not model.versions:
            self._stack.show_empty("No versions", "They may have been deleted meanwhile.")
        else:
            self._stack.show_content()
            if not self.rows.currentIndex().isValid():
                row = 0 if self._wanted is None else model.row_of(self._wanted) or 0
                self.rows.mark(model.index(row, 0), scroll=True)
                self._quiet = False

    def _describe(self) -> None:
        count = len(self.model.versions)
        more = " and more" if self.model.canFetchMore() else ""
        noun = "version" if count == 1 else "versions"
        name = split(self.model.versions[0].row.path or WITHOUT_A_PATH)[-1] if count else ""
        said = f"{one_line(name, 80)} · {count:,} {noun}{more}"
        self._header.set_title(said if count else "Versions")

    # -- Choosing --------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.versions[index.row()].row
            self.version_chosen.emit(row, not self._quiet)

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        if not index.isValid():
            return
        row = self.model.versions[index.row()].row
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows.add_copies(menu, name=_name(row), row_id=row.id)
        menu.popup(place)


def _name(row: OutputRow) -> str:
    return row.path or moment(row.created_at)
