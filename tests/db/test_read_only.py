"""Opening for reading writes nothing, neither to the store nor beside it, and shows the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database, DatabaseReadOnly
from constellation_db.engine import connect_reading
from tests.builders import TABLES, event, plain, write
from tests.db.facts import Facts, folder_state, newest, value
from tests.db.processes import finished, heard, run, running


def ids_of(facts: Facts) -> list[list[str]]:
    """Return what the program `read` says of a store that holds these rows."""
    tables = ("projects", "agents", "agent_history", "outputs", "events")
    assert set(tables) == set(TABLES)
    return [[row["id"] for row in newest(getattr(facts, table))] for table in tables]


@contextmanager
def rollback_mode(path: Path, original: Path) -> Iterator[Facts]:
    """A store that is kept with a rollback journal, as an older program may leave it."""
    path.write_bytes(original.read_bytes())
    with plain(path) as connection:
        assert connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    yield Facts(path)


@contextmanager
def settled(path: Path, original: Path) -> Iterator[Facts]:
    """A store in WAL mode that was closed properly: one file."""
    path.write_bytes(original.read_bytes())
    facts = Facts(path)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    yield facts


@contextmanager
def copied_with_its_log(path: Path, original: Path) -> Iterator[Facts]:
    """A store that was copied while in use: the log came along, the shared memory did not."""
    elsewhere = path.parent.parent / "elsewhere.db"
    elsewhere.write_bytes(original.read_bytes())
    with plain(elsewhere) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("INSERT INTO events (id, type) VALUES ('in the log', 'x')")
        for suffix in ("", "-wal"):
            content = elsewhere.with_name(elsewhere.name + suffix).read_bytes()
            path.with_name(path.name + suffix).write_bytes(content)
        facts = Facts(elsewhere)
    assert facts.events[-1]["id"] == "in the log"
    yield facts


@contextmanager
def left_by_a_killed_writer(path: Path, original: Path) -> Iterator[Facts]:
    """A store whose writer was killed: log and shared memory are there, and nobody uses them."""
    path.write_bytes(original.read_bytes())
    with running("die-writing", path, "wal") as process:
        assert heard(process) == "in the middle"
        process.kill()
        process.wait()
    twin = path.parent.parent / "twin.db"
    for suffix in ("", "-wal"):
        content = path.with_name(path.name + suffix).read_bytes()
        twin.with_name(twin.name + suffix).write_bytes(content)
    facts = Facts(twin)
    assert [row["id"] for row in facts.events if row["type"] in ("x", "never")] == ["committed"]
    yield facts


@contextmanager
def in_use(path: Path, original: Path) -> Iterator[Facts]:
    """A store that another connection has open for writing, with commits in its log."""
    path.write_bytes(original.read_bytes())
    with plain(path) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO events (id, type) VALUES ('in the log', 'x')")
        yield Facts(path)


STATES: list[Callable[[Path, Path], Any]] = [
    rollback_mode,
    settled,
    copied_with_its_log,
    left_by_a_killed_writer,
    in_use,
]


def without_shared_memory(folder: Path) -> dict[str, Any]:
    """Return the folder's state but for the marks that readers leave in a writer's memory."""
    return {
        name: state if not name.endswith("-shm") else None
        for name, state in folder_state(folder).items()
    }


@pytest.mark.parametrize("state", STATES)
def test_reading_changes_nothing_and_shows_everything(
    path: Path, original: Path, state: Callable[[Path, Path], Any]
) -> None:
    with state(path, original) as facts:
        before = without_shared_memory(path.parent)
        told = run("read", path)
        assert without_shared_memory(path.parent) == before
        assert told["error"] is None
        assert told["ids"] == ids_of(facts)


@pytest.mark.parametrize("state", STATES)
def test_reading_needs_no_right_to_write(
    public_folder: Path, original: Path, state: Callable[[Path, Path], Any]
) -> None:
    folder = public_folder / "media"
    folder.mkdir()
    path = folder / "constellation.db"
    with state(path, original) as facts:
        for entry in folder.iterdir():
            entry.chmod(0o444)
        folder.chmod(0o555)
        before = folder_state(folder)
        told = run("read", path, as_nobody=True)
        assert folder_state(folder) == before
        assert told["error"] is None
        assert told["ids"] == ids_of(facts)


def test_a_hot_journal_is_left_to_a_writer(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    expected = value(path, "SELECT count(*) FROM events") + 1
    with running("die-writing", path, "delete") as process:
        assert heard(process) == "in the middle"
        process.kill()
        process.wait()
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0
    before = folder_state(path.parent)
    told = run("read", path)
    assert told["error"]["type"] == "DatabaseReadOnly"
    assert str(path) in told["error"]["sentence"]
    assert folder_state(path.parent) == before
    with Database.open(path, migrate=False) as db:
        assert db.events.count() == expected
        assert db.events.find_by_type("never") == []


def test_a_store_that_is_open_for_reading_refuses_to_write(db: Database) -> None:
    with Database.open(db.path, read_only=True) as reader:
        assert reader.read_only
        assert reader.read_only_reason is None
        for change in (
            lambda: reader.events.create(type="x"),
            lambda: reader.events.create_many([{"type": "x"}]),
            lambda: reader.events.delete("x"),
            lambda: reader.events.delete_older_than("2026-01-01"),
            lambda: reader.projects.update_cost("x", 1.0),
            reader.rollback_last,
        ):
            with pytest.raises(DatabaseReadOnly, match=str(db.path)):
                change()
        with pytest.raises(DatabaseReadOnly), reader.transaction():
            pass


def test_a_reader_follows_a_store_through_all_its_states(path: Path, new_store: Path) -> None:
    """With a rollback journal, then in use, tidied up, in use again: one open reader."""
    path.write_bytes(new_store.read_bytes())
    with plain(path) as other:
        other.execute("PRAGMA journal_mode=DELETE")
    with Database.open(path, read_only=True) as reader:
        assert reader.events.count() == 0
        with plain(path) as other:
            other.execute("INSERT INTO events (id, type) VALUES ('rollback', 'x')")
            assert reader.events.count() == 1
            assert other.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        assert reader.events.count() == 1
        for number in (2, 4):
            with Database.open(path) as writer:
                writer.events.create(type="x")
                assert reader.events.count() == number
                writer.events.create(type="x")
                assert reader.events.count() == number + 1
            assert reader.events.count() == number + 1
    Database.open(path).close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_reader_follows_a_writer_that_never_pauses(path: Path, new_store: Path) -> None:
    path.write_bytes(new_store.read_bytes())
    with Database.open(path, read_only=True) as reader:
        with running("never-pause", path) as process:
            assert heard(process) == "writing"
            seen = [0]
            while seen[-1] < 200:
                with reader.snapshot():
                    stats = reader.events.get_global_stats()
                assert stats.by_type.get("left") == stats.by_type.get("right")
                assert stats.total >= seen[-1]
                seen.append(stats.total)
            pairs = finished(process)
        assert reader.events.count() == 2 * pairs


def test_a_reader_does_not_hold_a_writer_up(path: Path, new_store: Path) -> None:
    path.write_bytes(new_store.read_bytes())
    write(path, events=[event(), event()])
    with Database.open(path) as writer, Database.open(path, read_only=True) as reader:
        with reader.snapshot():
            assert reader.events.count() == 2
            writer.events.create(type="meanwhile")
            assert reader.events.count() == 2
        assert reader.events.count() == 3


def test_a_store_that_is_replaced_is_read_anew(path: Path, new_store: Path, original: Path) -> None:
    path.write_bytes(new_store.read_bytes())
    with Database.open(path, read_only=True) as reader:
        assert reader.projects.count() == 0
        other = path.with_name("other.db")
        other.write_bytes(original.read_bytes())
        other.replace(path)
        assert reader.projects.count() == 6


def test_writing_to_a_reader_is_refused_by_sqlite_too(db: Database) -> None:
    """The promise does not rest on our own checks alone."""
    db.close()
    connection = connect_reading(db.path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM projects")
    connection.close()
