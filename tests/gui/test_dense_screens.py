"""Screens with more pixels than the desktop counts: nothing is drawn for fewer, and then blown up.

The scale is the whole process's, hence the tests of `on_a_dense_screen.py` run in one of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gui.test_command_line import run

_TESTS = Path(__file__).with_name("on_a_dense_screen.py")


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
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
