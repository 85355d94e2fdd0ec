"""Sheets: texts and comparisons as numbered lines ready to be shown, each made when it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.folding import CONTEXT, Folding, Hunks
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.unified import Line, Mark, UnifiedLines
from constellation_gui.diff.words import Span, changed_words, common_length

# What a screen can show of a line without a pause; the rest is told, and copied in full.
LONGEST_SHOWN = 2_000  # bytes


class Shown(NamedTuple):
    """A line as it is shown.

    `text` has no ending and is cut to a length that can be painted; `hidden` counts the bytes that
    are missing. `ending` is the line's own; an `open` line is the last of its text and has none.
    """

    line: Line
    text: str
    hidden: int
    ending: str
    open: bool


class Difference(NamedTuple):
    """How a line differs from the line it replaces: which characters of `text`, and its ending.

    `beyond` is the byte, counted from 0, from which on it differs where that is not shown any more.
    """

    words: tuple[Span, ...] = ()
    ending: bool = False
    beyond: int | None = None


NO_DIFFERENCE = Difference()


class Stretch(NamedTuple):
    """Rows from `row` on that show `length` lines of a text from `line` on, one after the other."""

    row: int
    lines: Lines
    line: int
    length: int


Source = tuple[Lines, int]
"""A text, and the number of one of its lines."""


class Sheet(Protocol):
    """Lines to show, by index; `changes` holds the indices at which changes begin."""

    @property
    def changes(self) -> Sequence[int]:
        """Where the changes are, in order."""

    @property
    def widest(self) -> tuple[int, int]:
        """The highest line numbers of the old and the new side, 0 where a side is not shown."""

    def __len__(self) -> int: ...

    def shown(self, index: int) -> Shown:
        """Return a line, cut where it is too long to show."""

    def raw(self, index: int) -> bytes:
        """Return a line in full with its ending."""

    def source(self, index: int) -> Source | None:
        """Return where a line stands, None for a heading or where nothing is."""

    def difference(self, index: int) -> Difference:
        """Return how a line differs from the one it replaces; takes up to a few milliseconds."""

    def stretches(self) -> Iterator[Stretch]:
        """Yield every line that is shown of a text, in order."""

    def change_rows(self, at: int) -> tuple[range, range]:
        """Return where in a change lines are removed, and where some are added."""


NO_ROWS = range(0), range(0)


class PlainSheet:
    """A text as it is."""

    changes: Sequence[int] = ()

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.widest = (0, len(lines))

    def __len__(self) -> int:
        return len(self.lines)

    def shown(self, index: int) -> Shown:
        """Return a line, cut where it is too long to show."""
        return shown_line(Line(Mark.SAME, new=index), self.lines, index)

    def raw(self, index: int) -> bytes:
        """Return a line in full with its ending."""
        return self.lines.raw(index)

    def source(self, index: int) -> Source | None:
        """Return where a line stands."""
        return self.lines, index

    def difference(self, _index: int) -> Difference:
        """Return nothing: nothing is compared."""
        return NO_DIFFERENCE

    def stretches(self) -> Iterator[Stretch]:
        """Yield all lines."""
        yield Stretch(0, self.lines, 0, len(self.lines))

    def change_rows(self, _at: int) -> tuple[range, range]:
        """Return nothing: nothing is compared."""
        return NO_ROWS


class UnifiedSheet:
    """A comparison in the unified form, folded; with None in place of that, every line of it."""

    def __init__(self, comparison: Comparison, folding: Folding | int | None = CONTEXT) -> None:
        self.comparison = comparison
        self.lines = UnifiedLines(comparison, folding)
        self.changes: Sequence[int] = self.lines.changes
        self.widest = (len(comparison.old), len(comparison.new))

    def __len__(self) -> int:
        return len(self.lines)

    def shown(self, index: int) -> Shown:
        """Return a line, cut where it is too long to show."""
        line = self.lines[index]
        if line.hunk is not None:
            return Shown(line, heading(self.lines.hunks, line.hunk), 0, "\n", open=False)
        return shown_line(line, *self._source(line))

    def raw(self, index: int) -> bytes:
        """Return a line in full with its ending."""
        line = self.lines[index]
        if line.hunk is not None:
            return raw_heading(self.lines.hunks, line.hunk)
        lines, number = self._source(line)
        return lines.raw(number)

    def source(self, index: int) -> Source | None:
        """Return where a line stands, None for a heading."""
        line = self.lines[index]
        return None if line.hunk is not None else self._source(line)

    def difference(self, index: int) -> Difference:
        """Return how a line differs from the one it replaces; takes up to a few milliseconds."""
        line = self.lines[index]
        other = self._beside(line)
        if other is None:
            return NO_DIFFERENCE
        removed = line.mark is Mark.REMOVED
        return between(*self._source(line), *self._source(other), removed=removed)

    def stretches(self) -> Iterator[Stretch]:
        """Yield every line that is shown, in order."""
        for row, mark, old, new, count in self.lines.runs():
            if mark is not Mark.HUNK:
                removed = mark is Mark.REMOVED
                lines = self.comparison.old if removed else self.comparison.new
                yield Stretch(row, lines, old if removed else new, count)

    def change_rows(self, at: int) -> tuple[range, range]:
        """Return where in a change lines are removed, and where some are added."""
        change, start = self.comparison.changes[at], self.changes[at]
        middle = start + change.old_count
        return range(start, middle), range(middle, middle + change.new_count)

    def _beside(self, line: Line) -> Line | None:
        """Return the line that this one replaces or is replaced by, None if there is none."""
        if line.change is None:
            return None
        if line.mark is Mark.REMOVED and line.old is not None:
            new = self.comparison.beside_old(line.change, line.old)
            return None if new is None else Line(Mark.ADDED, new=new)
        if line.new is None:
            return None
        old = self.comparison.beside_new(line.change, line.new)
        return None if old is None else Line(Mark.REMOVED, old=old)

    def _source(self, line: Line) -> Source:
        if line.mark is Mark.REMOVED:
            assert line.old is not None
            return self.comparison.old, line.old
        assert line.new is not None
        return self.comparison.new, line.new


def shown_line(line: Line, lines: Lines, number: int) -> Shown:
    """Return a line of a text, cut where it is too long to show."""
    size, ending = lines.size(number), lines.ending(number)
    hidden = max(0, size - LONGEST_SHOWN)
    return Shown(line, lines.head(number, LONGEST_SHOWN), hidden, ending, open=not ending)


def between(
    mine: Lines, number: int, theirs: Lines, their_number: int, *, removed: bool
) -> Difference:
    """Return how a line differs from another, which it replaces or, `removed`, is replaced by."""
    texts = mine.head(number, LONGEST_SHOWN), theirs.head(their_number, LONGEST_SHOWN)
    ending = mine.ending(number) != theirs.ending(their_number)
    if texts[0] == texts[1] and mine.size(number) > LONGEST_SHOWN:
        common = common_length(mine.raw(number), theirs.raw(their_number))
        return Difference((), ending, common if common < mine.size(number) else None)
    words = changed_words(*texts)[0] if removed else changed_words(*reversed(texts))[1]
    return Difference(words, ending)


def heading(hunks: Hunks, number: int) -> str:
    """Return a hunk's header, and how many lines are folded away before it."""
    header = hunks[number].header if number < len(hunks) else ""
    return "  ".join(filter(None, (header, folded(hunks, number))))


def folded(hunks: Hunks, number: int) -> str:
    """Say how many lines are folded away before a hunk, or behind the last one."""
    left_out = hunks.left_out(number)
    if not left_out:
        return ""
    said = f"⋯ {left_out:,} unchanged {'line' if left_out == 1 else 'lines'}"
    return f"{said} to the end" if number == len(hunks) else said


def raw_heading(hunks: Hunks, number: int) -> bytes:
    """Return a hunk's header as it stands in a patch; what is left out at the end has none."""
    return f"{hunks[number].header}\n".encode() if number < len(hunks) else b""
