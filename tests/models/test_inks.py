"""Colours of terminals and of code: found within bounds, and where they belong."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.models import terminal_text
from constellation_gui.models.code_inks import LONGEST, code_runs
from constellation_gui.models.inks import RGB, Ink, Pen, Run, Runs
from constellation_gui.models.terminal_text import inked, without_escapes

PIECES = st.lists(
    st.sampled_from(
        ["a", "é😀", "\n", "\x1b[31m", "\x1b[1;4m", "\x1b[0m", "\x1b[m", "\x1b[38;5;200m", "\x1b[",
         "\x1b]0;t\x07", "\x9b7m", "\x1b[38;2;1;2;3m", "\x1b[999999m", "\x1b[38m", "\x1b[2K"]
    ),
    max_size=40,
)  # fmt: skip


@pytest.mark.parametrize(
    ("escapes", "pen"),
    [
        ("\x1b[31m", Pen(fore=1)),
        ("\x1b[97;44m", Pen(fore=15, back=4)),
        ("\x1b[1;38;5;208m", Pen(fore=208, strong=True)),
        ("\x1b[38:2:10:20:30m", Pen(fore=RGB | 0x0A141E)),
        ("\x1b[48;2;999;0;0m", Pen(back=RGB | 0xFF0000)),
        ("\x1b[7m\x1b[4m\x1b[2m", Pen(inverse=True, underlined=True, faint=True)),
        ("\x1b[31m\x1b[39m\x1b[41m\x1b[49;1m", Pen(strong=True)),
        ("\x9b32m", Pen(fore=2)),
    ],
)
def test_what_a_terminal_was_told(escapes: str, pen: Pen) -> None:
    assert inked(f"a{escapes}bc\x1b[0md") == ("abcd", Runs([Run(1, 2, pen)]))


@pytest.mark.parametrize("text", ["plain", "\x1b[31m\x1b[0mx", "\x1b[31", "\x1b[0;39;49m x"])
def test_nothing_is_coloured(text: str) -> None:
    assert len(inked(text)[1]) == 0


def test_stretches_that_go_on_are_one() -> None:
    assert inked("\x1b[31ma\x1b[31mb\x1b[2Kc") == ("abc", Runs([Run(0, 3, Pen(fore=1))]))


@given(PIECES)
def test_colours_leave_the_text_alone(pieces: list[str]) -> None:
    text = "".join(pieces)
    plain, runs = inked(text)
    assert plain == without_escapes(text)
    assert all(run.length > 0 for run in runs)
    assert all(a.start + a.length <= b.start for a, b in pairwise(runs))
    assert not runs or runs[-1].start + runs[-1].length <= len(plain)


def test_colours_cross_the_windows_of_long_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_text, "_WINDOW", 100)
    text = "\x1b[32m" + "x" * 1_000 + "\x1b[0m" + "y" * 100
    assert inked(text) == ("x" * 1_000 + "y" * 100, Runs([Run(0, 1_000, Pen(fore=2))]))


def test_bombs_are_bounded() -> None:
    plain, runs = inked("\x1b[31mx\x1b[32my" * 300_000)
    assert plain == "xy" * 300_000
    assert len(runs) == 100_000


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4))), st.integers(0, 30))
def test_runs_within_a_stretch(gaps: list[tuple[int, int]], start: int) -> None:
    runs, at = list[Run](), 0
    for gap, length in gaps:
        runs.append(Run(at + gap, length, Ink.STRING if gap else Ink.NUMBER))
        at += gap + length
    coloured = {place for run in runs for place in range(run.start, run.start + run.length)}
    end = start + 7
    found = Runs(runs).within(start, end)
    assert [place for run in found for place in range(run.start, run.start + run.length)] == [
        place - start for place in range(start, end) if place in coloured
    ]


# -- Code ------------------------------------------------------------------------------------------


def inks(code: str, language: str) -> list[tuple[str, Ink | Pen]]:
    runs = code_runs(code, language)
    return [(code[run.start : run.start + run.length], run.ink) for run in runs]


def test_code_is_told_apart() -> None:
    found = inks('def f():  # why\n    return "é" + 12\n', "py")
    assert ("def", Ink.KEYWORD) in found
    assert ("f", Ink.NAME) in found
    assert ("# why", Ink.COMMENT) in found
    assert ('"é"', Ink.STRING) in found
    assert ("12", Ink.NUMBER) in found


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("x = 1", ""),
        ("x = 1", "no-such-language"),
        ("x = 1\n" * LONGEST, "python"),
        ('x = "' + "y" * 1_000 + '"', "python"),
    ],
)
def test_what_is_not_coloured(code: str, language: str) -> None:
    assert len(code_runs(code, language)) == 0


@pytest.mark.parametrize("language", ["rust", "tsx", "heex", "docker", "c++", "objective-c"])
def test_languages_have_lexers(language: str) -> None:
    assert code_runs('"text" 12', language) is not None
