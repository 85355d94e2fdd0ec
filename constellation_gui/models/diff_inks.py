"""The inks of an edit's lines: of the code that they are, and of the words that changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from constellation_gui.models.code_inks import code_runs
from constellation_gui.models.inks import Run, Runs

_MARK = 2  # characters: a mark and a blank before each line


def diff_runs(text: str, language: str) -> Runs:
    """Return the inks of code whose lines begin with marks, see `file_edits.Marked`.

    Lines that went and lines that came are read apart, each among those that stayed: a string that
    begins in one is not to end in another. Takes up to some 40 ms: for worker threads.
    """
    after = _side(text, language, shown=" +", read=" +")
    before = _side(text, language, shown="−", read=" −")
    return Runs(sorted([*after, *before], key=lambda run: run.start))


def _side(text: str, language: str, *, shown: str, read: str) -> Iterator[Run]:
    """Give the inks of the lines whose marks are among `shown`, read with those among `read`."""
    lines: list[str] = []
    places: list[tuple[int, int, int]] = []  # of lines: in the code, in the text, how long
    at = length = 0
    for line in text.split("\n"):
        if line and line[0] in read:
            lines.append(line[_MARK:])
            if line[0] in shown:
                places.append((length, at + _MARK, len(lines[-1])))
            length += len(lines[-1]) + 1
        at += len(line) + 1
    runs = code_runs("\n".join(lines), language) if places else Runs()
    for start, place, line_length in places:
        for run in runs.within(start, start + line_length):
            yield Run(place + run.start, run.length, run.ink)


def overlaid(runs: Iterable[Run], upper: Iterable[Run]) -> Iterator[Run]:
    """Give runs with others over them, in order and apart from each other, as both are."""
    rest = list(upper)[::-1]
    for run in runs:
        start, end = run.start, run.start + run.length
        while rest and rest[-1].start < end:
            over = rest[-1]
            if over.start > start:
                yield Run(start, over.start - start, run.ink)
            start = max(start, min(over.start + over.length, end))
            if over.start + over.length > end:
                break
            yield rest.pop()
        if start < end:
            yield Run(start, end - start, run.ink)
    yield from reversed(rest)
