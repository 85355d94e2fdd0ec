"""Where a message is shown that has no place of its own: a result stands with its call."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.models.message_flow import Fold
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views.message_canvas import MessageCanvas
from constellation_gui.views.message_rows import Extras


class MessageHomes(MessageCanvas):
    """Leads from rows to where they are shown, and remembers which row was meant."""

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, extras, parent)
        # Gone to before it was read, perhaps: then it is not known yet that it is shown elsewhere.
        self._sought_row = QPersistentModelIndex()

    def seek(self, row: int) -> tuple[int, int]:
        """Remember that a row is meant, and return where it is shown, see `home_of`."""
        self._sought_row = QPersistentModelIndex(self.model.index(row))
        return self.home_of(row)

    def sought_row(self) -> int:
        """Return the row that was meant last, -1 if there is none."""
        return self._sought_row.row()

    def reached_row(self) -> int:
        """Return the row that was gone to last, though it is shown elsewhere; else the current."""
        sought = self.sought_row()
        home = self.model.home(sought) if sought >= 0 else None
        at_home = home is not None and home[0] == self.current_row()
        return sought if at_home else self.current_row()

    def step_from(self, row: int, by: int) -> int:
        """Return the next row of which something is seen, in steps of `by`; the same at the end."""
        to = row + by
        while 0 <= to < self.rows.count() and not self.rows.shows(to):
            to += by
        return to if 0 <= to < self.rows.count() else row

    def home_of(self, row: int) -> tuple[int, int]:
        """Return the row where a row is shown, and the block of the call it is shown with, or -1.

        A call that is folded is unfolded for it.
        """
        home = self.model.home(row) if self.rows.mode.pairs else None
        loaded = None if home is None else self.model.loaded(home[0])
        if home is None or loaded is None:
            return row, -1
        if self.rows.fold_of(home[0], loaded, home[1]) is Fold.FOLDED:
            self.rows.folds.set(self.model.sequence(home[0]), home[1], Fold.OPEN)
            self.rows.forget(range(home[0], home[0] + 1))
        return home

    def show_call(self, row: int, block: int) -> None:
        """Bring the line of a call into view, high enough to see what came of it."""
        layout = self.rows.layout(row)
        if isinstance(layout, MessageLayout) and block >= 0:
            number = next((n for n, part in enumerate(layout.parts) if part.block == block), 0)
            seen = (each for each in self.column.placed if each[:2] == (row, number))
            place = next(seen, None)
            if place is None or place.y > self.column.height // 2:
                self.column.go(row, number, self.column.height // 4)
                self.arrange_anew()
