"""A list on a page: as high as its rows, so that the page scrolls and not each list in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import row_height
from constellation_gui.models.flat_model import FlatModel
from constellation_gui.views.rows_view import RowsView, put_on_clipboard

_MENUS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class FittedRows(RowsView):
    """Rows of a short list, up to `most` of them in sight.

    `stretched` is the column that takes what is left over. `row_opened` gives the row on which the
    person pressed Enter or clicked twice; `in_sight` a part of the list that is to be seen.
    """

    row_opened = Signal(object)
    in_sight = Signal(QRect)

    def __init__(
        self,
        name: str,
        caption: str,
        model: FlatModel,  # type: ignore[type-arg]
        parent: QWidget | None = None,
        *,
        most: int = 1_000,
        stretched: int = 0,
        headed: bool = True,
    ) -> None:
        super().__init__(name, caption, model.columns, parent)
        self._rows = model
        self._most = most
        self.setModel(model)
        self.setHeaderHidden(not headed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        self._use_widths()
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._show_current)
        for changed in (model.layoutChanged, model.modelReset):
            changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take as much height as the rows need."""
        self.setFixedHeight(fitting_height(self, min(self._rows.rowCount(), self._most)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_most"):
            self._use_widths()
            self.fit()

    def _use_widths(self) -> None:
        for section, column in enumerate(self._rows.columns):
            self.header().resizeSection(section, theme.scaled(column.width or 0))

    def copy(self) -> None:
        """Copy the selected rows, or without any the current one; not what columns hide."""
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.mark(self.currentIndex(), scroll=False)
        columns = self._rows.columns
        shown = [each for place, each in enumerate(columns) if not self.isColumnHidden(place)]
        put_on_clipboard(shown, [self._rows.row(index) for index in self._selected_rows()])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no selection behind: on a page of lists, only one is looked at."""
        super().focusOutEvent(event)
        if event.reason() not in (*_MENUS, Qt.FocusReason.ActiveWindowFocusReason):
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row on Enter, on every platform; all else is the list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _show_current(self, current: QModelIndex) -> None:
        if self.hasFocus() and current.isValid():
            self.in_sight.emit(self.visualRect(current))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(self._rows.row(index))


def fitting_height(view: QTreeView, rows: int) -> int:
    """Return how high, in px, a list must be to show that many rows."""
    head = 0 if view.isHeaderHidden() else view.header().sizeHint().height()
    return head + rows * row_height(view.fontMetrics()) + 2 * view.frameWidth()
