"""The bars of what a project cost over time: how high, how written, how explained."""

from __future__ import annotations

import math

from constellation_db import ProjectCosts
from constellation_gui.models.cost_line import exact, heights, in_blocks, in_words

START, END = "2026-03-04T12:00:00.000Z", "2026-03-04T12:20:00.000Z"


def spent(*costs: float | None, end: str = END) -> ProjectCosts:
    return ProjectCosts(START, end, costs)


def test_bars_are_shares_of_the_highest_and_the_unknown_is_none() -> None:
    assert heights(spent(1.0, 4.0, None, 0.0)) == (0.25, 1.0, None, 0.0)
    assert heights(spent(0.0, None)) == (0.0, None)
    assert heights(spent(-2.0, 2.0, math.inf)) == (0.0, 0.0, 1.0)


def test_bars_as_text_tell_nothing_little_and_unknown_apart() -> None:
    assert in_blocks((0.0, 0.001, 0.5, 1.0, None)) == "▁▂▅█?"
    assert in_blocks(()) == ""


def test_words_say_when_how_long_and_how_much() -> None:
    assert in_words(spent(1.0, 4.0, None, 0.0)).split("\n") == [
        "From 2026-03-04 12:00:00 to 2026-03-04 12:20:00",
        "Each bar: 5 min",
        "Highest: $4.00, from 2026-03-04 12:05:00 on",
        "A gap: messages whose cost is unknown",
    ]
    assert "gap" not in in_words(spent(1.0, 4.0))
    assert in_words(spent(3.0, 0.0, end=START)) == "All of it at 2026-03-04 12:00:00"


def test_a_table_has_what_was_spent() -> None:
    assert exact(spent(0.25, None, 0.0, 123456.78)) == "0.25 ? 0 123457"
