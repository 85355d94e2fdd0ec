"""How fast two large files are compared, against Git and Python's difflib."""

from __future__ import annotations

import difflib
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from constellation_gui.diff import background
from constellation_gui.diff_choices import DiffChoices
from constellation_gui.models.diff_layout import folding, lay_out
from tests.benchmarks.corpus import two_versions
from tests.benchmarks.measuring import duel, seconds, timed
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line, compared


def diff(settings: Settings) -> Iterator[Line]:
    """Compare two files of 100,000 lines, and two of a million."""
    count = 20_000 if settings.quick else 100_000
    old, new = two_versions(count)
    with settings.stores.scratch() as folder:
        files = folder / "old.py", folder / "new.py"
        for path, text in zip(files, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        background.warm()  # as the files tab does when it comes up
        result = duel(
            timed(lambda: _ours(old, new)),
            timed(lambda: _git(*files)),
            settings.rounds,
        )
    yield compared(
        f"diff of {count:,} lines", result, "git diff --no-index", limit=1.5,
        note="ours: from two texts to aligned rows, in another process lest the window stall",
    )  # fmt: skip
    yield from _against_difflib(2_000 if settings.quick else 20_000, settings.rounds)
    yield from _million(100_000 if settings.quick else 1_000_000, settings.rounds)


def _against_difflib(count: int, rounds: int) -> Iterator[Line]:
    old, new = two_versions(count)
    before, after = old.splitlines(), new.splitlines()
    result = duel(
        timed(lambda: _ours(old, new)),
        timed(lambda: list(difflib.unified_diff(before, after))),
        rounds,
    )
    yield compared(f"diff of {count:,} lines", result, "difflib")


def _million(count: int, rounds: int) -> Iterator[Line]:
    old, new = (text.encode() for text in two_versions(count))
    choices = DiffChoices(side_by_side=True)

    def shown() -> None:
        comparison = background.compare(old, new)
        lay_out(comparison, folding(choices), side_by_side=True)

    best = min(seconds(shown) for _round in range(rounds))
    yield Line(
        f"diff of {count:,} lines, in the background", best, limit=3.0, absolute=True,
        note="side by side, ready to be shown",
    )  # fmt: skip
    given_up = min(_until_given_up(old, new) for _round in range(rounds))
    yield Line("the same, given up half-way", given_up, limit=0.2, absolute=True)


class _GivenUpError(Exception):
    """Nobody wants to know any more."""


def _until_given_up(old: bytes, new: bytes) -> float:
    """Return the seconds from giving a comparison up until nothing of it goes on."""
    given_up = threading.Event()
    at = 0.0

    def give_up() -> None:
        nonlocal at
        at = time.perf_counter()
        given_up.set()

    def check() -> None:
        if given_up.is_set():
            raise _GivenUpError

    timer = threading.Timer(0.3, give_up)
    timer.start()
    try:
        background.compare(old, new, check)
        return 0.0  # it was faster
    except _GivenUpError:
        return time.perf_counter() - at
    finally:
        timer.join()


def _ours(old: str, new: str) -> None:
    background.compare(old.encode(), new.encode())


def _git(old: Path, new: Path) -> None:
    # Ends with 1 where the files differ.
    subprocess.run(
        ["git", "diff", "--no-index", "--no-color", old, new],
        stdout=subprocess.DEVNULL,
        check=False,
    )
