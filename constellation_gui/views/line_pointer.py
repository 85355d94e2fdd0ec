"""What the mouse does in lines: go to one, select characters, words and lines, open a fold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from constellation_gui.delegates.line_delegate import LineDelegate
from constellation_gui.models.diff_layout import left_out_at
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.line_selection import Spot, is_text, length, word_at
from constellation_gui.views.edge_scroll import EdgeScroll

if TYPE_CHECKING:
    from constellation_gui.views.lines_view import LinesView

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton
_AROUND = 40  # px that stay in sight beside the end of what is selected
_LINES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CHARACTERS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}

# Gives the beginning and the end of what is selected as one piece around a point on a line.
_Around = Callable[[QPoint], tuple[Spot, Spot]]


class LinePointer(QObject):
    """Turns what the mouse does in a view into what is selected there."""

    def __init__(self, view: LinesView, model: DiffModel, delegate: LineDelegate) -> None:
        super().__init__(view)
        self._view, self._model, self._delegate = view, model, delegate
        self._marked = delegate.marked
        self._edge = EdgeScroll(view.viewport(), self._scroll, self._reach)
        self._held = False  # the left button, since it was pressed on a line
        self._far = False  # the mouse was moved since then, and more than by a trembling hand
        self._pressed_at = QPoint()
        self._around: _Around | None = None  # for whole words or lines, after two clicks or three
        self._clicked = Spot(0, 0), Spot(0, 0)  # the word or the line that was
        self._since_double = QElapsedTimer()

    # -- Pressing --------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> bool:
        """Extend what is selected, or select a line; whether there is nothing else to do."""
        if event.button() is not _LEFT:
            # What is selected stays for a menu.
            return event.button() is Qt.MouseButton.RightButton and bool(self._marked)
        point, held = event.position().toPoint(), event.modifiers()
        spot = self._spot(point)
        if spot is None or held & _CONTROL:
            return False
        if held & _SHIFT:
            if self._marked.reach is None:
                return False
            self._hold(point)
            self._extend(spot)
            return True
        if self._is_triple(point):
            self._select_around(point, self._line)
            return True
        return False

    def begin(self, event: QMouseEvent) -> None:
        """Be ready to select from a point, at which the current line is now."""
        point = event.position().toPoint()
        spot = self._spot(point)
        if event.button() is not _LEFT:
            return
        if spot is None:
            self._view.select_nothing()
        elif not event.modifiers():
            self._marked.begin(spot)
            self._hold(point)

    def double_click(self, event: QMouseEvent) -> bool:
        """Select the word at a point; whether there is a text."""
        point = event.position().toPoint()
        spot = self._spot(point)
        if event.button() is not _LEFT or spot is None or event.modifiers():
            return False
        if not is_text(self._model.shown(spot.row)):
            return False
        self._select_around(point, self._word)
        self._since_double.start()
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Select up to where the mouse is; whether something is being selected."""
        point = event.position().toPoint()
        if not self._held or not event.buttons() & _LEFT:
            self._show_shape(point)
            return False
        far = (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        self._far = self._far or far
        if self._far:
            self._reach(point)
            self._edge.hold(point)
        return True

    def release(self, event: QMouseEvent) -> None:
        """Open what is folded away where it was clicked."""
        self._edge.let_go()
        self._held, dragged = False, self._far
        self._far = False
        point, shift = event.position().toPoint(), bool(event.modifiers() & _SHIFT)
        row, rows = self._view.rowAt(point.y()), self._view.selected_rows()
        chosen = len(rows) == 1 and len(rows[0]) == 1
        clicked = event.button() is _LEFT and not dragged and (chosen or shift)
        if clicked and left_out_at(self._model.sheet, row):
            self._view.opened.emit(row, shift)

    def _hold(self, point: QPoint) -> None:
        self._held, self._far = True, False
        self._around = None
        self._pressed_at = point

    def _select_around(self, point: QPoint, around: _Around) -> None:
        self._hold(point)
        self._around, self._clicked = around, around(point)
        self._marked.begin(self._clicked[0])
        self._extend(self._clicked[1])

    def _is_triple(self, point: QPoint) -> bool:
        near = (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        since = self._since_double
        soon = since.isValid() and since.elapsed() < QApplication.doubleClickInterval()
        since.invalidate()
        return near and soon

    # -- Selecting -------------------------------------------------------------------------------

    def extend_by_key(self, event: QKeyEvent) -> bool:
        """Move the end of what is selected with Shift and an arrow; whether it did."""
        reach, key = self._marked.reach, event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _SHIFT or reach is None:
            return False
        # Unless there are characters, lines are what the arrows for them select.
        if self._marked and key in _LINES:
            row = min(max(reach.row + _LINES[key], 0), self._model.rowCount() - 1)
            self._extend(Spot(row, min(reach.offset, self._length(row))))
        elif key in _CHARACTERS:
            self._extend(self._beside(reach, _CHARACTERS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._extend(Spot(reach.row, 0 if key == Qt.Key.Key_Home else self._length(reach.row)))
        else:
            return False
        self._show_reach()
        return True

    def _show_reach(self) -> None:
        """Bring the end of what is selected into sight."""
        reach, view = self._marked.reach, self._view
        if reach is None:
            return
        view.scrollTo(self._model.index(reach.row, 0))
        bar, width = view.horizontalScrollBar(), view.viewport().width()
        x = self._delegate.across(self._model, reach.row, reach.offset)
        bar.setValue(min(max(bar.value(), x + _AROUND - width), max(x - _AROUND, 0)))

    def _beside(self, spot: Spot, step: int) -> Spot:
        row, offset = spot.row, spot.offset + step
        if offset < 0 and row > 0:
            return Spot(row - 1, self._length(row - 1))
        if offset > self._length(row) and row + 1 < self._model.rowCount():
            return Spot(row + 1, 0)
        return Spot(row, min(max(offset, 0), self._length(row)))

    def _reach(self, point: QPoint) -> None:
        """Select up to a point, or to the nearest one in sight; by words after a double click."""
        sight = self._view.viewport().rect()
        inside = QPoint(point.x(), min(max(point.y(), sight.top()), sight.bottom()))
        spot = self._spot(inside)
        if spot is None:
            last = self._model.rowCount() - 1
            spot = Spot(last, self._length(last))
        elif self._around is not None:
            start, end = self._around(inside)
            backwards = start < self._clicked[0]
            self._marked.begin(self._clicked[1 if backwards else 0])
            spot = start if backwards else end
        self._extend(spot)

    def _word(self, point: QPoint) -> tuple[Spot, Spot]:
        spot = self._spot(point, under=True)
        assert spot is not None
        start, end = word_at(self._model.shown(spot.row), spot.offset)
        return Spot(spot.row, start), Spot(spot.row, end)

    def _line(self, point: QPoint) -> tuple[Spot, Spot]:
        row = self._view.rowAt(point.y())
        return Spot(row, 0), Spot(row, self._length(row))

    def _extend(self, spot: Spot) -> None:
        """Let characters be selected up to there, no lines any more; that line is current."""
        view, chosen = self._view, self._view.selectionModel()
        chosen.clearSelection()
        view.setAutoScroll(False)
        none = QItemSelectionModel.SelectionFlag.NoUpdate
        chosen.setCurrentIndex(self._model.index(spot.row, 0), none)
        view.setAutoScroll(True)
        self._marked.extend(spot)
        view.viewport().update()
        if self._marked:
            view.selected.emit()

    def _scroll(self, across: int, down: int) -> None:
        for bar, by in (
            (self._view.horizontalScrollBar(), across), (self._view.verticalScrollBar(), down),
        ):  # fmt: skip
            bar.setValue(bar.value() + by)

    # -- What is at a point ----------------------------------------------------------------------

    def _spot(self, point: QPoint, *, under: bool = False) -> Spot | None:
        row = self._view.rowAt(point.y())
        if row < 0:
            return None
        rect = self._view.visualRect(self._model.index(row, 0))
        return Spot(row, self._delegate.offset_at(self._model, row, rect, point, under=under))

    def _length(self, row: int) -> int:
        return length(self._model.shown(row))

    def _show_shape(self, point: QPoint) -> None:
        row, shape = self._view.rowAt(point.y()), Qt.CursorShape.ArrowCursor
        if row >= 0 and left_out_at(self._model.sheet, row) > 0:
            shape = Qt.CursorShape.PointingHandCursor
        elif row >= 0 and is_text(self._model.shown(row)):
            shape = Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
