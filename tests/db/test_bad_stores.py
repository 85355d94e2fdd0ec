"""What is no store, or a broken one: the right error, in one sentence, and nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from constellation_db import (
    AccessDenied,
    ConstellationError,
    Database,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    NotADatabase,
    engine,
)
from tests.builders import plain
from tests.db.facts import folder_state, value
from tests.db.processes import finished, heard, run, running

OPENING: dict[str, dict[str, bool]] = {
    "writing": {},
    "reading": {"read_only": True},
    "declining": {"migrate": False},
}


def check_sentence(error: ConstellationError, path: Path) -> None:
    """One sentence that names the path, whatever the cause says."""
    sentence = str(error)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert ". " not in sentence.replace(str(path), "")
    assert error.path == path


def refused(
    path: Path, kind: type[ConstellationError], opening: dict[str, bool]
) -> ConstellationError:
    """Open what cannot be opened, and return the error after checking that nothing changed."""
    before = folder_state(path.parent)
    with pytest.raises(ConstellationError) as caught:
        Database.open(path, **opening).close()
    assert type(caught.value) is kind
    check_sentence(caught.value, path)
    assert folder_state(path.parent) == before
    return caught.value


def folder(path: Path, _original: bytes) -> None:
    path.mkdir()


def text(path: Path, _original: bytes) -> None:
    path.write_text("Dear diary,\n" * 1_000)


def short_text(path: Path, _original: bytes) -> None:
    path.write_text("x")


def only_a_beginning(path: Path, original: bytes) -> None:
    path.write_bytes(original[:60])


def half_a_page(path: Path, original: bytes) -> None:
    path.write_bytes(original[:2_000])


def truncated_at_a_page(path: Path, original: bytes) -> None:
    path.write_bytes(original[: 4096 * 20])


def truncated_within_a_page(path: Path, original: bytes) -> None:
    path.write_bytes(original[:-1])


def another_application(path: Path, _original: bytes) -> None:
    with plain(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT, projects TEXT)")
        connection.execute("INSERT INTO bookmarks VALUES ('https://example.org', '')")


def another_application_with_our_names(path: Path, _original: bytes) -> None:
    with plain(path) as connection:
        for table in ("projects", "agents", "agent_history", "outputs", "events"):
            connection.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, title TEXT)")


def another_application_with_migrations(path: Path, _original: bytes) -> None:
    with plain(path) as connection:
        connection.execute("CREATE TABLE _migrations (version INTEGER, dirty BOOLEAN)")
        connection.execute("INSERT INTO _migrations VALUES (7, 0)")
        connection.execute("CREATE TABLE users (id INTEGER, password TEXT)")


def garbled_schema(path: Path, original: bytes) -> None:
    path.write_bytes(original[:100] + bytes(4096 - 100) + original[4096:])


def encrypted(path: Path, original: bytes) -> None:
    path.write_bytes(bytes(byte ^ 0x5A for byte in original))


BAD: list[tuple[Callable[[Path, bytes], None], type[ConstellationError]]] = [
    (folder, NotADatabase),
    (text, NotADatabase),
    (short_text, NotADatabase),
    (encrypted, NotADatabase),
    (only_a_beginning, DatabaseCorrupt),
    (half_a_page, DatabaseCorrupt),
    (truncated_at_a_page, DatabaseCorrupt),
    (truncated_within_a_page, DatabaseCorrupt),
    (garbled_schema, DatabaseCorrupt),
    (another_application, NotADatabase),
    (another_application_with_our_names, NotADatabase),
    (another_application_with_migrations, NotADatabase),
]


@pytest.mark.parametrize("opening", OPENING.values(), ids=OPENING.keys())
@pytest.mark.parametrize(("make", "kind"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_no_store_is_refused(
    path: Path,
    original: Path,
    make: Callable[[Path, bytes], None],
    kind: type[ConstellationError],
    opening: dict[str, bool],
) -> None:
    make(path, original.read_bytes())
    refused(path, kind, opening)


@pytest.mark.parametrize("opening", ["reading", "declining"])
def test_a_missing_file_is_not_found(path: Path, opening: str) -> None:
    refused(path, DatabaseNotFound, OPENING[opening])


@pytest.mark.parametrize("opening", OPENING.values(), ids=OPENING.keys())
def test_a_missing_folder_is_not_made(path: Path, opening: dict[str, bool]) -> None:
    before = folder_state(path.parent)
    with pytest.raises(DatabaseNotFound) as caught:
        Database.open(path.parent / "missing" / "deep" / "store.db", **opening)
    check_sentence(caught.value, path.parent / "missing" / "deep" / "store.db")
    path.write_text("a file")
    with pytest.raises(ConstellationError) as below_a_file:
        Database.open(path / "store.db", **opening)
    check_sentence(below_a_file.value, path / "store.db")
    path.unlink()
    assert folder_state(path.parent) == before


@pytest.mark.parametrize("opening", ["reading", "declining"])
def test_an_empty_file_stays_empty_unless_it_may_become_a_store(path: Path, opening: str) -> None:
    path.touch()
    refused(path, NotADatabase, OPENING[opening])


def zero_a_page(path: Path, table: str) -> None:
    """Overwrite the page that a table begins with, as a failing disk may."""
    size = value(path, "PRAGMA page_size")
    root = value(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(content)


def test_a_page_of_zeros_stops_a_migration_before_it_changes_anything(
    path: Path, original: Path
) -> None:
    path.write_bytes(original.read_bytes())
    zero_a_page(path, "events")
    refused(path, DatabaseCorrupt, OPENING["writing"])


@pytest.mark.parametrize("opening", OPENING.values(), ids=OPENING.keys())
def test_a_page_of_zeros_is_said_when_it_is_met_and_the_rest_is_shown(
    path: Path, original: Path, opening: dict[str, bool]
) -> None:
    path.write_bytes(original.read_bytes())
    Database.open(path).close()
    zero_a_page(path, "events")
    before = folder_state(path.parent)
    with Database.open(path, **opening) as db:
        assert db.projects.count() == 6
        assert len(db.history.find_all()) == 329
        for ask in (db.events.find_all, lambda: db.events.excerpts(keys(db)), db.events.get_recent):
            with pytest.raises(DatabaseCorrupt) as caught:
                ask()
            check_sentence(caught.value, path)
    assert folder_state(path.parent) == before


def keys(db: Database) -> list[Any]:
    return [row.key for row in db.events.page()]


def test_stores_that_another_process_has_locked(
    tmp_path: Path, new_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.5)
    cases = [(mode, opening) for mode in ("delete", "wal") for opening in OPENING]
    with ExitStack() as stack:
        paths, holders = {}, []
        for mode in ("delete", "wal"):
            paths[mode] = tmp_path / mode / "constellation.db"
            paths[mode].parent.mkdir()
            paths[mode].write_bytes(new_store.read_bytes())
            holders.append(stack.enter_context(running("lock", paths[mode], mode)))
            assert heard(holders[-1]) == "locked"
        before = folder_state(tmp_path)

        def opened(case: tuple[str, str]) -> None:
            mode, opening = case
            with pytest.raises(DatabaseLocked) as caught:
                Database.open(paths[mode], **OPENING[opening]).close()
            check_sentence(caught.value, paths[mode])

        # Each waits for as long as a writer may take; all at once, so that the test does not.
        with ThreadPoolExecutor(len(cases)) as pool:
            list(pool.map(opened, cases))
        assert folder_state(tmp_path) == before
        for holder in holders:
            assert finished(holder) == "released"
    for path in paths.values():
        with Database.open(path) as db:
            assert db.projects.count() == 0


def test_a_store_that_nobody_else_may_read(public_folder: Path, original: Path) -> None:
    path = public_folder / "constellation.db"
    path.write_bytes(original.read_bytes())
    path.chmod(0o600)
    before = folder_state(public_folder)
    told = run("read", path, as_nobody=True)
    assert told["error"]["type"] == AccessDenied.__name__
    assert str(path) in told["error"]["sentence"]
    assert folder_state(public_folder) == before


def test_a_folder_that_nobody_else_may_enter(public_folder: Path, original: Path) -> None:
    path = public_folder / "private" / "constellation.db"
    path.parent.mkdir(mode=0o700)
    path.write_bytes(original.read_bytes())
    told = run("read", path, as_nobody=True)
    assert told["error"]["type"] == AccessDenied.__name__
    assert str(path) in told["error"]["sentence"]
    assert "\n" not in told["error"]["sentence"]


@pytest.mark.parametrize("content", ["original", "migrated", "missing", "empty"])
def test_a_store_that_may_not_be_written(
    public_folder: Path, original: Path, new_store: Path, content: str
) -> None:
    folder = public_folder / "media"
    folder.mkdir()
    path = folder / "constellation.db"
    if content == "empty":
        path.touch()
    elif content != "missing":
        path.write_bytes((original if content == "original" else new_store).read_bytes())
    folder.chmod(0o555)
    before = folder_state(folder)
    told = run("open", path, as_nobody=True, telling="now\n")
    assert told["error"]["type"] in ("DatabaseReadOnly", "AccessDenied")
    assert str(path) in told["error"]["sentence"]
    assert folder_state(folder) == before


def test_an_open_that_fails_leaves_nothing_open(path: Path, original: Path) -> None:
    """Whatever was opened to look at it is closed: the file can be locked exclusively at once."""
    path.write_bytes(original.read_bytes())
    zero_a_page(path, "events")
    refused(path, DatabaseCorrupt, OPENING["writing"])
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.close()
