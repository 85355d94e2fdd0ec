"""How fast two large files are compared, against Git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from constellation_gui.diff import background
from tests.benchmarks.corpus import two_versions
from tests.benchmarks.measuring import duel, timed
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line, compared


def diff(settings: Settings) -> Iterator[Line]:
    """Compare two files of 100,000 lines."""
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


def _ours(old: str, new: str) -> None:
    background.compare(old.encode(), new.encode())


def _git(old: Path, new: Path) -> None:
    # Ends with 1 where the files differ.
    subprocess.run(
        ["git", "diff", "--no-index", "--no-color", old, new],
        stdout=subprocess.DEVNULL,
        check=False,
    )
