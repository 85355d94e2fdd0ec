"""What is followed is followed again after the next start, until somebody stops it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.session import Session
from constellation_gui.startup import Request, Start
from constellation_gui.views.status_bar import WorkPanel
from tests.db.importing.sessions import MAIN
from tests.gui.desk import Desk
from tests.gui.import_sheets import ask, count, until_imported
from tests.user import User

ALL = 48  # messages in all samples


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a store without rows."""
    path = tmp_path / "runs.db"
    Database.open(path).close()
    return path


@contextmanager
def started(qtbot: QtBot, store: Path) -> Iterator[User]:
    """Start the application once more, with a store open."""
    user = User.start(qtbot)
    try:
        user.open_store(store)
        yield user
    finally:
        user.leave()


def follow(user: User) -> None:
    """Import all that is found, and go on following it."""
    sheet = ask(user)
    user.qtbot.mouseClick(sheet.choice.follow, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    user.press("Import", sheet)
    until_imported(user)
    assert user.window.bringing_in.following
    sheet.close()


def add_to(session: Path, lines: list[bytes]) -> None:
    with session.open("ab") as file:
        file.write(b"".join(lines))


def test_the_next_start_goes_on_following_quietly(
    qtbot: QtBot, store: Path, sessions: Path
) -> None:
    main = sessions / ".claude" / "projects" / MAIN.removeprefix("claude-code/")
    lines = main.read_bytes().splitlines(keepends=True)
    main.write_bytes(b"".join(lines[:3]))
    with started(qtbot, store) as user:
        follow(user)
    before = count(store)
    add_to(main, lines[3:12])  # while nobody looks

    with started(qtbot, store) as user:
        user.until(lambda: count(store) > before)
        user.until(lambda: [work for work in user.works if work.startswith("Following: ")])
        assert user.action("file.follow").isChecked()
        assert not user.sees("import")
        add_to(main, lines[12:])
        user.until(lambda: count(store) == ALL)
        user.until(lambda: user.works == [f"Following: {ALL - before} new messages"])
        # One click ends it, for good.
        panel = user.window.status.findChild(WorkPanel)
        assert panel is not None
        user.press("Stop", panel)
        user.until(lambda: not user.window.bringing_in.following)
        user.until(lambda: user.works == [])
    assert Session.load().followed == {}


def test_it_is_not_resumed_where_the_store_is_not_to_be_written(
    qtbot: QtBot, store: Path, sessions: Path
) -> None:
    with started(qtbot, store) as user:
        follow(user)
    user = User.start(qtbot)
    try:
        user.window.open(Request(store, read_only=True))
        user.until_open(store)
        user.window.bringing_in.resume()
        assert not user.window.bringing_in.following
    finally:
        user.leave()
    assert list(Session.load().followed) == [str(store)]


def test_an_import_that_is_not_followed_ends_following_for_good(
    qtbot: QtBot, store: Path, sessions: Path
) -> None:
    with started(qtbot, store) as user:
        follow(user)
        sheet = ask(user)  # which shows what the import did, as long as it is followed
        user.press("Import More…", sheet)
        user.until(lambda: not sheet.choice.finding)
        sheet.choice.follow.setChecked(False)
        sheet.choice.model.tick_all(True)
        user.press("Import", sheet)
        user.until(lambda: not user.window.bringing_in.follows)
        until_imported(user)
        sheet.close()
    assert Session.load().followed == {}


def test_of_two_windows_on_a_store_one_follows(qtbot: QtBot, store: Path, sessions: Path) -> None:
    with started(qtbot, store) as user:
        follow(user)
    desk = Desk(qtbot)  # now: it remembers what was followed
    one = desk.begin(Start(str(store)))
    one.until(lambda: one.window.bringing_in.following)
    other = desk.in_another(one, "file.new-window")
    other.ask_for(store)
    other.until_open(store)
    other.window.bringing_in.resume()
    assert not other.window.bringing_in.following
    desk.close(one)
    other.window.bringing_in.resume()
    other.until(lambda: other.window.bringing_in.following)
    desk.windows.quit()


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {},
        {"sources": ["codex"]},
        {"sources": [1], "folders": [], "sessions": [], "places": [], "usual": True},
        {"sources": [], "folders": [["a"]], "sessions": [], "places": [], "usual": True},
        {"sources": [], "folders": [], "sessions": [], "places": [], "usual": "yes"},
    ],
)
def test_what_is_no_choice_is_left_aside(
    qtbot: QtBot, store: Path, sessions: Path, kept: Any
) -> None:
    path = Session.path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"followed": {str(store): kept}}))
    with started(qtbot, store) as user:
        user.window.bringing_in.resume()
        assert not user.window.bringing_in.following
