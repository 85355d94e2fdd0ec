"""The inks of edits: each side read on its own, and words that changed laid over them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.models.code_inks import language_of
from constellation_gui.models.diff_inks import diff_runs, overlaid
from constellation_gui.models.inks import Ink, Run


def inked(text: str) -> list[tuple[str, Ink]]:
    return [
        (text[start : start + length], ink)
        for start, length, ink in diff_runs(text, "python")
        if isinstance(ink, Ink)
    ]


def test_each_side_is_read_on_its_own() -> None:
    text = "\n".join(('  x = """', "− one", "⋯ 3 unchanged lines", "+ two", '+ """', "+ def f():"))
    assert inked(text) == [
        ('"""', Ink.STRING),
        ("one", Ink.STRING),
        ("two", Ink.STRING),
        ('"""', Ink.STRING),
        ("def", Ink.KEYWORD),
        ("f", Ink.NAME),
    ]


def test_what_is_too_much_is_left_alone() -> None:
    assert not diff_runs("+ " + "x = 1;" * 200, "python")
    assert not diff_runs("", "python")
    assert not diff_runs("\n\n", "python")


def test_languages_by_file() -> None:
    names = ("/a/b.tsx", "C:\\x\\Makefile", "Dockerfile", "x.PY", "/a.b/c", "", "notes.txt")
    found = ["typescript", "makefile", "dockerfile", "python", "", "", ""]
    assert list(map(language_of, names)) == found


RUNS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=8)


def runs(steps: list[tuple[int, int]], ink: Ink) -> list[Run]:
    found, at = [], 0
    for gap, length in steps:
        found.append(Run(at + gap, length, ink))
        at += gap + length
    return found


@settings(max_examples=60)
@given(RUNS, RUNS)
def test_what_is_laid_over_hides_what_is_below(
    below: list[tuple[int, int]], above: list[tuple[int, int]]
) -> None:
    lower, upper = runs(below, Ink.KEYWORD), runs(above, Ink.ADDED)
    expected = {n: run.ink for run in (*lower, *upper) for n in range(run.start, sum(run[:2]))}
    found = list(overlaid(lower, upper))
    assert found == sorted(found, key=lambda run: run.start)
    places = [n for run in found for n in range(run.start, sum(run[:2]))]
    assert len(places) == len(set(places))
    assert {n: run.ink for run in found for n in range(run.start, sum(run[:2]))} == expected
