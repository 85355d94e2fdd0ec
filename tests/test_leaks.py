"""The tests' own rules are kept: whatever is left behind fails the test that did it, by name."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QWidget

from tests.leaks import Watch

_ROOT = Path(__file__).resolve().parent.parent

_BAD_TESTS = """
import threading
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtWidgets import QWidget
from tests import leaks

leaks.GRACE_SECONDS = 0.1
kept = []

def test_warning(qtbot):
    qWarning("a complaint")

def test_window(qtbot):
    kept.append(QWidget(objectName="forgotten"))

def test_timer(qtbot):
    kept.append(QTimer(interval=1234, objectName="ticking"))
    kept[-1].start()

def test_thread():
    threading.Thread(target=threading.Event().wait, name="loiterer", daemon=True).start()

def test_nothing(qtbot):
    qtbot.addWidget(QWidget())
"""


def _leaks(watch: Watch) -> str:
    return "\n".join(watch.leaks(grace=0.05))


def test_each_thing_left_behind_fails_its_own_test_only(tmp_path: Path) -> None:
    bad = tmp_path / "test_bad.py"
    bad.write_text(_BAD_TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", "pyproject.toml"]
    ran = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-rEFp", "--no-header", "--rootdir", _ROOT, bad],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = ran.stdout
    assert "a complaint" in told
    assert "window: QWidget 'forgotten'" in told
    assert "timer, running every 1234 ms: QTimer 'ticking'" in told
    assert "thread 'loiterer' running Event.wait" in told
    assert "1 failed, 4 passed, 3 errors" in told, told


def test_a_thread_that_ends_in_time_is_no_leak() -> None:
    go = threading.Event()
    watch = Watch()
    thread = threading.Thread(target=go.wait, name="slow to leave")
    thread.start()
    assert "thread 'slow to leave'" in _leaks(watch)
    go.set()
    assert watch.leaks() == []


@pytest.mark.usefixtures("qapp")
def test_a_running_qthread_is_found_with_its_owner() -> None:
    watch = Watch()
    owner = QObject()
    owner.setObjectName("owner")
    thread = QThread(owner)
    thread.start()
    assert _leaks(watch) == "thread: QThread in QObject 'owner'"
    thread.quit()
    assert watch.leaks() == []


@pytest.mark.usefixtures("qapp")
def test_what_was_there_before_is_not_held_against_a_test() -> None:
    window = QWidget()
    timer = QTimer(window)
    timer.start(60_000)
    assert Watch().leaks() == []


@pytest.mark.usefixtures("qapp")
def test_a_window_about_to_be_deleted_is_no_leak() -> None:
    watch = Watch()
    window = QWidget()
    QTimer(window).start(60_000)
    assert "window: QWidget" in _leaks(watch)
    window.deleteLater()
    assert watch.leaks() == []
