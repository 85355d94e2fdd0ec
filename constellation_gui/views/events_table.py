"""The table of events: a flat list that may have millions of rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import CellDelegate, row_height
from constellation_gui.models.event_rows import AGENT, EVENT_COLUMNS
from constellation_gui.models.events_model import EventsModel
from constellation_gui.views.rows_view import put_on_clipboard, select_only
from constellation_gui.views.steady import LOOK_CHANGES, Steady
from constellation_gui.wording import tr

_WHOLE = 1_000  # a length whose size tells the scale exactly enough


class EventsTable(QTableView):
    """Rows of equal height; Ctrl+C copies the selected ones as tab-separated lines.

    Not a tree view: that one visits every row whenever some are added. `menu_wanted` gives the
    place on screen for the menu of the current row.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, model: EventsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steady = Steady(self)
        self._model = model
        self.setObjectName("events")
        self.setAccessibleName(tr("Events"))
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(EVENT_COLUMNS, self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        self._scale = _WHOLE
        for section, column in enumerate(EVENT_COLUMNS):
            if column.width:
                self.setColumnWidth(section, column.width)
        self._resize()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self.look)
        self.verticalScrollBar().rangeChanged.connect(self.look)
        model.modelReset.connect(self.look)
        model.rowsInserted.connect(self._stay)

    def look(self) -> None:
        """Have read what is in sight, after the layout that is under way."""
        self._looking.start(0)

    def show_agents(self, shown: bool) -> None:
        """Show the column of agents, or leave its room to the data: all may be one agent's."""
        self.setColumnHidden(AGENT, not shown)

    def mark(self, row: int) -> None:
        """Make a row the current and only selected one, in the middle of the view."""
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        select_only(self, index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        entries = [entry for row in rows if (entry := self._model.entry(row)) is not None]
        put_on_clipboard(EVENT_COLUMNS, entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; Home and End go to the first and last row; all else is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            last = self._model.rowCount() - 1
            self.setCurrentIndex(
                self._model.index(0 if event.key() == Qt.Key.Key_Home else last, 0)
            )
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() in LOOK_CHANGES and hasattr(self, "_scale"):
            self._resize()
        super().changeEvent(event)

    def _resize(self) -> None:
        """Give rows and columns the size that goes with the text."""
        with self._steady.kept():
            self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
        before, self._scale = self._scale, theme.scaled(_WHOLE)
        if self._scale != before:
            for section in range(len(EVENT_COLUMNS) - 1):
                width = self.columnWidth(section) * self._scale / before
                self.setColumnWidth(section, round(width))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or for the keyboard of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        else:
            place = event.pos()
        if self.currentIndex().isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _look(self) -> None:
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        self._model.look_at(first, last if last >= 0 else self._model.rowCount() - 1)

    def _stay(self, _parent: QModelIndex, first: int, last: int) -> None:
        # What is new stands above; whoever reads further down must not be moved.
        bar = self.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            rows = last - first + 1
            above = bar.value() + rows * self.verticalHeader().defaultSectionSize()
            self.updateGeometries()
            bar.setValue(above)
