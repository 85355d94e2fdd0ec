"""The command line and the process: quick to explain itself, and never Qt's abort."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the application as a process, without a display."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "constellation_gui", *arguments],
        env=env | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_and_version_need_neither_qt_nor_the_data_layer() -> None:
    code = (
        "import sys; from constellation_gui.command_line import main\n"
        "try: main(['--help'])\n"
        "finally: assert not {'PySide6', 'sqlalchemy', 'PySide6.QtCore'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for option in (
        "--sample",
        "--read-only",
        "--place",
        "--new-instance",
        "--screenshots",
        "--size",
        "--theme",
    ):
        assert option in done.stdout
    assert run("--version").stdout.startswith("constellation-gui, version ")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--place", "http://x"), "begins with constellation://"),
        (("--size", "big"), "is no size"),
        (("--size", "10x10"), "Each side must be"),
        (("--theme", "pink"), "'pink' is not one of"),
        (("x.db", "--sample"), "exclude each other"),
        (("constellation://agent",), "an id is missing"),
        (("constellation://agent/a", "--place", "constellation://agent/b"), "two addresses"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_sentence(
    arguments: tuple[str, ...], complaint: str
) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_display_that_does_not_answer_is_one_sentence_and_no_abort() -> None:
    done = run("--sample", DISPLAY=":987")
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert "The X display :987 does not answer" in done.stderr
    done = run("--sample", WAYLAND_DISPLAY="wayland-987", XDG_RUNTIME_DIR="/nowhere")
    assert done.returncode == 1
    assert "The Wayland display wayland-987 does not answer" in done.stderr
