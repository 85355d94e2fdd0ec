"""What unfolds, folds and fetches in a list of messages, while what is seen keeps its place."""

from __future__ import annotations

from PySide6.QtCore import (
    Signal,
)

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.models.message_blocks import Cut, ToolCall
from constellation_gui.models.message_flow import BlockFlow, Fold, Kind
from constellation_gui.models.threads import ALL, MORE
from constellation_gui.views.message_column import Placed
from constellation_gui.views.message_homes import MessageHomes
from constellation_gui.views.message_rows import FoldMode
from constellation_gui.views.message_targets import Leads, Way


class MessageFolds(MessageHomes):
    """Folds blocks of messages; `way_chosen` gives the `Way` that a click on a part asks for."""

    way_chosen = Signal(object)

    def activate(self, row: int, part: int) -> bool:
        """Do what a click on a part does; whether it does anything."""
        found = self.part(row, part)
        layout = self.rows.layout(row)
        if found is None or not isinstance(layout, MessageLayout) or found.block < 0:
            return False
        if found.kind is Kind.THREAD:
            self.extras.threads.toggle(found.target)
            return True
        if found.kind is Kind.REPLY and found.marker in (MORE, ALL):
            self.extras.threads.show_more(found.target, found.marker)
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


def _turned(kind: Kind, flow: BlockFlow, fold: Fold) -> Fold:
    """Return what a click on the first line of a block makes of its fold."""
    if kind is Kind.CALL:  # of which a preview shows the result alone
        return Fold.FOLDED if fold is Fold.OPEN else Fold.OPEN
    if fold is not Fold.FOLDED:
        return Fold.FOLDED
    return Fold.OPEN if flow.natural is Fold.FOLDED else flow.natural
