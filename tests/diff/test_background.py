"""Large texts are compared in another process, which is kept for the next ones."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from constellation_gui.diff import background, worker, worker_process
from constellation_gui.diff.changes import find_changes
from constellation_gui.diff.options import Algorithm, DiffOptions, Whitespace


def large_pair(lines: int = 30_000) -> tuple[bytes, bytes]:
    chance = random.Random(4)
    old = [b"line %d of a large file\n" % number for number in range(lines)]
    new = list(old)
    for number in chance.sample(range(lines), lines // 20):
        new[number] = b"changed %d\n" % number
    return b"".join(old), b"".join(new)


def children(of: int | None = None) -> list[int]:
    """Return the ids of the processes that compare for this one (or another), as /proc has them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text()
            if parent == (of or os.getpid()) and worker.__name__ in command:
                found.append(int(folder.name))
    return found


@pytest.fixture(autouse=True)
def _no_process_before_or_after() -> Iterator[None]:
    worker_process.shared.close()
    yield
    worker_process.shared.close()
    assert children() == []


def test_the_other_process_gives_the_same_answer() -> None:
    old, new = large_pair()
    assert background.compare(old, new).changes == find_changes(old, new)


def test_the_other_process_hears_of_the_options() -> None:
    old, new = large_pair()
    spaced = new.replace(b"line", b"  line")
    options = DiffOptions(Algorithm.PATIENCE, Whitespace.IGNORE_ALL)
    found = background.compare(old, spaced, options=options)
    assert found.changes == find_changes(old, new)


def test_it_serves_again_and_again() -> None:
    old, new = large_pair()
    background.warm()
    first = children()
    for one, other in ((old, new), (new, old)):
        assert background.compare(one, other).changes == find_changes(one, other)
    assert children() == first
    assert len(first) == 1


def test_several_threads_take_turns() -> None:
    pairs = [large_pair(30_000 + 1_000 * extra) for extra in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda pair: background.compare(*pair).changes, pairs))
    assert found == [find_changes(*pair) for pair in pairs]
    assert len(children()) == 1


def test_who_can_wait_gives_way_to_who_comes_later() -> None:
    old, new = large_pair()
    ended: list[str] = []
    waiting = {name: threading.Event() for name in ("counted", "shown")}

    def count() -> None:
        background.changes_between(old, new, waiting["counted"].set, urgent=False)
        ended.append("counted")

    def show() -> None:
        background.compare(old, new, waiting["shown"].set)
        ended.append("shown")

    threads = [threading.Thread(target=work) for work in (count, show)]
    with worker_process.shared.comparing(worker.Pair(old, new), lambda: None) as changes:
        for thread, comes in zip(threads, waiting.values(), strict=True):
            thread.start()
            assert comes.wait(20)
        changes()
    for thread in threads:
        thread.join()
    assert ended == ["shown", "counted"]


def test_a_process_that_was_killed_meanwhile_is_begun_anew() -> None:
    old, new = large_pair()
    background.warm()
    os.kill(children()[0], signal.SIGKILL)
    assert background.compare(old, new).changes == find_changes(old, new)


def test_it_ends_with_the_program_that_began_it() -> None:
    code = "from constellation_gui.diff import background; background.warm(); print(1); input()"
    program = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with program:
        assert program.stdout is not None
        program.stdout.readline()
        deadline = time.monotonic() + 20
        # For a moment it still goes by the name of the program that it was begun from.
        while not (found := children(of=program.pid)) and time.monotonic() < deadline:
            time.sleep(0.01)
        (other,) = found
        program.kill()
    while Path(f"/proc/{other}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{other}").exists()


def test_what_held_much_text_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = large_pair()
    monkeypatch.setattr(worker_process, "_MOST_KEPT_BYTES", len(old))
    background.compare(old, new)
    assert children() == []


def test_a_small_text_needs_no_process() -> None:
    assert list(background.compare(b"a\n", b"b\n").changes) == [(0, 1, 0, 1)]
    assert children() == []


def test_a_frozen_application_is_its_own_other_process(tmp_path: Path) -> None:
    old, new = large_pair(300)
    asked = tmp_path / "asked"
    with asked.open("wb") as file:
        worker.ask(file, worker.Pair(old, new))
    with asked.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "constellation_gui", worker.ARGUMENT],
            stdin=file,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert worker.answer(io.BytesIO(done.stdout)) == find_changes(old, new)


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
        background.compare(old, new, check)
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
        background.compare(old, new, check)


def test_the_interpreter_goes_on_meanwhile() -> None:
    chance = random.Random(2)
    # Two lines in random order are the worst that xdiff meets: half a second and more.
    old, new = (b"".join(chance.choice([b"a\n", b"b\n"]) for _ in range(150_000)) for _ in range(2))
    done = threading.Thread(target=background.compare, args=(old, new))
    done.start()
    longest = 0.0
    before = time.perf_counter()
    while done.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    done.join()
    assert longest < 0.25
