"""A JSON text as it reads with some of it folded away in place.

What can be folded are places in the text, found once. A text of megabytes with some of it folded
is made of its own pieces, and only the lines around what is folded are written anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from constellation_gui.formatting import exact_count
from constellation_gui.models.chunks import CHUNK_LENGTH, chunks
from constellation_gui.models.json_nesting import LONGEST_STRING, Nesting
from constellation_gui.wording import tr

# How deep a preview goes at most, and how much it shows in all.
_PREVIEWED_LEVELS = 3
_PREVIEW_LENGTH = 4_000  # characters
# What has more lines is unfolded level by level, and only so many on one level are folded for it.
_MOST_UNFOLDED = 60
_LONG = 20_000  # characters
_LONGEST_HINT = 80  # characters, with the indent
_MOST_CHILDREN = 2_000


class Place(NamedTuple):
    """Where in a piece of text something can be folded or unfolded, and its number."""

    offset: int
    number: int
    folded: bool


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A text, or a stretch of one from `origin` on, as it is shown: some of it folded away.

    `starts` tell where the `numbers` of what can be folded are, `folded` which of them are.
    """

    text: str
    origin: int
    starts: Sequence[int]
    numbers: Sequence[int]
    folded: frozenset[int] = frozenset()

    def places(self, start: int, end: int) -> list[Place]:
        """Return what can be folded in `text[start:end]`, the offsets counted from its start."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, end)
        return [
            Place(self.starts[each] - start, number := self.numbers[each], number in self.folded)
            for each in range(first, last)
        ]


Piece = tuple[Shown, int, int]  # what is shown, and from where to where


class FoldedText:
    """A text that holds JSON, and how it reads with some of it folded.

    `chunks` are its pieces while nothing is, all of them of `whole`.
    """

    def __init__(self, text: str, nesting: Nesting) -> None:
        self.text = text
        self.nesting = nesting
        self.whole = Shown(text, 0, nesting.starts, range(len(nesting)))
        self.chunks = list(chunks(text))
        self._chunk_starts = [start for start, _end in self.chunks]

    def pieces(
        self, folded: frozenset[int] = frozenset(), stop: int | None = None, start: int = 0
    ) -> Iterator[Piece | slice]:
        """Give all that is seen from `start` to `stop`, in pieces that are laid out one at a time.

        Where nothing is folded, these are slices of `chunks`: there may be tens of thousands.
        """
        end = len(self.text) if stop is None else stop
        at = start
        for first, last, numbers in self._stretches(folded, start, end):
            yield from self._plain(at, first - 1)
            written = self._written(first, last, numbers, folded)
            for begin, until in chunks(written.text):
                yield written, begin, until
            at = last + 1
        yield from self._plain(at, end)

    def toggled(self, folded: frozenset[int], number: int) -> frozenset[int]:
        """Return what is folded when one more is, or one less.

        Of what is long, only the next level is unfolded: it is to be found one's way in.
        """
        if number not in folded:
            return folded | {number}
        start, end = self.nesting.hidden(number)
        if end - start < _LONG and self.text.count("\n", start, end) <= _MOST_UNFOLDED:
            return folded - {number}
        inner = range(number + 1, self.nesting.first_from(end))
        return (folded - {number}) | frozenset(islice(self._outermost(0, inner), _MOST_CHILDREN))

    def opened(self, folded: frozenset[int], number: int) -> frozenset[int]:
        """Return what is folded when something is unfolded with all that is in it."""
        inner = range(number, self.nesting.first_from(self.nesting.hidden(number)[1]))
        return frozenset(each for each in folded if each not in inner)

    def value(self, number: int) -> str:
        """Return the whole JSON of something that can be folded."""
        start, end = self.nesting.hidden(number)
        if self.nesting.is_string(number):
            start -= LONGEST_STRING
        return self.text[start - 1 : end + 1]

    def said(self, number: int) -> str:
        """Return what stands in place of something that is folded: how it begins, how much it is.

        The first member of an object is said if it is short: it often tells which one it is.
        """
        said = self.nesting.said(number)
        start, _end = self.nesting.hidden(number)
        if self.nesting.is_string(number) or self.text[start - 1] != "{":
            return said
        first = self.text[start + 1 : start + _LONGEST_HINT].partition("\n")
        member = first[0].strip().removesuffix(",")
        if not first[1] or member[-1:] in ("{", "["):
            return said
        others = self.nesting.members(number) - 1
        if not others:
            return f" {member} ⋯ "
        more = tr("⋯ {count} more", "members of JSON").format(count=exact_count(others))
        return f" {member}, {more} "

    def _plain(self, start: int, end: int) -> Iterator[Piece | slice]:
        """Give what is unfolded as it stands, from one line's start to another one's end."""
        if start > end:
            return
        first = bisect_right(self._chunk_starts, start) - 1
        last = max(bisect_left(self._chunk_starts, end) - 1, first)
        begins, ends = self.chunks[first][0], self.chunks[last][1]
        if first == last:
            yield self.whole, max(begins, start), min(ends, end)
            return
        whole = slice(first + (begins < start), last + (ends <= end))
        if begins < start <= self.chunks[first][1]:
            yield self.whole, start, self.chunks[first][1]
        yield whole
        if ends > end:
            yield self.whole, self.chunks[last][0], end

    def _stretches(
        self, folded: Iterable[int], origin: int, stop: int
    ) -> Iterator[tuple[int, int, list[int]]]:
        """Give the lines in which something is folded, as stretches, and the numbers in each."""
        first = last = -1
        reached = 0
        numbers: list[int] = []
        among = range(self.nesting.first_from(origin), len(self.nesting))
        for number in sorted(each for each in folded if each in among):
            start, end = self.nesting.hidden(number)
            if start < reached:  # within another one
                continue
            if start >= stop:
                break
            begins = self.text.rfind("\n", 0, start) + 1
            ends = self.text.find("\n", end)
            # What is between them is written along, if it is short: one text takes less than many.
            if numbers and begins - last > CHUNK_LENGTH:
                yield first, last, numbers
                numbers = []
            if not numbers:
                first = origin if begins - origin < CHUNK_LENGTH and last < 0 else begins
            last = len(self.text) if ends < 0 else ends
            numbers.append(number)
            reached = end
        if numbers:
            yield first, stop if last < stop <= last + CHUNK_LENGTH else last, numbers

    def _written(self, first: int, last: int, numbers: list[int], folded: frozenset[int]) -> Shown:
        pieces: list[str] = []
        starts: list[int] = []
        marked: list[int] = []
        at, length = first, 0
        for number in (*numbers, None):
            start, end = (last, last) if number is None else self.nesting.hidden(number)
            for open_one in range(self.nesting.first_from(at), self.nesting.first_from(start)):
                starts.append(length + self.nesting.starts[open_one] - at)
                marked.append(open_one)
            pieces.append(self.text[at:start])
            length += start - at
            if number is not None:
                starts.append(length)
                marked.append(number)
                pieces.append(self.said(number))
                length += len(pieces[-1])
            at = end
        return Shown("".join(pieces), first, starts, marked, folded)

    # -- Previews ----------------------------------------------------------------------------------

    def brief(self, lines: int) -> tuple[frozenset[int], int | None]:
        """Return what to fold so that about so many lines give an idea, and where to stop.

        What is nested deep is folded, and less deep if that is not enough.
        """
        for depth in range(_PREVIEWED_LEVELS, 0, -1):
            folded, stop = self._at_depth(depth, lines)
            if stop is None:
                break
        return frozenset(folded), stop

    def _at_depth(self, depth: int, lines: int) -> tuple[list[int], int | None]:
        """Return what is folded when nothing deeper is seen, and where the last line ends.

        The latter is None if all is seen by then.
        """
        folded: list[int] = []
        seen = length = at = 0
        for number in self._outermost(depth, range(len(self.nesting))):
            start, end = self.nesting.hidden(number)
            stop = self._stop(at, start, lines - seen, _PREVIEW_LENGTH - length)
            if stop is not None:
                return folded, stop
            folded.append(number)
            seen += self.text.count("\n", at, start)
            length += start - at
            at = end
        return folded, self._stop(at, len(self.text), lines - seen, _PREVIEW_LENGTH - length)

    def _outermost(self, depth: int, among: range) -> Iterator[int]:
        """Give what is this deep or a long string, without what is in it."""
        nesting, number = self.nesting, among.start
        while number < among.stop:
            if nesting.depth(number) >= depth or nesting.is_string(number):
                yield number
                number = max(nesting.first_from(nesting.hidden(number)[1]), number + 1)
            else:
                number += 1

    def _stop(self, start: int, end: int, lines: int, length: int) -> int | None:
        """Return where a stretch has to stop for so many lines and characters, None if nowhere."""
        place = start - 1
        for _ in range(lines):
            place = self.text.find("\n", place + 1, end)
            if place < 0:
                return None if end - start <= length else start + max(length, 0)
        return min(place, start + max(length, 0))
