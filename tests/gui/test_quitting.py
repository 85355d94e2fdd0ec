"""The end of the process: in good order, whatever is under way, and without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from constellation_db import Database
from constellation_gui.handing_over import door, hand_over
from constellation_gui.jobs import Job
from constellation_gui.place import Place, Tab
from constellation_gui.startup import Start
from tests.user import User

_PATIENCE_S = 60
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter")


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start the real program, give it when it listens, then have it quit, and hear what it says."""
    process = subprocess.Popen(
        [sys.executable, "-m", "constellation_gui", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONFAULTHANDLER": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while not Path(door()).exists() and process.poll() is None:
            assert time.monotonic() < deadline, "it never listened"
            time.sleep(0.01)
        yield process
        process.send_signal(signal.SIGTERM)
        out, said = process.communicate(timeout=_PATIENCE_S)
        assert (process.returncode, out, said) == (0, "", "")
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def talker(sample: Path) -> str:
    """Give the id of the agent that said most."""
    with Database.open(sample, read_only=True) as database:
        agents = database.agents.find_all()
        said = {agent.id: database.history.count_by_agent(agent.id) for agent in agents}
    return max(said, key=lambda agent: said[agent])


def test_a_process_without_a_store_quits_at_once() -> None:
    with running():
        pass


def test_a_store_that_is_being_opened_holds_nothing_up(sample: Path) -> None:
    with running(sample, "--read-only"):
        pass


def test_queries_under_way_are_given_up(sample: Path, talker: str) -> None:
    with running(sample, "--read-only"):
        for tab in (*Tab, *Tab):  # faster than any of them can be shown
            assert hand_over(Start(place=Place(agent=talker, tab=tab)))


def test_two_windows_quit_together(sample: Path, store: Path, talker: str) -> None:
    with running(sample, "--read-only"):
        assert hand_over(Start(str(store)))
        assert hand_over(Start(str(sample), read_only=True, place=Place(agent=talker)))


def test_a_window_that_is_closed_begins_nothing_more(user: User, store: Path) -> None:
    user.open_store(store)
    user.window.close()
    user.window.recent.refresh()  # put off until it was idle, when it was still open
    assert user.window.recent.findChildren(Job) == []
