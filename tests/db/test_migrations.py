"""Migrations: applied once, taken back one by one, and all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from constellation_db import (
    Cancellation,
    Cancelled,
    Database,
    DatabaseReadOnly,
    MigrationFailed,
    SchemaTooNew,
)
from constellation_db.engine import connect_writing
from constellation_db.migrations import MIGRATIONS, runner
from tests.builders import TABLES, agent, event, message, output, plain, project, write
from tests.db.facts import Facts, folder_state, query, value

NAMES = tuple(migration.NAME for migration in MIGRATIONS)
MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


class Step:
    """A migration of a version that does not exist yet."""

    OPTIONAL = False

    def __init__(self, name: str, *statements: str) -> None:
        self.NAME = name
        self._statements = statements

    def up(self, connection: sqlite3.Connection) -> None:
        for statement in self._statements:
            connection.execute(statement)

    def down(self, connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE added")


REBUILD = (
    "CREATE TABLE new_projects AS SELECT * FROM projects WHERE 0",
    "DROP TABLE new_projects",
    """CREATE TABLE new_projects (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, status TEXT, prompt_path TEXT,
        settings TEXT, cost_total REAL, iteration_count INTEGER, created_at DATETIME,
        updated_at DATETIME, ended_at DATETIME)""",
    "INSERT INTO new_projects SELECT * FROM projects{condition}",
    "DROP TABLE projects",
    "ALTER TABLE new_projects RENAME TO projects",
)


def rebuild(condition: str = "") -> Step:
    """Return a migration that rebuilds the parent of every table."""
    return Step("900_rebuild", *(sql.format(condition=condition) for sql in REBUILD))


@pytest.fixture
def filled(path: Path, new_store: Path) -> Path:
    """A migrated store with rows in every table, one of them without its parent."""
    path.write_bytes(new_store.read_bytes())
    one, other = project(), project()
    mine = agent(one)
    write(
        path,
        projects=[one, other],
        agents=[mine, agent(other), agent("nobody's project")],
        agent_history=[message(mine), message(mine)],
        outputs=[output(one, mine)],
        events=[event(one, mine), event()],
    )
    return path


def migrate(path: Path, *steps: Step) -> tuple[str, ...]:
    connection = connect_writing(path)
    try:
        return runner.migrate(connection, path, (*MIGRATIONS, *steps))
    finally:
        connection.close()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: query(path, f"SELECT * FROM {table} ORDER BY rowid") for table in TABLES}


def test_each_migration_is_taken_back_alone_and_keeps_the_rows(filled: Path) -> None:
    rows = rows_of(filled)
    schemas = []
    with Database.open(filled) as db:
        for name in reversed(NAMES[1:]):
            schemas.append(query(filled, MASTER))
            assert db.rollback_last() == name
            assert rows_of(filled) == rows
            assert name not in db.migration_status().applied
            assert query(filled, MASTER) != schemas[-1]
        assert db.migration_status().applied == NAMES[:1]
        assert db.migrate() == NAMES[1:]
    assert query(filled, MASTER) == schemas[0]
    assert rows_of(filled) == rows


def test_taking_back_the_first_leaves_an_empty_file_with_its_record(db: Database) -> None:
    for _ in NAMES:
        assert db.rollback_last() is not None
    assert db.rollback_last() is None
    assert {name for (name,) in query(db.path, "SELECT name FROM sqlite_master")} == {
        "_migrations", "sqlite_sequence", "sqlite_autoindex__migrations_1",
    }  # fmt: skip
    assert db.migrate() == NAMES
    assert db.projects.count() == 0


def test_what_is_applied_pending_and_unknown(bare: Path) -> None:
    with plain(bare) as connection:
        connection.execute("INSERT INTO _migrations (name) VALUES ('999_from_the_future')")
    with Database.open(bare, read_only=True) as db:
        status = db.migration_status()
    assert status.total == len(NAMES)
    assert status.applied == ("001_initial", "999_from_the_future")
    assert status.pending == NAMES[1:]
    assert status.unknown == ("999_from_the_future",)


def test_a_store_of_a_newer_version_opens_for_reading_and_says_why(bare: Path) -> None:
    write(bare, projects=[project(id="p")])
    with plain(bare) as connection:
        connection.execute("INSERT INTO _migrations (name) VALUES ('999_from_the_future')")
    before = folder_state(bare.parent)
    with Database.open(bare) as db:
        assert db.read_only
        assert isinstance(db.read_only_reason, SchemaTooNew)
        assert str(bare) in str(db.read_only_reason)
        assert "999_from_the_future" in str(db.read_only_reason)
        assert [row.id for row in db.projects.find_all()] == ["p"]
        writes: list[Callable[[], object]] = [
            lambda: db.projects.create(name="n", prompt_path="p"),
            lambda: db.projects.update("p", name="n"),
            lambda: db.projects.delete("p"),
            lambda: db.history.delete_older_than("2026-01-01"),
            db.migrate,
            db.rollback_last,
        ]
        for change in writes:
            with pytest.raises(SchemaTooNew):
                change()
        with pytest.raises(SchemaTooNew), db.transaction():
            pass
    assert folder_state(bare.parent) == before


def test_a_rebuilt_table_keeps_its_children(filled: Path) -> None:
    before = rows_of(filled)
    assert migrate(filled, rebuild()) == ("900_rebuild",)
    assert rows_of(filled) == before
    assert len(before["agents"]) == 3
    assert "new_projects" not in value(filled, "SELECT sql FROM sqlite_master WHERE name='agents'")
    assert query(filled, "PRAGMA foreign_key_list(agents)")[1][2] == "projects"


@pytest.mark.parametrize(
    "step",
    [
        Step(
            "900_half", "CREATE TABLE added (a)", "INSERT INTO added VALUES (1)", "SELECT nothing"
        ),
        Step("900_data", "DELETE FROM events", "CREATE TABLE projects (a)"),
        Step("900_check", "UPDATE projects SET status = 'no status'"),
        rebuild(" WHERE 0"),
        rebuild(" LIMIT 1"),
    ],
    ids=["half done", "data gone", "constraint", "children of nobody", "some of nobody"],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(filled: Path, step: Step) -> None:
    schema, rows = query(filled, MASTER), rows_of(filled)
    content = filled.read_bytes()
    with pytest.raises(MigrationFailed) as caught:
        migrate(filled, step)
    assert step.NAME in str(caught.value)
    assert caught.value.path == filled
    assert caught.value.__cause__ is not None
    assert query(filled, MASTER) == schema
    assert rows_of(filled) == rows
    assert filled.read_bytes() == content
    assert query(filled, "SELECT name FROM _migrations ORDER BY id") == [(n,) for n in NAMES]


def test_migrations_before_one_that_fails_stay(filled: Path) -> None:
    good, bad = Step("900_good", "CREATE TABLE added (a)"), Step("901_bad", "SELECT nothing")
    with pytest.raises(MigrationFailed, match="901_bad"):
        migrate(filled, good, bad)
    names = [name for (name,) in query(filled, "SELECT name FROM _migrations ORDER BY id")]
    assert names == [*NAMES, "900_good"]
    connection = connect_writing(filled)
    assert runner.rollback_last(connection, filled, (*MIGRATIONS, good)) == "900_good"
    connection.close()
    assert query(filled, "SELECT 1 FROM sqlite_master WHERE name = 'added'") == []


def test_an_unknown_migration_is_not_taken_back(filled: Path) -> None:
    with plain(filled) as connection:
        connection.execute("INSERT INTO _migrations (name) VALUES ('999_from_the_future')")
    connection = connect_writing(filled)
    with pytest.raises(MigrationFailed, match="999_from_the_future"):
        runner.rollback_last(connection, filled)
    connection.close()


def test_progress_goes_up_to_the_end(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    with Database.open(path, migrate=False) as db:
        told: list[tuple[int, int]] = []
        assert db.migrate(progress=lambda done, total: told.append((done, total))) == NAMES[1:]
        assert db.migrate(progress=lambda done, total: told.append((done, total))) == ()
    assert told == sorted(told)
    assert len({total for _done, total in told}) == 1
    assert told[-1][0] == told[-1][1]


def test_a_cancelled_migration_leaves_a_store_that_can_go_on(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    facts = Facts(path)
    cancellation = Cancellation()

    def cancel_halfway(done: int, total: int) -> None:
        if done > total // 2:
            cancellation.cancel()

    with Database.open(path, migrate=False) as db:
        with pytest.raises(Cancelled):
            db.migrate(progress=cancel_halfway, cancel=cancellation)
        applied = db.migration_status().applied
        assert applied == NAMES[: len(applied)]
        assert 1 < len(applied) < len(NAMES)
        assert db.migrate() == NAMES[len(applied) :]
    assert Facts(path).events == facts.events


def test_an_index_that_keeps_writers_waiting_is_put_off(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    someone = project()
    mine = agent(someone)
    rows = [message(mine) for _ in range(20_000)]
    write(path, projects=[someone], agents=[mine], agent_history=rows)
    with Database.open(path, migrate=False) as db:
        with pytest.raises(runner.TimeLimitReached) as caught:
            db.migrate(time_limit=0)
        assert isinstance(caught.value, MigrationFailed)
        assert str(path) in str(caught.value)
        assert db.migration_status().pending == NAMES[1:]
        assert db.history.count_by_agent(mine["id"]) == 20_000
        assert db.migrate(time_limit=None) == NAMES[1:]


def test_without_migrating_the_store_stays_as_it_is(bare: Path) -> None:
    before = query(bare, MASTER)
    with Database.open(bare, migrate=False) as db:
        assert db.migration_status().pending == NAMES[1:]
        assert db.projects.create(name="n", prompt_path="p").id
    assert query(bare, MASTER) == before
    assert [entry.name for entry in bare.parent.iterdir()] == [bare.name]


def test_a_store_that_is_open_for_reading_is_not_migrated(bare: Path) -> None:
    with Database.open(bare, read_only=True) as db:
        assert db.migration_status().pending == NAMES[1:]
        for change in (db.migrate, db.rollback_last):
            with pytest.raises(DatabaseReadOnly):
                change()
