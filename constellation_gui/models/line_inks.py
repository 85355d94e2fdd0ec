"""The inks of lines of code, found for those that are seen; for worker threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import Sheet
from constellation_gui.models.code_inks import LONGEST, code_runs, language
from constellation_gui.models.file_names import names_in
from constellation_gui.models.inks import Run

# So many lines above those that are seen tell whether a text or a comment began there.
_ABOVE = 100
_APART = 20  # lines between two pieces that are looked at by themselves
_LONGEST_LINE = 400  # bytes; what is longer is data

LineRuns = list[Run]


def language_of(path: str) -> str:
    """Return the language that a file is written in, as its name says; empty if it says none."""
    name = (names_in(path) or [""])[-1].lower()
    stem, point, ending = name.rpartition(".")
    if not point or not stem:
        return language(name)
    return language(ending)


def inks_of(sheet: Sheet, rows: Iterable[int]) -> dict[int, LineRuns]:
    """Return the inks of rows, by row; every row has some, or an empty list."""
    found: dict[int, LineRuns] = {row: [] for row in rows}
    wanted: dict[Lines, dict[int, int]] = {}
    for row in found:
        source = sheet.source(row)
        if source is not None and language_of(source[0].name):
            wanted.setdefault(source[0], {})[source[1]] = row
    for lines, numbers in wanted.items():
        for piece in _pieces(sorted(numbers)):
            for number, runs in _inks(lines, piece):
                if number in numbers:
                    found[numbers[number]] = runs
    return found


def _pieces(numbers: list[int]) -> Iterator[range]:
    """Yield stretches of lines that hold all of these, in order."""
    start = last = numbers[0]
    for number in numbers:
        if number > last + _APART:
            yield range(start, last + 1)
            start = number
        last = number
    yield range(start, last + 1)


def _inks(lines: Lines, piece: range) -> Iterator[tuple[int, LineRuns]]:
    """Yield lines of a piece with their inks, as many as are looked at in one go."""
    code: list[str] = []
    first = _begin(lines, piece.start)
    length = 0
    for number in range(first, piece.stop):
        line = lines.text(number) if lines.size(number) <= _LONGEST_LINE else ""
        length += len(line) + 1
        if length > LONGEST:
            break
        code.append(line)
    runs = code_runs("\n".join(code), language_of(lines.name))
    at = 0
    for number, line in enumerate(code, start=first):
        yield number, runs.within(at, at + len(line))
        at += len(line) + 1


def _begin(lines: Lines, number: int) -> int:
    """Return the line to begin at: the first of all where that is near enough in bytes."""
    if lines.start(number) <= LONGEST // 2:
        return 0
    first = max(0, number - _ABOVE)
    while lines.start(number) - lines.start(first) > LONGEST // 2:
        first = (first + number + 1) // 2
    return first
