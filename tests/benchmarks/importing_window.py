"""The window while another process finds and imports sessions for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from constellation_db import Database
from tests.benchmarks.driver import run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_SESSIONS, _QUICK_SESSIONS = 2_000, 200
_STALL_S = 0.050
_NAMED = "CONSTELLATION_BENCH_SESSIONS"


def import_in_window(settings: Settings) -> Iterator[Line]:
    """Find, tick, import and follow many sessions: how long the window stands still meanwhile."""
    os.environ[_NAMED] = str(_QUICK_SESSIONS if settings.quick else _SESSIONS)
    with tempfile.TemporaryDirectory(prefix="constellation-import-") as folder:
        store = Path(folder) / "runs.db"
        Database.open(store).close()
        told, _began = run_driver("tests.benchmarks.drive_import_window", store)
    title = f"{told['sessions']:,} sessions"
    for step, stall in told["stalls"].items():
        yield Line(f"stall: {step} {title}", stall, "s", limit=_STALL_S, absolute=True)
    size = told["size"] / 1e6
    yield Line(
        f"import {size:,.0f} MB in the window", size / told["took"], "MB/s",
        note="from the click on Import until the summary; the window follows what arrives",
    )  # fmt: skip
