"""The list of messages: painted, folded, walked through and selected."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from constellation_db import Key
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.sought import TooSlowError
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views import inner_folds, match_walk, message_keyboard
from constellation_gui.views.match_walk import Place
from constellation_gui.views.message_folds import MessageFolds
from constellation_gui.views.message_pointer import MessagePointer
from constellation_gui.views.message_rows import Extras
from constellation_gui.wording import tr

_Select = QItemSelectionModel.SelectionFlag


class MessageList(MessageFolds):
    """Shows the messages of a `TranscriptModel`.

    `chosen` gives the row that the person went to, `menu_wanted` a place on screen, `jump_wanted` a
    `Target` and a step (1 or -1), `step_wanted` that step among what was found; `copy_wanted` is
    about what is selected, `modes_wanted` about the choice of what is shown, `place_wanted` about
    where to go. `way_chosen` gives the `Way` that was clicked, `raw_wanted` a row.
    """

    chosen = Signal(int)
    copy_wanted = Signal()
    modes_wanted = Signal()
    place_wanted = Signal()
    jump_wanted = Signal(object, int)
    find_wanted = Signal()
    step_wanted = Signal(int)
    match_shown = Signal()
    """What was sought is in sight, some time after `show_match`."""
    menu_wanted = Signal(QPoint)
    raw_wanted = Signal(int)

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, extras, parent)
        self._extends_from = QPersistentModelIndex()
        self._agent: str | None = None
        self._pointer = MessagePointer(self)
        self._awaited: tuple[int, bool] | None = None  # a message on its way, its last match or not
        self.returning: int | None = None
        """Where in the viewport the next message that is located is to stand; it is only scrolled
        to then, not made the current one. None: it is made the current one."""
        self.pointed: tuple[int, int] | None = None
        """The row and part that the menu is asked for; None for the current row as a whole."""
        self.setObjectName("messages")
        self.setAccessibleName(tr("Messages"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().installEventFilter(self._pointer)
        model.located.connect(self._on_located)

    # -- Current and selected messages -------------------------------------------------------------

    def go_to_row(self, row: int, *, extend: bool = False) -> None:
        """Make a row the current one, show it, and say so; `extend` selects all on the way.

        A result that is shown with its call is gone to there.
        """
        row = min(max(row, 0), self.rows.count() - 1)
        if row >= 0:
            self._awaited = None
            row, block = self.seek(row)
            self.set_current(row, extend=extend)
            self.bring_into_view(row)
            self.show_call(row, block)
            self.chosen.emit(row)

    def set_current(self, row: int, *, extend: bool = False, toggle: bool = False) -> None:
        """Make a row the current one: alone, with all on the way to it, or as one more or less."""
        index = self.model.index(row)
        self.inner = None
        if extend and self._extends_from.isValid():
            first, last = sorted((self._extends_from.row(), row))
            stretch = QItemSelection(self.model.index(first), self.model.index(last))
            self.selection.select(stretch, _Select.ClearAndSelect)
            self.selection.setCurrentIndex(index, _Select.NoUpdate)
        else:
            self._extends_from = QPersistentModelIndex(index)
            self.selection.setCurrentIndex(
                index, _Select.Toggle if toggle else _Select.ClearAndSelect
            )
        self.setAccessibleDescription(str(index.data() or ""))
        self.viewport().update()

    def select_all(self) -> None:
        """Select every message."""
        if self.rows.count():
            whole = QItemSelection(self.model.index(0), self.model.index(self.rows.count() - 1))
            self.selection.select(whole, _Select.ClearAndSelect)

    def bring_into_view(self, row: int) -> None:
        """Scroll as little as it takes to show a row, its beginning first."""
        column = self.column
        place = column.place_of(row)
        if place is None and row > column.rows_seen()[1]:
            column.go(row)
            column.go(row, 0, max(column.height - self.rows.layout(row).total(), 0))
        elif place is None or place[0] < 0:
            column.go(row)
        else:
            beyond = place[0] + self.rows.layout(row).total() - column.height
            if beyond > 0:
                column.scroll(min(place[0], beyond))
        self.arrange_anew()

    def go_to_end(self, *, extend: bool = False) -> None:
        """Go to the last message's end."""
        if self.rows.count():
            last = self.rows.count() - 1
            row = last if self.rows.shows(last) else self.step_from(last, -1)
            self.set_current(row, extend=extend)
            self.column.go_to_end()
            self.arrange_anew()
            self.chosen.emit(self.current_row())

    def show_row(self, row: int) -> None:
        """Go to a row and bring its beginning to the top."""
        self.go_to_row(row)
        if self.current_row() == row:
            self.column.go(row)
            self.arrange_anew()

    def show_match(self, row: int, *, last: bool = False) -> None:
        """Go to a row, unfold what of it holds the text that is sought, and show where."""
        self.go_to_row(row)
        if self.sought is None:
            return
        home = self.current_row()
        if self.model.loaded(home) is None:
            self._awaited = (self.model.sequence(row), last)
            return
        with suppress(TooSlowError):  # then the message alone is shown
            match_walk.unfold(self.rows, home, self.model.sequence(home), self.sought)
            self.column.arrange()  # with what was unfolded: else a place would be seen where it was
            self._go_to_match(match_walk.first_place(self.rows, home, self.sought, last=last))

    def step_match(self, step: int) -> bool:
        """Go to the next place of the sought text in the message at hand; whether there is one."""
        if self.sought is None or self.match is None or self.match.row != self.current_row():
            return False
        with suppress(TooSlowError):
            found = match_walk.next_place(self.rows, self.match, self.sought, back=step < 0)
            if found is not None:
                self._go_to_match(found)
                return True
        return False

    def _show_awaited(self) -> bool:
        """Show the match in a message that has come, if the person is still there."""
        row = self.sought_row()
        if self._awaited is None or row < 0 or self.model.loaded(row) is None:
            return False
        sequence, last = self._awaited
        self._awaited = None
        if self.model.sequence(row) != sequence:
            return False
        self.show_match(row, last=last)
        self.match_shown.emit()
        return True

    def _go_to_match(self, place: Place | None) -> None:
        self.match = place
        if place is not None:
            top = self.column.height // 4 if place.part else 0
            y = next((p.y for p in self.column.placed if p[:2] == place[:2]), None)
            if y is None or not 0 <= y < self.column.height // 2:
                self.column.go(place.row, place.part, top)
        self.arrange_anew()

    def place_at_top(self) -> tuple[Key, int] | None:
        """Return the key of the message at the top and where it begins, None if there is none."""
        if not self.column.placed:
            return None
        row, part, offset = self.column.top
        return self.model.key(row), -offset - self.rows.layout(row).above(part)

    def message_at_top(self) -> str | None:
        """Return the id of the message at the top, None at the start or while it is not read."""
        if self.column.at_start or not self.column.placed:
            return None
        loaded = self.model.loaded(self.column.placed[0].row)
        return None if loaded is None else loaded.message.id

    def _on_located(self, row: int) -> None:
        block = -1
        y = 0
        if self.returning is not None:  # the person was there before, and may have chosen nothing
            y, self.returning = self.returning, None
        else:
            row, block = self.seek(row)
            self.set_current(row)
        self.column.go(row, 0, y)
        self.arrange_anew()
        self.show_call(row, block)

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        super()._on_changed(first, last)
        if self._show_awaited():
            return
        sought = self.sought_row()
        if not first.row() <= sought <= last.row() or self.current_row() != sought:
            return
        home, block = self.home_of(sought)
        if home != sought:
            self.set_current(home)
            self.column.go(home)
            self.arrange_anew()
            self.show_call(home, block)

    def _on_reset(self) -> None:
        self.marked.clear()
        self._pointer.forget()
        self.pointed = self.inner = None
        if self._agent != self.model.agent_id:
            self.rows.folds.clear()
            self._agent = self.model.agent_id
        super()._on_reset()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if first == 0:
            self.marked.shift(last + 1)
        super()._on_inserted(parent, first, last)

    # -- Events ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take a key before a shortcut of the window does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and message_keyboard.claims(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, fold and select by keyboard."""
        if not message_keyboard.handle(self, event):
            event.ignore()  # the scroll area's own keys would move the bar behind our back

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a message: the one under the mouse, or the keyboard's current one."""
        point = event.pos()
        self.pointed = None
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.column.place_of(self.current_row())
            point = QPoint(text_left(), max(place[0], 0) if place is not None else 0)
        else:
            placed = self.part_at(point)
            if placed is not None and not self.selection.isSelected(self.model.index(placed.row)):
                self.set_current(placed.row)
            if placed is not None and placed.row == self.current_row():
                self.pointed = placed[:2]
                self.inner = inner_folds.mark_at(self, point)
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.current_row() < 0 and self.column.placed:
            self.set_current(self.column.placed[0].row)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()
