"""The tables are the original platform's, word for word, and connections keep their promises."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from constellation_db import Database, engine
from constellation_db.migrations import MIGRATIONS, runner
from tests.builders import TABLES, plain
from tests.db.conftest import emptied
from tests.db.facts import query, value

# The root page is where a table lies in its file, which no contract can promise.
MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


@pytest.fixture
def ours(path: Path) -> Path:
    """A store that our `001_initial` alone made of an empty file."""
    path.touch()
    connection = sqlite3.connect(path, isolation_level=None)
    runner.migrate(connection, path, MIGRATIONS[:1])
    connection.close()
    return path


def test_our_first_migration_yields_the_original_schema(ours: Path, bare: Path) -> None:
    expected = query(bare, MASTER)
    assert len([kind for kind, *_ in expected if kind == "table"]) == 7
    assert len([sql for *_, sql in expected if sql and sql.startswith("CREATE INDEX")]) == 18
    assert query(ours, MASTER) == expected
    assert query(ours, "SELECT id, name FROM _migrations") == [(1, "001_initial")]


@pytest.mark.parametrize("table", [*TABLES, "_migrations"])
@pytest.mark.parametrize("pragma", ["table_xinfo", "foreign_key_list", "index_list"])
def test_sqlite_understands_both_schemas_alike(
    ours: Path, tmp_path: Path, original: Path, table: str, pragma: str
) -> None:
    copy = tmp_path / "original.db"
    copy.write_bytes(original.read_bytes())
    assert query(ours, f"PRAGMA {pragma}({table})") == query(copy, f"PRAGMA {pragma}({table})")


def test_the_other_migrations_add_indexes_and_the_notes_of_imports(
    db: Database, path: Path, original: Path, tmp_path: Path
) -> None:
    bare = emptied(original, tmp_path / "bare.db")
    added = set(query(path, MASTER)) - set(query(bare, MASTER))
    assert set(query(bare, MASTER)) <= set(query(path, MASTER))
    tables = {name for kind, name, *_ in added if kind == "table"}
    assert tables == {"import_calls", "import_changes", "import_files", "import_starts"}
    assert {kind for kind, *_ in added} == {"index", "table"}


def test_a_new_store_says_who_migrated_it(db: Database, path: Path) -> None:
    names = [migration.NAME for migration in MIGRATIONS]
    assert query(path, "SELECT name FROM _migrations ORDER BY id") == [(name,) for name in names]
    assert names == sorted(names)
    assert names[0] == "001_initial"
    when = value(path, "SELECT applied_at FROM _migrations WHERE id = 1")
    assert len(when) == len("2026-01-31 10:02:11")


PRAGMAS = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 1, "busy_timeout": 5000}


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_a_writing_connection_has_the_pragmas_of_the_contract(path: Path, pragma: str) -> None:
    connection = engine.connect_writing(path)
    assert connection.execute(f"PRAGMA {pragma}").fetchone() == (PRAGMAS[pragma],)
    connection.close()


def test_a_write_takes_the_lock_when_it_begins(db: Database, path: Path) -> None:
    with db.transaction(), plain(path) as other:
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    with db.snapshot(), plain(path) as other:
        other.execute("BEGIN IMMEDIATE")


def test_the_stores_of_both_sides_open_in_the_other(db: Database, path: Path) -> None:
    """What the original's data layer does on opening finds nothing to do and nothing in its way."""
    db.projects.create(name="n", prompt_path="p")
    db.close()
    with plain(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        applied = {name for (name,) in connection.execute("SELECT name FROM _migrations")}
        assert "001_initial" in applied
        connection.execute(
            "INSERT INTO projects (id, name, prompt_path) VALUES ('theirs', 'By default', 'p')"
        )
    with Database.open(path) as again:
        assert again.migration_status().pending == ()
        theirs = again.projects.find_by_id_with_settings("theirs")
        assert (theirs.status, theirs.settings, theirs.cost_total) == ("created", {}, 0.0)
        assert len(theirs.created_at) == len("2026-01-31 10:02:11")
