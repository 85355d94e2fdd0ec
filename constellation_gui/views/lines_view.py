"""Lines on screen: any number of any length, of which only those in sight are painted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from constellation_gui import diff_choices, diff_events
from constellation_gui.delegates.line_delegate import LineDelegate, line_height
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.line_copies import as_ranges, marked_text, text_of
from constellation_gui.models.line_selection import LineSelection
from constellation_gui.views.blame_margin import BlameMargin
from constellation_gui.views.line_pointer import LinePointer
from constellation_gui.views.steady import Steady
from constellation_gui.views.wheel_zoom import zooms
from constellation_gui.wording import tr

_ABOVE = 3  # lines that stay in sight above a change that is gone to
_AHEAD = 20  # lines beyond those in sight that are broken with them, where lines are


class LinesView(QTableView):
    """The lines of a `DiffModel`. `n` and `p` ask for the next change and the one before.

    The mouse selects characters, which are `marked`, the keyboard whole lines; `selected` tells
    that some of either are. `step_wanted` gives 1 or -1 for a change; `copy_wanted` asks for what
    is selected as text, `patch_wanted` as a patch; `menu_wanted` gives the place on screen for a
    menu; `moved` tells that another line is current, `entered` that the Enter key was pressed on
    it; `opened` that what is folded away at a line was clicked, and whether all of it is wanted.
    """

    step_wanted = Signal(int)
    copy_wanted = Signal()
    patch_wanted = Signal()
    menu_wanted = Signal(QPoint)
    moved = Signal()
    entered = Signal()
    opened = Signal(int, bool)
    selected = Signal()

    def __init__(self, model: DiffModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steady = Steady(self)
        self._widest = 0  # px, of the lines that were in sight
        self._partner: LinesView | None = None
        self._broken: set[int] = set()  # lines that are higher than one in one piece
        self._model = model
        self._delegate = LineDelegate(self)
        self.marked: LineSelection = self._delegate.marked
        self._pointer = LinePointer(self, model, self._delegate)
        self.setObjectName("lines")
        self.setAccessibleName(tr("Lines"))
        self.margin = BlameMargin(self)
        self.setVerticalHeader(self.margin)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        columns = self.horizontalHeader()
        columns.hide()
        columns.setMinimumSectionSize(1)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.rowsInserted.connect(self._make_room)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        model.modelReset.connect(self._begin)
        model.dataChanged.connect(self._look_soon)
        self.selectionModel().selectionChanged.connect(self.margin.viewport().update)
        self.selectionModel().selectionChanged.connect(self._take_selection)
        self.selectionModel().currentRowChanged.connect(self.moved)
        self.setMouseTracking(True)

    # -- What is asked of it ---------------------------------------------------------------------

    def selected_rows(self) -> list[range]:
        """Return the lines of which something is selected; a million of them are one range."""
        if self.marked:
            return list(self.marked.rows())
        selected = self.selectionModel().selection().toList()
        return as_ranges((each.top(), each.bottom()) for each in selected)

    def selected_text(self) -> Callable[[], str] | None:
        """Return what makes the text of all that is selected, None if nothing is."""
        sheet, rows = self._model.sheet, self.selected_rows()
        if self.marked:
            return partial(marked_text, sheet, self.marked.copy())
        return partial(text_of, sheet, rows) if rows else None

    def select_nothing(self) -> None:
        """Select neither lines nor characters."""
        self.marked.clear()
        self.clearSelection()
        self.viewport().update()

    def _take_selection(self) -> None:
        if self.selectionModel().hasSelection():
            self.marked.clear()
            self.viewport().update()
            self.selected.emit()

    def change_after(self, step: int) -> int | None:
        """Return the first line of the next change (1) or of the one before (-1), if there is."""
        changes = self._model.sheet.changes
        row = self.currentIndex().row()
        at = bisect_right(changes, row) if step > 0 else bisect_left(changes, row) - 1
        return changes[at] if 0 <= at < len(changes) else None

    def go_to(self, row: int) -> None:
        """Make a line the current one and bring it into sight, with some lines above it."""
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        above = self._model.index(max(0, row - _ABOVE), 0)
        if not self.viewport().rect().contains(self.visualRect(above).topLeft() + QPoint(1, 1)) or (
            self.visualRect(index).bottom() > self.viewport().height() * 2 // 3
        ):
            self.scrollTo(above, QAbstractItemView.ScrollHint.PositionAtTop)

    def change_at_current(self) -> int | None:
        """Return the number of the last change that begins at or above the current line."""
        row = self.currentIndex().row()
        at = bisect_right(self._model.sheet.changes, row) - 1
        return at if row >= 0 and at >= 0 else None

    def stand_beside(self, partner: LinesView | None) -> None:
        """Let every line be as high as the one of another view, or stand alone."""
        self._partner = partner
        self._look_soon()

    # -- Looking ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._widest = 0
        self._broken.clear()
        self.marked.clear()
        self.margin.updateGeometry()
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._look_soon()

    def _make_room(self) -> None:
        """Let the margin have the numbers of lines that were added."""
        self.verticalHeader().updateGeometry()
        self.updateGeometries()
        self._look_soon()

    def _look_soon(self) -> None:
        self._looking.start(0)  # after the layout that is under way

    def _look(self) -> None:
        """Have examined what is in sight, and make room for the widest line of it."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0:
            last = self._model.rowCount() - 1
        self._model.look_at(first, last)
        if diff_choices.in_force().wrap:
            self._widest = 0
            self._break_lines(first, last)
        else:
            widths = (self._delegate.width_of(self._model, row) for row in range(first, last + 1))
            self._widest = max(self._widest, *widths, 0)
        self._use_width()

    def _break_lines(self, first: int, last: int) -> None:
        """Make lines in sight, and some around, as high as they are broken; the topmost stays."""
        rows = range(max(0, first - _AHEAD), min(last + 1 + _AHEAD, self._model.rowCount()))
        views = [self] if self._partner is None else [self, self._partner]
        heights = [max(view.height_of(row) for view in views) for row in rows]
        for view in views:
            view.set_heights(rows, heights)

    def height_of(self, row: int) -> int:
        """Return how high a line is where it is broken at the width of the view, in px."""
        return self._delegate.height_of(self._model, row, self.viewport().width())

    def set_heights(self, rows: range, heights: list[int]) -> None:
        """Make lines that high; what is at the top of the view stays there."""
        header, bar = self.margin, self.verticalScrollBar()
        others = [
            (row, height)
            for row, height in zip(rows, heights, strict=True)
            if row < header.count() and header.sectionSize(row) != height
        ]
        if not others:
            return
        top = self.rowAt(0)
        hidden = bar.value() - header.sectionPosition(top)
        self._resize(others)
        self._broken.update(row for row, _height in others)
        self.updateGeometries()
        bar.setValue(header.sectionPosition(top) + hidden)
        self._look_soon()

    def _use_width(self) -> None:
        """Be as wide as the widest line that was in sight, and at least as wide as the view."""
        widest = max(self._widest, 0 if self._partner is None else self._partner._widest)
        self.setColumnWidth(0, max(widest, self.viewport().width()))

    def _resize(self, heights: Iterable[tuple[int, int]]) -> None:
        self.margin.setUpdatesEnabled(False)  # else each would count anew where all others stand
        for row, height in heights:
            self.margin.resizeSection(row, height)
        self.margin.setUpdatesEnabled(True)

    # -- Qt's events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, go to changes, scroll sideways; Home and End go to the first and last line."""
        key, plain = event.key(), not event.modifiers()
        if self._pointer.extend_by_key(event):
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.keyCombination().toCombined() == _COPY_PATCH:
            self.patch_wanted.emit()
        elif plain and key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self.step_wanted.emit(1 if key == Qt.Key.Key_N else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Right else -1) * 4 * line_height())
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._model.rowCount() - 1
            self.setCurrentIndex(self._model.index(0 if key == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not search: a million lines would be asked for one after the other."""

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a line into sight without moving sideways."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, unless the wheel zooms."""
        if zooms(event):
            event.ignore()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a line, and begin to select its text."""
        if not self._pointer.press(event):
            super().mousePressEvent(event)
            self._pointer.begin(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if not self._pointer.double_click(event):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select text, or show what a click would do."""
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is folded away, where that was clicked: some of it, all with Shift."""
        super().mouseReleaseEvent(event)
        self._pointer.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu."""
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width."""
        super().resizeEvent(event)
        self._use_width()
        self._look_soon()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out lines anew where they may have another size."""
        if event.type() in _ANEW:
            self._lay_out_anew()
        super().changeEvent(event)

    def customEvent(self, event: QEvent) -> None:
        """Lay out lines as is chosen now."""
        if event.type() == diff_events.CHOSEN:
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        with self._steady.kept():
            self.margin.setDefaultSectionSize(line_height())
            rows, self._broken = self._broken, set()  # that leaves them as they are
            self._resize((row, line_height()) for row in rows)
        self.margin.updateGeometry()
        self.updateGeometries()
        self._widest = 0
        self._look_soon()
        self.viewport().update()
        self.margin.viewport().update()


# Other colours, a font of another size, another way to write times.
_ANEW = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange)
_COPY_PATCH = (Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_C).toCombined()
