"""The marks beside JSON in messages: where it folds and unfolds in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QTextLayout

from constellation_gui import theme
from constellation_gui.delegates.message_style import GRID, RAIL
from constellation_gui.icons import icon
from constellation_gui.models.message_parts import Part

_LINE = "\u2028"  # a line's end within one layout
_STAND_INS = ("⋯", "…")


class FoldMark(NamedTuple):
    """A mark beside a line of a part: `top` is the line's, in px from the part's.

    `number` says of what in the block's JSON; `stand_in` is where, in UTF-16 units of the part's
    text, it is told how much is folded away: -1 where nothing is.
    """

    number: int
    folded: bool
    top: int
    height: int
    stand_in: int


def fold_marks(part: Part, shown: str, layout: QTextLayout) -> list[FoldMark]:
    """Return the marks of a part that is laid out; one a line, for the first that folds there."""
    if part.folds is None:
        return []
    text, found = part.text, list[FoldMark]()
    lines = shown.split(_LINE)
    number = begins = 0  # of the line, and where in `shown` it begins
    for place in part.folds.places(part.start, part.end):
        of = text.count("\n", 0, place.offset)
        if found and of < number:
            continue
        for line in lines[number:of]:
            begins += _units(line) + 1
        number = of
        line, stand_in = lines[of], -1
        if place.folded:
            stand_in = begins + _units(line[: max(map(line.rfind, _STAND_INS))])
        at = layout.lineForTextPosition(begins)
        if at.isValid():
            mark = FoldMark(place.number, place.folded, round(at.y()), round(at.height()), stand_in)
            found.append(mark)
        begins += _units(line) + 1
        number += 1
    return found


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has, which is how Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def mark_rect(mark: FoldMark, column: QPoint) -> QRect:
    """Return where a mark is, the part's column beginning at a point."""
    side = theme.icon_size()
    top = column.y() + mark.top + (mark.height - side) // 2
    return QRect(column.x() + RAIL + GRID, top, side, side)


def paint_marks(
    painter: QPainter, marks: Sequence[FoldMark], column: QPoint, current: int | None
) -> None:
    """Paint the marks of a part, with a frame around the one that the keyboard is at."""
    for mark in marks:
        place = mark_rect(mark, column)
        icon("chevron-right" if mark.folded else "chevron-down").paint(painter, place)
        if mark.number == current:
            painter.setPen(theme.current().accent)
            painter.drawRect(place.adjusted(0, 0, -1, -1))


# -- Walking from one to the next ------------------------------------------------------------------


class Spot(NamedTuple):
    """Something that folds, where it is seen: the part, the block that holds it, its number."""

    part: int
    block: int
    number: int
    folded: bool


def spots(
    parts: Sequence[Part], start: int, *, until: int | None = None, back: bool = False
) -> Iterator[Spot]:
    """Give what can be folded in the parts of a message from one of them on, until another."""
    stop = (-1 if back else len(parts)) if until is None else until
    for number in range(start, stop, -1 if back else 1):
        part = parts[number]
        if part.folds is not None:
            places = part.folds.places(part.start, part.end)
            for place in reversed(places) if back else places:
                yield Spot(number, part.block, place.number, place.folded)


def stretch_of(parts: Sequence[Part], block: int) -> range:
    """Return the numbers of the parts in which something of a block folds: they are in a row."""
    numbers = range(len(parts))
    first = next((n for n in numbers if _folds(parts[n], block)), 0)
    last = next((n for n in reversed(numbers) if _folds(parts[n], block)), -1)
    return range(first, last + 1)


def _folds(part: Part, block: int) -> bool:
    return part.block == block and part.folds is not None


def spot_of(parts: Sequence[Part], within: range, number: int, place: int) -> Spot | None:
    """Return where one that begins at a `place` of its block's text is seen, None if nowhere.

    `within` are the block's parts. There may be tens of thousands: they are not gone through.
    """
    at = within.start + bisect_right(within, place, key=lambda each: parts[each].place) - 1
    for each in range(max(at - 1, within.start), min(at + 2, within.stop)):
        found = spots(parts, each, until=each + 1)
        spot = next((spot for spot in found if spot.number == number), None)
        if spot is not None:
            return spot
    return None
