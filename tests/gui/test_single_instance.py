"""A second start while the first process lives, was killed, or hangs: with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from constellation_gui.handing_over import door, hand_over
from constellation_gui.log_file import log_path
from constellation_gui.session import Session
from constellation_gui.startup import Start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter")

_PATIENCE_S = 60


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start the application, and kill it after the block if it is still there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "constellation_gui", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(fact: Callable[[], object]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not fact():
        assert time.monotonic() < deadline, f"not in {_PATIENCE_S} s; the log says:\n{log()}"
        time.sleep(0.02)


def log() -> str:
    return log_path().read_text(encoding="utf-8") if log_path().exists() else ""


def end(process: subprocess.Popen[str]) -> None:
    """Ask a process to end as the system does, and see that it does so in good order."""
    process.send_signal(signal.SIGTERM)
    _out, said = process.communicate(timeout=_PATIENCE_S)
    assert (process.returncode, said) == (0, "")


@pytest.fixture
def first(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that shows a store and listens."""
    with started(store) as process:
        until(Path(door()).exists)
        until(lambda: Session.load().last_store == str(store))
        yield process


def test_a_second_start_hands_its_arguments_to_the_first_and_ends(
    first: subprocess.Popen[str], bare_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bare_store.parent)
    with started("bare.db", "--read-only") as second:
        _out, said = second.communicate(timeout=_PATIENCE_S)
    assert (second.returncode, said) == (0, "")
    until(lambda: Session.load().last_store == str(bare_store))
    with started("constellation://agent/planner") as third:
        assert third.wait(_PATIENCE_S) == 0
    assert first.poll() is None
    end(first)
    assert log().count("Started:") == 1
    assert set(Session.load().places) == {str(bare_store), Session.load().recent[1]}
    assert not Path(door()).exists()


def test_who_wants_a_process_of_its_own_gets_one(
    first: subprocess.Popen[str], sample: Path
) -> None:
    with started(sample, "--read-only", "--new-instance") as second:
        until(lambda: Session.load().last_store == str(sample))
        end(second)
    assert "start.received" not in log()
    assert Path(door()).exists()
    assert hand_over(Start())
    end(first)


def test_the_place_of_one_that_was_killed_is_taken(
    first: subprocess.Popen[str], store: Path, sample: Path
) -> None:
    first.kill()
    first.wait()
    assert Path(door()).exists()
    with started(sample, "--read-only") as second:
        until(lambda: hand_over(Start(str(store))))
        until(lambda: "start.received" in log())
        end(second)


def test_one_that_hangs_holds_nobody_up_and_does_nothing_later(
    first: subprocess.Popen[str], sample: Path
) -> None:
    before = Path(door()).stat().st_ino
    with ExitStack() as stack:
        first.send_signal(signal.SIGSTOP)
        try:
            second = stack.enter_context(started(sample, "--read-only"))
            until(lambda: Session.load().last_store == str(sample))
            until(lambda: "Another process listens" in log())
        finally:
            first.send_signal(signal.SIGCONT)
        end(second)
    assert Path(door()).stat().st_ino == before
    until(lambda: hand_over(Start()))
    end(first)
    assert log().count("start.received") == 1
