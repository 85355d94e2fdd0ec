"""The command line and the process: quick to explain itself, and never Qt's abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from constellation_gui.command_line import without_file_scheme


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
        "--language",
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
        (("--language", "tlh"), "'tlh' is not one of"),
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


def test_the_self_check_tries_every_view_in_both_themes() -> None:
    before = sorted(Path.home().rglob("*"))
    done = run("--self-check")
    assert (done.returncode, done.stderr) == (0, "")
    *tried, last = done.stdout.splitlines()
    assert all(line.endswith(": works") for line in tried)
    works = {"comparing in another process", "the search index", "exporting", "importing"}
    assert {f"{what}: works" for what in (*works, "files, dark")} <= set(tried)
    assert last.startswith("All of it works")
    kept = {path.name for path in sorted(Path.home().rglob("*")) if path not in before}
    assert not kept & {"session.json", "preferences.json"}, "it was no visit"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("file:///home/me/a%20b.db", "/home/me/a b.db"),
        ("file:///C:/runs.db", "C:/runs.db"),
        ("/home/me/file:x.db", "/home/me/file:x.db"),
        ("sqlite:////x.db", "sqlite:////x.db"),
    ],
)
def test_addresses_of_files_are_paths(given: str, path: str) -> None:
    assert without_file_scheme(given) == path
