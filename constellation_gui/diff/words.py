"""Which words differ inside a line that was changed, found with bounded effort."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

# Beyond these a line is data rather than prose or code, and only its ends are compared.
_MOST_TOKENS = 400
_MOST_DIFFERENCES = 120
_LONGEST_LINE = 4_000
_STEP = 1 << 16

# Lines that share less than this say more when they stand as a whole.
LEAST_LIKENESS = 0.3

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Span(NamedTuple):
    """A stretch of a line, in characters."""

    start: int
    length: int


T = TypeVar("T", str, bytes)
H = TypeVar("H", bound=Hashable)
Spans = tuple[tuple[Span, ...], tuple[Span, ...]]


Bag = Counter[str]


def bag_of_words(line: str) -> Bag:
    """Return how much of a line each of its words and signs makes up; blanks do not count."""
    counts = Counter(_TOKEN.findall(line[:_LONGEST_LINE]))
    return Counter(
        {token: len(token) * count for token, count in counts.items() if not token.isspace()}
    )


def likeness(old: Bag, new: Bag) -> float:
    """Return the share that two lines have in common, from 0 to 1; 1 for two blank lines."""
    together = old.total() + new.total()
    return 2 * (old & new).total() / together if together else 1.0


def changed_words(old: str, new: str) -> Spans:
    """Return what was taken from `old` and what was put into `new`.

    Both are empty where the lines are equal, or so unlike that a highlight says nothing.
    """
    if old == new:
        return (), ()
    if max(len(old), len(new)) > _LONGEST_LINE:
        return _between_common_ends(old, new)
    if likeness(bag_of_words(old), bag_of_words(new)) < LEAST_LIKENESS:
        return (), ()
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    head, tail = common_ends(a, b)
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    kept = None
    if max(len(middle_a), len(middle_b)) <= _MOST_TOKENS:
        kept = common_places(middle_a, middle_b)
    kept_a, kept_b = kept if kept is not None else (set(), set())
    offset = sum(map(len, a[:head]))
    return _spans(middle_a, kept_a, offset), _spans(middle_b, kept_b, offset)


def common_ends(a: Sequence[H], b: Sequence[H]) -> tuple[int, int]:
    """Return how many items are the same at the start and, of what is left, at the end."""
    shorter = min(len(a), len(b))
    head = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail


def _between_common_ends(old: str, new: str) -> Spans:
    head = common_length(old, new)
    tail = common_length(old[head:][::-1], new[head:][::-1])
    return _middle(len(old), head, tail), _middle(len(new), head, tail)


def _middle(length: int, head: int, tail: int) -> tuple[Span, ...]:
    return (Span(head, length - head - tail),) if length > head + tail else ()


def common_length(old: T, new: T) -> int:
    """Return the length of the common beginning; megabytes of it take a few milliseconds."""
    shorter = min(len(old), len(new))
    low = 0
    # In steps, for each is copied and compared under the interpreter lock.
    while low < shorter and old[low : low + _STEP] == new[low : low + _STEP]:
        low = min(low + _STEP, shorter)
    high = min(low + _STEP, shorter)
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_places(a: Sequence[H], b: Sequence[H]) -> tuple[set[int], set[int]] | None:
    """Return the places, in each, of a longest common subsequence; None beyond the bound.

    Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy forward search.
    """
    furthest = {1: 0}
    history = []
    for differences in range(min(len(a) + len(b), _MOST_DIFFERENCES) + 1):
        history.append(furthest.copy())
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences
                and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(history, len(a), len(b))
    return None


def _walk_back(history: list[dict[int, int]], x: int, y: int) -> tuple[set[int], set[int]]:
    kept_a: set[int] = set()
    kept_b: set[int] = set()
    for differences in range(len(history) - 1, -1, -1):
        furthest = history[differences]
        diagonal = x - y
        down = diagonal == -differences or (
            diagonal != differences
            and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        start = furthest[before] + (not down) if differences else 0
        while x > start:
            x, y = x - 1, y - 1
            kept_a.add(x)
            kept_b.add(y)
        x, y = (x, y - 1) if down else (x - 1, y)
    return kept_a, kept_b


def _spans(tokens: Sequence[str], kept: set[int], offset: int) -> tuple[Span, ...]:
    """Return what is not kept; a blank between two changed words is part of the change."""
    changed = [index not in kept for index in range(len(tokens))]
    for index in range(1, len(tokens) - 1):
        if tokens[index].isspace() and changed[index - 1] and changed[index + 1]:
            changed[index] = True
    found = []
    for differs, group in groupby(zip(changed, tokens, strict=True), key=itemgetter(0)):
        length = sum(len(token) for _differs, token in group)
        if differs:
            found.append(Span(offset, length))
        offset += length
    return tuple(found)
