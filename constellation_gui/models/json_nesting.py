"""What of a JSON text can be folded: what brackets hold on several lines, and long strings."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache

from constellation_db import InvalidJson, jsontext
from constellation_gui.formatting import exact_count
from constellation_gui.models.json_tokens import STRUCTURE, tokens
from constellation_gui.models.long_json import SHORT
from constellation_gui.wording import tr

_PAIRS = {"}": "{", "]": "["}
LONGEST_STRING = 160
"""How much is seen of a long string that is folded, in characters."""


class Nesting:
    """What can be folded of a text, numbered in the order in which it begins."""

    def __init__(self) -> None:
        self._starts, self._ends, self._depths, self._counts = (array("q") for _ in range(4))
        self._outer = array("q")
        self._columns = (self._starts, self._ends, self._depths, self._counts, self._outer)

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def starts(self) -> array[int]:
        """Where what is hidden begins, in order."""
        return self._starts

    def hidden(self, number: int) -> tuple[int, int]:
        """Return the stretch of the text that goes away when it is folded."""
        return self._starts[number], self._ends[number]

    def said(self, number: int) -> str:
        """Return what stands there then: how much it is."""
        count = self._counts[number]
        if count >= 0:
            return f" ⋯ {exact_count(count)} "
        return tr("… ({count} characters)").format(count=exact_count(-count))

    def members(self, number: int) -> int:
        """Return how many members an object or a list has; below 0 for a string."""
        return self._counts[number]

    def depth(self, number: int) -> int:
        """Return within how many others it is."""
        return self._depths[number]

    def is_string(self, number: int) -> bool:
        """Whether it is the rest of a long string."""
        return self._counts[number] < 0

    def outer(self, number: int) -> int | None:
        """Return the one that it stands in, None for the outermost."""
        outer = self._outer[number]
        return None if outer < 0 else outer

    def first_from(self, place: int) -> int:
        """Return the number of the first that begins at a place of the text or later."""
        return bisect_left(self._starts, place)

    def add(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Add what folds in a JSON document within a text; whether its brackets are in order.

        One that opens and closes in the middle of lines is left alone.
        """
        stop = len(text) if end is None else end
        before = len(self)
        stack: list[tuple[int, int, int]] = []  # where a bracket opens, its number, its outer one's
        commas: list[int] = []
        closed = start
        in_order = True
        # Numbers in arrays, no objects: the garbage collector would go through 100,000s of them.
        for place, piece in tokens(STRUCTURE, text, start, stop):
            after = place + len(piece)
            if not stack and (closed > start or piece not in ("{", "[")):
                in_order = False
                break
            if piece == ",":
                commas[-1] += 1
            elif piece in ("{", "["):
                outer, number = stack[-1][2] if stack else -1, -1
                if text[place + 1 : place + 2] == "\n":
                    number = self._begin(place + 1, len(stack), outer)
                stack.append((place, number, outer if number < 0 else number))
                commas.append(0)
            elif piece in _PAIRS:
                opened, number, _inner = stack.pop()
                members, closed = commas.pop() + 1, place + 1
                if text[opened] != _PAIRS[piece]:
                    in_order = False
                    break
                if number >= 0 and _ends_a_line(text, place):
                    self._ends[number], self._counts[number] = place, members
            elif len(piece) - 2 > LONGEST_STRING and text[after : after + 1] != ":":
                number = self._begin(place + 1 + LONGEST_STRING, len(stack), stack[-1][2])
                self._ends[number], self._counts[number] = after - 1, 2 - len(piece)
        in_order = in_order and not stack and not text[closed:stop].strip()
        self._keep(before, in_order=in_order)
        return in_order

    def _begin(self, start: int, depth: int, outer: int) -> int:
        """Give a number to something whose end is not known yet."""
        for values, value in zip(self._columns, (start, -1, depth, 0, outer), strict=True):
            values.append(value)
        return len(self) - 1

    def _keep(self, first: int, *, in_order: bool) -> None:
        """Keep what has an end of those from a number on; nothing if they are not in order."""
        if in_order and self._ends.count(-1) == 0:
            return
        found = list(zip(*(values[first:] for values in self._columns), strict=True))
        for values in self._columns:
            del values[first:]
        numbers: list[int] = []  # what is in something without an end is in what that is in
        for start, end, depth, count, outer in found if in_order else ():
            outer_one = numbers[outer - first] if outer >= first else -1
            if end < 0:
                numbers.append(outer_one)
                continue
            numbers.append(self._begin(start, depth, outer_one))
            self._ends[-1], self._counts[-1] = end, count


def _ends_a_line(text: str, place: int) -> bool:
    """Whether a closing bracket is all there is on its line, but for a comma."""
    if text[text.rfind("\n", 0, place) + 1 : place].strip():
        return False
    return text[place + 1 : place + 2] in ("", "\n") or text[place + 1 : place + 3] in (",", ",\n")


def nesting_of(text: str) -> Nesting | None:
    """Return what can be folded of a text, None where it is no JSON or nothing of it can be."""
    if text[:1] not in ("{", "["):
        return None
    return _nesting_of_long(text) if len(text) > SHORT else _nesting_of(text)


def _nesting_of(text: str) -> Nesting | None:
    nesting = Nesting()
    return nesting if nesting.add(text) and len(nesting) and _parses(text) else None


# Both the message with a call and the one with its result ask, and it takes a second or two.
_nesting_of_long = lru_cache(maxsize=1)(_nesting_of)


def is_document(text: str) -> bool:
    """Whether a text is JSON, an object or a list; of very long ones, whether it looks like it."""
    return text[:1] in ("{", "[") and text[-1:] in ("}", "]") and _parses(text)


def _parses(text: str) -> bool:
    """Whether JSON's parser reads a text, or would give up on it."""
    if len(text) > SHORT:
        return True
    parsed = jsontext.parse(text)
    return not isinstance(parsed, InvalidJson) or "recursion" in parsed.reason
