"""Backing up from the menu: where, how far, cancelled, failed, and what it says at the end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from constellation_gui.startup import Start
from constellation_gui.views.status_bar import WorkPanel
from tests import builders
from tests.gui.conftest import fill
from tests.gui.desk import Desk
from tests.gui.desktop import Desktop
from tests.user import User


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store whose backup takes long enough to be watched: some 200 MB; it is only read."""
    path = builders.empty_store(tmp_path_factory.mktemp("large") / "store.db")
    fill(path)
    content = "x" * 1_000_000
    messages = [builders.message("root", content=content) for _ in range(200)]
    builders.write(path, agent_history=messages)
    return path


def test_a_backup_says_where_how_big_and_verified(
    user: User, desktop: Desktop, store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copies" / "mine.db"
    target.parent.mkdir()
    user.open_store(store)
    user.back_up(target)

    (said,) = user.works
    assert said.startswith(f"Backed up to {target}: ")
    assert said.endswith(" kB, verified")
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM agent_history").fetchone() == (3,)
    user.press("Show Folder")
    assert desktop.opened == [target.parent]
    panel = user.window.status.findChild(WorkPanel)
    assert panel is not None
    user.press_named("work-stop", panel)
    user.until(lambda: user.works == [])
    assert user.action("file.backup").isEnabled()


def test_a_backup_is_under_way_while_the_person_reads_on(
    user: User, large: Path, tmp_path: Path
) -> None:
    user.open_store(large)
    user.begin_backup(tmp_path / "copy.db")
    user.until(lambda: user.window.backing_up.running)
    assert user.works == ["Backing up to copy.db"]
    assert not user.action("file.backup").isEnabled()
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.until(lambda: not user.window.backing_up.running)
    assert user.place.agent == "planner"
    assert user.works[0].startswith("Backed up to")


def test_a_cancelled_backup_leaves_nothing_and_says_so(
    user: User, large: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    target = folder / "copy.db"
    target.write_bytes(b"what was there before")
    user.open_store(large)
    # Not through the dialog: it would ask in a window of its own whether to replace the file.
    user.window.backing_up.begin(user.store.database, target)
    (panel,) = user.window.status.findChildren(WorkPanel)
    user.press_named("work-stop", panel)
    user.until(lambda: not user.window.backing_up.running)
    assert user.works == ["Backup cancelled; nothing was left behind"]
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    assert target.read_bytes() == b"what was there before"


def test_a_backup_that_fails_is_a_banner_with_a_way_on(
    user: User, store: Path, tmp_path: Path
) -> None:
    user.open_store(store)
    missing = tmp_path / "no" / "such" / "folder" / "copy.db"
    user.window.backing_up.begin(user.store.database, missing)
    user.until(lambda: user.notices)
    assert str(missing) in user.notices[0]
    user.until(lambda: user.works == [])

    missing.parent.mkdir(parents=True)
    user.press_on_banner("Try Again")
    user.until(lambda: user.works and user.works[0].startswith("Backed up to"))
    assert user.notices == []
    assert missing.exists()


def test_a_backup_outlives_the_store_it_was_begun_on(
    user: User, large: Path, bare_store: Path, tmp_path: Path
) -> None:
    user.open_store(large)
    user.begin_backup(tmp_path / "copy.db")
    user.ask_for(bare_store, read_only=True)
    user.until_open(bare_store)
    user.until(lambda: not user.window.backing_up.running)
    assert user.works[0].startswith("Backed up to")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM agent_history").fetchone() == (203,)


def test_closing_during_a_backup_asks_first(user: User, large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    user.open_store(large)
    user.window.backing_up.begin(user.store.database, folder / "copy.db")
    user.do("file.close")
    box = user.dialog(QMessageBox, "stop-backup")
    user.press("Keep the Window Open", box)
    assert user.window.isVisible()
    user.until(lambda: not box.isVisible() or True)

    if user.window.backing_up.running:
        user.do("file.close")
        box = user.dialog(QMessageBox, "stop-backup")
        user.press("Cancel the Backup and Close", box)
    user.until(lambda: not user.window.isVisible())
    assert list(folder.iterdir()) == []


def test_quitting_asks_where_a_backup_is_written_and_closes_the_other_windows(
    desk: Desk, large: Path, tmp_path: Path
) -> None:
    one = desk.begin(Start(str(large)))
    one.until_open(large)
    two = desk.in_another(one, "file.new-window")
    two.until_open(large)
    one.window.backing_up.begin(one.store.database, tmp_path / "copy.db")
    two.do("file.quit")
    assert desk.windows.all == (one.window,)
    box = one.dialog(QMessageBox, "stop-backup")
    one.press("Cancel the Backup and Close", box)
    one.until(lambda: desk.windows.all == ())
