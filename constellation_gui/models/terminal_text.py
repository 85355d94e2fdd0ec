"""Terminal output as text: escape sequences taken out, the colours that they chose kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from constellation_gui.models.inks import NO_RUNS, RGB, Pen, Runs

# ECMA-48: CSI sequences, which may be cut off at the end of a text; OSC, DCS, SOS, PM and APC
# strings up to their terminator; two-character escapes; and the 8-bit forms. A string whose
# terminator is missing ends with its line: one stray byte must not swallow the rest of an output.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-~]|\Z)"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-Z\\^-~]"
)
# Of these, the ones that choose how to write (SGR), with their numbers.
_CHOICE = re.compile(r"(?:\x1b\[|\x9b)([0-9;:]{0,60})m\Z")

_C1 = re.compile("[\x90\x98\x9b\x9d-\x9f]")

# Characters looked through in one go: a regular expression holds the interpreter until it is done.
_WINDOW = 500_000
_LONGEST_SEQUENCE = 64
# Beyond this the rest is written plainly; no output that a person reads has as many.
_MOST_RUNS = 100_000
_MOST_SEQUENCES = 500_000

_PLAIN = Pen()


def without_escapes(text: str) -> str:
    """Return `text` without the escape sequences that a terminal would have obeyed."""
    if not _has_escapes(text):
        return text
    if len(text) <= _WINDOW:
        return _ESCAPES.sub("", text)
    return "".join(_ESCAPES.sub("", text[start:end]) for start, end in _windows(text))


def inked(text: str) -> tuple[str, Runs]:
    """Return `text` without escape sequences, and what of it they set in a colour."""
    if not _has_escapes(text):
        return text, NO_RUNS
    pieces: list[str] = []
    runs = Runs()
    pen, length, budget = _PLAIN, 0, _MOST_SEQUENCES
    for start, end in _windows(text):
        window = text[start:end]
        if budget <= 0 or len(runs) >= _MOST_RUNS:
            pieces.append(_ESCAPES.sub("", window))
            continue
        at = 0
        for match in _ESCAPES.finditer(window):
            length = _write(window[at : match.start()], pen, length, pieces, runs)
            at = match.end()
            pen = _after(pen, match[0])
            budget -= 1
            if budget <= 0 or len(runs) >= _MOST_RUNS:
                break
        rest = window[at:]
        if budget <= 0 or len(runs) >= _MOST_RUNS:
            rest, pen = _ESCAPES.sub("", rest), _PLAIN
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


# -- Escape sequences ------------------------------------------------------------------------------


def _has_escapes(text: str) -> bool:
    if "\x1b" in text:
        return True
    return not text.isascii() and any(
        _C1.search(text, start, start + _WINDOW) is not None
        for start in range(0, len(text), _WINDOW)
    )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = _end_of_window(text, start)
        yield start, end
        start = end


def _end_of_window(text: str, start: int) -> int:
    """Return where to stop without cutting through a sequence."""
    limit = start + _WINDOW
    if limit >= len(text):
        return len(text)
    escape = text.rfind("\x1b", limit - _LONGEST_SEQUENCE, limit)
    return escape if escape > start else limit


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
