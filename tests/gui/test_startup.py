"""Which store a start means, and how the process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from constellation_gui.place import Place
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session
from constellation_gui.startup import Request, Start, first_request, preferred_request


@pytest.fixture
def last(tmp_path: Path) -> Path:
    path = tmp_path / "last.db"
    path.touch()
    return path


@pytest.fixture
def default(tmp_path: Path) -> Path:
    path = tmp_path / "default.db"
    path.touch()
    return path


def test_what_is_asked_for_counts_first(last: Path, default: Path) -> None:
    place = Place(project="p")
    asked = first_request(Start("some.db", read_only=True, place=place), str(last), default)
    assert asked == Request("some.db", read_only=True, place=place)
    assert first_request(Start(sample=True), str(last), default) == Request(None)


def test_else_the_store_of_last_time_then_the_platforms_own(last: Path, default: Path) -> None:
    assert first_request(Start(), str(last), default) == Request(last)
    last.unlink()
    assert first_request(Start(or_sample=True), str(last), default) == Request(default)
    assert first_request(Start(), "", default) == Request(default)


def test_a_person_may_prefer_another_default_and_to_start_with_it(
    last: Path, default: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.db"
    mine.touch()
    preferences = Preferences(default_store=str(mine))
    assert preferred_request(Start(), preferences, str(last), default) == Request(last)
    assert preferred_request(Start(), preferences, "", default) == Request(mine)
    preferences.start_with = "default"
    assert preferred_request(Start(), preferences, str(last), default) == Request(mine)
    assert preferred_request(Start("some.db"), preferences, str(last), default) == Request(
        "some.db"
    )
    preferences.default_store = ""
    assert preferred_request(Start(), preferences, str(last), default) == Request(default)


def test_where_there_is_none_the_sample_or_the_welcome(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.db"
    assert first_request(Start(), "", nowhere) is None
    assert first_request(Start(or_sample=True), "", nowhere) == Request(None)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_process_remembers_where_it_was(store: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "constellation_gui", str(store), "--place",
         "constellation://agent/planner"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    # It says that it is there by noting the store that it opened.
    until = time.monotonic() + 60
    while Session.load().last_store != str(store) and time.monotonic() < until:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    _out, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")
    assert str(store) in Session.load().places
