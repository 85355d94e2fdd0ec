"""Importing again: twice is once, a tail makes it whole, and a killed import goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Cancellation, Database
from constellation_db.importing import running
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find
from tests.db.importing.sessions import BINARY, MAIN, ROLLOUT, everything, samples
from tests.db.importing.sessions import bring_in as bring_in_for

bring_in = partial(bring_in_for, prices=BINARY)

KILLED = """
import os, signal, sys
from pathlib import Path
from constellation_db import Database
from constellation_db.importing import prices, running, sources
listed = prices.PriceList("a list of 2026", lambda used, _: used.get("output_tokens", 0) / 1024)
running._BATCH_LINES = int(sys.argv[4])
left = int(sys.argv[3])
def progress(done, total):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
with Database.open(sys.argv[1]) as db:
    found = sources.find((), [Path(sys.argv[2])])
    running.import_files(db, found, sources.SOURCES, progress=progress, prices=listed)
"""


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return samples(tmp_path)


@pytest.fixture
def whole(sessions: Path, new_store: Path, tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a store holds after all was imported at once."""
    path = tmp_path / "whole.db"
    shutil.copyfile(new_store, path)
    with Database.open(path) as db:
        bring_in(db, sessions)
    return everything(path)


def test_twice_is_once(db: Database, path: Path, sessions: Path, whole: Any) -> None:
    bring_in(db, sessions)
    again = bring_in(db, sessions)

    assert everything(path) == whole
    assert (again.files, again.lines, again.added.messages) == (0, 0, 0)


def test_without_its_notes_an_import_adds_nothing_either(
    db: Database, path: Path, sessions: Path, whole: Any
) -> None:
    bring_in(db, sessions)
    assert [db.rollback_last(), db.rollback_last()] == ["018_import_changes", "017_imports"]
    db.migrate()
    again = bring_in(db, sessions)

    assert again.lines > 50
    assert again.added.messages == again.added.events == again.added.agents == 0
    assert everything(path) == whole


@pytest.mark.parametrize("name", [MAIN, ROLLOUT])
def test_a_tail_makes_it_whole(name: str, sessions: Path, whole: Any, new_store: Path) -> None:
    complete = (sessions / name).read_bytes()
    times = (sessions / name).stat().st_mtime_ns

    def write(content: bytes) -> None:
        (sessions / name).write_bytes(content)
        os.utime(sessions / name, ns=(times, times))

    @given(cuts=st.lists(st.integers(0, len(complete)), min_size=1, max_size=3))
    @settings(max_examples=25, deadline=None)
    def grows(cuts: list[int]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            shutil.copyfile(new_store, path)
            with Database.open(path) as db:
                for cut in sorted(cuts):
                    write(complete[:cut])
                    # Whoever goes on from a session begins after it.
                    bring_in(db, sessions / name)
                write(complete)
                bring_in(db, sessions / name)
                bring_in(db, sessions)
            assert everything(path) == whole

    grows()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("batches", "lines"), [(0, 1), (1, 1), (7, 1), (20, 1), (33, 1), (3, 10_000), (6, 30)]
)
def test_a_killed_import_goes_on(
    batches: int, lines: int, db: Database, path: Path, sessions: Path, whole: Any
) -> None:
    arguments = [str(path), str(sessions), str(batches), str(lines)]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert everything(path) != whole

    bring_in(db, sessions)
    assert everything(path) == whole


def test_a_cancelled_import_is_whole_and_goes_on(
    db: Database, path: Path, sessions: Path, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_BATCH_LINES", 1)
    cancel = Cancellation()

    def progress(done: int, total: int) -> None:
        if done > total / 2:
            cancel.cancel()

    found = find((), [sessions])
    summary = import_files(db, found, SOURCES, progress=progress, cancel=cancel, prices=BINARY)

    assert summary.stopped
    assert 0 < summary.added.messages < len(whole["agent_history"])
    bring_in(db, sessions)
    assert everything(path) == whole


def test_small_batches_make_the_same_store(
    db: Database, path: Path, sessions: Path, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_BATCH_LINES", 1)
    bring_in(db, sessions)

    assert everything(path) == whole


def test_another_file_of_the_same_name_is_read_from_its_beginning(
    db: Database, path: Path, sessions: Path
) -> None:
    bring_in(db, sessions)
    text = (sessions / MAIN).read_text(encoding="utf-8-sig")
    (sessions / MAIN).write_text(text.replace("msg_", "other_").replace('"uuid":"', '"uuid":"o'))
    again = bring_in(db, sessions)

    assert again.files == 1
    assert again.added.messages == 12


def test_what_was_deleted_comes_back(db: Database, path: Path, sessions: Path, whole: Any) -> None:
    bring_in(db, sessions)
    for project in db.projects.find_all():
        db.projects.delete(project.id)
    bring_in(db, sessions)

    assert everything(path) == whole
