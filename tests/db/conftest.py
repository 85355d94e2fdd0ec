"""Stores for the tests of the data layer: the original's, a new one, and copies of both."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy.pool import Pool

from constellation_db import Database
from tests.builders import TABLES, plain
from tests.db.calls import fill
from tests.db.facts import Facts

ORIGINAL = Path(__file__).parents[1] / "data" / "original.db"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "covers(*methods): `repository.method` that the test must call on its store"
    )


@pytest.fixture(scope="session")
def original() -> Path:
    """A store that the original platform wrote; never to be opened where it lies, only copied."""
    return ORIGINAL


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's store is to be, in a folder that holds nothing else."""
    folder = tmp_path / "store"
    folder.mkdir()
    return folder / "constellation.db"


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store with every migration, closed; copied because migrating takes longer."""
    path = tmp_path_factory.mktemp("new") / "constellation.db"
    Database.open(path).close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    return path


@pytest.fixture
def db(path: Path, new_store: Path) -> Iterator[Database]:
    """A new store, open for writing."""
    shutil.copyfile(new_store, path)
    with Database.open(path) as database:
        yield database


@pytest.fixture
def bare(path: Path, original: Path) -> Path:
    """A store with `001_initial` and no row, as the original leaves it before its first project."""
    return emptied(original, path)


def emptied(original: Path, path: Path) -> Path:
    """Copy the original's store without its rows."""
    shutil.copyfile(original, path)
    with plain(path) as connection:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")
    return path


@pytest.fixture(scope="session")
def filled_store(new_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something for every method to find, closed; to be copied."""
    path = tmp_path_factory.mktemp("filled") / "constellation.db"
    shutil.copyfile(new_store, path)
    fill(path)
    return path


@pytest.fixture
def statements(path: Path, filled_store: Path) -> Iterator[Statements]:
    """A copy of the filled store, open, whose statements are noted."""
    shutil.copyfile(filled_store, path)
    noted: list[str] = []

    def note(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(noted.append)

    sqlalchemy.event.listen(Pool, "connect", note)
    try:
        with Database.open(path) as database:
            database.projects.count()  # The first connection asks for more than later ones.
            yield Statements(database, noted)
    finally:
        sqlalchemy.event.remove(Pool, "connect", note)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a backup goes, with an older backup in it."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "backup.db").write_bytes(b"the backup of yesterday")
    return folder


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory(prefix="constellation-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for entry in [folder, *folder.rglob("*")]:
            if entry.is_dir():
                entry.chmod(0o755)


@dataclass
class Statements:
    """An open store, and every statement that SQLite ran for it, parameters filled in."""

    db: Database
    noted: list[str]

    def during(self, call: Callable[[Database], object]) -> list[str]:
        """Return the statements that a call runs, those that begin and end transactions too."""
        self.noted.clear()
        call(self.db)
        # What triggers and cascades do on the way is noted as a comment.
        return [statement for statement in self.noted if not statement.startswith("--")]


class _Listening:
    """Stands for a repository and notes which of its methods are called."""

    def __init__(self, repository: Any, name: str, heard: set[str]) -> None:
        self._repository = repository
        self._name = name
        self._heard = heard

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._repository, method)
        if method.startswith("_"):
            return found
        self._heard.add(f"{self._name}.{method}")
        return found


@dataclass
class World:
    """A copy of the original's store, open, and what it held before anybody touched it."""

    db: Database
    facts: Facts
    path: Path
    heard: set[str]

    def __post_init__(self) -> None:
        self.projects = _Listening(self.db.projects, "projects", self.heard)
        self.agents = _Listening(self.db.agents, "agents", self.heard)
        self.history = _Listening(self.db.history, "history", self.heard)
        self.events = _Listening(self.db.events, "events", self.heard)
        self.outputs = _Listening(self.db.outputs, "outputs", self.heard)


def _as_it_is(_path: Path) -> None:
    pass


def _mixed_and_tied(path: Path) -> None:
    """Give the rows few distinct times, in both dialects, so that most of them tie."""
    with plain(path) as connection:
        for table in TABLES:
            # Every third row of a table falls on a full second; the others on the tenth of one.
            connection.execute(
                f"UPDATE {table} SET created_at = CASE rowid % 3 "
                "WHEN 0 THEN replace(substr(created_at, 1, 19), 'T', ' ') "
                "WHEN 1 THEN substr(created_at, 1, 21) || '00Z' "
                "ELSE substr(created_at, 1, 19) || '.000Z' END"
            )


@cache
def _changed(original: Path, change: Callable[[Path], None]) -> bytes:
    """Return the original's store with every migration, changed."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        shutil.copyfile(original, path)
        change(path)
        Database.open(path).close()
        return path.read_bytes()


@pytest.fixture(params=[_as_it_is, _mixed_and_tied], ids=["as written", "mixed and tied"])
def world(request: pytest.FixtureRequest, path: Path, original: Path) -> Iterator[World]:
    """A copy of the original's store; a test marked `covers` must call those methods on it."""
    path.write_bytes(_changed(original, request.param))
    facts = Facts(path)
    with Database.open(path) as database:
        world = World(database, facts, path, set())
        yield world
    claimed = {name for marker in request.node.iter_markers("covers") for name in marker.args}
    missing = claimed - world.heard
    assert not missing, f"claims to cover what it never called: {missing}"
