"""Where a store may be, and how a new one comes to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from constellation_db import Database, DatabaseNotFound, InvalidValue
from constellation_db.migrations import MIGRATIONS
from tests.db.facts import query, value


def test_a_missing_and_an_empty_file_become_stores(path: Path) -> None:
    for make in (path.unlink, path.touch):
        path.touch()
        make()
        with Database.open(path) as db:
            assert db.migration_status().applied == tuple(step.NAME for step in MIGRATIONS)
            assert db.projects.count() == 0
        path.unlink()


def test_what_is_no_path_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for given in ("", ":memory:", "sqlite://", "sqlite:///", "postgresql://host/db", "mysql://x"):
        with pytest.raises(InvalidValue):
            Database.open(given)
    assert list(tmp_path.iterdir()) == []


def test_a_store_may_be_given_in_several_ways(
    path: Path, new_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(new_store.read_bytes())
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("HOME", str(path.parent))
    for given in (path, str(path), path.name, f"~/{path.name}", f"sqlite:///{path}"):
        with Database.open(given, read_only=True) as db:
            assert db.path == path
    odd = path.with_name("a b%20c#d?e=f&é.db")
    path.rename(odd)
    with Database.open(odd) as db:
        db.projects.create(name="n", prompt_path="p")
    assert value(odd, "SELECT count(*) FROM projects") == 1


def test_the_default_store_is_in_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(DatabaseNotFound):
        Database.open(read_only=True)
    assert list(tmp_path.iterdir()) == []
    with Database.open() as db:
        assert (
            db.path == tmp_path / ".constellation" / "constellation.db" == Database.default_path()
        )
    assert (tmp_path / ".constellation").stat().st_mode & 0o777 == 0o700
    assert query(db.path, "PRAGMA journal_mode") == [("wal",)]
