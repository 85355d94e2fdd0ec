"""The other sources again: twice is once, a tail makes it whole, a killed import goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.importing.documents import zstd
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find
from tests.db.importing.sessions import BINARY, ROLLOUT, bring_in, everything, samples
from tests.db.importing.test_again import KILLED
from tests.db.importing.test_other_sources import NAMES

FILES = (
    "messages/anthropic.json",
    "messages/chat.jsonl",
    "opentelemetry/details.json",
    "opentelemetry/genai.jsonl",
    "opentelemetry/logs.jsonl",
    "opentelemetry/openinference.json",
    "swe-agent/hello.traj",
)


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return samples(tmp_path, *NAMES)


def test_twice_is_once(db: Database, path: Path, sessions: Path) -> None:
    bring_in(db, sessions, prices=BINARY)
    once = everything(path)
    again = bring_in(db, sessions, prices=BINARY)
    assert (again.files, again.lines) == (0, 0)
    assert [db.rollback_last(), db.rollback_last()] == ["018_import_changes", "017_imports"]
    db.migrate()
    again = bring_in(db, sessions, prices=BINARY)

    assert again.lines > 20
    assert again.added.messages == again.added.events == again.added.agents == 0
    assert everything(path) == once


@pytest.mark.parametrize("name", FILES)
def test_a_tail_makes_it_whole(name: str, sessions: Path, new_store: Path) -> None:
    file = sessions / name
    complete = file.read_bytes()
    times = file.stat().st_mtime_ns

    def imported(*contents: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            shutil.copyfile(new_store, path)
            with Database.open(path) as db:
                for content in contents:
                    file.write_bytes(content)
                    os.utime(file, ns=(times, times))
                    source = name.partition("/")[0]
                    import_files(db, find([source], [file]), SOURCES, prices=BINARY)
            return everything(path)

    whole = imported(complete)

    @given(cuts=st.lists(st.integers(0, len(complete)), min_size=1, max_size=3))
    @settings(max_examples=15, deadline=None)
    def grows(cuts: list[int]) -> None:
        assert imported(*(complete[:cut] for cut in sorted(cuts)), complete) == whole

    grows()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("batches", [0, 9, 20])
def test_a_killed_import_goes_on(batches: int, new_store: Path, sessions: Path) -> None:
    folder = sessions.parent
    whole, killed = folder / "whole.db", folder / "killed.db"
    for path in (whole, killed):
        shutil.copyfile(new_store, path)
    with Database.open(whole) as db:
        bring_in(db, sessions, prices=BINARY)
    arguments = [str(killed), str(sessions), str(batches), "1"]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert everything(killed) != everything(whole)
    with Database.open(killed) as db:
        bring_in(db, sessions, prices=BINARY)

    assert everything(killed) == everything(whole)


def test_a_compressed_rollout_is_the_same_as_the_plain_one(
    db: Database, path: Path, tmp_path: Path, new_store: Path
) -> None:
    sessions = samples(tmp_path, "codex")
    bring_in(db, sessions)
    once = everything(path)
    plain = sessions / ROLLOUT
    packed = plain.with_name(f"{plain.name}.zst")
    packed.write_bytes(zstd.compress(plain.read_bytes()))

    # Both are there for a moment; then only the compressed one.
    assert bring_in(db, sessions).files == 0
    plain.unlink()
    again = bring_in(db, sessions)
    assert (again.files, again.added.messages, again.added.tokens) == (1, 0, [0, 0, 0, 0])
    assert everything(path) == once
    assert bring_in(db, sessions).files == 0

    fresh = tmp_path / "fresh.db"
    shutil.copyfile(new_store, fresh)
    with Database.open(fresh) as other:
        bring_in(other, packed)
    assert set(everything(fresh)["agent_history"]) < set(once["agent_history"])


def test_a_damaged_rollout_is_kept_as_far_as_it_can_be_read(
    db: Database, path: Path, tmp_path: Path
) -> None:
    plain = samples(tmp_path, "codex") / ROLLOUT
    packed = plain.with_name(f"{plain.name}.zst")
    content = zstd.compress(plain.read_bytes()[:2000]) + zstd.compress(plain.read_bytes()[2000:])
    packed.write_bytes(content[:-40])
    plain.unlink()
    summary = bring_in(db, packed)

    assert summary.added.messages > 2
    assert summary.problems[-1].reason == "an unfinished last line"
