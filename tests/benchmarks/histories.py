"""Rows of a store of files: one written hundreds of times, thousands changed once, too many to see.

Project 0 has the one file, project 1 the run that changed files, project 2 the many.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.benchmarks.corpus import path_of, two_versions
from tests.benchmarks.rows import Row, identifier, instant

VERSIONS, LINES = 500, 2_000
CHANGED, MANY = 2_000, 50_000
HISTORY, RUN, WIDE = (identifier("project", number) for number in range(3))
# Of agents: the project, who started it, how deep it is. The last one changed the run's files.
PLACES = ((0, None, 0), (1, None, 0), (2, None, 0), (1, 1, 1))
WRITER = identifier("agent", 3)
NEWEST = identifier("output", VERSIONS - 1)
"""The newest version of the file with a long history."""

_STEP_MS = 40


def output_rows() -> Iterator[Row]:
    """Yield rows of `outputs`."""
    contents = (
        *((HISTORY, 0, "/src/app.py", text) for text in _rewritten()),
        *((RUN, 1, path_of(number), _short(number, 0)) for number in range(CHANGED)),
        *((RUN, 3, path_of(number), _short(number, 1)) for number in range(CHANGED)),
        *((WIDE, 2, path_of(number), "x\n") for number in range(MANY)),
    )
    for number, (project, agent, path, text) in enumerate(contents):
        yield (
            identifier("output", number), project, identifier("agent", agent), "file", path, text,
            None, None, instant(number * _STEP_MS),
        )  # fmt: skip


def _rewritten() -> Iterator[str]:
    """Give the versions of one file: each has some lines changed, one added and one taken out."""
    rng = random.Random(3)
    lines = two_versions(LINES)[0].splitlines()[:LINES]
    for number in range(VERSIONS):
        for place in rng.sample(range(LINES), 8):
            lines[place] = f"{lines[place][:60]}  # {number}"
        lines.insert(rng.randrange(LINES), f"written by version {number}")
        del lines[rng.randrange(LINES)]
        yield "\n".join(lines) + "\n"


def _short(number: int, turn: int) -> str:
    lines = [f"line {line} of file {number}" for line in range(30)]
    if turn:
        lines[number % 30] += " changed"
        lines.append("added")
    return "\n".join(lines) + "\n"
