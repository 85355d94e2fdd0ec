"""How fast two large files are compared, against Git."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from constellation_gui.diff.background import find_changes
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import from_text
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.measuring import duel, timed
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line, compared

_EDITS_A_THOUSAND = 20


def two_versions(lines: int) -> tuple[str, str]:
    """Return two versions of a file of that many lines; one in fifty lines differs."""
    rng = random.Random(11)
    sources = [line for source in Corpus.make(7).sources for line in source]
    old = [f"{sources[n % len(sources)]}  # {n // 7}" for n in range(lines)]
    new = list(old)
    for number in sorted(rng.sample(range(lines), lines * _EDITS_A_THOUSAND // 1_000))[::-1]:
        edit = rng.random()
        if edit < 0.6:
            new[number] += " revised"
        elif edit < 0.8:
            new[number:number] = [f"added {number} {n}" for n in range(rng.randint(1, 6))]
        else:
            del new[number : number + rng.randint(1, 6)]
    return "\n".join(old) + "\n", "\n".join(new) + "\n"


def diff(settings: Settings) -> Iterator[Line]:
    """Compare two files of 100,000 lines."""
    count = 20_000 if settings.quick else 100_000
    old, new = two_versions(count)
    with settings.stores.scratch() as folder:
        files = folder / "old.py", folder / "new.py"
        for path, text in zip(files, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        result = duel(
            timed(lambda: _ours(old, new)),
            timed(lambda: _git(*files)),
            settings.rounds,
        )
    yield compared(
        f"diff of {count:,} lines", result, "git diff --no-index", limit=1.5,
        note="ours: from two texts to aligned rows, in another process lest the window stall",
    )  # fmt: skip


def _ours(old: str, new: str) -> None:
    before, after = from_text(old), from_text(new)
    Comparison(before, after, find_changes(before, after))


def _git(old: Path, new: Path) -> None:
    # Ends with 1 where the files differ.
    subprocess.run(
        ["git", "diff", "--no-index", "--no-color", old, new],
        stdout=subprocess.DEVNULL,
        check=False,
    )
