"""Terminal output as text: escape sequences taken out, the colours that they chose kept."""

from __future__ import annotations

import re
from functools import lru_cache

from constellation_db.dialects.escapes import ESCAPES, has_escapes, windows, without_escapes
from constellation_gui.models.inks import NO_RUNS, RGB, Pen, Runs

__all__ = ["inked", "without_escapes"]

# Of these, the ones that choose how to write (SGR), with their numbers.
_CHOICE = re.compile(r"(?:\x1b\[|\x9b)([0-9;:]{0,60})m\Z")

# Characters looked through in one go: a regular expression holds the interpreter until it is done.
_WINDOW = 500_000
# Beyond this the rest is written plainly; no output that a person reads has as many.
_MOST_RUNS = 100_000
_MOST_SEQUENCES = 500_000

_PLAIN = Pen()


def inked(text: str) -> tuple[str, Runs]:
    """Return `text` without escape sequences, and what of it they set in a colour."""
    if not has_escapes(text):
        return text, NO_RUNS
    pieces: list[str] = []
    runs = Runs()
    pen, length, budget = _PLAIN, 0, _MOST_SEQUENCES
    for start, end in windows(text, _WINDOW):
        window = text[start:end]
        if budget <= 0 or len(runs) >= _MOST_RUNS:
            pieces.append(ESCAPES.sub("", window))
            continue
        at = 0
        for match in ESCAPES.finditer(window):
            length = _write(window[at : match.start()], pen, length, pieces, runs)
            at = match.end()
            pen = _after(pen, match[0])
            budget -= 1
            if budget <= 0 or len(runs) >= _MOST_RUNS:
                break
        rest = window[at:]
        if budget <= 0 or len(runs) >= _MOST_RUNS:
            rest, pen = ESCAPES.sub("", rest), _PLAIN
        length = _write(rest, pen, length, pieces, runs)
    return "".join(pieces), runs


def _write(piece: str, pen: Pen, length: int, pieces: list[str], runs: Runs) -> int:
    """Add a piece in the pen's colours to what `length` characters were written of."""
    if not piece:
        return length
    pieces.append(piece)
    if pen != _PLAIN:
        runs.append(length, len(piece), pen)
    return length + len(piece)


# -- Choices of how to write -----------------------------------------------------------------------

_SWITCHES: dict[int, dict[str, bool]] = {
    1: {"strong": True},
    2: {"faint": True},
    4: {"underlined": True},
    7: {"inverse": True},
    21: {"underlined": True},
    22: {"strong": False, "faint": False},
    24: {"underlined": False},
    27: {"inverse": False},
}
_COLOURS = ((30, "fore", 0), (40, "back", 0), (90, "fore", 8), (100, "back", 8))
_DIRECT = {38: "fore", 48: "back"}
_BY_PLACE, _BY_RGB = 5, 2


@lru_cache(4096)  # output repeats a few of them
def _after(pen: Pen, sequence: str) -> Pen:
    """Return how a terminal writes after a sequence."""
    choice = _CHOICE.match(sequence)
    if choice is None:
        return pen
    numbers = [int(number or 0) for number in choice[1].replace(":", ";")[:60].split(";")]
    while numbers:
        number = numbers.pop(0)
        if number in _DIRECT:
            colour, numbers = _direct(numbers)
            pen = pen._replace(**{_DIRECT[number]: colour})  # type: ignore[arg-type]
        else:
            pen = _chosen(pen, number)
    return pen


def _chosen(pen: Pen, number: int) -> Pen:
    """Return the pen after one number that stands for itself."""
    if number == 0:
        return _PLAIN
    if number in _SWITCHES:
        return pen._replace(**_SWITCHES[number])
    for first, field, place in (
        (30, "fore", 0),
        (40, "back", 0),
        (90, "fore", 8),
        (100, "back", 8),
    ):
        if first <= number < first + 8:
            return pen._replace(**{field: number - first + place})  # type: ignore[arg-type]
    if number == 39:
        return pen._replace(fore=None)
    return pen._replace(back=None) if number == 49 else pen


def _direct(numbers: list[int]) -> tuple[int | None, list[int]]:
    """Return the colour that numbers begin with (after 38 or 48), and the rest of them."""
    if len(numbers) >= 2 and numbers[0] == _BY_PLACE:
        return min(numbers[1], 255), numbers[2:]
    if len(numbers) >= 4 and numbers[0] == _BY_RGB:
        red, green, blue = (min(part, 255) for part in numbers[1:4])
        return RGB | red << 16 | green << 8 | blue, numbers[4:]
    return None, []
