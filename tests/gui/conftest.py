"""Fixtures of the window's tests: a dressed application, and queries that are closed again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_db.sample import write_sample
from constellation_gui import diff_choices, formatting, theme
from constellation_gui.queries import Queries
from tests import builders
from tests.db.importing.sessions import SAMPLES
from tests.gui.desk import Desk
from tests.gui.desktop import Desktop
from tests.user import User

# The offscreen platform says this whenever a window has a size hint or is to be above others.
_NOISE = r"This plugin does not support (propagateSizeHints|raise)\("


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt's remark on the offscreen platform pass; any other fails its test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_NOISE))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Begin every test in the light theme at 100 %, whatever the one before chose."""
    theme.apply(qapp, "light", contrast="off", fonts=theme.Fonts())
    yield
    formatting.use(formatting.Format())
    diff_choices.use(diff_choices.DiffChoices())


@pytest.fixture
def queries_on(qapp: QApplication) -> Iterator[Callable[[Path], Queries]]:
    """Give queries on the store at a path, and close both after the test."""
    opened: list[Queries] = []

    def on(path: Path) -> Queries:
        opened.append(Queries(Database.open(path)))
        return opened[-1]

    yield on
    for queries in opened:
        queries.close()
        queries.database.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample store, written once; tests only read it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    write_sample(path)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Give a small store: two projects, a few agents, messages, versions of a file, events."""
    path = tmp_path / "store.db"
    builders.empty_store(path)
    fill(path)
    return path


@pytest.fixture
def bare_store(tmp_path: Path) -> Path:
    """Give the same rows in a store that was never migrated beyond the original's schema."""
    path = tmp_path / "bare.db"
    with Database.open(path) as database:
        while len(database.migration_status().applied) > 1:
            database.rollback_last()
    fill(path)
    return path


def fill(path: Path) -> None:
    """Put the rows of `store` into a store."""
    calculator = builders.project(id="calculator", name="Calculator", status="running")
    shop = builders.project(id="shop", name="Web shop", status="failed", cost_total=0.88)
    root = builders.agent(calculator, id="root", name="Root Agent")
    planner = builders.agent(calculator, root, id="planner", name="planner", status="completed")
    seller = builders.agent(shop, id="seller", name="Seller", status="failed")
    builders.write(
        path,
        projects=[calculator, shop],
        agents=[root, planner, seller],
        agent_history=[
            builders.message(root, id="ask", role="user", content="Build a calculator"),
            builders.message(root, id="answer", content="I will read the file first."),
            builders.message(planner, id="plan", content="First the parser."),
        ],
        outputs=[
            builders.output(calculator, root, id="app-1", path="/src/app.ts", content="one\n"),
            builders.output(calculator, root, id="app-2", path="/src/app.ts", content="two\n"),
            builders.output(calculator, planner, id="notes", path="notes.md", content="# Notes\n"),
        ],
        events=[
            builders.event(calculator, root, id="started", type="agent_started"),
            builders.event(shop, seller, id="failed", type="agent_failed"),
        ],
    )


@pytest.fixture
def user(qtbot: QtBot) -> Iterator[User]:
    """Give a person at a window without a store."""
    person = User.start(qtbot)
    yield person
    person.leave()


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Give a desktop that opens files and folders, and hear which."""
    there = Desktop()
    yield there
    there.leave()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """Give a person who may have several windows."""
    at = Desk(qtbot)
    yield at
    at.windows.quit()
    assert at.windows.all == ()


@pytest.fixture
def sessions(home: Path) -> Path:
    """Leave the sample sessions where the programs keep theirs."""
    shutil.copytree(SAMPLES / "claude-code", home / ".claude" / "projects")
    shutil.copytree(SAMPLES / "codex", home / ".codex" / "sessions")
    return home
