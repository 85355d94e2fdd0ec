"""How files are gone through: who wrote each line, what a run changed, more paths than one sees."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks import histories
from tests.benchmarks.drive_files import (
    BLAME,
    BY_AUTHOR,
    BY_LINES,
    FILES,
    FLAT,
    REVIEW,
    WIDE_REVIEW,
)
from tests.benchmarks.driver import run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_RUNS = 3
_STALL_S = 0.05


def files(settings: Settings) -> Iterator[Line]:
    """Blame a long history, review a large run, list more files than can be seen."""
    store = settings.stores.files
    found = [run_driver("tests.benchmarks.drive_files", store)[0] for _ in range(_RUNS)]
    works = {
        BLAME: (
            f"blame of {histories.VERSIONS:,} versions of {histories.LINES:,} lines", 2.0,
        ),
        REVIEW: (f"review of {histories.CHANGED:,} changed files: the list", 0.3),
        WIDE_REVIEW: (f"review of {histories.MANY:,} changed files: the list", None),
        FILES: (f"first rows of {histories.MANY:,} paths", None),
        FLAT: ("the same without folders", None),
        BY_AUTHOR: ("the same, sorted by author", None),
        BY_LINES: ("the same, sorted by lines, which are counted meanwhile", None),
    }  # fmt: skip
    idle = statistics.median(one["idle"] for one in found)
    for step, (work, limit) in works.items():
        taken = statistics.median(one["painted"][step] for one in found)
        yield Line(work, taken, "s", limit=limit, absolute=True)
        stall = statistics.median(one["stalls"][step] for one in found)
        yield Line(f"stall: {step}", stall, "s", idle, "idle loop", limit=_STALL_S, absolute=True)
