"""How long the application takes from its start to the first projects, by the store's size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.driver import run_driver
from tests.benchmarks.measuring import Contender, duel
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line, compared


def start(settings: Settings) -> Iterator[Line]:
    """Start the application on the large store and on an empty one."""
    stores = settings.stores
    result = duel(_start(stores.large), _start(stores.empty), settings.rounds)
    yield compared(
        f"start to the projects, {stores.messages:,} messages", result, "an empty store",
        limit=1.2,
        note="a process of its own, without a display; the store is not in the page cache "
        "(where the system lets one say so), Python and Qt are",
    )  # fmt: skip


def _start(store: Path) -> Contender:
    def run() -> float:
        _forget(store)
        found, began = run_driver("tests.benchmarks.drive_start", store)
        return float(found["painted"]) - began

    return run


def _forget(path: Path) -> None:
    """Let the system drop what it remembers of a file."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
