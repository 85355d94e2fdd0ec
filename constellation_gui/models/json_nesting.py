"""What of a JSON text can be folded: what brackets hold on several lines, and long strings."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from constellation_db import InvalidJson, jsontext
from constellation_gui.models.long_json import SHORT

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],]', re.DOTALL)
_PAIRS = {"}": "{", "]": "["}
# How much is seen of a long string that is folded.
_LONGEST_STRING = 160


class _Found(NamedTuple):
    """Something between brackets, or a long string: from 0 on, unless all of it is on one line.

    `members` is how many it has, or how long the string is if negative.
    """

    start: int = -1
    end: int = -1
    depth: int = 0
    members: int = 0
    outer: int = -1


class Nesting:
    """What can be folded of a text, numbered in the order in which it begins."""

    def __init__(self) -> None:
        self._starts, self._ends, self._depths, self._counts = (array("q") for _ in range(4))
        self._outer = array("q")

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
        return f" ⋯ {count:,} " if count >= 0 else f"… ({-count:,} characters)"

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
        found: list[_Found] = []
        stack: list[tuple[int, int]] = []  # where a bracket opens, and where in `found` it will be
        commas: list[int] = []
        closed = start
        for match in _TOKEN.finditer(text, start, stop):
            piece, place = match[0], match.start()
            if not stack and (closed > start or piece not in ("{", "[")):
                return False
            if piece == ",":
                commas[-1] += 1
            elif piece in ("{", "["):
                found.append(_Found(outer=stack[-1][1] if stack else -1))
                stack.append((place, len(found) - 1))
                commas.append(0)
            elif piece in _PAIRS:
                opened, number = stack.pop()
                count, closed = commas.pop() + 1, place + 1
                if text[opened] != _PAIRS[piece]:
                    return False
                if text[opened + 1] == "\n" and _ends_a_line(text, place):
                    outer = found[number].outer
                    found[number] = _Found(opened + 1, place, len(stack), count, outer)
            elif len(piece) - 2 > _LONGEST_STRING and text[match.end() : match.end() + 1] != ":":
                first, last = place + 1 + _LONGEST_STRING, match.end() - 1
                found.append(_Found(first, last, len(stack), 2 - len(piece), stack[-1][1]))
        if stack or text[closed:stop].strip():
            return False
        self._keep(found)
        return True

    def _keep(self, found: Iterable[_Found]) -> None:
        """Number what folds. What is on one line does not; what is in it counts as in its outer."""
        numbers: list[int] = []
        for each in found:
            outer = numbers[each.outer] if each.outer >= 0 else -1
            if each.start < 0:
                numbers.append(outer)
                continue
            numbers.append(len(self._starts))
            self._starts.append(each.start)
            self._ends.append(each.end)
            self._depths.append(each.depth)
            self._counts.append(each.members)
            self._outer.append(outer)


def _ends_a_line(text: str, place: int) -> bool:
    """Whether a closing bracket is all there is on its line, but for a comma."""
    if text[text.rfind("\n", 0, place) + 1 : place].strip():
        return False
    return text[place + 1 : place + 2] in ("", "\n") or text[place + 1 : place + 3] in (",", ",\n")


def nesting_of(text: str) -> Nesting | None:
    """Return what can be folded of a text, None where it is no JSON or nothing of it can be."""
    if text[:1] not in ("{", "["):
        return None
    nesting = Nesting()
    return nesting if nesting.add(text) and len(nesting) and _parses(text) else None


def is_document(text: str) -> bool:
    """Whether a text is JSON, an object or a list; of very long or deep ones, about."""
    return text[:1] in ("{", "[") and _parses(text) and (len(text) <= SHORT or Nesting().add(text))


def _parses(text: str) -> bool:
    """Whether JSON's parser reads a text, or had to give up on it."""
    if len(text) > SHORT:
        return True
    parsed = jsontext.parse(text)
    return not isinstance(parsed, InvalidJson) or "recursion" in parsed.reason
