"""constellation-db import, as a person runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from constellation_db.cli import main
from tests.db.facts import value
from tests.db.importing.sessions import MAIN, ROLLOUT, samples


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return samples(tmp_path)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *(str(argument) for argument in arguments)])


def test_it_says_what_it_did_and_what_it_skipped(path: Path, sessions: Path) -> None:
    result = run("-d", path, sessions)

    assert result.exit_code == 0
    assert "Imported 8 sessions, 11 agents, 48 messages, 4 file versions" in result.stdout
    assert "1,547 input, 292 output, 2,230 read from the cache, 75 written" in result.stdout
    assert f"{sessions / MAIN}:9: no JSON object" in result.stderr
    assert "Imported 0 sessions" in run("-d", path, sessions).stdout


def test_a_source_is_chosen(path: Path, sessions: Path) -> None:
    assert (
        "Imported 1 session, 1 agent"
        in run("-d", path, "--source", "codex", sessions / ROLLOUT).stdout
    )
    refused = run("-d", path, "--source", "telepathy", sessions)
    assert refused.exit_code == 1
    assert "claude-code, codex" in refused.stderr


def test_list_imports_nothing(path: Path, sessions: Path) -> None:
    result = run("-d", path, "--list", sessions)

    assert "claude-code" in result.stdout
    assert "4 sessions" in result.stdout
    assert not path.exists()


def test_without_paths_it_looks_where_the_programs_keep_theirs(
    path: Path, sessions: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(Path, "home", lambda: home)
    assert "nothing to import" in run("-d", path).stdout
    (home / ".claude").mkdir(parents=True)
    (sessions / "claude-code").rename(home / ".claude" / "projects")

    assert "Imported 4 sessions" in run("-d", path).stdout


def test_a_place_that_cannot_be_imported_is_named(path: Path, tmp_path: Path) -> None:
    result = run("-d", path, tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "nowhere does not exist" in result.stderr
    (tmp_path / "notes.txt").write_text("nothing of interest\n")
    result = run("-d", path, tmp_path / "notes.txt")
    assert result.exit_code == 1
    assert "notes.txt holds no session of any of these: claude-code, codex" in result.stderr
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_watching_brings_in_what_is_added(path: Path, sessions: Path) -> None:
    whole = (sessions / ROLLOUT).read_bytes()
    (sessions / ROLLOUT).write_bytes(whole[: whole.index(b"call_2")])
    command = [sys.executable, "-m", "constellation_db.cli", "import", "-d", str(path), "--watch"]
    process = subprocess.Popen(
        [*command, str(sessions / ROLLOUT)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        while "Watching" not in process.stdout.readline():
            assert process.poll() is None
        (sessions / ROLLOUT).write_bytes(whole)
        while "Imported" not in process.stdout.readline():
            assert process.poll() is None
        assert value(path, "SELECT count(*) FROM agent_history") == 11
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
