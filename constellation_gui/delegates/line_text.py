"""A line as it is painted: tabs as blanks, white space as signs, and what stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from constellation_gui.diff.sheets import NO_DIFFERENCE, Difference, Shown
from constellation_gui.diff.words import Span
from constellation_gui.diff_choices import DiffChoices
from constellation_gui.formatting import exact_count, size, visible
from constellation_gui.wording import tr

_ENDINGS = {"\r\n": "⟨CR⟩⟨LF⟩", "\n": "⟨LF⟩"}
_SIGNS = {"\r\n": "␍↵", "\n": "↵"}
_TAB, _BLANK = "→", "·"
_PLAIN = re.compile(r"[ -~]*")


class Painted(NamedTuple):
    """The text of a line as it is painted, and where the characters of the line stand in it.

    Places are Qt's: a character beyond the basic plane takes two. `signs` are the places of what
    stands for white space.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    signs: tuple[Span, ...]

    def place(self, at: int) -> int:
        """Return where a character of the line stands, or its end."""
        found = bisect_right(self.starts, at) - 1
        return self.places[found] + at - self.starts[found]

    def character(self, place: int) -> int:
        """Return the character of the line before which a place lies, the nearest one."""
        found = bisect_right(self.places, place) - 1
        at = self.starts[found] + place - self.places[found]
        if found + 1 == len(self.starts) or at < self.starts[found + 1]:
            return at
        # Within a character that is shown as more than one: its beginning, or its end.
        wide = self.starts[found + 1] - 1
        nearer_end = 2 * place > self.place(wide) + self.places[found + 1]
        return wide + nearer_end

    def spans(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Return where stretches of the line stand; nothing of those that are not shown."""
        for start, length in spans:
            first, end = self.place(start), self.place(start + length)
            if end > first:
                yield Span(first, end - first)


@lru_cache(maxsize=1_000)
def painted(text: str, tab_width: int, *, signs: bool) -> Painted:
    """Return a line as it is painted: hidden characters are visible, tabs are blanks or a sign."""
    if not signs and _PLAIN.fullmatch(text):
        return Painted(text, (0,), (0,), ())
    parts: list[str] = []
    starts, places = [0], [0]
    found: list[Span] = []
    length = 0
    for at, character in enumerate(text):
        shown = character
        if character == "\t":
            width = tab_width - length % tab_width
            shown = (_TAB if signs else " ").ljust(width)
        elif character == " ":
            shown = _BLANK if signs else " "
        elif not character.isprintable() or not character.isascii():
            shown = visible(character)
        if signs and character in "\t ":
            found.append(Span(length, len(shown)))
        parts.append(shown)
        units = len(shown) + (character > "\uffff")  # Qt counts UTF-16
        length += units
        if units != 1:
            starts.append(at + 1)
            places.append(length)
    return Painted("".join(parts), tuple(starts), tuple(places), tuple(found))


def ending(shown: Shown, difference: Difference, choices: DiffChoices) -> str:
    """Return how the end of a line is painted: by name where it differs, as a sign if asked to."""
    if difference.ending:
        return _ENDINGS.get(shown.ending, "")
    of_text = shown.line.hunk is None and (shown.line.old, shown.line.new) != (None, None)
    return _SIGNS.get(shown.ending, "") if choices.show_whitespace and of_text else ""


def note(shown: Shown, difference: Difference = NO_DIFFERENCE) -> str:
    """Return what is to be said about a line behind its text."""
    notes = []
    if shown.hidden:
        notes.append(tr("⋯ {size} more on this line").format(size=size(shown.hidden)))
    if difference.beyond is not None:
        differs = tr("differs from byte {number} on")
        notes.append(differs.format(number=exact_count(difference.beyond + 1)))
    if shown.open:
        notes.append(tr("⊘ no line feed at the end"))
    return "   ".join(["", *notes]) if notes else ""
