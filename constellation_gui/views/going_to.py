"""Going to a share, a number or a time of a conversation, also while its keys are being read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from constellation_gui import formatting
from constellation_gui.models.positions import Position, position_in
from constellation_gui.views.go_to_bar import GoToBar
from constellation_gui.views.message_list import MessageList
from constellation_gui.wording import tr


class GoingTo(QObject):
    """Takes what is typed into a bar, and goes there in a list of messages."""

    def __init__(self, messages: MessageList, bar: GoToBar) -> None:
        super().__init__(messages)
        self._messages = messages
        self._bar = bar
        self._waiting: Position | None = None
        bar.entered.connect(self.go)
        bar.closed.connect(self._leave)
        messages.place_wanted.connect(bar.enter)
        messages.model.keys_read.connect(self._go_on)
        messages.model.modelReset.connect(self._forget)

    def go(self, text: str) -> None:
        """Go to the place that a text means, or say why not."""
        self._waiting = position_in(text, self._day())
        if self._waiting is None:
            self._bar.tell(tr("Not a share, number or time") if text.strip() else "")
        elif self._messages.model.complete:
            self._go_on()
        else:
            self._bar.tell(tr("Reading…"))

    def _go_on(self) -> None:
        """Go where is waited to be gone to: all keys are there."""
        position, self._waiting = self._waiting, None
        if position is not None and self._messages.rows.count():
            self._bar.leave()
            self._messages.show_row(self._messages.model.row_at(position))

    def _day(self) -> date | None:
        """Return the day of the message at the top, as it is shown."""
        at_top = self._messages.place_at_top()
        shown = "" if at_top is None else formatting.iso_date(at_top[0].time)
        try:
            return date.fromisoformat(shown)
        except ValueError:
            return None

    def _leave(self) -> None:
        self._forget()
        self._messages.setFocus()

    def _forget(self) -> None:
        self._waiting = None
        self._bar.tell("")
