"""Crashes below Python: kept as the process dies, told once by the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from constellation_gui.handing_over import hand_over
from constellation_gui.log_file import log_path
from constellation_gui.startup import Start
from tests.gui.test_single_instance import end, log, started, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter")


def reports() -> list[Path]:
    return sorted(log_path().parent.glob("crash-*.txt"))


def test_a_crash_is_reported_by_the_next_start_and_only_by_that(store: Path) -> None:
    with started(store) as process:
        until(lambda: "Started" in log())
        until(reports)
        process.send_signal(signal.SIGSEGV)
        process.wait(60)
    assert process.returncode == -signal.SIGSEGV
    assert "Segmentation fault" in reports()[0].read_text()

    with started(store) as process:
        until(lambda: "Ended unexpectedly before" in log())
        until(lambda: [path.name for path in reports()] == [f"crash-{process.pid}.txt"])
        until(lambda: hand_over(Start()))  # it listens, also to signals
        end(process)
    told = log()
    assert "Segmentation fault" in told
    assert "constellation_gui/app.py" in told
    assert str(Path(__file__).parents[2]) not in told
    assert str(store) not in told
    assert reports() == []

    with started(store) as process:
        until(lambda: hand_over(Start()))
        end(process)
    assert (log().count("Started"), log().count("Ended unexpectedly")) == (3, 1)


_BEGINS = """
from constellation_gui.hard_crash import HardCrash
crash = HardCrash()
print(repr(crash.begin()))
crash.end()
"""


def begin() -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _BEGINS],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_the_file_of_a_process_that_lives_stays_and_an_old_one_goes() -> None:
    folder = log_path().parent
    folder.mkdir(parents=True)
    alive, old = folder / "crash-1.txt", folder / "crash-2.txt"
    alive.touch()
    old.touch()
    os.utime(old, (0, 0))
    assert begin() == "''"
    assert reports() == [alive]


def test_a_folder_that_cannot_be_written_costs_the_report_and_nothing_else() -> None:
    log_path().parent.parent.mkdir(parents=True, exist_ok=True)
    log_path().parent.write_text("a file in the way")
    assert begin() == "''"
