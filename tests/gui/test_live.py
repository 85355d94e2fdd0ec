"""Following a store that another process writes, loses or replaces."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from constellation_gui.live import Following
from tests import builders
from tests.user import User

_WRITER = """
import sys
from constellation_db import Database
with Database.open(sys.argv[1]) as db:
    project = db.projects.create(name="Born elsewhere", prompt_path="x")
    db.agents.create(project_id=project.id, name="Newcomer")
"""


def write_from_elsewhere(store: Path) -> None:
    subprocess.run([sys.executable, "-c", _WRITER, str(store)], check=True, timeout=60)


def test_what_another_process_writes_appears_and_nothing_moves(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    place = user.place

    write_from_elsewhere(store)

    user.until(lambda: "Born elsewhere" in user.rows("projects"))
    assert user.place == place
    assert user.store.panes.projects.selected_id() == "calculator"
    assert user.store.panes.agents.selected_id() == "planner"
    assert user.window.live_button.state == "live"


def test_paused_changes_wait_until_the_person_follows_again(user: User, store: Path) -> None:
    user.open_store(store)
    user.press("live")
    assert user.window.live_button.state == "paused"
    assert not user.action("view.live").isChecked()

    write_from_elsewhere(store)
    assert not any(timer.isActive() for timer in user.store.live.findChildren(QTimer))
    user.until_shown()
    assert "Born elsewhere" not in user.rows("projects")

    user.press("paused")
    user.until(lambda: "Born elsewhere" in user.rows("projects"))
    assert user.window.live_button.state == "live"


def test_a_store_that_is_taken_away_is_said_and_found_again(user: User, store: Path) -> None:
    user.open_store(store)
    away = store.with_name("away.db")
    files = [store.with_name(f"store.db{suffix}") for suffix in ("", "-wal", "-shm")]
    for file in files:
        file.rename(away.with_name(file.name.replace("store", "away")))

    user.until(lambda: user.store.live.state is Following.LOST)
    assert "is not there any more" in user.notices[0]
    assert user.window.live_button.state == "lost"
    assert user.rows("projects")

    for file in files:
        away.with_name(file.name.replace("store", "away")).rename(file)
    user.until(lambda: user.store.live.state is Following.LIVE)
    assert user.notices == []


def test_a_store_that_is_replaced_can_be_reopened(user: User, store: Path, tmp_path: Path) -> None:
    user.open_store(store)
    other = tmp_path / "other.db"
    shutil.copy(store, other)
    builders.write(other, projects=[builders.project(name="From the backup")])
    other.replace(store)
    for suffix in ("-wal", "-shm"):
        store.with_name(f"store.db{suffix}").unlink(missing_ok=True)

    user.until(lambda: user.notices)
    assert "was replaced by another file" in user.notices[0]
    before = user.store
    user.press_on_banner("Reopen")
    user.until(lambda: user.window.store is not before)
    user.until_shown()
    assert "From the backup" in user.rows("projects")
    assert user.notices == []


def test_an_idle_store_is_asked_one_small_thing_a_second(user: User, store: Path) -> None:
    user.open_store(store)
    user.until(lambda: "messages" in user.window.status.facts)
    asked = user.store.queries.started
    user.until(lambda: user.store.queries.started >= asked + 3)
    user.until_shown()
    assert user.store.queries.started == asked + 3
