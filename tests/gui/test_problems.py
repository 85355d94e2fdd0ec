"""Two kinds of error: the world's as banners, ours as a dialog with a report that leaks nothing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from constellation_gui import __version__
from constellation_gui.notice import Notice, Step
from constellation_gui.problems import Problems, report
from constellation_gui.views.banner import Banner, BannerArea
from constellation_gui.views.problem_dialog import ProblemDialog

SECRET = "the launch code is 0000"


def fail_with(error: Exception) -> Exception:
    try:
        raise error
    except Exception as raised:
        return raised


def test_a_report_names_versions_and_places_in_the_program() -> None:
    text = report(fail_with(TypeError("unsupported operand")))
    assert text.startswith(f"Constellation {__version__}\nPython ")
    assert "test_problems.py:" in text
    assert "in fail_with" in text
    assert text.endswith("TypeError: unsupported operand")


@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError, Exception, OSError])
def test_a_report_quotes_nothing_of_a_store(kind: type[Exception]) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise kind(SECRET) from error
    except Exception as raised:
        text = report(raised)
    assert SECRET not in text
    assert "which led to:" in text


def test_a_report_says_nothing_of_the_persons_folders() -> None:
    text = report(fail_with(TypeError()))
    assert "\ntests/gui/test_problems.py:" in text
    text = report(fail_with(ImportError(f"{Path.home()}/lib/libz.so: cannot open")))
    assert text.endswith("ImportError: ~/lib/libz.so: cannot open")


@pytest.fixture
def problems(qtbot: QtBot) -> Iterator[Problems]:
    hooks = sys.excepthook, threading.excepthook
    caught = Problems()
    caught.install()
    yield caught
    sys.excepthook, threading.excepthook = hooks


def test_what_nobody_caught_is_found_on_any_thread(
    problems: Problems, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    found: list[str] = []
    problems.found.connect(found.append)

    def stumble() -> None:
        raise ZeroDivisionError

    QTimer.singleShot(0, stumble)
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(found) == 2)
    assert all(text.endswith("ZeroDivisionError") for text in found)
    assert "ZeroDivisionError" in caplog.text


def test_the_dialog_shows_every_problem_once_and_copies_them(qtbot: QtBot) -> None:
    dialog = ProblemDialog()
    qtbot.addWidget(dialog)
    for text in ("first", "second", "first"):
        dialog.add(text)
    assert dialog.report == "first\n\nsecond"
    copy = next(b for b in dialog.findChildren(QWidget, "copy-report"))
    copy.click()  # type: ignore[attr-defined]
    assert QApplication.clipboard().text() == "first\n\nsecond"


def test_a_banner_takes_the_place_of_the_one_about_the_same_thing(qtbot: QtBot) -> None:
    area = BannerArea()
    qtbot.addWidget(area)
    pressed: list[str] = []
    area.tell(Notice("opening", "error", "It does not open."))
    area.tell(Notice("file", "warning", "It is gone."))
    area.tell(
        Notice(
            "opening", "error", "It still does not.", (Step("Retry", lambda: pressed.append("r")),)
        )
    )
    assert [notice.text for notice in area.notices] == ["It is gone.", "It still does not."]
    area.findChild(QWidget, "step Retry").click()  # type: ignore[attr-defined]
    assert pressed == ["r"]
    area.dismiss("file")
    area.clear()
    assert area.notices == []
    assert area.isHidden()


def test_a_banner_shows_hostile_text_as_it_is(qtbot: QtBot) -> None:
    banner = Banner(Notice("x", "error", "<b>bold</b>\x1b[31m \u202emoc"))
    qtbot.addWidget(banner)
    shown = banner.findChild(QWidget, "banner-text").text()  # type: ignore[attr-defined]
    assert shown == "<b>bold</b>⟨ESC⟩[31m ⟨RLO⟩moc"
