"""Where the person read before a search moved the text, to return to."""

from __future__ import annotations

from typing import NamedTuple

from constellation_db import Key
from constellation_gui.views.message_list import MessageList


class _Spot(NamedTuple):
    """The current message, the one at the top, and how far into it the viewport begins."""

    current: Key | None
    top: Key
    part: int
    offset: int


class ReadingPosition:
    """Returns to where reading stopped, unless the person has gone anywhere since."""

    def __init__(self, messages: MessageList) -> None:
        self._messages = messages
        self._left: _Spot | None = None
        self._now: _Spot | None = None

    def note(self) -> None:
        """Remember the position: from here on the text may be moved."""
        self._left = self._now = self._spot()

    def arrived(self) -> None:
        """It was the search that moved the text to where it is."""
        self._now = self._spot()

    def keep(self) -> None:
        """The person wants to be where the search led."""
        self._left = None

    def back(self) -> None:
        """Return, if everything is as the search left it."""
        spot, messages = self._left, self._messages
        self._left = None
        if spot is None or self._now != self._spot():
            return
        row = messages.model.row_of(spot.top)
        current = None if spot.current is None else messages.model.row_of(spot.current)
        if row is not None and spot != self._spot():
            if current is not None:
                messages.set_current(current)
            messages.column.go(row, spot.part, -spot.offset)
            messages.arrange_anew()

    def _spot(self) -> _Spot | None:
        messages = self._messages
        row, part, offset = messages.column.top
        if row >= messages.model.rowCount():
            return None
        current = messages.current_row()
        key = messages.model.key
        return _Spot(key(current) if current >= 0 else None, key(row), part, offset)
