"""Fixtures of the window's tests: a dressed application, and queries that are closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.queries import Queries

# The offscreen platform says this whenever a window has a size hint.
_NOISE = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt's remark on the offscreen platform pass; any other fails its test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_NOISE))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Begin every test in the light theme, whatever the one before chose."""
    theme.apply(qapp, "light")


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
