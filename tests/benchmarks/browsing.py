"""How a person's way through a large store feels: paint times, standstills, memory."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.drive_browse import CLICK_AGENT, CLICK_TREE, FOLLOW_LINK
from tests.benchmarks.driver import Finding, run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_RUNS = 3
_STALL_S = 0.05
_MEMORY_MB = 400


def browse(settings: Settings) -> Iterator[Line]:
    """Open the large store, click a project, an agent, a file, and scroll."""
    shape = settings.stores.shape
    store = settings.stores.large
    found = [run_driver("tests.benchmarks.drive_browse", store)[0] for _ in range(_RUNS)]
    painted, stalls = _medians(found, "painted"), _medians(found, "stalls")
    bars = {
        CLICK_AGENT: (f"first paint of {shape.longest:,} messages", 0.150),
        CLICK_TREE: (
            f"first rows of {shape.tree_agents:,} agents, depth {shape.tree_depth:,}",
            0.3,
        ),
        FOLLOW_LINK: (f"first screen of the diff of {shape.huge_lines:,} lines", 0.25),
    }
    for step, taken in painted.items():
        work, limit = bars.get(step, (f"{step}: painted", None))
        yield Line(work, taken, "s", limit=limit, absolute=True)
    frame = statistics.median(one["frame_p99"] for one in found)
    yield Line("a frame of scrolling the transcript, p99", frame, "s", limit=0.016, absolute=True)
    idle = statistics.median(one["idle"] for one in found)
    for step, stall in stalls.items():
        yield Line(f"stall: {step}", stall, "s", idle, "idle loop", limit=_STALL_S, absolute=True)
    memory = statistics.median(one["resident"] for one in found)
    yield Line(
        "resident memory after that", memory / 1e6, "MB", limit=_MEMORY_MB, absolute=True,
        note=f"medians of {_RUNS} walks, each a process of its own; a stall is a timer's longest "
        "delay in a step, paint times run from the click; the store has "
        f"{store.stat().st_size / 1e6:,.0f} MB",
    )  # fmt: skip


def _medians(found: list[Finding], what: str) -> dict[str, float]:
    steps: dict[str, Any] = found[0][what]
    return {step: statistics.median(one[what][step] for one in found) for step in steps}
