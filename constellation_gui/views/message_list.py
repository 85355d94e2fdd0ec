"""The list of messages: painted, folded, walked through and selected."""

from __future__ import annotations

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
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.message_blocks import Cut, ToolCall
from constellation_gui.models.message_flow import BlockFlow, Fold, Kind
from constellation_gui.models.message_jumps import searched
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views import message_keyboard
from constellation_gui.views.message_column import Placed
from constellation_gui.views.message_homes import MessageHomes
from constellation_gui.views.message_pointer import MessagePointer
from constellation_gui.views.message_rows import Extras, FoldMode
from constellation_gui.views.message_targets import Leads, Way

_Select = QItemSelectionModel.SelectionFlag


class MessageList(MessageHomes):
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
    menu_wanted = Signal(QPoint)
    way_chosen = Signal(object)
    raw_wanted = Signal(int)

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, extras, parent)
        self._extends_from = QPersistentModelIndex()
        self._match_is_awaited = False
        self._agent: str | None = None
        self._pointer = MessagePointer(self)
        self.returning: int | None = None
        """Where in the viewport the next message that is located is to stand; it is only scrolled
        to then, not made the current one. None: it is made the current one."""
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
        """Make a row the current one, show it, and say so; `extend` selects all on the way.

        A result that is shown with its call is gone to there.
        """
        row = min(max(row, 0), self.rows.count() - 1)
        if row >= 0:
            self._match_is_awaited = False
            row, block = self.seek(row)
            self.set_current(row, extend=extend)
            self.bring_into_view(row)
            self.show_call(row, block)
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

    def show_match(self, row: int) -> None:
        """Go to a row, unfold what of it holds the text that is sought, and show where."""
        self.go_to_row(row)
        row = self.current_row()
        layout = self.rows.layout(row)
        self._match_is_awaited = not isinstance(layout, MessageLayout)
        if self._sought is None or not isinstance(layout, MessageLayout):
            return
        message = layout.loaded.flow
        for flow in message.blocks:
            texts = "\n".join(searched(flow.block))
            if flow.foldable and self._sought.search(texts):
                call = message.call_of(flow.number)
                for number in (flow.number,) if call is None else (flow.number, call):
                    self.rows.folds.set(self.model.sequence(row), number, Fold.OPEN)
        self.rows.forget(range(row, row + 1))
        layout = self.rows.layout(row)
        assert isinstance(layout, MessageLayout)
        found = (n for n, part in enumerate(layout.parts) if self._sought.search(part.text))
        number = next(found, 0)
        self.column.go(row, number, self.column.height // 4 if number else 0)
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
        sought = self.sought_row()
        if not first.row() <= sought <= last.row() or self.current_row() != sought:
            return
        if self._match_is_awaited:
            self.show_match(sought)
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
        self.pointed = None
        if self._agent != self.model.agent_id:
            self.rows.folds.clear()
            self._agent = self.model.agent_id
        super()._on_reset()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if first == 0:
            self.marked.shift(last + 1)
        super()._on_inserted(parent, first, last)

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
            self.column.scroll(0)  # here, not at the end, is where more is to come
            self.model.read_whole(row, found.block)
        elif found.kind is Kind.MORE:
            # What is above the line that goes away stays: there is one part of the text. Edits have
            # several, and others when all is seen.
            is_edit = isinstance(flow.block, ToolCall)
            heads = (n for n, each in enumerate(layout.parts) if each.block == found.block)
            self._fold(row, {found.block: Fold.OPEN}, next(heads) if is_edit else part - 1)
        elif found.kind in (Kind.CALL, Kind.ANSWER, Kind.THOUGHT) and flow.foldable:
            fold = self.rows.fold_of(row, layout.loaded, found.block)
            self._fold(row, {found.block: _turned(found.kind, flow, fold)}, part)
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


def _turned(kind: Kind, flow: BlockFlow, fold: Fold) -> Fold:
    """Return what a click on the first line of a block makes of its fold."""
    if kind is Kind.CALL:  # of which a preview shows the result alone
        return Fold.FOLDED if fold is Fold.OPEN else Fold.OPEN
    if fold is not Fold.FOLDED:
        return Fold.FOLDED
    return Fold.OPEN if flow.natural is Fold.FOLDED else flow.natural
