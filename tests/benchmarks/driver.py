"""Runs the real application in a process of its own, to a point that is measured.

`run_driver` is the benchmarks' side; `drive` is called in the new process. What the driver finds is
one line of JSON on standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tests.homes import give_home

if TYPE_CHECKING:
    from constellation_gui.main_window import MainWindow

Finding = dict[str, Any]

_PATIENCE_S = 300
_ROOT = Path(__file__).parents[2]


class DriverError(Exception):
    """The application ended without a finding; the text is what it said."""


def run_driver(module: str, store: Path) -> tuple[Finding, float]:
    """Run a driver on a store, in an empty home; return its finding and when it was started.

    The time is on the clock `time.monotonic`, which processes of one machine share.
    """
    paths = [str(_ROOT), str(_ROOT / "db"), os.environ.get("PYTHONPATH", "")]
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ) | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        }
        give_home(environment, Path(home))
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", module, str(store)],
            env=environment, capture_output=True, text=True, timeout=_PATIENCE_S, check=False,
        )  # fmt: skip
    *_, last = done.stdout.splitlines() or [""]
    if done.returncode or not last.startswith('{"'):
        raise DriverError(f"{module} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    finding: Finding = json.loads(last)
    return finding, began


class Tour(Protocol):
    """What a driver does: watches from the moment in which the store begins to open, then goes."""

    def __init__(self, window: MainWindow) -> None: ...

    def run(self) -> Finding:
        """Do what is to be measured, with the event loop running; return the finding."""


def drive(tour: type[Tour]) -> None:
    """Start the application as its command does, on the store that is named, and go on a tour."""
    from constellation_gui import command_line

    store, *_ = sys.argv[1:]
    found: Finding = {}
    _watch(tour, found)
    with suppress(SystemExit):
        command_line.main(args=[store, "--theme", "light", "--size", "1440x900"])
    print(json.dumps(found))


def _watch(tour: type[Tour], found: Finding) -> None:
    from PySide6.QtCore import QTimer

    from constellation_gui import app
    from constellation_gui.main_window import MainWindow
    from constellation_gui.startup import Request

    class Toured(MainWindow):
        """The window as it is, but for the tour that begins when a store is opened."""

        def open(self, request: Request) -> None:
            """Open the store and go."""
            going = tour(self)

            def go() -> None:
                try:
                    found.update(going.run())
                except Exception:  # the window would show it to nobody
                    traceback.print_exc()
                finally:
                    self.close()

            super().open(request)
            QTimer.singleShot(0, self, go)

    app.MainWindow = Toured  # type: ignore[attr-defined]
