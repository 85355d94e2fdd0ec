"""Large texts are compared in another process, which is gone when it has answered."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from constellation_gui.diff import background, worker
from constellation_gui.diff.changes import find_changes
from constellation_gui.diff.lines import Lines


def large_pair(lines: int = 30_000) -> tuple[bytes, bytes]:
    chance = random.Random(4)
    old = [b"line %d of a large file\n" % number for number in range(lines)]
    new = list(old)
    for number in chance.sample(range(lines), lines // 20):
        new[number] = b"changed %d\n" % number
    return b"".join(old), b"".join(new)


def children() -> list[int]:
    """Return the ids of the processes that compare for this one, as the system knows them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text()
            if parent == os.getpid() and worker.__name__ in command:
                found.append(int(folder.name))
    return found


def test_the_other_process_gives_the_same_answer() -> None:
    old, new = large_pair()
    assert background.find_changes(Lines(old), Lines(new)) == find_changes(old, new)
    assert children() == []


def test_a_small_text_needs_no_process() -> None:
    assert list(background.find_changes(Lines(b"a\n"), Lines(b"b\n"))) == [(0, 1, 0, 1)]


class StopError(Exception):
    """What a caller raises who does not want the answer any more."""


def test_stopping_ends_the_other_process() -> None:
    old, new = large_pair()
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise StopError

    with pytest.raises(StopError):
        background.find_changes(Lines(old), Lines(new), check)
    assert children() == []


def test_a_process_that_dies_is_told() -> None:
    old, new = large_pair()
    killed = threading.Event()

    def check() -> None:
        found = children()
        if found and not killed.is_set():
            killed.set()
            os.kill(found[0], signal.SIGKILL)

    with pytest.raises(background.DiffError, match="ended early"):
        background.find_changes(Lines(old), Lines(new), check)


def test_the_interpreter_goes_on_meanwhile() -> None:
    chance = random.Random(2)
    # Two lines in random order are the worst that xdiff meets: half a second and more.
    old, new = (b"".join(chance.choice([b"a\n", b"b\n"]) for _ in range(150_000)) for _ in range(2))
    pair = Lines(old), Lines(new)
    done = threading.Thread(target=background.find_changes, args=pair)
    done.start()
    longest = 0.0
    before = time.perf_counter()
    while done.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    done.join()
    assert longest < 0.25
