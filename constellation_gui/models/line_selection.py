"""Characters selected in the lines of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from constellation_gui.diff.sheets import Shown
from constellation_gui.diff.unified import Mark
from constellation_gui.models.selected import Selected

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


class Spot(NamedTuple):
    """A place between two characters of a line's text; they compare in reading order.

    What is cut off a line that is too long to show counts as one character more.
    """

    row: int
    offset: int


class Stretch(NamedTuple):
    """The characters of one line from `start` to `end`; `on` if the line's ending is one, too."""

    start: int
    end: int
    on: bool


class LineSelection(Selected[Spot]):
    """From the character where the mouse was pressed to the one where it is."""

    def in_line(self, row: int, shown: Shown) -> Stretch | None:
        """Return what of a line is selected, None for nothing."""
        span = self.span()
        if span is None or not span[0].row <= row <= span[1].row or not is_text(shown):
            return None
        start = span[0].offset if row == span[0].row else 0
        on = row < span[1].row
        end = length(shown) if on else span[1].offset
        return Stretch(start, end, on) if end > start or on else None

    def rows(self) -> Iterator[range]:
        """Yield the lines that are touched, as one range."""
        span = self.span()
        if span is not None:
            first, last = span
            touched = last.offset > 0 or last.row == first.row
            yield range(first.row, last.row + touched)


def is_text(shown: Shown) -> bool:
    """Whether a line has characters of a text: it is no heading, and not where nothing stands."""
    return shown.line.hunk is None and shown.line.mark not in (Mark.NOTHING, Mark.FILE)


def length(shown: Shown) -> int:
    """Return the last offset of a line."""
    return len(shown.text) + (shown.hidden > 0) if is_text(shown) else 0


def word_at(shown: Shown, offset: int) -> tuple[int, int]:
    """Return where the word, the blanks or the sign that a character belongs to begins and ends."""
    text = shown.text
    if not text or (offset >= len(text) and shown.hidden):
        return len(text), length(shown)
    words = (word.span() for word in _WORDS.finditer(text))
    return next((start, end) for start, end in words if end > min(offset, len(text) - 1))
