"""What keys do in the list of messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from constellation_gui.models.message_jumps import CALL, FAILURE, USER, Target
from constellation_gui.views import inner_folds
from constellation_gui.views.message_scroller import STEP

if TYPE_CHECKING:
    from constellation_gui.views.message_list import MessageList

_Key = Qt.Key
_Standard = QKeySequence.StandardKey
_Do = Callable[["MessageList", bool], object]  # the list, and whether Shift is held


def handle(messages: MessageList, event: QKeyEvent) -> bool:
    """Do what a key says; whether it says anything here."""
    for standard, do in _COMMANDS.items():
        if event.matches(standard):
            do(messages)
            return True
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    act = _KEYS.get(event.key())
    if act is None or (modifiers and not shift):
        return False
    act(messages, shift)
    return True


def claims(event: QKeyEvent) -> bool:
    """Whether a key is the list's even though the window has it for a shortcut."""
    return event.matches(_Standard.Find)


def _step(messages: MessageList, by: int, extend: bool) -> None:
    """Go to the next message; within one that is higher than the viewport, scroll first.

    Where the keyboard is at what folds within a message, go to what folds next there.
    """
    if messages.inner is not None and not extend and inner_folds.step(messages, by):
        return
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
    messages.go_to_row(messages.step_from(row, by), extend=extend)


def _goes_on(messages: MessageList, row: int) -> bool:
    """Whether a row has parts below the last one seen."""
    last = messages.column.placed[-1]
    return last.row == row and last.part < len(messages.rows.layout(row)) - 1


def _page(messages: MessageList, by: int, extend: bool) -> None:
    """Scroll by a screen; the first message that begins on the new one becomes the current one."""
    column = messages.column
    messages.scroll(by * max(column.height - STEP, STEP))
    if not column.placed:
        return
    begins = [placed.row for placed in column.placed if placed.part == 0 and placed.y >= 0]
    if column.at_end and by > 0:
        row = column.rows_seen()[1]
    elif column.at_start and by < 0:
        row = column.rows_seen()[0]
    else:
        row = begins[0] if begins else column.rows_seen()[0]
    messages.set_current(row, extend=extend)
    messages.chosen.emit(row)


def _jump(target: Target, messages: MessageList, back: bool) -> None:
    messages.jump_wanted.emit(target, -1 if back else 1)


def _toggle(messages: MessageList, _shift: bool) -> None:
    if messages.inner is not None:
        inner_folds.toggle(messages, messages.current_row(), messages.inner)
    elif messages.current_row() >= 0:
        messages.toggle(messages.current_row())


def _show_raw(messages: MessageList, _shift: bool) -> None:
    if messages.current_row() >= 0:
        messages.raw_wanted.emit(messages.current_row())


def _copy(messages: MessageList) -> None:
    messages.copy_wanted.emit()


def _find(messages: MessageList) -> None:
    messages.find_wanted.emit()


def _choose_mode(messages: MessageList, _shift: bool) -> None:
    messages.modes_wanted.emit()


def _go_to(messages: MessageList, _shift: bool) -> None:
    messages.place_wanted.emit()


def _step_match(messages: MessageList, back: bool) -> None:
    messages.step_wanted.emit(-1 if back else 1)


_COMMANDS: dict[QKeySequence.StandardKey, Callable[[MessageList], object]] = {
    _Standard.SelectAll: lambda messages: messages.select_all(),
    _Standard.Copy: _copy,
    _Standard.Find: _find,
}
_KEYS: dict[int, _Do] = {
    _Key.Key_Down: lambda messages, shift: _step(messages, 1, shift),
    _Key.Key_Up: lambda messages, shift: _step(messages, -1, shift),
    _Key.Key_PageDown: lambda messages, shift: _page(messages, 1, shift),
    _Key.Key_PageUp: lambda messages, shift: _page(messages, -1, shift),
    _Key.Key_Space: lambda messages, shift: _page(messages, -1 if shift else 1, False),
    _Key.Key_Home: lambda messages, shift: messages.go_to_row(0, extend=shift),
    _Key.Key_End: lambda messages, shift: messages.go_to_end(extend=shift),
    _Key.Key_Right: lambda messages, _shift: inner_folds.step_in(messages),
    _Key.Key_Left: lambda messages, _shift: inner_folds.step_out(messages),
    _Key.Key_Asterisk: lambda messages, _shift: inner_folds.open_all(messages),
    _Key.Key_Return: _toggle,
    _Key.Key_Enter: _toggle,
    _Key.Key_U: partial(_jump, USER),
    _Key.Key_T: partial(_jump, CALL),
    _Key.Key_E: partial(_jump, FAILURE),
    _Key.Key_M: _choose_mode,
    _Key.Key_G: _go_to,
    _Key.Key_R: _show_raw,
    _Key.Key_F3: _step_match,
}
