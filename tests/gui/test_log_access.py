"""Help ▸ Open Log and Show Log Folder: with the desktop's programs, or by saying where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from constellation_gui.log_file import log_path
from tests.gui.desktop import Desktop
from tests.user import User


@pytest.fixture
def log() -> Path:
    log_path().parent.mkdir(parents=True)
    log_path().write_text("something\n")
    return log_path()


def test_the_log_and_its_folder_are_opened(user: User, desktop: Desktop, log: Path) -> None:
    user.do("help.log")
    user.do("help.log-folder")
    assert desktop.opened == [log, log.parent]
    assert user.notices == []


def test_a_log_that_could_not_be_written_is_said_to_be_missing(
    user: User, desktop: Desktop
) -> None:
    user.do("help.log")
    assert desktop.opened == []
    assert "There is no log yet" in user.notices[0]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_where_nothing_opens_it_its_path_can_be_copied(user: User, log: Path) -> None:
    user.do("help.log")
    assert user.notices == [f"No program was found that opens the log, {log}."]
    user.press_on_banner("Copy Path")
    assert user.clipboard == str(log)
