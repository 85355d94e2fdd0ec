"""constellation-db as a person runs it: what it prints, how it exits, what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from constellation_db import Database
from constellation_db.cli import main

ORIGINAL = Path(__file__).parents[1] / "data" / "original.db"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    path.write_bytes(ORIGINAL.read_bytes())
    return path


def run(*arguments: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)


def test_status_tells_what_is_applied_and_what_to_do(store: Path) -> None:
    result = run("status", "-d", store)

    assert result.exit_code == 0
    assert "1 of 18 migrations applied" in result.stdout
    assert "applied  001_initial" in result.stdout
    assert "pending  002_history_by_agent" in result.stdout
    assert "constellation-db migrate" in result.stdout
    assert [path.name for path in store.parent.iterdir()] == ["store.db"]


def test_the_store_may_be_named_before_the_command(store: Path) -> None:
    assert run("-d", store, "status").stdout == run("status", "-d", store).stdout


def test_migrate_applies_once(store: Path) -> None:
    first, second = run("migrate", "-d", store), run("migrate", "-d", store)

    assert first.exit_code == second.exit_code == 0
    assert "Applied 018_import_changes." in first.stdout
    assert second.stdout == "Nothing to do: every migration is applied.\n"
    assert "unknown" not in run("status", "-d", store).stdout


def test_migrate_makes_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "new.db"

    assert run("migrate", "-d", path).stdout == f"Made {path}.\n"
    assert "18 of 18" in run("status", "-d", path).stdout


def test_rollback_asks_and_takes_no_for_an_answer(store: Path) -> None:
    run("migrate", "-d", store)

    refused = run("rollback", "-d", store, answer="n\n")
    assert refused.exit_code == 1
    assert "018_import_changes" in refused.output
    assert "18 of 18" in run("status", "-d", store).stdout

    assert run("rollback", "-d", store, "--yes").stdout == "Took back 018_import_changes.\n"
    assert "17 of 18" in run("status", "-d", store).stdout


def test_rollback_of_the_tables_says_that_everything_goes(store: Path) -> None:
    result = run("rollback", "-d", store, answer="n\n")

    assert "DELETE every table" in result.output
    with Database.open(store, read_only=True) as database:
        assert database.projects.count() == 6


def test_stats_for_people_and_for_programs(store: Path) -> None:
    assert "agent_history  329" in run("stats", "-d", store).stdout

    values = json.loads(run("stats", "-d", store, "--json").stdout)
    assert values["path"] == str(store)
    assert values["size"] == store.stat().st_size
    assert values["wal_enabled"] is True
    assert values["tables"]["outputs"] == 120
    assert values["projects"]["by_status"]["failed"] == 2


def test_backup_is_whole_and_says_so(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    result = run("backup", "-d", store, target)

    assert result.exit_code == 0
    size = f"{target.stat().st_size / 1000:.1f} kB"
    assert result.stdout.startswith(f"Backed up to {target}: {size}, verified")
    assert sqlite3.connect(target).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sample_refuses_to_replace_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.db"
    path.write_text("mine")

    result = run("sample", path)

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("command", "extra"),
    [("status", []), ("stats", []), ("backup", ["x.db"]), ("rollback", ["--yes"])],
)
def test_a_missing_store_is_one_sentence(command: str, extra: list[str], tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.db"

    result = run(command, "-d", missing, *extra)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"constellation-db: {missing} does not exist; check the path.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["backup"], ["nonsense"], ["status", "--nonsense"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_names_every_command_without_importing_sqlalchemy() -> None:
    code = (
        "import sys\n"
        "from constellation_db.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert result.returncode == 0, result.stderr
    assert all(command in result.stdout for command in main.commands)


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_stops_a_backup_and_leaves_nothing(store: Path, tmp_path: Path) -> None:
    with sqlite3.connect(store) as connection:  # large enough to be met on its way
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        (agent,) = connection.execute("SELECT id FROM agents").fetchone()
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
            "INSERT INTO agent_history (id, agent_id, role, content) "
            "SELECT 'large-' || i, ?, 'user', zeroblob(1000000) FROM n",
            (agent,),
        )
    connection.close()
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "copy.db"
    target.write_text("the old one")

    command = [sys.executable, "-m", "constellation_db.cli", "backup", "-d", store, target]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and len(list(folder.iterdir())) < 2:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)

    assert process.returncode == 1, (output, errors)
    assert errors == "constellation-db: The work was cancelled; nothing of it remains.\n"
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert target.read_text() == "the old one"
