"""Changed words are found inside a line, and with bounded effort."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.diff.words import Span, changed_words

_LINES = st.lists(st.sampled_from(["x", "foo", " ", "  ", "(", ")", ", ", "bar", "é", "漢字", "="]))


def pieces(line: str, spans: tuple[Span, ...]) -> list[str]:
    return [line[start : start + length] for start, length in spans]


def without(line: str, spans: tuple[Span, ...]) -> str:
    for start, length in reversed(spans):
        line = line[:start] + line[start + length :]
    return line


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("total = a + b", "total = a - b", ["+"], ["-"]),
        ("print(x)", "print(x, y)", [], [", y"]),
        ("def run(self):", "def walk(self):", ["run"], ["walk"]),
        ("the quick brown fox", "the slow red fox", ["quick brown"], ["slow red"]),
        ("same", "same", [], []),
        ("completely different", "nothing alike here!", [], []),
        ("", "new", [], []),
    ],
)
def test_words(old: str, new: str, removed: list[str], added: list[str]) -> None:
    spans = changed_words(old, new)
    assert (pieces(old, spans[0]), pieces(new, spans[1])) == (removed, added)


@given(_LINES, _LINES)
def test_what_is_not_marked_is_the_same(old_parts: list[str], new_parts: list[str]) -> None:
    old, new = "".join(old_parts), "".join(new_parts)
    removed, added = changed_words(old, new)
    if removed or added:
        # A blank between changed words is marked on one side and may stay on the other.
        assert without(old, removed).split() == without(new, added).split() or (
            "".join(without(old, removed).split()) == "".join(without(new, added).split())
        )


@given(_LINES, _LINES)
def test_spans_are_in_order_and_apart(old_parts: list[str], new_parts: list[str]) -> None:
    lines = "".join(old_parts), "".join(new_parts)
    for line, spans in zip(lines, changed_words(*lines), strict=True):
        end = -1
        for start, length in spans:
            assert start > end
            assert length > 0
            end = start + length
        assert end <= len(line)


def test_a_very_long_line_is_compared_at_its_ends() -> None:
    old = "x" * 1_000_000 + "old" + "y" * 1_000_000
    new = "x" * 1_000_000 + "new" + "y" * 1_000_000
    assert changed_words(old, new) == ((Span(1_000_000, 3),), (Span(1_000_000, 3),))


def test_hostile_lines_take_no_longer_than_a_frame_or_two() -> None:
    old, new = "a b " * 1_000, "b c a " * 660
    changed_words(old, new)
    began = time.process_time()
    changed_words(old, new)
    assert time.process_time() - began < 0.2
