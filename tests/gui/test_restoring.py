"""Restoring from the menu: asked twice, done while nobody has the store open, and said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from constellation_db import Database
from tests import builders
from tests.user import User


@pytest.fixture
def backup(store: Path, tmp_path: Path) -> Path:
    """A backup, after which something came into the store."""
    path = tmp_path / "copies" / "yesterday.db"
    path.parent.mkdir()
    with Database.open(store, read_only=True) as database:
        database.backup(path)
    builders.write(store, projects=[builders.project(id="new", name="Begun today")])
    return path


def names(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM projects")}


def restore(user: User, backup: Path, answer: str) -> None:
    user.do("file.restore")
    dialog = user.dialog(QFileDialog, "restore-dialog")
    dialog.selectFile(str(backup))
    dialog.accept()
    box = user.dialog(QMessageBox, "restore-confirm")
    user.press(answer, box)
    user.return_to_window()


def test_the_backup_is_shown_and_what_was_there_is_kept(
    user: User, store: Path, backup: Path
) -> None:
    user.open_store(store)
    restore(user, backup, "Restore")
    user.until(lambda: any(text.startswith("Restored") for text in user.works))
    user.until_open(store)
    (kept,) = store.parent.glob("*.before-restore-*.bak")
    assert user.works[0].endswith(f"verified; what was there is {kept.name}")
    assert "Begun today" not in names(store)
    assert "Begun today" in names(kept)


def test_who_keeps_the_store_keeps_it(user: User, store: Path, backup: Path) -> None:
    user.open_store(store)
    restore(user, backup, "Keep the Store")
    assert user.store.database.path == store
    assert not user.window.restoring.running
    assert "Begun today" in names(store)


def test_a_store_that_somebody_else_has_open_is_shown_again_as_it_was(
    user: User, store: Path, backup: Path
) -> None:
    user.open_store(store)
    with Database.open(store) as other:
        assert other.projects.count()
        restore(user, backup, "Restore")
        user.until(lambda: any("is in use" in text for text in user.notices))
        user.until_open(store)
    assert "Begun today" in names(store)
    user.press_on_banner("Try Again")
    user.until(lambda: any(text.startswith("Restored") for text in user.works))
    user.until_open(store)
    assert "Begun today" not in names(store)


def test_the_sample_is_not_replaced(user: User) -> None:
    user.do("file.sample")
    user.until(lambda: user.window.store is not None)
    assert not user.action("file.restore").isEnabled()
