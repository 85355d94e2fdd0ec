"""A list of rows as every pane has it: keyboard, copying, steady scroll, menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from constellation_gui.delegates.cell_delegate import CellDelegate
from constellation_gui.icons import icon
from constellation_gui.models.columns import Column, RowRole
from constellation_gui.models.row_copies import as_lines, as_table
from constellation_gui.views.steady import LOOK_CHANGES, Steady
from constellation_gui.views.wheel_zoom import zooms
from constellation_gui.wording import tr

_TABLE = "text/tab-separated-values"


def select_only(view: QAbstractItemView, index: QModelIndex) -> None:
    """Select a row and nothing else.

    Setting the current index alone toggles the row while Ctrl is held, as in the shortcut of a tab.
    """
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)


def put_on_clipboard(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Put rows on the clipboard, as text and as tab-separated values; none leave it as it is."""
    if rows:
        data = QMimeData()
        data.setText(as_lines(columns, rows))
        data.setData(_TABLE, as_table(columns, rows).encode())
        QGuiApplication.clipboard().setMimeData(data)


class RowsView(QTreeView):
    """Rows of equal height, found by typing how they begin; Ctrl+C copies the selected ones.

    When the model rearranges its rows, the topmost one in sight stays where it is. `menu_wanted`
    gives the row (invalid beside the rows) and the place on screen, from mouse or keyboard.
    """

    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(
        self,
        name: str,
        caption: str,
        columns: Sequence[Column[Any]],
        parent: QWidget | None = None,
    ) -> None:
        """Make a list of that object name, whose caption is what it is called to a person."""
        super().__init__(parent)
        self._steady = Steady(self)
        self.setObjectName(name)
        self.setAccessibleName(caption)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(CellDelegate(columns, self))
        self._columns = tuple(columns)
        self._top: tuple[QPersistentModelIndex, int] | None = None
        self._naming: Callable[[Any], tuple[str, str]] | None = None

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, once."""
        super().setModel(model)
        if model is not None:
            # After the view's own connections, so that it has taken note when `_stay` runs.
            model.layoutAboutToBeChanged.connect(self._note_top)
            model.layoutChanged.connect(self._stay)

    def mark(self, index: QModelIndex, *, scroll: bool) -> None:
        """Make a row the current and only selected one; scroll to it only if asked to."""
        self.setAutoScroll(scroll)
        self.setCurrentIndex(index)
        select_only(self, index)
        self.setAutoScroll(True)
        if scroll:
            self.scrollTo(index)

    def copy(self) -> None:
        """Put the selected rows on the clipboard: as they are read, and as a table."""
        put_on_clipboard(self._columns, [index.data(RowRole) for index in self._selected_rows()])

    def name_rows(self, naming: Callable[[Any], tuple[str, str]]) -> None:
        """Say what the name and the id of a row are, by its record."""
        self._naming = naming

    def copy_names(self) -> None:
        """Put the names of the selected rows on the clipboard, a line each."""
        self._copy_part(0)

    def copy_ids(self) -> None:
        """Put the ids of the selected rows on the clipboard, a line each."""
        self._copy_part(1)

    def _copy_part(self, part: int) -> None:
        naming = self._naming
        if naming is not None and (rows := self._selected_rows()):
            parts = [naming(index.data(RowRole))[part] for index in rows]
            QGuiApplication.clipboard().setText("\n".join(parts))

    def add_copies(self, menu: QMenu, *, name: str, row_id: str, link: str | None = None) -> None:
        """Offer to copy a row's name, its id, its address if it has one, and the selected rows."""
        clipboard = QGuiApplication.clipboard()
        copies: list[tuple[str, str, Callable[[], None]]] = [
            ("copy", tr("Copy name"), partial(clipboard.setText, name)),
            ("copy", tr("Copy id"), partial(clipboard.setText, row_id)),
            ("copy", tr("Copy rows"), self.copy),
        ]
        if link is not None:
            copies.insert(2, ("link", tr("Copy link"), partial(clipboard.setText, link)))
        for drawing, caption, copy in copies:
            action = menu.addAction(icon(drawing), caption)
            action.triggered.connect(lambda _on, copy=copy: copy())

    def event(self, event: QEvent) -> bool:
        """Follow the theme; rows that get higher or lower leave the topmost one where it is."""
        if event.type() not in LOOK_CHANGES:
            return super().event(event)
        with self._steady.kept():
            return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; all else is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, unless the wheel zooms."""
        if zooms(event):
            event.ignore()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row: the one under the mouse, or for the keyboard the current."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.visualRect(index).center() if index.isValid() else QPoint()
        else:
            place = event.pos()
            index = self.indexAt(place)
        self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _selected_rows(self) -> list[QModelIndex]:
        """Return the selected rows in the order shown."""
        # Range by range: Qt's own `selectedRows` takes 10 µs for every row.
        selection = cast(Iterable[QItemSelectionRange], self.selectionModel().selection())
        ranges = sorted(selection, key=lambda found: found.top())
        rows = [
            self.model().index(row, 0, found.parent())
            for found in ranges
            for row in range(found.top(), found.bottom() + 1)
        ]
        if any(found.parent() != ranges[0].parent() for found in ranges):
            rows.sort(key=lambda index: self.visualRect(index).top())
        return rows

    def _note_top(self) -> None:
        top = self.indexAt(QPoint(0, 0))
        # At the very start of a list new rows come into sight; nothing scrolls for it.
        held = top.isValid() and self.verticalScrollBar().value() > 0
        self._top = (QPersistentModelIndex(top), self.visualRect(top).top()) if held else None

    def _stay(self) -> None:
        held, self._top = self._top, None
        if held is None or not held[0].isValid():
            return
        self.executeDelayedItemsLayout()
        index, before = held
        moved = self.visualRect(index).top() - before
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
