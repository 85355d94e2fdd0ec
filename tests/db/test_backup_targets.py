"""Where a backup may go, and what it must not do to what lies there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from constellation_db import (
    AccessDenied,
    ConstellationError,
    Database,
    DatabaseLocked,
    DatabaseNotFound,
    InvalidValue,
)
from tests.db.facts import names, query, value
from tests.db.processes import heard, run, running


def test_a_store_is_not_backed_up_onto_itself(db: Database, path: Path) -> None:
    db.projects.create(name="n", prompt_path="p")
    (path.parent / "symbolic.db").symlink_to(path)
    (path.parent / "hard.db").hardlink_to(path)
    for target in (path, path.parent / "symbolic.db", path.parent / "hard.db"):
        with pytest.raises(InvalidValue, match="the store itself"):
            db.backup(target)
    assert db.projects.count() == 1


def test_targets_that_cannot_be(db: Database, folder: Path, tmp_path: Path) -> None:
    cases: list[tuple[Path, tuple[type[ConstellationError], ...]]] = [
        (folder / "missing" / "backup.db", (DatabaseNotFound,)),
        (folder / "backup.db" / "backup.db", (DatabaseNotFound,)),
        (folder, (AccessDenied, InvalidValue)),
        (folder / ("x" * 300), (AccessDenied, InvalidValue)),
    ]
    for target, kinds in cases:
        with pytest.raises(kinds) as caught:
            db.backup(target)
        assert str(target) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert names(folder) == ["backup.db"]


def test_a_folder_that_may_not_be_written(db: Database, public_folder: Path) -> None:
    source = public_folder / "source.db"
    db.backup(source)
    (public_folder / "backups").mkdir(mode=0o555)
    target = public_folder / "backups" / "backup.db"
    told = run("backup", source, target, "read-only", as_nobody=True)
    assert told["error"]["type"] in ("AccessDenied", "DatabaseReadOnly")
    assert str(target) in told["error"]["sentence"]
    assert names(public_folder / "backups") == []


def test_a_log_that_lies_beside_the_old_target_is_not_played_into_the_new_one(
    db: Database, folder: Path
) -> None:
    """SQLite applies a write-ahead log to whatever file it lies beside."""
    target = folder / "backup.db"
    target.unlink()
    db.backup(target)
    with running("die-writing", target, "wal") as process:
        heard(process)
        process.kill()
        process.wait()
    assert target.with_name("backup.db-wal").stat().st_size > 0
    db.events.create(id="only", type="x")
    db.backup(target)
    assert query(target, "SELECT id FROM events") == [("only",)]
    assert value(target, "PRAGMA integrity_check") == "ok"


def test_a_target_that_somebody_uses_is_not_pulled_from_under_them(
    db: Database, folder: Path
) -> None:
    target = folder / "backup.db"
    target.unlink()
    db.backup(target)
    user = sqlite3.connect(target, isolation_level=None)
    user.execute("INSERT INTO events (id, type) VALUES ('theirs', 'x')")
    with pytest.raises(DatabaseLocked, match=str(target)):
        db.backup(target)
    user.execute("INSERT INTO events (id, type) VALUES ('theirs too', 'x')")
    user.close()
    assert query(target, "SELECT id FROM events ORDER BY rowid") == [("theirs",), ("theirs too",)]
    assert names(folder) == ["backup.db"]
