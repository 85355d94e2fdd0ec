"""Restoring: a backup takes the store's place whole or not at all, and never another's work."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from constellation_db import (
    Cancellation,
    Cancelled,
    Database,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    DiskFull,
    InvalidValue,
    NotADatabase,
)
from constellation_db.cli import main
from constellation_db.restoring import restore
from tests.builders import event, output, plain, project, write
from tests.db.facts import names, query
from tests.db.processes import heard, running


@pytest.fixture
def backup(new_store: Path, tmp_path: Path) -> Path:
    """A backup with one event, `kept`, in a folder of its own."""
    (tmp_path / "backups").mkdir()
    path = tmp_path / "backups" / "backup.db"
    shutil.copyfile(new_store, path)
    write(path, events=[event(id="kept")])
    return path


@pytest.fixture
def store(new_store: Path, path: Path) -> Path:
    """The store that is to be replaced; its event is `lost`."""
    shutil.copyfile(new_store, path)
    path.chmod(0o600)
    write(path, events=[event(id="lost")])
    return path


def events(path: Path) -> list[str]:
    return [row[0] for row in query(path, "SELECT id FROM events ORDER BY id")]


def test_the_backup_takes_the_place_of_the_store_which_is_kept(store: Path, backup: Path) -> None:
    told: list[tuple[int, int]] = []
    result = restore(backup, store, progress=lambda done, total: told.append((done, total)))
    assert events(store) == ["kept"]
    assert result.kept is not None
    assert events(result.kept) == ["lost"]
    assert names(store.parent) == sorted([store.name, result.kept.name])
    assert (result.path, result.size) == (store, store.stat().st_size)
    assert told[-1] == (result.pages, result.pages)
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert events(backup) == ["kept"]
    again = restore(backup, store)
    assert again.kept not in (None, result.kept)


def test_there_need_not_be_a_store(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    assert restore(backup, target).kept is None
    assert events(target) == ["kept"]
    home = Path(os.environ["HOME"])
    assert restore(backup).path == home / ".constellation" / "constellation.db"
    assert stat.S_IMODE((home / ".constellation").stat().st_mode) == 0o700


def test_what_a_killed_writer_left_in_its_log_is_kept_with_the_store(
    store: Path, backup: Path
) -> None:
    with running("die-writing", store, "wal") as writer:
        heard(writer)
        writer.kill()
        writer.wait()
    assert store.with_name(f"{store.name}-wal").stat().st_size
    result = restore(backup, store)
    assert result.kept is not None
    assert (events(store), events(result.kept)) == (["kept"], ["committed", "lost"])
    assert names(store.parent) == sorted([store.name, result.kept.name])


@pytest.mark.parametrize("ruin", [b"", b"no store at all", b"SQLite format 3\x00" + bytes(200)])
def test_a_ruin_is_replaced_and_kept_with_its_log(store: Path, backup: Path, ruin: bytes) -> None:
    store.write_bytes(ruin)
    store.with_name(f"{store.name}-wal").write_bytes(b"what is left")
    result = restore(backup, store)
    assert events(store) == ["kept"]
    assert result.kept is not None
    assert result.kept.read_bytes() == ruin
    assert result.kept.with_name(f"{result.kept.name}-wal").read_bytes() == b"what is left"


def test_a_store_that_somebody_has_open_stays(store: Path, backup: Path) -> None:
    with Database.open(store) as mine:
        assert mine.events.count() == 1
        with pytest.raises(DatabaseLocked, match="in use; close it in every program"):
            restore(backup, store)
        assert events(store) == ["lost"]
    with running("never-pause", store) as writer:
        heard(writer)
        with pytest.raises(DatabaseLocked):
            restore(backup, store)
    assert "lost" in events(store)
    assert not list(store.parent.glob("*.bak"))


def test_somebody_who_comes_while_the_copy_is_made_is_noticed(store: Path, backup: Path) -> None:
    arrived: list[Database] = []

    def arrive(_done: int, _total: int) -> None:
        if not arrived:
            arrived.append(Database.open(store))
            arrived[0].events.count()

    with pytest.raises(DatabaseLocked):
        restore(backup, store, progress=arrive)
    arrived[0].close()
    assert events(store) == ["lost"]
    assert names(store.parent) == [store.name]


def test_what_cannot_be_restored_changes_nothing(store: Path, backup: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    other = tmp_path / "other.txt"
    other.write_text("no store" * 100)
    damaged = tmp_path / "damaged.db"
    someone = project(id="p")
    write(backup, projects=[someone], outputs=[output(someone, id="o", content="x" * 100_000)])
    content = bytearray(backup.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    damaged.write_bytes(content)
    cut = tmp_path / "cut.db"
    cut.write_bytes(backup.read_bytes()[:20_000])
    for source, kind in (
        (tmp_path / "missing.db", DatabaseNotFound),
        (other, NotADatabase),
        (damaged, DatabaseCorrupt),
        (cut, DatabaseCorrupt),
        (store, InvalidValue),
    ):
        with pytest.raises(kind) as caught:
            restore(source, store)
        assert str(source) in str(caught.value)
        assert store.read_bytes() == before
        assert names(store.parent) == [store.name]
    with pytest.raises(DatabaseNotFound):
        restore(backup, tmp_path / "no-folder" / "store.db")
    with pytest.raises(InvalidValue):
        restore(backup, tmp_path)


def test_a_cancelled_restoring_changes_nothing(store: Path, backup: Path) -> None:
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        restore(backup, store, progress=lambda *_: cancellation.cancel(), cancel=cancellation)
    assert events(store) == ["lost"]
    assert names(store.parent) == [store.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_store(store: Path, backup: Path, small_disk: Path) -> None:
    target = small_disk / "store.db"
    shutil.copyfile(store, target)
    someone = project(id="p")
    write(backup, projects=[someone], outputs=[output(someone, id="o", content="x" * 3_000_000)])
    with pytest.raises(DiskFull, match=str(target)):
        restore(backup, target)
    assert events(target) == ["lost"]
    assert names(small_disk) == [target.name]


def test_a_second_name_that_a_killed_restoring_left_is_taken_back(
    store: Path, backup: Path
) -> None:
    left = store.with_name(f"{store.name}.before-restore-20260101-000000.bak")
    left.hardlink_to(store)
    result = restore(backup, store)
    assert result.kept is not None
    assert not left.exists()
    assert result.kept.stat().st_nlink == 1


def test_where_files_have_one_name_only_the_store_is_kept_as_well(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    result = restore(backup, store)
    assert result.kept is not None
    assert (events(store), events(result.kept)) == (["kept"], ["lost"])


def test_a_backup_that_is_being_written_is_restored_as_of_one_instant(
    store: Path, backup: Path
) -> None:
    with plain(backup) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("UPDATE events SET id = 'only in the log'")
        restore(backup, store)
    assert events(store) == ["only in the log"]


def test_the_command_says_what_it_did(store: Path, backup: Path) -> None:
    run = CliRunner().invoke
    done = run(main, ["-d", str(store), "restore", str(backup)])
    assert (done.exit_code, events(store)) == (0, ["kept"])
    restored, kept = done.stdout.splitlines()
    assert restored.startswith(f"Restored {store}: ")
    (path,) = store.parent.glob("*.bak")
    assert kept == f"What was there is kept as {path}."
    with Database.open(store) as mine:
        assert mine.events.count() == 1
        refused = run(main, ["restore", str(backup), str(store)])
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"constellation-db: {store} is in use;")
    assert run(main, ["restore", "-d", "a", "b", "c"]).exit_code == 2
