"""How a conversation reads, however long it is: the longest beside a short one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.drive_read import PAGES
from tests.benchmarks.driver import run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_WORKS = (
    ("click", "first paint after the click", 0.150),
    ("middle", "jump to the middle", 0.150),
    ("end", "jump to the end", 0.150),
    ("wheel p99", "a frame of the wheel, p99", 0.016),
    ("page p99", "a frame of a page, p99", 0.016),
    ("stall", "stall: page through it", 0.050),
)
_GROWTH_MB = 150


def read(settings: Settings) -> Iterator[Line]:
    """Read the longest conversation of the large store, and a short one beside it."""
    found, _began = run_driver("tests.benchmarks.drive_read", settings.stores.large)
    short, long = found["short"], found["long"]
    against = f"{short['messages']:,.0f} messages"
    title = f"{long['messages']:,.0f} messages"
    for name, work, limit in _WORKS:
        yield Line(
            f"{title}: {work}", long[name], "s", short[name], against, long[name] / short[name],
            limit=limit, absolute=True,
        )  # fmt: skip
    yield Line(
        f"{title}: memory grown by paging", long["growth"] / 1e6, "MB", short["growth"] / 1e6,
        against, limit=_GROWTH_MB, absolute=True,
        note=f"{PAGES:,} pages from the start, then five at each hundredth of the way",
    )  # fmt: skip
