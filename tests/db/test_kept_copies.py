"""Before a store with data goes beyond the original's schema, a verified copy is kept beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from constellation_db import Cancellation, Cancelled, Database
from constellation_db.migrations import MIGRATIONS
from tests.builders import TABLES, Row, agent, event, message, output, project, write
from tests.db.facts import Facts, query, value

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def copies(path: Path) -> list[Path]:
    return sorted(entry for entry in path.parent.iterdir() if entry.name.endswith(".bak"))


def test_the_copy_is_the_store_as_it_was(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    before, schema = Facts(path), query(path, MASTER)
    Database.open(path).close()
    (copy,) = copies(path)
    assert copy.name.startswith("constellation.db.before-002-")
    assert value(copy, "PRAGMA integrity_check") == "ok"
    assert query(copy, MASTER) == schema
    for table in TABLES:
        assert getattr(Facts(copy), table) == getattr(before, table) != []
    assert query(copy, "SELECT name FROM _migrations") == [("001_initial",)]
    with Database.open(copy, read_only=True) as db:
        assert db.projects.count() == 6


def test_what_only_the_write_ahead_log_holds_is_in_the_copy(bare: Path) -> None:
    writer = sqlite3.connect(bare, isolation_level=None)
    writer.execute("INSERT INTO projects (id, name, prompt_path) VALUES ('late', 'n', 'p')")
    assert bare.with_name(f"{bare.name}-wal").stat().st_size > 0
    Database.open(bare).close()
    writer.close()
    (copy,) = copies(bare)
    assert query(copy, "SELECT id FROM projects") == [("late",)]


@pytest.mark.parametrize("table", TABLES)
def test_any_row_is_data_to_keep(bare: Path, table: str) -> None:
    rows: dict[str, Row] = {
        "projects": project(),
        "agents": agent("gone"),
        "agent_history": message("gone"),
        "outputs": output("gone"),
        "events": event(),
    }
    write(bare, **{table: [rows[table]]})
    Database.open(bare).close()
    (copy,) = copies(bare)
    assert query(copy, f"SELECT id FROM {table}") == [(rows[table]["id"],)]


def test_a_new_an_empty_and_a_migrated_store_need_no_copy(
    tmp_path: Path, bare: Path, new_store: Path
) -> None:
    Database.open(tmp_path / "new.db").close()
    assert copies(tmp_path / "new.db") == []
    Database.open(bare).close()
    assert copies(bare) == []
    write(bare, projects=[project()])
    Database.open(bare).close()
    Database.open(bare).close()
    assert copies(bare) == []


def test_neither_reading_nor_declining_makes_a_copy(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    Database.open(path, read_only=True).close()
    Database.open(path, migrate=False).close()
    assert copies(path) == []


def test_a_copy_says_before_which_migration_it_was_made(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    with Database.open(path) as db:
        (first,) = copies(path)
        taken_back = db.rollback_last()
        assert taken_back == MIGRATIONS[-1].NAME
        db.migrate()
        (second,) = set(copies(path)) - {first}
        assert second.name.startswith(f"constellation.db.before-{taken_back[:3]}-")


def test_a_cancelled_copy_leaves_nothing_and_no_migration(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    content = path.read_bytes()
    cancellation = Cancellation()
    with Database.open(path, migrate=False) as db, pytest.raises(Cancelled):
        db.migrate(progress=lambda _done, _total: cancellation.cancel(), cancel=cancellation)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == content
