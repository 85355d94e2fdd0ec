"""Sheets below each other, each under a heading: the diffs of many files as one text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from constellation_gui.diff.sheets import NO_DIFFERENCE, Difference, Sheet, Shown, Source, Stretch
from constellation_gui.diff.unified import Line, Mark


class StackedSheet:
    """A sheet that grows at its end; what stands in it already never moves.

    `changes` holds the line at which each change begins, as in every sheet.
    """

    def __init__(self) -> None:
        self.widest = (0, 0)
        self._headings: list[str] = []
        self._sheets: list[Sheet | None] = []
        self._starts = array("q")  # the line of each heading
        self._changes = array("q")
        self._length = 0

    @property
    def changes(self) -> Sequence[int]:
        """Where the changes are, in order."""
        return self._changes

    def __len__(self) -> int:
        return self._length

    def append(self, heading: str, sheet: Sheet | None) -> None:
        """Put a file at the end: its heading, then its lines if there are any to show."""
        first = self._length + 1
        self._starts.append(self._length)
        self._headings.append(heading)
        self._sheets.append(sheet)
        if sheet is not None:
            self._changes.extend(first + line for line in sheet.changes)
            old, new = sheet.widest
            self.widest = max(self.widest[0], old), max(self.widest[1], new)
        self._length = first + (0 if sheet is None else len(sheet))

    def inner(self, line: int) -> tuple[int, Sheet | None, int]:
        """Return the file that a line belongs to, its sheet, and the line's place in that."""
        return self._find(line)

    def with_sheet(self, file: int, sheet: Sheet) -> StackedSheet:
        """Return the same with other lines of a file."""
        other = StackedSheet()
        for number, (heading, before) in enumerate(zip(self._headings, self._sheets, strict=True)):
            other.append(heading, sheet if number == file else before)
        return other

    def start(self, file: int) -> int:
        """Return the line of a file's heading."""
        return self._starts[file]

    @property
    def files(self) -> int:
        """How many files are here."""
        return len(self._starts)

    def file_at(self, line: int) -> int:
        """Return the number of the file that a line belongs to, -1 for none."""
        return bisect_right(self._starts, line) - 1

    def file_after(self, line: int, step: int) -> int:
        """Return the next file whose heading lies beyond a line, or (-1) before it; -1 for none."""
        at = bisect_right(self._starts, line) if step > 0 else bisect_left(self._starts, line) - 1
        return at if at < len(self._starts) else -1

    def shown(self, index: int) -> Shown:
        """Return a line, cut where it is too long to show."""
        file, sheet, line = self._find(index)
        if sheet is None or line < 0:
            return Shown(Line(Mark.FILE, hunk=file), self._headings[file], 0, "\n", open=False)
        return sheet.shown(line)

    def raw(self, index: int) -> bytes:
        """Return a line in full with its ending."""
        file, sheet, line = self._find(index)
        if sheet is None or line < 0:
            return f"{self._headings[file]}\n".encode("utf-8", "replace")
        return sheet.raw(line)

    def source(self, index: int) -> Source | None:
        """Return where a line stands, None for a heading."""
        _file, sheet, line = self._find(index)
        return None if sheet is None or line < 0 else sheet.source(line)

    def difference(self, index: int) -> Difference:
        """Return how a line differs from the one it replaces; takes up to a few milliseconds."""
        _file, sheet, line = self._find(index)
        return NO_DIFFERENCE if sheet is None or line < 0 else sheet.difference(line)

    def stretches(self) -> Iterator[Stretch]:
        """Yield every line that is shown of a file, in order; headings are none."""
        for start, sheet in zip(self._starts, self._sheets, strict=True):
            for row, lines, line, count in () if sheet is None else sheet.stretches():
                yield Stretch(start + 1 + row, lines, line, count)

    def change_rows(self, at: int) -> tuple[range, range]:
        """Return where in a change lines are removed, and where some are added."""
        first = self._changes[at]
        file, sheet, _line = self._find(first)
        assert sheet is not None  # it has a change
        start = self._starts[file] + 1
        number = bisect_left(sheet.changes, first - start)
        removed, added = sheet.change_rows(number)
        return (
            range(removed.start + start, removed.stop + start),
            range(added.start + start, added.stop + start),
        )

    def _find(self, index: int) -> tuple[int, Sheet | None, int]:
        file = self.file_at(index)
        return file, self._sheets[file], index - self._starts[file] - 1
