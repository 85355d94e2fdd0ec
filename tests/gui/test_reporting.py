"""Our defects are told on the window in use, which stays usable; the world's faults in keeping."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from constellation_gui.preferences import Preferences
from constellation_gui.problems import Problems, report
from constellation_gui.reporting import Reporting
from constellation_gui.session import Session
from constellation_gui.startup import Start
from constellation_gui.views.problem_dialog import ProblemDialog
from tests.gui.desk import Desk
from tests.user import User

# -- Ours -----------------------------------------------------------------------------------------


def dialogs(user: User) -> list[ProblemDialog]:
    return [shown for shown in user.window.findChildren(ProblemDialog) if shown.isVisible()]


def test_a_defect_is_told_with_what_led_to_it_and_the_window_goes_on(
    desk: Desk, store: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    reporting, problems = Reporting(lambda: desk.windows.current), Problems(desk.trail.lines)
    problems.found.connect(reporting.show)
    one.do("view.refresh")
    one.do("go.files")

    problems._caught.emit(ZeroDivisionError("division by zero"))

    dialog = one.dialog(ProblemDialog, "problem")
    lines = dialog.report.splitlines()
    at = lines.index("Last actions:")
    assert [line.split()[-1] for line in lines[at + 1 : at + 3]] == ["view.refresh", "go.files"]
    assert lines[-1] == "ZeroDivisionError: division by zero"
    for secret in (store.name, "calculator", "Web shop", str(Path.home())):
        assert secret not in dialog.report
    one.choose_project("Calculator")
    assert one.rows("agents") == ["Root Agent", "planner"]
    one.press("Copy Report", dialog)
    assert one.clipboard == dialog.report
    one.press("Close", dialog)
    one.until(lambda: not one.window.findChildren(ProblemDialog))


def test_a_defect_that_comes_with_every_frame_is_one_report_and_few_lines_of_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one = desk.begin()
    reporting, problems = Reporting(lambda: desk.windows.current), Problems(desk.trail.lines)
    problems.found.connect(reporting.show)
    for _ in range(100):
        desk.trail.note("view.refresh")
        problems._caught.emit(ZeroDivisionError())
    one.until(lambda: dialogs(one))
    one.until(lambda: "time 64" in caplog.text)
    assert dialogs(one)[0].report.count("ZeroDivisionError") == 1
    assert caplog.text.count("ZeroDivisionError") == 7  # the times 1, 2, 4, … 64
    dialogs(one)[0].close()


def test_a_dialog_goes_with_its_window_and_the_next_is_shown_on_another(desk: Desk) -> None:
    one = desk.begin()
    two = desk.in_another(one, "file.new-window")
    reporting = Reporting(lambda: desk.windows.current)
    reporting.show("first")
    assert dialogs(two)
    gone = two.window
    desk.close(two)
    one.until(lambda: gone not in desk.windows.all)
    one.return_to_window()
    one.until(lambda: (reporting.show("second"), dialogs(one))[1])
    assert dialogs(one)[0].findChild(QPlainTextEdit, "report").toPlainText() == "second"
    dialogs(one)[0].close()


def test_the_log_is_at_hand_where_a_defect_is_told(desk: Desk) -> None:
    one = desk.begin()
    reporting = Reporting(lambda: desk.windows.current)
    reporting.show("first")
    one.press("Open Log", dialogs(one)[0])
    assert "There is no log yet" in one.notices[0]
    dialogs(one)[0].close()


def test_a_crash_of_last_time_is_a_notice_with_its_report(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    reporting = Reporting(lambda: desk.windows.current)
    reporting.tell_of_crash("Fatal Python error")
    one.until_open(store)
    assert "ended unexpectedly the last time" in one.notices[0]
    one.press_on_banner("Show Report")
    assert dialogs(one)[0].report == "Fatal Python error"
    dialogs(one)[0].close()


def test_a_report_without_actions_does_not_speak_of_them() -> None:
    assert "Last actions" not in report(ZeroDivisionError())


# -- The world's ----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to a file's size")
def test_what_cannot_be_remembered_for_a_full_disk_is_said_and_tried_again(user: User) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        user.do("theme.dark")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "not remembered" in user.notices[0]
    assert "the disk is full" in user.notices[0]
    assert Preferences.load().theme == "system"

    user.press_on_banner("Try Again")
    assert user.notices == []
    assert Preferences.load().theme == "dark"


def test_a_session_that_cannot_be_written_is_said_when_a_store_opens(
    user: User, store: Path
) -> None:
    Session.path().parent.parent.mkdir(parents=True, exist_ok=True)
    Session.path().parent.write_text("a file in the way")
    user.open_store(store)
    user.until(lambda: any("not remembered" in text for text in user.notices))
    user.choose_project("Calculator")
    Session.path().parent.unlink()
    user.press_on_banner("Try Again")
    assert user.notices == []
    assert Session.load().last_store == str(store)
