"""How long a start takes, frozen and from source: `start_time.py FOLDER [ROUNDS]`, on a screen.

Both are started in turn, on the same store, and timed from the start of the process until the panes
of the store are shown, which is when the session is first kept. It needs Xvfb.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop import ROOT

_SCREEN = ":78"
_PATIENCE_S = 60.0
LARGEST_RATIO = 1.3


def main(folder: Path, rounds: int) -> None:
    """Print the medians and their ratio, and raise if that is too large."""
    frozen = [str(folder.resolve() / "constellation-gui")]
    source = [sys.executable, "-m", "constellation_gui"]
    with tempfile.TemporaryDirectory() as name, _screen():
        home = Path(name)
        store = home / "store.db"
        subprocess.run([str(folder / "constellation-db"), "sample", store], check=True)
        times: dict[str, list[float]] = {"source": [], "frozen": []}
        busy: dict[str, list[float]] = {"source": [], "frozen": []}
        for number in range(rounds + 1):
            for what, command in (("source", source), ("frozen", frozen)):
                took, worked = _start([*command, "--new-instance", str(store)], home)
                if number:  # the first time reads everything from the disk
                    times[what].append(took)
                    busy[what].append(worked)
    medians = {what: statistics.median(taken) for what, taken in times.items()}
    for what, taken in times.items():
        print(
            f"{what}: median {medians[what]:.3f} s, from {min(taken):.3f} to {max(taken):.3f} s; "
            f"processor {statistics.median(busy[what]):.3f} s"
        )
    ratio = medians["frozen"] / medians["source"]
    print(f"frozen / source: {ratio:.2f}, of {rounds} starts each")
    if ratio > LARGEST_RATIO:
        raise SystemExit(f"A frozen start takes more than {LARGEST_RATIO} times as long.")


def _start(command: list[str], home: Path) -> tuple[float, float]:
    """Return the seconds until the store is shown, and those of a processor until then."""
    environment = os.environ | {
        "DISPLAY": _SCREEN, "HOME": str(home), "PYTHONPATH": f"{ROOT}:{ROOT / 'db'}",
    }  # fmt: skip
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
        environment.pop(name, None)
    session = home / ".local" / "state" / "constellation-gui" / "session.json"
    session.unlink(missing_ok=True)
    began = time.time()
    process = subprocess.Popen(command, env=environment, cwd="/")
    try:
        while not session.exists():
            if time.time() > began + _PATIENCE_S or process.poll() is not None:
                raise SystemExit("The window did not appear.")
            time.sleep(0.02)
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        worked = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return session.stat().st_mtime - began, worked
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def _screen() -> Iterator[None]:
    if shutil.which("Xvfb") is None:
        raise SystemExit("Xvfb is needed.")
    screen = subprocess.Popen(
        ["Xvfb", _SCREEN, "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        time.sleep(1)
        yield
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
