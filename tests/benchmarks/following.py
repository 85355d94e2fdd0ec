"""How a window follows a run that is being written, and what it costs while nothing happens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from tests.benchmarks.drive_follow import IDLE_S, WRITES_S
from tests.benchmarks.driver import run_driver
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line

_SOON_S = 1.0
_STALL_S = 0.05
_MOST_STATEMENTS = 40
_IDLE_PER_MILLE = 10


def follow(settings: Settings) -> Iterator[Line]:
    """Look at runs of the large store while another process writes them."""
    with settings.stores.scratch() as folder:
        store = folder / settings.stores.large.name
        shutil.copy(settings.stores.large, store)
        found, _began = run_driver("tests.benchmarks.drive_follow", store)
    yield Line(
        f"an idle window for {IDLE_S:.0f} s, of a processor", found["idle"] * 1000, "‰",
        limit=_IDLE_PER_MILLE, absolute=True,
    )  # fmt: skip
    for what, title in (
        ("conversation", f"{settings.stores.shape.longest:,} messages"),
        ("tree", f"{settings.stores.shape.tree_agents:,} agents"),
    ):
        each = found[what]
        note = (
            f"{each['turns']} commits in {WRITES_S:.0f} s, {each['ticks']} changes followed; "
            "place, scroll positions and selection were compared all the time"
        )
        yield Line(
            f"follow a run beside {title}: commit to shown, longest", each["delay"], "s",
            limit=_SOON_S, absolute=True, note=note,
        )  # fmt: skip
        yield Line(
            f"stall: follow a run beside {title}", each["stall"], "s",
            limit=_STALL_S, absolute=True,
        )  # fmt: skip
        yield Line(
            f"statements for one change beside {title}", each["statements"], "",
            limit=_MOST_STATEMENTS, absolute=True,
        )  # fmt: skip
