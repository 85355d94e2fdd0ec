"""What the mouse does in the list of messages: choose, fold, select text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QToolTip

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.models.columns import tooltip
from constellation_gui.models.message_flow import Kind
from constellation_gui.views import inner_folds
from constellation_gui.views.edge_scroll import EdgeScroll
from constellation_gui.views.message_canvas import Inner
from constellation_gui.views.message_column import Placed
from constellation_gui.views.message_targets import Way, way_at
from constellation_gui.views.text_selection import Position, position_at

if TYPE_CHECKING:
    from constellation_gui.views.message_list import MessageList

_WORDS = QTextLayout.CursorMode.SkipWords
_LINKS = (Kind.CALL, Kind.ANSWER, Kind.THOUGHT, Kind.MORE, Kind.CUT, Kind.THREAD, Kind.REPLY)


class MessagePointer(QObject):
    """Watches the viewport's mouse, and tells the list what is under it."""

    def __init__(self, messages: MessageList) -> None:
        super().__init__(messages)
        self._messages = messages
        self._pressed: tuple[int, int] | None = None
        self._pressed_way: Way | None = None
        self._pressed_mark: Inner | None = None
        self._press_point = QPoint()
        self._selecting = False
        self._edge = EdgeScroll(messages.viewport(), self._scroll, self._reach)
        messages.arranged.connect(self._look_again)

    def forget(self) -> None:
        """Let go of rows that are no more."""
        self._messages.hovered = self._pressed = self._pressed_way = self._pressed_mark = None
        self._selecting = False
        self._edge.let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the left button and the movements; leave everything else to the scroll area."""
        if isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            left = event.button() == Qt.MouseButton.LeftButton
            if event.type() == QEvent.Type.MouseButtonPress and left:
                self._press(point, event.modifiers())
            elif event.type() == QEvent.Type.MouseButtonDblClick and left:
                if inner_folds.mark_at(self._messages, point) is None:
                    self._select_word(point)
                else:  # the second of two quick clicks
                    self._press(point, event.modifiers())
            elif event.type() == QEvent.Type.MouseMove:
                self._move(point, event.buttons())
            elif event.type() == QEvent.Type.MouseButtonRelease and left:
                self._release(point)
        elif event.type() == QEvent.Type.Leave:
            self._hover(None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            way = way_at(self._messages, event.pos())
            QToolTip.showText(event.globalPos(), tooltip(way.tip) if way else "", self._messages)
            return True
        return False

    # -- Pressing ----------------------------------------------------------------------------------

    def _press(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        messages = self._messages
        self._press_point = point
        self._selecting = False
        messages.marked.clear()
        placed = messages.part_at(point)
        if placed is None:
            messages.viewport().update()
            return
        self._pressed_way = way_at(messages, point)
        self._pressed_mark = inner_folds.mark_at(messages, point)
        self._pressed = None if self._pressed_way is not None else self._link_at(point)
        messages.set_current(
            placed.row,
            extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            toggle=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        )
        position = self._position(placed, point)
        if position is not None:
            messages.marked.begin(position)
        messages.chosen.emit(placed.row)

    def _release(self, point: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        self._edge.let_go()
        selecting, self._selecting = self._selecting, False
        way, self._pressed_way = self._pressed_way, None
        mark, self._pressed_mark = self._pressed_mark, None
        if selecting:
            return
        if way is not None and way_at(self._messages, point) == way:
            self._messages.way_chosen.emit(way)
        elif mark is not None and inner_folds.mark_at(self._messages, point) == mark:
            inner_folds.toggle(self._messages, self._messages.current_row(), mark)
        elif pressed is not None and self._link_at(point) == pressed:
            self._messages.activate(*pressed)

    def _move(self, point: QPoint, buttons: Qt.MouseButton) -> None:
        if not buttons & Qt.MouseButton.LeftButton:
            self._hover(point)
            return
        far = (point - self._press_point).manhattanLength() >= QApplication.startDragDistance()
        if not self._selecting and far:
            self._selecting = True
        if self._selecting:
            self._reach(point)
            self._edge.hold(point)

    # -- Selecting text ----------------------------------------------------------------------------

    def _scroll(self, _across: int, down: int) -> None:
        if down:  # sideways, there is nowhere to go
            self._messages.scroll(down)

    def _reach(self, point: QPoint) -> None:
        messages = self._messages
        if not messages.column.placed:
            return
        height = messages.viewport().height()
        inside = QPoint(point.x(), min(max(point.y(), 0), height - 1))
        placed = messages.part_at(inside) or messages.column.placed[-1]
        position = self._position(placed, inside)
        if position is not None:
            messages.marked.extend(position)
            messages.viewport().update()

    def _select_word(self, point: QPoint) -> None:
        messages = self._messages
        placed = messages.part_at(point)
        layout = messages.rows.layout(placed.row) if placed is not None else None
        if placed is None or not isinstance(layout, MessageLayout):
            return
        lines = layout.part(placed.part).layout
        position = self._position(placed, point)
        if lines is None or position is None:
            return
        from_start = lines.previousCursorPosition(position.offset + 1, _WORDS)
        to_end = lines.nextCursorPosition(position.offset, _WORDS)
        messages.marked.begin(position._replace(offset=from_start))
        messages.marked.extend(position._replace(offset=to_end))
        messages.viewport().update()

    def _position(self, placed: Placed, point: QPoint) -> Position | None:
        layout = self._messages.rows.layout(placed.row)
        if not isinstance(layout, MessageLayout):
            return None
        laid = layout.part(placed.part)
        return position_at(laid, placed.row, placed.part, QPoint(point.x(), point.y() - placed.y))

    # -- Hovering ----------------------------------------------------------------------------------

    def _link_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the part at a point if a click on it does something."""
        placed = self._messages.part_at(point)
        part = None if placed is None else self._messages.part(placed.row, placed.part)
        if placed is None or part is None or part.kind not in _LINKS:
            return None
        return placed.row, placed.part

    def _hover(self, point: QPoint | None) -> None:
        leads = point is not None and (
            way_at(self._messages, point) or inner_folds.mark_at(self._messages, point)
        )
        found = None if point is None or leads else self._link_at(point)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None or leads:
            shape = Qt.CursorShape.PointingHandCursor
        elif point is not None and self._is_text(point):
            shape = Qt.CursorShape.IBeamCursor
        if self._messages.viewport().cursor().shape() != shape:
            self._messages.viewport().setCursor(shape)
        if found != self._messages.hovered:
            before, self._messages.hovered = self._messages.hovered, found
            self._messages.paint_anew(before, found)

    def _is_text(self, point: QPoint) -> bool:
        placed = self._messages.part_at(point)
        part = None if placed is None else self._messages.part(placed.row, placed.part)
        return part is not None and self._messages.rows.style.text(part) is not None

    def _look_again(self) -> None:
        """Another part may have come under the pointer, which has not moved."""
        if self._messages.hovered is not None:
            viewport = self._messages.viewport()
            point = viewport.mapFromGlobal(viewport.cursor().pos())
            self._hover(point if viewport.rect().contains(point) else None)
