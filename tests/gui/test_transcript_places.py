"""Going to a place of a conversation that is typed, and what is said of messages below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import formatting
from constellation_gui.models.message_keys import Keys
from constellation_gui.models.positions import position_in
from constellation_gui.queries import InlineQueries, Queries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders

MINUTE = 60_000


def write(store: Path, count: int, first: int = 0) -> None:
    """Messages a minute apart."""
    rows = [
        builders.message(
            "a",
            id=f"m{number}",
            role="user",
            content=f"text {number}\n" + "line\n" * (number % 9),
            created_at=builders.after(number * MINUTE),
        )
        for number in range(first, first + count)
    ]
    builders.write(store, agent_history=rows)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    project = builders.project(id="p")
    builders.write(path, projects=[project], agents=[builders.agent(project, id="a")])
    write(path, 401)
    return path


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with Database.open(store) as database:
        shown = TranscriptView(InlineQueries(database))
        qtbot.addWidget(shown)
        shown.resize(700, 500)
        shown.show()
        shown.show_agent("a")
        yield shown
        shown.close()


def local(minutes: int, pattern: str) -> str:
    """A minute of the conversation as a clock on the wall shows it."""
    moment = datetime(2026, 1, 31, 10, tzinfo=UTC) + timedelta(minutes=minutes)
    return moment.astimezone().strftime(pattern)


def go_to(view: TranscriptView, qtbot: QtBot, text: str) -> str:
    """Press G, type, press Return; return what the bar says then."""
    qtbot.keyClick(view.messages, Qt.Key.Key_G)
    line = view.findChild(QLineEdit, "go-to-text")
    note = view.findChild(QLabel, "go-to-note")
    assert isinstance(line, QLineEdit)
    assert isinstance(note, QLabel)
    line.clear()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return note.text()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("50%", 200),
        (" 12.5 % ", 50),
        ("100%", 400),
        ("0%", 0),
        ("#1", 0),
        ("#300", 299),
        ("300", 299),
        ("#9,999", 400),
        (local(123, "%H:%M"), 123),
        (local(123, "%H:%M:30"), 124),
        (local(50, "%Y-%m-%d %H:%M"), 50),
        ("2020-01-01", 0),
        ("2030-01-01 10:00", 400),
    ],
)
def test_a_place_is_gone_to(view: TranscriptView, qtbot: QtBot, text: str, row: int) -> None:
    assert go_to(view, qtbot, text) == ""
    assert view.messages.current_row() == row
    assert view.messages.column.top == (row, 0, 0) or view.messages.column.at_end
    assert not view._go_to_bar.isVisible()


@pytest.mark.parametrize("text", ["nowhere", "25:00", "10:99", "2026-02-30", "%", "-5", "1:2:3:4"])
def test_what_is_no_place_is_said(view: TranscriptView, qtbot: QtBot, text: str) -> None:
    view.messages.set_current(7)
    assert go_to(view, qtbot, text) == "Not a share, number or time"
    assert view.messages.current_row() == 7
    qtbot.keyClick(view._go_to_bar._line, Qt.Key.Key_Escape)
    assert not view._go_to_bar.isVisible()


def test_a_time_without_a_day_needs_one() -> None:
    assert position_in("10:02", None) is None
    found = position_in("10:02", date(2026, 1, 31))
    assert found is not None
    assert found.row(Keys([])) == 0
    assert formatting.instant(datetime(2026, 1, 31, 10, 2)).tzinfo is UTC


def test_places_wait_for_the_keys(
    store: Path, queries_on: Callable[[Path], Queries], qtbot: QtBot
) -> None:
    write(store, 12_000, first=401)
    queries = queries_on(store)
    view = TranscriptView(queries)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_agent("a")
    assert go_to(view, qtbot, "#12000") == "Reading…"
    qtbot.waitUntil(lambda: view.messages.current_row() == 11_999)
    qtbot.waitUntil(lambda: queries.idle)


# -- What is written meanwhile ---------------------------------------------------------------------


def pill(view: TranscriptView) -> str:
    """What the pill says, empty while there is none."""
    button = view.findChild(QPushButton, "new-messages")
    assert isinstance(button, QPushButton)
    return button.text() if button.isVisible() else ""


def test_new_messages_below_are_counted_until_they_are_seen(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    messages = view.messages
    messages.show_row(100)
    before = messages.column.top, [*messages.column.placed]
    assert pill(view) == ""
    write(store, 30, first=401)
    view.refresh()
    assert pill(view) == "30 new ↓"
    write(store, 2, first=431)
    view.refresh()
    assert pill(view) == "32 new ↓"
    assert (messages.column.top, messages.column.placed) == before
    messages.show_row(405)
    assert pill(view) == f"{432 - messages.column.rows_seen()[1]} new ↓"
    messages.show_row(0)
    seen_once = pill(view)
    assert seen_once != "32 new ↓"
    messages.show_row(300)
    assert pill(view) == seen_once
    button = view.findChild(QPushButton, "new-messages")
    assert button is not None
    assert messages.viewport().geometry().contains(button.geometry())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pill(view) == ""
    assert messages.column.at_end
    assert messages.current_row() == 432


def test_at_the_end_nothing_is_said(view: TranscriptView, store: Path) -> None:
    view.messages.go_to_end()
    write(store, 3, first=401)
    view.refresh()
    assert view.messages.column.at_end
    assert view.messages.rows.count() == 404
    assert pill(view) == ""


def test_another_agent_has_nothing_new(view: TranscriptView, store: Path) -> None:
    write(store, 3, first=401)
    view.refresh()
    assert pill(view) == "3 new ↓"
    view.show_agent(None)
    assert pill(view) == ""
