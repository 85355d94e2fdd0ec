"""What sets a stretch of text off: a word that changed, a terminal's colours, a piece of code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple


class Ink(Enum):
    """What a stretch of text is, where that has a colour of its own."""

    KEYWORD = "keyword"
    NAME = "name"  # that is defined here, or built in
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    ADDED = "added"  # within a line that was changed
    REMOVED = "removed"


RGB = 1 << 24
"""Marks a terminal's colour that is red, green and blue in a byte each, and no place in a table."""


class Pen(NamedTuple):
    """How a terminal was told to write. Colours are places among its 256, or `RGB` and the colour.

    None is the terminal's own colour.
    """

    fore: int | None = None
    back: int | None = None
    strong: bool = False
    faint: bool = False
    underlined: bool = False
    inverse: bool = False


class Run(NamedTuple):
    """`length` characters from `start` in one ink."""

    start: int
    length: int
    ink: Ink | Pen


Runs = Sequence[Run]


def within(runs: Runs, start: int, end: int) -> list[Run]:
    """Return the runs of `text[start:end]`, counted from its own beginning.

    `runs` are those of the whole text, in order and apart from each other.
    """
    first = max(bisect_right(runs, start, key=_start) - 1, 0)
    found = []
    for run in runs[first:]:
        if run.start >= end:
            break
        begins, ends = max(run.start, start), min(run.start + run.length, end)
        if begins < ends:
            found.append(Run(begins - start, ends - begins, run.ink))
    return found


def _start(run: Run) -> int:
    return run.start
