"""How one finds one's way in a store of thousands of projects and agents."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.drive_frame import FIRST_ROWS, NEXT_FAILED, PALETTE
from tests.benchmarks.driver import run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_BARS = {FIRST_ROWS: 0.3, PALETTE: 0.3, NEXT_FAILED: 0.1}
_KEY_S = 0.1
_STALL_S = 0.05
_MEMORY_MB = 400


def frame(settings: Settings) -> Iterator[Line]:
    """Filter, sort, jump, and visit the ten largest projects of the large store."""
    store, shape = settings.stores.large, settings.stores.shape
    found, _began = run_driver("tests.benchmarks.drive_frame", store)
    for step, taken in found["painted"].items():
        title = f"{step}, of {shape.projects:,}" if step == FIRST_ROWS else step
        yield Line(title, taken, "s", limit=_BARS.get(step), absolute=True)
    yield Line(
        "a key in the filter to repaint, longest", max(found["keys"]), "s",
        limit=_KEY_S, absolute=True,
        note=", ".join(f"{key * 1e3:.0f} ms" for key in found["keys"]),
    )  # fmt: skip
    for order, taken in found["orders"].items():
        yield Line(f"all projects sorted by {order}", taken, "s")
    for step, stall in found["stalls"].items():
        yield Line(f"stall: {step}", stall, "s", limit=_STALL_S, absolute=True)
    yield Line(
        "resident memory after the ten largest projects", found["resident"] / 1e6, "MB",
        limit=_MEMORY_MB, absolute=True,
    )  # fmt: skip
