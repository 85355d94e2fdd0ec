"""Backup: complete, verified, of one instant, and never at the cost of what was there before."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from constellation_db import (
    Cancellation,
    Cancelled,
    ConstellationError,
    Database,
    DatabaseCorrupt,
    DatabaseLocked,
)
from tests.builders import TABLES, event, output, plain, project, write
from tests.db.facts import Facts, names, query, value
from tests.db.processes import finished, heard, run, running


@pytest.fixture(scope="module")
def large_store(new_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "constellation.db"
    shutil.copyfile(new_store, path)
    someone = project(id="p")
    rows = [output(someone, id=f"o{n}", content=f"{n}" * 1_000_000) for n in range(10)]
    rows += [output(someone, id=f"o{n}", content=f"{n}" * 500_000) for n in range(10, 60)]
    write(path, projects=[someone], outputs=rows)
    return path


@pytest.fixture
def large(path: Path, large_store: Path) -> Iterator[Database]:
    """A store of some forty megabytes: several steps of a backup."""
    shutil.copyfile(large_store, path)
    with Database.open(path) as database:
        yield database


def test_a_backup_is_the_store(db: Database, path: Path, original: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    db.projects.create(name="n", prompt_path="p")
    with plain(original_copy(original, tmp_path / "source.db")) as connection:
        connection.execute("UPDATE projects SET name = 'only in the log'")
        with Database.open(tmp_path / "source.db", migrate=False) as source:
            result = source.backup(target)
        expected = Facts(tmp_path / "source.db")
    assert {row["name"] for row in expected.projects} == {"only in the log"}
    copied = Facts(target)
    for table in TABLES:
        assert getattr(copied, table) == getattr(expected, table)
    assert result.path == target
    assert result.size == target.stat().st_size
    assert result.pages == value(target, "PRAGMA page_count")
    assert 0 < result.seconds < 60
    assert value(target, "PRAGMA integrity_check") == "ok"
    with Database.open(target) as again:
        assert again.projects.count() == 6


def original_copy(original: Path, path: Path) -> Path:
    path.write_bytes(original.read_bytes())
    return path


def test_a_backup_replaces_the_one_before_it(large: Database, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    result = large.backup(
        folder / "backup.db", progress=lambda done, total: told.append((done, total))
    )
    assert names(folder) == ["backup.db"]
    assert query(
        folder / "backup.db", "SELECT count(*), sum(length(content)) FROM outputs"
    ) == query(large.path, "SELECT count(*), sum(length(content)) FROM outputs")
    assert len(told) > 2
    assert told == sorted(set(told))
    assert told[-1] == (result.pages, result.pages)


def test_the_target_may_be_given_as_text_and_relative(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert db.backup("here.db").path == tmp_path / "here.db"
    assert value(tmp_path / "here.db", "PRAGMA integrity_check") == "ok"


def test_a_backup_under_a_writer_that_never_pauses(large: Database, folder: Path) -> None:
    target = folder / "backup.db"
    with running("never-pause", large.path) as writer:
        assert heard(writer) == "writing"
        before = value(large.path, "SELECT count(*) FROM events")
        told: list[tuple[int, int]] = []
        result = large.backup(target, progress=lambda done, total: told.append((done, total)))
        after = value(large.path, "SELECT count(*) FROM events")
        pairs = finished(writer)
    # A restart would begin again with the first page, and see the store grown meanwhile.
    assert told == sorted(set(told))
    assert len({total for _done, total in told}) == 1
    assert told[-1] == (result.pages, result.pages)
    assert after > before + 20  # the writer was not held up
    assert value(target, "PRAGMA integrity_check") == "ok"
    halves = dict(query(target, "SELECT type, count(*) FROM events GROUP BY type"))
    assert halves["left"] == halves["right"]
    assert before <= 2 * halves["left"] <= after
    assert pairs >= after // 2


def test_a_killed_backup_leaves_the_old_target_and_the_next_one_tidies_up(
    large: Database, folder: Path
) -> None:
    target = folder / "backup.db"
    with running("backup", large.path, target, "step") as process:
        done, total = heard(process)
        assert 0 < done < total
        assert len(names(folder)) == 2
        process.kill()
        process.wait()
    assert target.read_bytes() == b"the backup of yesterday"
    with pytest.raises(ConstellationError):
        large.backup(folder / "missing" / "backup.db")
    large.backup(folder / "another.db")
    assert names(folder) == ["another.db", "backup.db"]
    assert target.read_bytes() == b"the backup of yesterday"


def test_two_backups_to_one_target_do_not_mix(large: Database, folder: Path) -> None:
    target = folder / "backup.db"
    with running("backup", large.path, target, "step") as other:
        heard(other)
        with pytest.raises(DatabaseLocked, match=str(target)):
            large.backup(target)
        large.backup(folder / "another.db")
        assert other.stdin is not None
        other.stdin.write("\n" * 100)
        assert finished(other)["error"] is None
    assert names(folder) == ["another.db", "backup.db"]
    assert value(target, "PRAGMA integrity_check") == "ok"


def test_a_cancelled_backup_leaves_nothing(large: Database, folder: Path) -> None:
    cancellation = Cancellation()

    def cancel(done: int, _total: int) -> None:
        assert done
        cancellation.cancel()

    for target in ("backup.db", "new.db"):
        with pytest.raises(Cancelled):
            large.backup(folder / target, progress=cancel, cancel=cancellation)
    assert names(folder) == ["backup.db"]
    assert (folder / "backup.db").read_bytes() == b"the backup of yesterday"


def test_a_backup_is_cancelled_while_it_is_verified(large: Database, folder: Path) -> None:
    cancellation = Cancellation()
    copied = threading.Event()

    def progress(done: int, total: int) -> None:
        if done == total:
            copied.set()

    def cancel_after_copying() -> None:
        copied.wait(30)
        cancellation.cancel()

    thread = threading.Thread(target=cancel_after_copying)
    thread.start()
    try:
        with pytest.raises(Cancelled):
            large.backup(folder / "backup.db", progress=progress, cancel=cancellation)
    finally:
        copied.set()
        thread.join()
    assert names(folder) == ["backup.db"]
    assert (folder / "backup.db").read_bytes() == b"the backup of yesterday"


def test_a_progress_that_raises_ends_the_backup(large: Database, folder: Path) -> None:
    def fail(_done: int, _total: int) -> None:
        raise KeyError("a defect of the caller")

    with pytest.raises(KeyError):
        large.backup(folder / "backup.db", progress=fail)
    assert names(folder) == ["backup.db"]
    assert large.backup(folder / "backup.db").pages > 0


def test_a_quota_that_is_reached_leaves_the_old_target(large: Database, folder: Path) -> None:
    told = run("backup", large.path, folder / "backup.db", "small")
    assert told["error"]["type"] == "DiskFull"
    assert str(folder / "backup.db") in told["error"]["sentence"]
    assert names(folder) == ["backup.db"]
    assert (folder / "backup.db").read_bytes() == b"the backup of yesterday"


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


def test_a_full_disk_leaves_the_old_target(large: Database, small_disk: Path) -> None:
    target = small_disk / "backup.db"
    target.write_bytes(b"the backup of yesterday")
    told = run("backup", large.path, target)
    assert told["error"]["type"] == "DiskFull"
    assert str(target) in told["error"]["sentence"]
    assert names(small_disk) == ["backup.db"]
    assert target.read_bytes() == b"the backup of yesterday"


def test_a_damaged_store_is_not_backed_up(large: Database, folder: Path) -> None:
    large.close()
    content = bytearray(large.path.read_bytes())
    size = value(large.path, "PRAGMA page_size")
    root = value(large.path, "SELECT rootpage FROM sqlite_master WHERE name = 'outputs'")
    content[(root - 1) * size : root * size] = bytes(size)
    large.path.write_bytes(content)
    with Database.open(large.path, read_only=True) as db, pytest.raises(DatabaseCorrupt):
        db.backup(folder / "backup.db")
    assert names(folder) == ["backup.db"]
    assert (folder / "backup.db").read_bytes() == b"the backup of yesterday"


def test_a_backup_of_a_store_that_is_open_for_reading(db: Database, folder: Path) -> None:
    write(db.path, events=[event(id="e")])
    with Database.open(db.path, read_only=True) as reader:
        reader.backup(folder / "backup.db")
    assert query(folder / "backup.db", "SELECT id FROM events") == [("e",)]


def test_a_writer_that_comes_while_a_settled_store_is_copied_does_not_mix_in(
    large: Database, folder: Path
) -> None:
    """Nobody had the store open, so it was read without locks; then somebody rewrites all of it."""
    large.close()
    path = large.path
    steps = 0

    def rewrite(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        if steps == 1:
            with plain(path) as writer:
                writer.execute("UPDATE outputs SET content = replace(content, '9', 'x')")
                writer.execute("UPDATE projects SET name = 'rewritten'")
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    with Database.open(path, read_only=True) as db:
        db.backup(folder / "backup.db", progress=rewrite)
    copied = folder / "backup.db"
    assert value(copied, "PRAGMA integrity_check") == "ok"
    rewritten = value(copied, "SELECT name FROM projects") == "rewritten"
    left = value(copied, "SELECT count(*) FROM outputs WHERE instr(content, '9')")
    assert left == (0 if rewritten else 6)
