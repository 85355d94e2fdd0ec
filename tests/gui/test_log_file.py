"""The log: what is in it, what never is, and that nothing breaks where it cannot be written."""

from __future__ import annotations

import logging
import logging.handlers
import stat
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from constellation_gui.log_file import LogFile, log_path

SECRET = "the launch code is 0000"
_log = logging.getLogger("constellation_gui.tests")


@pytest.fixture
def log() -> Iterator[LogFile]:
    """Give a log that is being kept, and end it after the test."""
    level = logging.getLogger("constellation_gui").level
    kept = LogFile()
    kept.begin()
    yield kept
    kept.end()
    logging.getLogger("constellation_gui").setLevel(level)


def read() -> str:
    return log_path().read_text(encoding="utf-8")


def test_every_start_says_what_is_running(log: LogFile) -> None:
    first, *_ = read().splitlines()
    assert "Started: Constellation " in first
    for what in ("Python ", "PySide ", "Qt "):
        assert what in first
    assert stat.S_IMODE(log_path().parent.stat().st_mode) & 0o077 == 0


def test_the_home_of_the_person_and_what_exceptions_quote_are_left_out(log: LogFile) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        _log.exception("%s could not be written", Path.home() / "somewhere")
    told = read()
    assert "~/somewhere could not be written" in told
    assert "test_log_file.py:" in told
    assert "KeyError: (message left out" in told
    assert SECRET not in told
    assert str(Path.home()) not in told


def test_warnings_of_python_are_in_it(log: LogFile) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)
    assert "DeprecationWarning: old ways" in read()


def test_what_is_no_utf8_is_written_all_the_same(log: LogFile) -> None:
    text = "a name \udcff and a word \N{GREEK SMALL LETTER ALPHA}"
    record = _log.makeRecord(_log.name, logging.WARNING, __file__, 1, text, (), None)
    for handler in logging.getLogger().handlers:
        # Not through the logger: pytest would send its own copy to another process, as UTF-8.
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            handler.handle(record)
    assert "a name \\udcff and a word \N{GREEK SMALL LETTER ALPHA}" in read()


def test_it_never_takes_more_than_three_megabytes(log: LogFile) -> None:
    for _ in range(450):
        _log.info("%s", "x" * 10_000)
    files = sorted(file.name for file in log_path().parent.iterdir())
    assert files == [log_path().name, f"{log_path().name}.1", f"{log_path().name}.2"]
    assert all(file.stat().st_size <= 1_000_000 for file in log_path().parent.iterdir())


def test_a_folder_that_cannot_be_made_costs_the_log_and_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    log_path().parent.parent.mkdir(parents=True, exist_ok=True)
    log_path().parent.write_text("a file in the way")
    kept = LogFile()
    kept.begin()
    _log.warning("unheard")
    kept.end()
    assert not log_path().exists()
    assert "Traceback" not in capfd.readouterr().err


_FILLS_THE_DISK = """
import logging, resource, signal
from constellation_gui.log_file import LogFile, log_path
log = LogFile()
log.begin()
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
for number in range(1000):
    logging.getLogger("constellation_gui.tests").info("line %d %s", number, "x" * 100)
full = log_path().stat().st_size
log_path().unlink()  # somebody makes room
logging.getLogger("constellation_gui.tests").info("there is room again")
log.end()
print(full, log_path().read_text().count("there is room again"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to a file's size")
def test_a_full_disk_costs_lines_and_nothing_else() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FILLS_THE_DISK],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    full, found = map(int, done.stdout.split())
    assert full <= 10_000
    assert found == 1
