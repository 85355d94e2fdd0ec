"""Opening stores: readable at once, prepared in the background, and every bad store a banner."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from constellation_db import DatabaseLocked, SchemaTooNew, engine
from constellation_db.migrations import MIGRATIONS
from constellation_gui.place import Place
from constellation_gui.session import Session
from tests import builders
from tests.builders import plain
from tests.gui.conftest import fill
from tests.gui.panes import damaged
from tests.user import User


def applied(path: Path) -> int:
    # Not through the data layer: a reader of this process would get in the way of its writers.
    with plain(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM _migrations").fetchone()
    return int(count)


# -- A store of the original's schema -------------------------------------------------------------


def test_a_bare_store_is_readable_at_once_and_prepared_in_the_background(
    user: User, bare_store: Path
) -> None:
    # A lock holds the migration up until it was looked at.
    with closing(sqlite3.connect(bare_store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        user.ask_for(bare_store)
        user.until_open(bare_store)
        assert sorted(user.rows("projects")) == ["Calculator", "Web shop"]
        assert applied(bare_store) == 1

        user.until(lambda: user.window.migrating.running)
        assert "is being prepared for fast reading" in user.notices[0]
        other.execute("ROLLBACK")
    user.until(lambda: not user.window.migrating.running)
    assert user.notices == []
    assert user.works == ["bare.db is prepared for fast reading; the copy from before is beside it"]
    assert applied(bare_store) == len(MIGRATIONS)
    (copy,) = bare_store.parent.glob("bare.db.before-*.bak")
    assert applied(copy) == 1


def test_preparing_can_be_declined_for_good_and_taken_up_again(
    user: User, bare_store: Path, qtbot: QtBot
) -> None:
    # A lock holds the migration up for as long as the person thinks about it.
    with closing(sqlite3.connect(bare_store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        user.ask_for(bare_store)
        user.until_open(bare_store)
        user.until(lambda: user.window.migrating.running)
        user.press_on_banner("Leave It as It Is")
        other.execute("ROLLBACK")
    user.until(lambda: user.store.database.read_only)
    assert "was left as it is" in user.notices[0]
    assert user.works == []
    left = applied(bare_store)
    assert left < len(MIGRATIONS)
    user.leave()

    again = User.start(qtbot)
    user.window = again.window
    again.ask_for(bare_store)
    again.until_open(bare_store)
    assert again.store.database.read_only
    assert again.window.windowTitle() == "bare.db (read-only) — Constellation"
    assert applied(bare_store) == left

    again.press_on_banner("Prepare It Now")
    again.until(lambda: not again.store.database.read_only)
    again.until(lambda: applied(bare_store) == len(MIGRATIONS))
    again.until(lambda: not again.window.migrating.running)
    assert Session.load().declined == []


def test_a_store_that_is_left_while_it_is_prepared_goes_on_the_next_time(
    user: User, bare_store: Path, store: Path
) -> None:
    with closing(sqlite3.connect(bare_store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        user.ask_for(bare_store)
        user.until_open(bare_store)
        user.until(lambda: user.window.migrating.running)
        user.ask_for(store)
        user.until_open(store)
        other.execute("ROLLBACK")
    assert not user.window.migrating.running
    assert user.notices == []
    assert user.works == []
    assert applied(bare_store) == 1

    user.ask_for(bare_store)
    user.until_open(bare_store)
    user.until(lambda: applied(bare_store) == len(MIGRATIONS))
    user.until(lambda: not user.window.migrating.running)


def test_a_preparation_that_fails_says_so_and_can_be_tried_again(
    user: User, bare_store: Path
) -> None:
    with plain(bare_store) as connection:
        connection.execute("CREATE VIEW idx_agent_history_by_agent AS SELECT 1")
    user.ask_for(bare_store)
    user.until_open(bare_store)
    user.until(lambda: any("could not be applied" in text for text in user.notices))
    assert applied(bare_store) == 1
    assert sorted(user.rows("projects")) == ["Calculator", "Web shop"]

    with plain(bare_store) as connection:
        connection.execute("DROP VIEW idx_agent_history_by_agent")
    user.press_on_banner("Try Again")
    user.until(lambda: applied(bare_store) == len(MIGRATIONS))
    user.until(lambda: not user.window.migrating.running)


def test_read_only_prepares_nothing_and_writes_nothing(user: User, bare_store: Path) -> None:
    before = sorted(bare_store.parent.iterdir()), bare_store.read_bytes()
    user.ask_for(bare_store, read_only=True)
    user.until_open(bare_store)
    user.choose_project("Calculator")
    assert (sorted(bare_store.parent.iterdir()), bare_store.read_bytes()) == before
    assert user.notices == []


def test_a_store_from_a_newer_version_opens_for_reading_and_says_why(
    user: User, store: Path
) -> None:
    with plain(store) as connection:
        connection.execute("INSERT INTO _migrations (name) VALUES ('999_from_the_future')")
    user.ask_for(store)
    user.until_open(store)
    assert isinstance(user.store.opened.refused, SchemaTooNew)
    assert "999_from_the_future" in user.notices[0]
    assert sorted(user.rows("projects")) == ["Calculator", "Web shop"]


# -- New, missing, bad ----------------------------------------------------------------------------


def test_an_empty_file_becomes_a_new_store_and_says_what_to_do(user: User, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    user.open_store(empty)
    assert user.rows("projects") == []
    assert user.place == Place()
    assert applied(empty) == len(MIGRATIONS)
    user.until(lambda: user.sees("sentence"))


def test_a_missing_file_is_not_created(user: User, tmp_path: Path) -> None:
    user.ask_for(tmp_path / "typo.db")
    assert "typo.db does not exist" in user.notices[0]
    assert list(tmp_path.glob("typo*")) == []
    assert user.sees("welcome")


def make_truncated(path: Path, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = store.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def make_foreign(path: Path, _store: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def make_text(path: Path, _store: Path) -> None:
    path.write_text("Dear diary,\n" * 100)


def make_folder(path: Path, _store: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_truncated, "is cut short"),
        (make_foreign, "another application's database"),
        (make_text, "is not an SQLite database"),
        (make_folder, "is a folder"),
    ],
)
def test_a_bad_file_is_one_banner_and_the_present_store_stays(
    user: User, store: Path, tmp_path: Path, make: object, sentence: str
) -> None:
    assert callable(make)
    user.open_store(store)
    present = user.store
    bad = tmp_path / "bad.db"
    make(bad, store)
    before = bad.read_bytes() if bad.is_file() else None

    user.ask_for(bad)

    assert [sentence in notice for notice in user.notices] == [True]
    assert user.store is present
    assert user.window.session.last_store == str(store)
    assert (bad.read_bytes() if bad.is_file() else None) == before
    user.choose_project("Calculator")
    user.ask_for(store)
    user.until_open(store)
    assert user.notices == []


def test_a_locked_store_can_be_tried_again(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.5)
    path = tmp_path / "locked.db"
    builders.empty_store(path)
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        user.ask_for(path)
        assert "is locked by another process" in user.notices[0]
        other.execute("ROLLBACK")
    user.press_on_banner("Try Again")
    user.until_open(path)
    assert user.notices == []


def test_an_address_that_is_no_store_is_a_banner_too(user: User) -> None:
    user.ask_for("postgresql://somewhere")  # type: ignore[arg-type]
    assert "stores are not supported" in user.notices[0]


def test_the_sample_is_written_once_and_leaves_no_trace_in_what_is_remembered(user: User) -> None:
    user.press("Open the Sample")
    user.until(lambda: user.window.store)
    user.until_shown()
    sample = user.store.database.path
    written = sample.stat().st_mtime_ns
    assert user.store.database.read_only
    assert user.rows("projects")
    first = user.store

    user.do("file.sample")
    user.until(lambda: user.window.store is not first)
    user.until_shown()
    assert sample.stat().st_mtime_ns == written
    assert user.window.session.last_store == ""
    assert user.window.session.recent == []


def test_recent_stores_are_offered_and_those_that_are_gone_are_not(
    user: User, store: Path, bare_store: Path
) -> None:
    for path in (store, bare_store):
        user.ask_for(path, read_only=True)
        user.until_open(path)
    store.unlink()
    user.window.recent.refresh()
    menu = user.window.commands.menu("Open Recent")

    def offered() -> dict[str, bool]:
        return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}

    user.until(lambda: any("(gone)" in text for text in offered()))
    assert offered() == {str(bare_store): True, f"{store} (gone)": False, "&Clear Recent": True}
    user.do("file.forget")
    assert offered() == {"&Clear Recent": False}


def test_the_latest_wish_counts(user: User, store: Path, bare_store: Path) -> None:
    user.ask_for(store)
    for path in (bare_store, store, bare_store):
        user.window.open(user.store.opened.request.__class__(path, read_only=True))
    user.until_open(bare_store)
    user.until(lambda: not user.window.opener.busy)
    assert user.store.database.path == bare_store


# -- Open, and then not readable any more ---------------------------------------------------------


def test_a_store_that_is_damaged_while_it_is_open_is_a_banner_with_ways_on(
    user: User, store: Path
) -> None:
    user.open_store(store)
    with damaged(store, "agents"):
        builders.write(store, projects=[builders.project(id="late", name="Late")])
        user.choose_project("Late")
        user.until(lambda: any("is damaged" in text for text in user.notices))
        (notice,) = user.window.banners.notices
        assert [step.caption for step in notice.steps] == ["Try Again", "Reopen", "Choose Another…"]
    user.press_on_banner("Reopen")
    user.until(lambda: user.notices == [])
    user.until_open(store)
    user.choose_project("Calculator")
    assert user.rows("agents") == ["Root Agent", "planner"]


def test_what_can_be_read_again_takes_its_banner_away(user: User, store: Path) -> None:
    user.open_store(store)
    user.window._on_reading_failed(DatabaseLocked(f"{store} is locked.", path=store))
    assert user.notices == [f"{store} is locked."]
    user.do("view.refresh")
    user.until_shown()
    assert user.notices == []
