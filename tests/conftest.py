"""What holds for every test: a home of its own, no display, no Qt warning, nothing left behind."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.homes import give_home, is_empty_home
from tests.leaks import Watch

# Before anything imports Qt or asks for a folder of the person's.
_SESSION_HOME = Path(tempfile.mkdtemp(prefix="constellation-home-"))
atexit.register(shutil.rmtree, _SESSION_HOME, ignore_errors=True)
give_home(os.environ, _SESSION_HOME)
# Tests are compiled once, and not at every run; the processes that they start, not at every start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"
time.tzset()

try:
    import PySide6.QtWidgets  # noqa: F401
except ImportError as error:
    QT_FAULT: str | None = str(error)
else:
    QT_FAULT = None
    # Not through its entry point (see `addopts`): that one breaks every test where Qt is missing.
    pytest_plugins = ("pytestqt.plugin",)

# What needs no Qt, and is therefore tested without it too.
_WITHOUT_QT = (
    "db", "diff", "test_ground.py", "test_homes.py", "test_resource_files.py", "data", "benchmarks"
)  # fmt: skip

# The suite is to stay under five minutes; CONSTELLATION_LONG looks longer.
hypothesis.settings.register_profile(
    "constellation",
    deadline=None,
    print_blob=True,
    max_examples=200 if os.environ.get("CONSTELLATION_LONG") else 40,
)
hypothesis.settings.load_profile("constellation")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings where the plugin is left out: strict configuration insists."""
    if QT_FAULT is not None:
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "pytest-qt's; Qt cannot be loaded here")


def pytest_unconfigure() -> None:
    """Let what was spared be taken down in its order."""
    gc.unfreeze()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what needs Qt where Qt cannot be loaded; `pytest_sessionfinish` makes it known."""
    here = Path(__file__).parent
    if QT_FAULT is None or here not in collection_path.parents:
        return None
    return collection_path.relative_to(here).parts[0] not in _WITHOUT_QT or None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage meanwhile: what is imported stays, and looking takes longer."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Spare the search for what tests leave behind everything that is there before the first."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)  # as the application does


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Never call a run without the window's tests a success."""
    if QT_FAULT is not None and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested, and why."""
    if QT_FAULT is not None:
        terminalreporter.section("the window was NOT tested", red=True)
        terminalreporter.line(f"Qt cannot be loaded: {QT_FAULT}")


_count = itertools.count(1)
_left_empty: list[Path] = []


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give every test a folder, named by a number that nobody has to look for on the disk."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}{next(_count)}", numbered=False)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test an empty home, so that no test finds what another one saved."""
    folder = _left_empty.pop() if _left_empty else tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in give_home({}, folder).items():
            patch.setenv(name, value)
        yield folder
    if is_empty_home(folder):
        _left_empty.append(folder)


@pytest.fixture(autouse=True)
def nothing_left_behind(home: Path) -> Iterator[None]:
    """Fail the test that leaves a window, a running timer or a thread behind, naming it."""
    watch = Watch()
    yield
    left = watch.leaks()
    if left:
        pytest.fail("left behind:\n" + "\n".join(f"  {what}" for what in left), pytrace=False)


@pytest.fixture(scope="session")
def qapp_cls() -> type[object]:
    """Let the tests have the application object that people have."""
    from constellation_gui.application import Application

    return Application
