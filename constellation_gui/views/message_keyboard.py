"""What keys do in the list of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from constellation_gui.views.message_scroller import STEP

if TYPE_CHECKING:
    from constellation_gui.views.message_list import MessageList

_Key = Qt.Key


def handle(messages: MessageList, event: QKeyEvent) -> bool:
    """Do what a key says; whether it says anything here."""
    if event.matches(QKeySequence.StandardKey.SelectAll):
        messages.select_all()
        return True
    if event.matches(QKeySequence.StandardKey.Copy):
        messages.copy_wanted.emit()
        return True
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    extend = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not extend:
        return False
    key = event.key()
    row = messages.current_row()
    if key in (_Key.Key_Down, _Key.Key_Up):
        _step(messages, 1 if key == _Key.Key_Down else -1, extend)
    elif key in (_Key.Key_PageDown, _Key.Key_PageUp):
        _page(messages, 1 if key == _Key.Key_PageDown else -1, extend)
    elif key == _Key.Key_Space:
        _page(messages, -1 if extend else 1, extend=False)
    elif key == _Key.Key_Home:
        messages.go_to_row(0, extend=extend)
    elif key == _Key.Key_End:
        messages.go_to_end(extend=extend)
    elif key in (_Key.Key_Return, _Key.Key_Enter) and row >= 0:
        messages.toggle(row)
    else:
        return False
    return True


def _step(messages: MessageList, by: int, extend: bool) -> None:
    """Go to the next message; within one that is higher than the viewport, scroll first."""
    column = messages.column
    row = messages.current_row()
    place = column.place_of(row) if row >= 0 else None
    if place is not None and not extend:
        last_seen = column.rows_seen()[1] == row and not column.at_end
        hidden_below = place[1] > column.height or (last_seen and _goes_on(messages, row))
        if (by > 0 and hidden_below) or (by < 0 and place[0] < 0):
            limit = column.height // 2
            rest = -place[0] if by < 0 else limit
            messages.scroll(by * min(2 * STEP, limit, max(rest, 1)))
            return
    messages.go_to_row(row + by, extend=extend)


def _goes_on(messages: MessageList, row: int) -> bool:
    """Whether a row has parts below the last one seen."""
    last = messages.column.placed[-1]
    return last.row == row and last.part < len(messages.rows.layout(row)) - 1


def _page(messages: MessageList, by: int, extend: bool) -> None:
    """Scroll by a screen; the first message that begins on the new one becomes the current one."""
    column = messages.column
    messages.scroll(by * max(column.height - STEP, STEP))
    begins = [placed.row for placed in column.placed if placed.part == 0 and placed.y >= 0]
    if column.at_end and by > 0:
        row = column.rows_seen()[1]
    elif column.at_start and by < 0:
        row = 0
    else:
        row = begins[0] if begins else column.rows_seen()[0]
    if row >= 0:
        messages.set_current(row, extend=extend)
        messages.chosen.emit(row)
