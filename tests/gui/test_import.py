"""Importing from the menu: what is found, what of it is taken, how far it is, what came of it."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.importing.messages import Defect, Done
from constellation_gui.views.status_bar import WorkPanel
from tests.db.importing.sessions import CLAUDE, MAIN, ROLLOUT, SAMPLES
from tests.gui.heartbeat import STANDSTILL_MS, Heartbeat
from tests.gui.import_sheets import (
    ask,
    count,
    held,
    rows,
    said,
    sheet_of,
    standing,
    tick,
    until_imported,
)
from tests.user import User

MESSAGES = 48  # in all samples


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give a store without rows."""
    path = tmp_path / "runs.db"
    Database.open(path).close()
    return path


def test_all_that_was_found_comes_into_the_open_store(
    user: User, empty: Path, sessions: Path
) -> None:
    user.open_store(empty)
    with Heartbeat() as heart:
        sheet = ask(user)
        assert rows(sheet)[0] == "Claude Code"
        assert {"  /home/ada/shop", "    Write the manual.", "Codex"} <= set(rows(sheet))
        assert sheet.choice.targets.currentText().endswith("runs.db (open)")
        assert "Everything stays on this computer" in sheet.choice.stays
        user.press("Import", sheet)
        until_imported(user)
    assert heart.longest_ms < STANDSTILL_MS
    assert said(sheet, "import-headline") == f"Imported 7 sessions, {MESSAGES} messages"
    assert count(empty) == MESSAGES

    # The lines that were skipped are named by file and number, also for other programs.
    user.press("Copy", sheet)
    assert f"{sessions}/.claude/projects/{MAIN.removeprefix('claude-code/')}:9\tno JSON" in (
        user.clipboard
    )
    user.press("Close", sheet)
    user.until(lambda: "shop" in user.rows("projects"))
    user.until(lambda: user.works == [f"Imported 7 sessions, {MESSAGES} messages"])

    # Once more: nothing is new, and it says so before anybody asks.
    sheet = ask(user)
    assert said(sheet, "import-chosen") == "Nothing new: all of it was imported before"
    assert not sheet.choice.ready
    assert standing(sheet)[:2] == ["Claude Code: 4 imported", "/home/ada/shop: 3 imported"]
    tick(user, sheet, "Claude Code")
    user.press("Import", sheet)
    until_imported(user)
    assert said(sheet, "import-headline") == "Nothing new: all of it was imported before"
    sheet.close()


def test_only_what_is_ticked_is_imported(user: User, empty: Path, sessions: Path) -> None:
    user.open_store(empty)
    sheet = ask(user)
    tick(user, sheet, "Codex")
    sheet.choice.filter.setText("SHOP")
    user.until(lambda: rows(sheet)[:2] == ["Claude Code", "  /home/ada/shop"])
    user.qtbot.keyClick(sheet.choice.filter, Qt.Key.Key_Down)
    user.qtbot.keyClick(sheet.choice.tree, Qt.Key.Key_Space)  # all that is shown
    user.qtbot.keyClick(sheet.choice.filter, Qt.Key.Key_Escape)
    assert "    Write the manual." in rows(sheet)
    user.press("Import", sheet)
    until_imported(user)
    with Database.open(empty, read_only=True) as database:
        assert [one.name for one in database.projects.find_all()] == ["docs"]
    sheet.close()


def test_where_nothing_is_found_it_says_where_it_looked_and_a_folder_can_be_added(
    user: User, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(SAMPLES / CLAUDE, folder)
    user.open_store(empty)
    sheet = ask(user)
    looked = " ".join(label.text() for label in sheet.findChildren(QLabel, "reason"))
    assert "~/.claude/projects" in looked
    assert "~/.codex/sessions" in looked
    user.press("Add a Folder…", sheet)
    dialog = user.dialog(QFileDialog, "sessions-dialog")
    dialog.selectFile(str(folder))
    dialog.accept()
    user.until(lambda: len(rows(sheet)) == 5)
    user.press("Import", sheet)
    until_imported(user)
    assert said(sheet, "import-headline").startswith("Imported 3 sessions")
    sheet.close()


def test_what_is_dropped_is_listed_alone(user: User, empty: Path, sessions: Path) -> None:
    user.open_store(empty)
    file = sessions / ".codex" / ROLLOUT.replace("codex", "sessions", 1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    user.window.dropEvent(event)
    sheet = sheet_of(user)
    assert rows(sheet) == ["Codex", "  /home/ada/tool", "    Write a greeter."]
    # What is no session is refused in a sentence.
    note = sessions / "note.json"
    note.write_text('{\n"a": 1}\n')
    sheet.dropped.emit([str(note)])
    user.until(lambda: "holds no session" in said(sheet, "import-fault"))
    user.press("Import", sheet)  # and is in nobody's way
    until_imported(user)
    assert said(sheet, "import-headline").startswith("Imported 1 session,")
    sheet.close()


def test_a_first_sight_offers_import_first_into_a_new_store(qtbot: QtBot, sessions: Path) -> None:
    user = User.start(qtbot)
    try:
        welcome = user.window.welcome
        user.until(lambda: "Coding agents left 7 sessions" in welcome.found)
        user.press("Import Sessions…", welcome)
        sheet = sheet_of(user)
        assert sheet.choice.targets.currentText() == "~/.constellation/constellation.db (new)"
        user.press("Import", sheet)
        until_imported(user)
        store = (sessions / ".constellation" / "constellation.db").resolve()
        user.until_open(store)
        assert count(store) == MESSAGES
        sheet.close()
    finally:
        user.leave()


def test_following_brings_what_is_added_until_it_is_stopped(
    user: User, empty: Path, sessions: Path
) -> None:
    main = sessions / ".claude" / "projects" / MAIN.removeprefix("claude-code/")
    lines = main.read_bytes().splitlines(keepends=True)
    main.write_bytes(b"".join(lines[:5]))
    user.open_store(empty)
    sheet = ask(user)
    user.qtbot.mouseClick(sheet.choice.follow, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    user.press("Import", sheet)
    until_imported(user)
    before = count(empty)
    assert user.action("file.follow").isChecked()
    sheet.close()

    with main.open("ab") as file:
        file.write(b"".join(lines[5:]))
    user.until(lambda: count(empty) == MESSAGES)
    user.until(lambda: user.works == [f"Following: {MESSAGES - before} new messages"])

    user.do("file.follow")
    user.until(lambda: not user.window.bringing_in.following)
    assert not user.action("file.follow").isChecked()
    user.until(lambda: user.works == [])

    # The same once more, ended by what stands in the status bar.
    user.do("file.follow")
    user.until(lambda: user.works == ["Following sessions"])
    panel = user.window.status.findChild(WorkPanel)
    assert panel is not None
    user.press_named("work-stop", panel)
    user.until(lambda: not user.window.bringing_in.following)
    user.until(lambda: user.works == [])
    # The sheet's switch is remembered.
    sheet = ask(user)
    assert sheet.choice.follow.isChecked()
    sheet.close()


def test_a_cancelled_import_is_whole_and_goes_on_later(
    user: User, empty: Path, sessions: Path
) -> None:
    user.open_store(empty)
    sheet = ask(user)
    with held(empty):  # so that it is under way for as long as it takes to cancel it
        user.press("Import", sheet)
        user.until(lambda: user.works and user.works[0].startswith("Importing"))
        user.press("Cancel Import", sheet)
    until_imported(user)
    assert said(sheet, "import-headline").startswith("Import stopped")
    assert count(empty) < MESSAGES
    user.press("Import More…", sheet)
    user.until(lambda: not sheet.choice.finding and len(rows(sheet)) > 5)
    user.press("Import", sheet)
    until_imported(user)
    assert count(empty) == MESSAGES
    sheet.close()


def test_a_killed_import_says_so_and_can_be_tried_again(
    user: User, empty: Path, sessions: Path
) -> None:
    user.open_store(empty)
    sheet = ask(user)
    bringing = user.window.bringing_in
    with held(empty):
        user.press("Import", sheet)
        sheet.close()  # the import goes on, and what becomes of it is told by a banner
        user.until(lambda: bringing.process.pid)
        os.kill(bringing.process.pid, signal.SIGKILL)
        user.until(lambda: user.notices)
    assert "ended early" in user.notices[0]
    user.until(lambda: user.works == [])
    user.press_on_banner("Try Again")
    user.until(lambda: user.works == [f"Imported 7 sessions, {MESSAGES} messages"])
    assert user.notices == []
    assert count(empty) == MESSAGES


def test_a_store_that_cannot_take_it_is_one_sentence(
    user: User, tmp_path: Path, sessions: Path
) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear Ada, this is no store. " * 100)
    sheet = ask(user)
    sheet.choice.set_targets([("letter.db", str(other))])
    user.press("Import", sheet)
    until_imported(user)
    assert str(other) in said(sheet, "import-next")
    assert other.read_text().startswith("Dear Ada")
    sheet.close()


def test_a_mistake_of_ours_is_told_and_reported(user: User, empty: Path, sessions: Path) -> None:
    user.open_store(empty)
    sheet = ask(user)
    process = user.window.bringing_in.process
    with held(empty), user.qtbot.capture_exceptions() as raised:
        user.press("Import", sheet)
        process._hear(Defect("KeyError", ("listing.py:3 in look",)))
        process._hear(Done())
        user.until(lambda: raised)
    assert "KeyError in the process that imports: listing.py:3 in look" in str(raised[0][1])
    assert "mistake of Constellation's own" in said(sheet, "import-next")
    assert not user.window.bringing_in.running
    sheet.close()


def test_closing_the_window_ends_the_process(user: User, empty: Path, sessions: Path) -> None:
    user.open_store(empty)
    sheet = ask(user)
    sheet.choice.follow.setChecked(True)
    user.press("Import", sheet)
    until_imported(user)
    pid = user.window.bringing_in.process.pid
    user.do("file.close")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
