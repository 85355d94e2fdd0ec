"""The versions of a path: choose one to see what changed in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import OutputRow
from constellation_gui.formatting import moment, one_line
from constellation_gui.icons import icon
from constellation_gui.models.path_tree import WITHOUT_A_PATH, split
from constellation_gui.models.version_rows import VERSION_COLUMNS, VersionQuery
from constellation_gui.models.versions_model import VersionsModel
from constellation_gui.queries import Runner
from constellation_gui.views.checksum_bar import ChecksumBar
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.version_deeds import VersionDeeds
from constellation_gui.wording import tr

_FOLDING = (3, 4, 2, 1)  # the message first, then the size, the agent, the lines
_MESSAGE = 3
_LEAST = 172  # px for a time to the second
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class VersionList(QWidget):
    """The versions of one path, newest first.

    `version_chosen` gives the `OutputRow` of the version that became the current one, and whether
    the person made it so; `pair_chosen` the newer and the older of two that are selected, and the
    same. `noticed` gives a `Notice` of what was done with a version, `place_chosen` the place of
    the message that wrote one.
    """

    version_chosen = Signal(object, bool)
    pair_chosen = Signal(object, object, bool)
    noticed = Signal(object)
    place_chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("version-list")
        self._wanted: str | None = None
        self._against: str | None = None  # the second one that is wanted
        self._marking = False  # the current one is being set, with whatever keys are held
        self._paired = False  # two are selected, and were told
        self._quiet = False  # what is chosen now, the person did not choose
        self.model = VersionsModel(queries, self)
        self._header = PaneHeader(tr("Versions"), self)
        self.rows = RowsView("versions", tr("Versions"), VERSION_COLUMNS, self)
        self.rows.name_rows(lambda version: (_name(version.row), version.row.id))
        self.rows.setModel(self.model)
        self._stack = StateStack(self.rows, self)
        self._fit = ColumnFit(
            self.rows, VERSION_COLUMNS, folding=_FOLDING, filling=_MESSAGE, least=_LEAST
        )
        self._checksum = ChecksumBar(queries, self)
        self._deeds = VersionDeeds(queries, self)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        column.addWidget(self._checksum)
        self.setFocusProxy(self._stack)
        self.model.arrived.connect(self._arrive)
        self.model.failed.connect(self.failed)
        self.rows.selectionModel().currentRowChanged.connect(self._choose)
        self.rows.selectionModel().selectionChanged.connect(self._select)
        for bar_moves in (
            self.rows.verticalScrollBar().valueChanged,
            self.rows.verticalScrollBar().rangeChanged,
            self.model.arrived,
        ):
            bar_moves.connect(lambda *_: self._looking.start())
        self._looking.timeout.connect(self._look)
        self._deeds.noticed.connect(self.noticed)
        self._deeds.place_chosen.connect(self.place_chosen)
        self.rows.menu_wanted.connect(self._offer)
        self._stack.retry.connect(
            lambda: self.show_versions(self.model.query, self._wanted, against=self._against)
        )
        self.clear()

    # -- What is asked of it ---------------------------------------------------------------------

    def show_versions(
        self,
        query: VersionQuery,
        output_id: str | None,
        *,
        against: str | None = None,
        quiet: bool = True,
    ) -> None:
        """Show versions and choose one of them, the newest if not told which; or two of them."""
        self._wanted, self._against, self._quiet = output_id, against, quiet
        self._stack.show_content()
        self._stack.show_loading(tr("Reading the versions…"))
        self.model.show(query, until=against or output_id)

    def choose(self, output_id: str, against: str | None = None) -> bool:
        """Make a version the chosen one, or two of them; whether they are in the list."""
        row = self.model.row_of(output_id)
        other = None if against is None else self.model.row_of(against)
        if row is None or (against is not None and other is None):
            return False
        self._quiet = True
        self._mark(row, other)
        self._quiet = False
        return True

    def clear(self) -> None:
        """Show none."""
        self._wanted = self._against = None
        self._paired = False
        self.model.clear()
        self._checksum.show_version(None)
        self._header.set_title(tr("Versions"))
        self._stack.show_empty(tr("No file chosen"), tr("Choose one to see its versions."))

    # -- Reading ---------------------------------------------------------------------------------

    def _arrive(self) -> None:
        model = self.model
        self._describe()
        if model.problem is not None and not model.loaded:
            self._stack.show_failure(tr("The versions could not be read."), model.problem)
        elif not model.versions:
            self._stack.show_empty(tr("No versions"), tr("They may have been deleted meanwhile."))
        else:
            self._stack.show_content()
            if not self.rows.currentIndex().isValid():
                row = 0 if self._wanted is None else model.row_of(self._wanted) or 0
                self._mark(row, None if self._against is None else model.row_of(self._against))
                self._quiet = False

    def _look(self) -> None:
        """Have found out what takes a while about the versions in sight."""
        first = self.rows.indexAt(QPoint(0, 0)).row()
        last = self.rows.indexAt(QPoint(0, self.rows.viewport().height() - 1)).row()
        if first >= 0:
            self.model.look_at(first, last if last >= 0 else len(self.model.versions) - 1)

    def _describe(self) -> None:
        count = len(self.model.versions)
        said = tr("%n version(s)", "", count)
        if self._paired:
            said = tr("2 of %n version(s) compared", "", count)
        elif self.model.canFetchMore():
            said = tr("%n version(s) and more", "", count)
        name = split(self.model.versions[0].row.path or WITHOUT_A_PATH)[-1] if count else ""
        self._header.set_title(f"{one_line(name, 80)} · {said}" if count else tr("Versions"))

    # -- Choosing --------------------------------------------------------------------------------

    def _mark(self, row: int, other: int | None = None) -> None:
        """Make a version the current one; with another one, have both selected."""
        self._marking = True
        self.rows.mark(self.model.index(row, 0), scroll=True)
        if other not in (None, row):
            flags = QItemSelectionModel.SelectionFlag
            second = self.model.index(other or 0, 0)
            self.rows.selectionModel().select(second, flags.Select | flags.Rows)
        self._marking = False
        if other is None or other == row:
            self._tell(row)
        else:
            self._tell_pair(row, other)

    def _choose(self, index: QModelIndex) -> None:
        # While a key is held that selects several, the selection tells what is meant.
        held = QGuiApplication.keyboardModifiers() & _HELD
        if index.isValid() and not self._marking and not held:
            self._tell(index.row())

    def _select(self) -> None:
        if self._marking:
            return
        rows = self._selected()
        if len(rows) == 2:
            self._tell_pair(*rows)
        elif len(rows) == 1 and (self._paired or QGuiApplication.keyboardModifiers() & _HELD):
            self._tell(rows[0])

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self.rows.selectionModel().selectedRows())

    def _tell(self, row: int) -> None:
        self._set_paired(False)
        chosen = self.model.versions[row].row
        self._checksum.show_version(chosen)
        self.version_chosen.emit(chosen, not self._quiet)

    def _tell_pair(self, one: int, other: int) -> None:
        self._set_paired(True)
        newer, older = (self.model.versions[row].row for row in sorted((one, other)))
        self._checksum.show_version(newer)
        self.pair_chosen.emit(newer, older, not self._quiet)

    def _set_paired(self, paired: bool) -> None:
        if paired != self._paired:
            self._paired = paired
            self._describe()

    # -- The menu --------------------------------------------------------------------------------

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        if not index.isValid():
            return
        version = self.model.versions[index.row()]
        row, stored = version.row, version.size is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        deeds: tuple[tuple[str, str, Callable[[OutputRow], object]], ...] = (
            ("export", tr("Save as…"), self._deeds.ask_where_to_save),
            ("copy", tr("Copy content"), self._deeds.copy),
            ("link-open", tr("Open a copy"), self._deeds.open),
        )
        for drawing, caption, do in deeds:
            action = menu.addAction(icon(drawing), caption)
            action.setEnabled(stored)
            action.triggered.connect(lambda _on, do=do: do(row))
        latest = menu.addAction(icon("diff"), tr("Compare with the newest"))
        latest.setEnabled(stored and index.row() > 0)
        newest = self.model.versions[0].row.id
        latest.triggered.connect(lambda: self._compare(newest, row.id))
        message = menu.addAction(icon("message"), tr("Go to the message"))
        message.setEnabled(row.agent_id is not None)
        message.triggered.connect(lambda: self._deeds.go_to_message(row))
        menu.addSeparator()
        self.rows.add_copies(menu, name=_name(row), row_id=row.id)
        menu.popup(place)

    def _compare(self, newer: str, older: str) -> None:
        rows = self.model.row_of(newer), self.model.row_of(older)
        if None not in rows:
            self._mark(rows[0] or 0, rows[1])


def _name(row: OutputRow) -> str:
    return row.path or moment(row.created_at)
