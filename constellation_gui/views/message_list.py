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

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.message_blocks import Cut, ToolCall
from constellation_gui.models.message_flow import Fold, Kind
from constellation_gui.models.sought import TooSlowError
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views import match_walk, message_keyboard
from constellation_gui.views.match_walk import Place
from constellation_gui.views.message_canvas import MessageCanvas
from constellation_gui.views.message_column import Placed
from constellation_gui.views.message_pointer import MessagePointer
from constellation_gui.views.message_rows import Extras, FoldMode
from constellation_gui.views.message_targets import Leads, Way

_Select = QItemSelectionModel.SelectionFlag
_DAY = 10  # characters of a timestamp


class MessageList(MessageCanvas):
    """Shows the messages of a `TranscriptModel`.

    `chosen` gives the row that the person went to, `menu_wanted` a place on screen, `jump_wanted` a
    `Target` and a step (1 or -1), `step_wanted` that step among what was found; `copy_wanted` is
    about what is selected. `way_chosen` gives the `Way` that was clicked, `raw_wanted` a row.
    """

    chosen = Signal(int)
    copy_wanted = Signal()
    jump_wanted = Signal(object, int)
    find_wanted = Signal()
    step_wanted = Signal(int)
    match_shown = Signal()
    """What was sought is in sight, some time after `show_match`."""
    menu_wanted = Signal(QPoint)
    way_chosen = Signal(object)
    raw_wanted = Signal(int)

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, extras, parent)
        self._extends_from = QPersistentModelIndex()
        self._pointer = MessagePointer(self)
        self._awaited: tuple[int, bool] | None = None  # a message on its way, its last match or not
        self.returning = False
        """Whether the next message that is located is only scrolled to, not made the current."""
        self.pointed: tuple[int, int] | None = None
        """The row and part that the menu is asked for; None for the current row as a whole."""
        self.setObjectName("messages")
        self.setAccessibleName("Messages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().installEventFilter(self._pointer)
        model.located.connect(self._on_located)

    # -- Current and selected messages -------------------------------------------------------------

    def go_to_row(self, row: int, *, extend: bool = False) -> None:
        """Make a row the current one, show it, and say so; `extend` selects all on the way."""
        row = min(max(row, 0), self.rows.count() - 1)
        if row >= 0:
            self.set_current(row, extend=extend)
            self.bring_into_view(row)
            self.chosen.emit(row)

    def set_current(self, row: int, *, extend: bool = False, toggle: bool = False) -> None:
        """Make a row the current one: alone, with all on the way to it, or as one more or less."""
        index = self.model.index(row)
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
            self.set_current(self.rows.count() - 1, extend=extend)
            self.column.go_to_end()
            self.arrange_anew()
            self.chosen.emit(self.current_row())

    def show_match(self, row: int, *, last: bool = False) -> None:
        """Go to a row, unfold what of it holds the text that is sought, and show where."""
        self._awaited = None
        self.go_to_row(row)
        if self.sought is None:
            return
        if self.model.loaded(row) is None:
            self._awaited = (self.model.sequence(row), last)
            return
        with suppress(TooSlowError):  # then the message alone is shown
            match_walk.unfold(self.rows, row, self.model.sequence(row), self.sought)
            self._go_to_match(match_walk.first_place(self.rows, row, self.sought, last=last))

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

    def _show_awaited(self) -> None:
        """Show the match in a message that has come, if the person is still there."""
        row = self.current_row()
        if self._awaited is not None and row >= 0 and self.model.loaded(row) is not None:
            sequence, last = self._awaited
            self._awaited = None
            if self.model.sequence(row) == sequence:
                self.show_match(row, last=last)
                self.match_shown.emit()

    def _go_to_match(self, place: Place | None) -> None:
        self.match = place
        if place is not None:
            top = self.column.height // 4 if place.part else 0
            y = next((p.y for p in self.column.placed if p[:2] == place[:2]), None)
            if y is None or not 0 <= y < self.column.height // 2:
                self.column.go(place.row, place.part, top)
        self.arrange_anew()

    def message_at_top(self) -> str | None:
        """Return the id of the message at the top, None at the start or while it is not read."""
        if self.column.at_start or not self.column.placed:
            return None
        loaded = self.model.loaded(self.column.placed[0].row)
        return None if loaded is None else loaded.message.id

    def _on_located(self, row: int) -> None:
        if self.returning:  # the person was there before, and may have chosen nothing
            self.returning = False
        else:
            self.set_current(row)
        self.column.go(row)
        self.arrange_anew()

    def _on_reset(self) -> None:
        self.marked.clear()
        self._pointer.forget()
        self.pointed = None
        self.rows.folds.clear()
        super()._on_reset()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if first == 0:
            self.marked.shift(last + 1)
        super()._on_inserted(parent, first, last)

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        super()._on_changed(first, last)
        self._show_awaited()

    # -- Folds -------------------------------------------------------------------------------------

    def activate(self, row: int, part: int) -> bool:
        """Do what a click on a part does; whether it does anything."""
        found = self.part(row, part)
        layout = self.rows.layout(row)
        if found is None or not isinstance(layout, MessageLayout) or found.block < 0:
            return False
        if found.kind is Kind.THREAD:
            self.extras.threads.toggle(found.target)
            return True
        if found.kind is Kind.REPLY:
            self.way_chosen.emit(Way(row, Leads.TO_PLACE, found.target))
            return True
        flow = layout.loaded.flow.blocks[found.block]
        if isinstance(flow.block, Cut):
            if found.block:  # what is asked for is not to be folded when it comes
                self.rows.folds.set(self.model.sequence(row), found.block - 1, Fold.OPEN)
            self.model.read_whole(row)
        elif found.kind is Kind.MORE:
            # What is above the line that goes away stays: there is one part of the text. Edits have
            # several, and others when all is seen.
            is_edit = isinstance(flow.block, ToolCall)
            heads = (n for n, each in enumerate(layout.parts) if each.block == found.block)
            self._fold(row, {found.block: Fold.OPEN}, next(heads) if is_edit else part - 1)
        elif found.kind in (Kind.CALL, Kind.ANSWER, Kind.THOUGHT) and flow.foldable:
            folded = self.rows.fold_of(row, layout.loaded, found.block) is Fold.FOLDED
            opened = Fold.OPEN if flow.natural is Fold.FOLDED else flow.natural
            self._fold(row, {found.block: opened if folded else Fold.FOLDED}, part)
        else:
            return False
        return True

    def toggle(self, row: int) -> None:
        """Unfold all of a message, or fold it if all is seen."""
        layout = self.rows.layout(row)
        if not isinstance(layout, MessageLayout):
            return
        loaded = layout.loaded
        blocks = [flow.number for flow in loaded.flow.blocks if flow.foldable]
        whole = all(self.rows.fold_of(row, loaded, block) is Fold.OPEN for block in blocks)
        self._fold(row, dict.fromkeys(blocks, Fold.FOLDED if whole else Fold.OPEN), 0)

    def set_all_folds(self, mode: FoldMode) -> None:
        """Fold or unfold everything in every message; the message at the top stays there."""
        row = self.column.top[0]
        place = self.column.place_of(row)
        self.marked.clear()
        self.rows.folds.set_all(mode)
        self.rows.forget_all()
        self.column.go(row, 0, max(place[0], 0) if place is not None else 0)
        self.arrange_anew()

    def _fold(self, row: int, folds: dict[int, Fold], still: int) -> None:
        """Fold blocks of a row while the part `still` keeps its place."""
        self.marked.clear()
        layout = self.rows.layout(row)
        top = next((seen for seen in self.column.placed if seen.row == row), None)
        pivot = None
        if top is not None:
            y = top.y - layout.above(top.part) + layout.above(still)
            pivot = Placed(row, still, y, layout.height(still))
        with self.column.steady(lambda each: each == row, pivot):
            for block, fold in folds.items():
                self.rows.folds.set(self.model.sequence(row), block, fold)
            self.rows.forget(range(row, row + 1))
        self.arrange_anew()

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
