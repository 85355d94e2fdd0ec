"""A row of the store as lines to show: every column under its name, byte for byte."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from constellation_db import StoredValue
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import NO_DIFFERENCE, NO_ROWS, Difference, Shown, Source, Stretch
from constellation_gui.diff.unified import Line, Mark
from constellation_gui.formatting import exact_count, size
from constellation_gui.wording import tr

# A line of JSON may be as long as the column: broken here, it can be read without scrolling.
_WIDTH = 112  # bytes
_HEADING = -1  # in place of a line's number
_CARRIED_ON = -2


class RawSheet:
    """The values of a row; a heading for each, and lines that are broken where they are long.

    Lines are numbered within their column, and only where they begin.
    """

    changes: Sequence[int] = ()

    def __init__(self, values: Sequence[StoredValue]) -> None:
        self._values = values
        self._of, self._starts, self._ends, self._numbers = (array("q") for _ in range(4))
        highest = 0
        for place, value in enumerate(values):
            self._append(place, 0, 0, _HEADING)
            lines = Lines(value.data)
            for number in range(len(lines)):
                start = lines.start(number)
                self._append_line(place, start, start + len(lines.raw(number)), number)
            highest = max(highest, len(lines))
        self.widest = (0, highest)

    def __len__(self) -> int:
        return len(self._of)

    def shown(self, index: int) -> Shown:
        """Return a line, or a column's heading."""
        number = self._numbers[index]
        if number == _HEADING:
            place = self._of[index]
            line = Line(Mark.HUNK, hunk=place)
            return Shown(line, _heading(self._values[place]), 0, "\n", open=False)
        new = None if number == _CARRIED_ON else number
        text = self.raw(index).decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")
        return Shown(Line(Mark.SAME, new=new), text, 0, "\n", open=False)

    def raw(self, index: int) -> bytes:
        """Return the bytes of a line."""
        return self._values[self._of[index]].data[self._starts[index] : self._ends[index]]

    def source(self, _index: int) -> Source | None:
        """Return nothing: these are pieces of lines."""
        return None

    def difference(self, _index: int) -> Difference:
        """Return nothing: nothing is compared."""
        return NO_DIFFERENCE

    def stretches(self) -> Iterator[Stretch]:
        """Yield nothing: these are pieces of lines."""
        return iter(())

    def change_rows(self, _at: int) -> tuple[range, range]:
        """Return nothing: nothing is compared."""
        return NO_ROWS

    def _append(self, place: int, start: int, end: int, number: int) -> None:
        self._of.append(place)
        self._starts.append(start)
        self._ends.append(end)
        self._numbers.append(number)

    def _append_line(self, place: int, start: int, end: int, number: int) -> None:
        data = self._values[place].data
        while end - start > _WIDTH:
            cut = start + _WIDTH
            while cut > start + _WIDTH - 4 and data[cut] & 0xC0 == 0x80:
                cut -= 1
            self._append(place, start, cut, number)
            start, number = cut, _CARRIED_ON
        self._append(place, start, end, number)


def _heading(value: StoredValue) -> str:
    facts = ["NULL" if value.type == "null" else value.type]
    if value.type in ("text", "blob"):
        facts.append(size(value.size))
    if value.cut:
        facts.append(tr("the first {size} are shown").format(size=size(len(value.data))))
    wrong = _not_utf8(value)
    if wrong is not None:
        facts.append(tr("not UTF-8 from byte {number} on").format(number=exact_count(wrong + 1)))
    return f"{value.column}  ·  {' · '.join(facts)}"


def _not_utf8(value: StoredValue) -> int | None:
    """Return the first byte that is not UTF-8, None if all are."""
    try:
        value.data.decode("utf-8")
    except UnicodeDecodeError as error:
        is_half_a_character = value.cut and error.start > len(value.data) - 4
        return None if is_half_a_character else error.start
    return None
