"""Screens with more pixels than the desktop counts: nothing is drawn for fewer, and then blown up.

The scale is the whole process's, hence the tests of `on_a_dense_screen.py` run in one of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QImage, QPixmap

from constellation_gui import theme
from constellation_gui.views.sign import Sign
from tests.gui.test_command_line import run
from tests.user import User

_TESTS = Path(__file__).with_name("on_a_dense_screen.py")


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_everything_is_drawn_for_the_screen(scale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(_TESTS)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_pictures_have_the_size_asked_for_in_the_pixels_of_the_screen(
    store: Path, tmp_path: Path
) -> None:
    done = run(
        str(store),
        *("--screenshots", str(tmp_path), "--size", "1000x640", "--theme", "light"),
        QT_SCALE_FACTOR="1.5",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert QImage(str(tmp_path / "light-files.png")).size().toTuple() == (1500, 960)


class Heard(QObject):
    """Notes the events of what it is told to watch."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[QEvent.Type] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.kinds.append(event.type())
        return False


def test_a_window_that_comes_to_another_screen_is_drawn_for_it(user: User) -> None:
    heard, mark = Heard(), user.window.welcome.findChild(Sign)
    user.window.welcome.installEventFilter(heard)
    mark.setPixmap(QPixmap())
    # Qt tells the window of the screen so; what is in it hears it from there.
    change = QEvent(QEvent.Type.DevicePixelRatioChange)
    QCoreApplication.sendEvent(user.window.windowHandle(), change)
    assert QEvent.Type.PaletteChange in heard.kinds  # buttons ask for their icons then
    assert mark.pixmap().deviceIndependentSize().width() >= 4 * theme.icon_size()
