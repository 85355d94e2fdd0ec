"""A conversation as a screen reader has it: in order, with what is selected and what is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.transcripts import store_with, transcript


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return store_with(tmp_path / "store.db", builders.agent("p", id="a"))


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with transcript(store, qtbot) as shown:
        yield shown


def say(store: Path, *contents: str | None, **columns: object) -> None:
    rows = [builders.message("a", content=text, **columns) for text in contents]
    builders.write(store, agent_history=rows)


def list_of(view: TranscriptView) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(view.messages)
    assert interface is not None
    return interface


def item(view: TranscriptView, row: int) -> QAccessibleInterface:
    found = list_of(view).child(row)
    assert found is not None
    return found


def selected(view: TranscriptView) -> list[int]:
    rows = range(list_of(view).childCount())
    return [row for row in rows if item(view, row).state().selected]


def test_messages_are_read_in_their_order(view: TranscriptView, store: Path) -> None:
    say(store, *(f"message {number}" for number in range(5)), role="user")
    view.show_agent("a")
    names = [item(view, row).text(QAccessible.Text.Name) for row in range(5)]
    assert [name.rpartition(" ")[2] for name in names] == list("01234")
    assert all(name.startswith("user, ") for name in names)
    tops = [item(view, row).rect().top() for row in range(5)]
    assert tops == sorted(tops)
    say(store, "message 5", role="user")
    view.refresh()
    assert item(view, 5).text(QAccessible.Text.Name).endswith("message 5")


def test_what_is_selected_is_told(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    say(store, *map(str, range(5)))
    view.show_agent("a")
    view.messages.setFocus()
    qtbot.waitUntil(view.messages.hasFocus)
    qtbot.keyClick(view.messages, Qt.Key.Key_Home)
    qtbot.keyClick(view.messages, Qt.Key.Key_Down)
    qtbot.keyClick(view.messages, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == [1, 2]
    assert [row for row in range(5) if item(view, row).state().focused] == [2]
    current = list_of(view).focusChild()
    assert current is not None
    assert current.text(QAccessible.Text.Name) == item(view, 2).text(QAccessible.Text.Name)


def test_all_of_a_message_is_read(view: TranscriptView, store: Path) -> None:
    given = {"path": "/src/app.ts", "old_str": "one", "new_str": "two"}
    calls = json.dumps([{"id": "c1", "name": "edit", "input": given}])
    text = "\x1b[31mred\u202e\x1b[0m"
    results = json.dumps([{"tool_use_id": "c1", "content": text, "is_error": True}])
    say(store, "I **change** it.", tool_calls=calls, tool_results=results)
    view.show_agent("a")
    read = item(view, 0).text(QAccessible.Text.Value)
    for said in ("I **change** it.", "edit  /src/app.ts", "old_str: one", "failed", "red⟨RLO⟩"):
        assert said in read
    assert item(view, 0).role() == QAccessible.Role.ListItem
    assert item(view, 0).state().readOnly
