"""Transactions, savepoints, snapshots and threads: who sees what, and what remains."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from constellation_db import Database, DatabaseReadOnly
from tests.builders import agent, event, message, plain, project, write
from tests.db.facts import query, value


class StopError(Exception):
    """Raised by a test to leave a block."""


def names(path: Path) -> list[str]:
    """What another process sees: the names of the committed projects."""
    return [name for (name,) in query(path, "SELECT name FROM projects ORDER BY rowid")]


def add(db: Database, name: str) -> None:
    db.projects.create(name=name, prompt_path="p")


def in_thread(work: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(timeout=30)


def test_a_transaction_shows_when_it_is_over(db: Database) -> None:
    with db.transaction():
        add(db, "a")
        add(db, "b")
        assert db.projects.count() == 2
        assert names(db.path) == []
    assert names(db.path) == ["a", "b"]


def test_a_transaction_that_raises_leaves_nothing(db: Database) -> None:
    with pytest.raises(StopError):
        undone(db, depth=0)
    assert names(db.path) == []
    add(db, "next")
    assert names(db.path) == ["next"]


def test_savepoints_nest(db: Database) -> None:
    with db.transaction():
        add(db, "kept")
        with db.transaction():
            add(db, "kept inside")
            with pytest.raises(StopError):
                undone(db, depth=3)
            add(db, "kept after")
        with pytest.raises(StopError):
            undone(db, depth=1)
    assert names(db.path) == ["kept", "kept inside", "kept after"]


def undone(db: Database, depth: int) -> None:
    with db.transaction():
        add(db, f"undone {depth}")
        if depth:
            undone(db, depth - 1)
        raise StopError


def test_an_inner_success_does_not_outlive_an_outer_failure(db: Database) -> None:
    def work() -> None:
        with db.transaction():
            with db.transaction():
                add(db, "inner")
            raise StopError

    with pytest.raises(StopError):
        work()
    assert names(db.path) == []


def test_create_many_is_all_or_nothing_inside_a_transaction_too(db: Database) -> None:
    with db.transaction():
        add(db, "first")
        ids = db.projects.create_many({"name": f"{n}", "prompt_path": "p"} for n in range(3))
        assert db.projects.exists(ids[1])
    assert names(db.path) == ["first", "0", "1", "2"]


def test_a_transaction_belongs_to_its_thread(db: Database) -> None:
    with db.transaction():
        add(db, "mine")
        assert in_thread(db.projects.count) == 0
        assert db.projects.count() == 1
    assert in_thread(db.projects.count) == 1


def test_threads_write_and_read_at_once(db: Database) -> None:
    start = threading.Barrier(8)

    def work(number: int) -> int:
        start.wait(30)
        for turn in range(25):
            with db.transaction():
                made = db.projects.create(name=f"{number}.{turn}", prompt_path="p")
                db.events.create(type="made", project_id=made.id)
            assert db.projects.find_by_id(made.id) == made
            with db.snapshot():
                assert db.projects.count() == db.events.count()
        return number

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == list(range(8))
    assert value(db.path, "SELECT count(*) FROM projects") == 200
    assert value(db.path, "SELECT count(*) FROM events") == 200


def test_a_snapshot_sees_one_instant(db: Database) -> None:
    add(db, "before")
    with db.snapshot():
        assert db.projects.count() == 1
        in_thread(lambda: add(db, "from another thread"))
        write(db.path, projects=[project(name="from another process")])
        assert db.projects.count() == 1
        assert db.projects.get_stats().total == 1
        with db.snapshot():
            assert db.projects.count() == 1
    assert db.projects.count() == 3


def test_statistics_are_of_one_instant(db: Database) -> None:
    """While another connection keeps writing messages in pairs, no sum is ever half of one."""
    someone = project()
    mine = agent(someone)
    write(db.path, projects=[someone], agents=[mine])
    enough = threading.Event()

    def keep_writing() -> None:
        with plain(db.path) as connection:
            while not enough.is_set():
                connection.execute("BEGIN IMMEDIATE")
                for row in (message(mine, role="user", cost=1.0), message(mine, cost=1.0)):
                    names, holes = ", ".join(row), ", ".join("?" * len(row))
                    connection.execute(
                        f"INSERT INTO agent_history ({names}) VALUES ({holes})", [*row.values()]
                    )
                connection.execute("COMMIT")

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(keep_writing)
        try:
            total = 0
            while total < 200:
                stats = db.history.get_agent_stats(mine["id"])
                total = stats.total
                assert stats.by_role["user"] == stats.by_role["assistant"] == stats.total / 2
                assert stats.total_cost == stats.total
        finally:
            enough.set()
        writer.result(timeout=30)


def test_a_snapshot_refuses_to_write(db: Database) -> None:
    with db.snapshot():
        with pytest.raises(DatabaseReadOnly):
            add(db, "x")
        with pytest.raises(DatabaseReadOnly), db.transaction():
            pass
    with db.transaction(), db.snapshot():
        add(db, "a snapshot within a transaction sees what it wrote")
        assert db.projects.count() == 1
    assert len(names(db.path)) == 1


def test_closing_rolls_back_what_is_open_in_some_thread(path: Path, new_store: Path) -> None:
    path.write_bytes(new_store.read_bytes())
    db = Database.open(path)
    began, over = threading.Event(), threading.Event()

    def work() -> None:
        with db.transaction():
            add(db, "never")
            began.set()
            over.wait(30)
            raise StopError

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(work)
        assert began.wait(30)
        db.close()
        over.set()
        with pytest.raises(StopError):
            job.result(timeout=30)
    assert names(path) == []
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_store_that_is_closed_leaves_one_file(path: Path) -> None:
    with Database.open(path) as db:
        add(db, "a")
        db.data_version()
        db.get_stats(tables=True)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    db.close()  # once more does no harm


def test_the_version_changes_when_others_commit_and_only_then(db: Database) -> None:
    first = db.data_version()
    assert db.data_version() == first
    add(db, "our own commit")
    second = db.data_version()
    assert db.data_version() == second
    with plain(db.path) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM projects")
        assert db.data_version() == second
        other.execute("ROLLBACK")
        assert db.data_version() == second
        other.execute("SELECT * FROM projects").fetchall()
        assert db.data_version() == second
        other.execute("INSERT INTO events (id, type) VALUES ('e', 't')")
        third = db.data_version()
        assert third != second
        assert db.data_version() == third
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seen = {db.data_version() for _ in range(3)}
    assert len(seen) == 1


def test_a_reader_notices_a_writer_that_comes_later(db: Database) -> None:
    db.close()
    with Database.open(db.path, read_only=True) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        with Database.open(db.path) as writer:
            add(writer, "later")
            assert reader.data_version() != before
            assert [row.name for row in reader.projects.find_all()] == ["later"]
        assert [row.name for row in reader.projects.find_all()] == ["later"]


def test_figures_of_the_store(db: Database) -> None:
    write(db.path, projects=[project()], events=[event(), event()])
    stats = db.get_stats(wal_size=True, tables=True)
    assert stats.path == db.path
    assert stats.size == db.path.stat().st_size
    assert stats.wal_size == db.path.with_name(f"{db.path.name}-wal").stat().st_size
    assert stats.page_size == value(db.path, "PRAGMA page_size")
    assert stats.page_count == value(db.path, "PRAGMA page_count")
    assert stats.wal_enabled is True
    assert stats.tables == {
        "projects": 1, "agents": 0, "agent_history": 0, "outputs": 0, "events": 2,
    }  # fmt: skip
    few = db.get_stats()
    assert (few.wal_size, few.tables) == (None, None)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_figures_say_how_the_store_is_kept(path: Path, bare: Path, mode: str) -> None:
    with plain(bare) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
    with Database.open(bare, read_only=True) as db:
        stats = db.get_stats(wal_size=True)
        assert stats.wal_enabled is (mode == "wal")
        assert stats.size == stats.page_size * stats.page_count
        assert stats.wal_size == 0


def test_foreign_keys_are_on_for_everything_we_write(db: Database) -> None:
    someone = db.projects.create(name="n", prompt_path="p")
    mine = db.agents.create(project_id=someone.id)
    db.history.create(agent_id=mine.id, role="user")
    db.outputs.create(project_id=someone.id, agent_id=mine.id, type="log")
    db.events.create(project_id=someone.id, agent_id=mine.id, type="x")
    assert in_thread(lambda: db.agents.delete(mine.id)) is True
    assert query(db.path, "SELECT agent_id FROM outputs UNION ALL SELECT agent_id FROM events") == [
        (None,), (None,),
    ]  # fmt: skip
    assert db.history.count() == 0
    assert db.projects.delete(someone.id) is True
    assert db.outputs.count() == db.events.count() == 0
