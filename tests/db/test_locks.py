"""Looking at a store never lets go of the locks that SQLite holds on it.

Closing any descriptor of a file drops every POSIX lock that the process holds on it
(https://www.sqlite.org/howtocorrupt.html). Without its lock a store's last other user deletes the
write-ahead log under us, and what we commit from then on is lost.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from constellation_db import Database

LOOKS: dict[str, Callable[[Database, Path], object]] = {
    "data_version": lambda db, _folder: db.data_version(),
    "get_stats": lambda db, _folder: db.get_stats(wal_size=True, tables=True),
    "migration_status": lambda db, _folder: db.migration_status(),
    "migrate": lambda db, _folder: (db.rollback_last(), db.migrate()),
    "backup": lambda db, folder: db.backup(folder / "backup.db"),
    "open": lambda db, _folder: Database.open(db.path).close(),
    "open for reading": lambda db, _folder: read_once(db.path),
}


COUNT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM projects").fetchone()[0])
connection.close()
"""


def seen_by_another_process(path: Path) -> int:
    """Open, read and close: if it takes itself for the last one, it tidies the log away."""
    command = [sys.executable, "-I", "-S", "-c", COUNT, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def read_once(path: Path) -> None:
    with Database.open(path, read_only=True) as db:
        assert db.projects.count()
        assert db.projects.find_all()


@pytest.mark.parametrize("look", LOOKS)
def test_another_process_sees_what_is_written_after_a_look(
    db: Database, tmp_path: Path, look: str
) -> None:
    for number in (1, 2, 3):
        db.projects.create(name=f"project {number}", prompt_path="p")
        LOOKS[look](db, tmp_path)
        assert seen_by_another_process(db.path) == number
        assert db.path.with_name(f"{db.path.name}-wal").exists()
    db.projects.create(name="last", prompt_path="p")
    assert seen_by_another_process(db.path) == 4
