"""What of a conversation is shown: everything, what was said, the tools, or the errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.models.message_flow import Kind
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.queries import InlineQueries
from constellation_gui.views.mode_button import ModeButton
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.panes import POPUPS, counted_selects

ROUNDS = 100


def rounds() -> Iterator[builders.Row]:
    """A question, words with a call, a call alone, and their results; every tenth fails."""
    for number in range(ROUNDS):
        for row in (
            {"role": "user", "content": f"question {number}"},
            {"content": f"answer {number}", "tool_calls": calls(f"a{number}")},
            {"role": "tool", "content": "", "tool_results": results(f"a{number}")},
            {"content": "", "tool_calls": calls(f"b{number}")},
            {
                "role": "tool",
                "content": "",
                "tool_results": results(f"b{number}", failed=number % 10 == 5),
            },
        ):
            yield builders.message("a", **row)


def calls(id: str) -> str:
    return json.dumps([{"id": id, "name": "Bash", "input": {"command": f"run {id}"}}])


def results(id: str, *, failed: bool = False) -> str:
    text = f"output of {id}, where 'error:' is a word"
    return json.dumps([{"tool_use_id": id, "content": text, "is_error": failed}])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        project = builders.project(id="p")
        agents = [builders.agent(project, id="a"), builders.agent(project, id="quiet")]
        builders.write(opened.path, projects=[project], agents=agents, agent_history=[*rounds()])
        hello = [builders.message("quiet", role="user", content="Hello")]
        builders.write(opened.path, agent_history=hello)
        yield opened


@pytest.fixture
def view(database: Database, qtbot: QtBot) -> Iterator[TranscriptView]:
    shown = TranscriptView(InlineQueries(database))
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    shown.show_agent("a")
    yield shown
    shown.close()


def choose(view: TranscriptView, qtbot: QtBot, caption: str) -> dict[str, str]:
    """Press M, choose from the menu, and return what the menu said of each choice."""
    qtbot.keyClick(view.messages, Qt.Key.Key_M)
    menu = view.findChild(QMenu, "transcript-modes")
    assert isinstance(menu, QMenu)
    said = dict(action.text().replace("&", "").split("\t") for action in menu.actions())
    for action in menu.actions():
        if action.text().replace("&", "").startswith(caption):
            action.trigger()
    menu.close()
    return said


def title(view: TranscriptView) -> str:
    label = view.findChild(QLabel, "pane-title")
    assert isinstance(label, QLabel)
    return label.text()


def every_part(view: TranscriptView) -> list[tuple[Kind, str]]:
    """All that can be seen by scrolling from the start to the end."""
    messages = view.messages
    messages.go_to_row(0)
    messages.column.go(0)
    messages.arrange_anew()
    found: dict[tuple[int, int], tuple[Kind, str]] = {}
    while True:
        for placed in messages.column.placed:
            part = messages.part(placed.row, placed.part)
            assert part is not None
            found[placed.row, placed.part] = part.kind, part.text
        if messages.column.at_end:
            return list(found.values())
        messages.scroll(300)


@POPUPS
def test_what_was_said_alone(view: TranscriptView, qtbot: QtBot) -> None:
    choose(view, qtbot, "Conversation")
    parts = every_part(view)
    assert {kind for kind, _text in parts} == {Kind.HEADING, Kind.PROSE, Kind.END}
    words = [text for kind, text in parts if kind is Kind.PROSE]
    assert words == [f"{what} {n}" for n in range(ROUNDS) for what in ("question", "answer")]
    assert title(view) == "200 messages shown"


@POPUPS
def test_tools_alone(view: TranscriptView, qtbot: QtBot) -> None:
    choose(view, qtbot, "Tools")
    kinds = [kind for kind, _text in every_part(view)]
    assert kinds.count(Kind.CALL) == 2 * ROUNDS
    assert Kind.PROSE not in kinds
    assert Kind.ANSWER not in kinds


@POPUPS
def test_errors_alone(view: TranscriptView, qtbot: QtBot) -> None:
    choose(view, qtbot, "Errors")
    parts = every_part(view)
    assert [text.split(",")[0] for kind, text in parts if kind is Kind.OUTPUT] == [
        f"output of b{number}" for number in range(5, ROUNDS, 10)
    ]
    assert [kind for kind, _text in parts].count(Kind.ANSWER) == 10
    assert title(view) == "10 messages shown"
    view.messages.grab()


@POPUPS
def test_the_menu_says_how_many_there_are(view: TranscriptView, qtbot: QtBot) -> None:
    button = view.findChild(ModeButton)
    assert isinstance(button, ModeButton)
    assert choose(view, qtbot, "Errors") == {
        "Everything": "500",
        "Conversation": "200",
        "Tools": "200",
        "Errors": "10",
    }
    assert button.text() == "Errors ▾"
    with counted_selects() as statements:
        choose(view, qtbot, "Nothing of this name")
    assert statements == []  # counted once


@POPUPS
def test_going_back_finds_what_was_there(view: TranscriptView, qtbot: QtBot) -> None:
    messages = view.messages
    messages.go_to_row(250)
    messages.scroll(25)
    before = messages.column.top, [*messages.column.placed]
    for caption in ("Errors", "Conversation", "Tools", "Everything"):
        choose(view, qtbot, caption)
    assert (messages.column.top, messages.column.placed) == before


@POPUPS
def test_the_message_at_the_top_stays_there(view: TranscriptView, qtbot: QtBot) -> None:
    messages = view.messages
    messages.go_to_row(251)
    messages.column.go(251)
    messages.arrange_anew()
    choose(view, qtbot, "Conversation")
    part = messages.part(messages.column.placed[0].row, 1)
    assert part is not None
    assert part.text == "answer 50"
    messages.scroll(10_000)
    choose(view, qtbot, "Everything")
    assert messages.column.top[0] > 251


@POPUPS
def test_where_a_mode_shows_nothing_there_is_a_way_back(view: TranscriptView, qtbot: QtBot) -> None:
    choose(view, qtbot, "Errors")
    view.show_agent("quiet")
    sentence = next(
        label.text() for label in view.findChildren(QLabel, "sentence") if label.isVisible()
    )
    assert sentence == "No tool failed"
    button = next(b for b in view.findChildren(QPushButton, "next-step") if b.isVisible())
    assert button.text() == "Show everything"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.messages.isVisible()
    assert title(view) == "1 message"


@POPUPS
def test_a_link_shows_its_message_whatever_the_mode(
    view: TranscriptView, database: Database, qtbot: QtBot
) -> None:
    choose(view, qtbot, "Errors")
    (hello,) = database.history.find_by_agent_id("quiet")
    view.show_agent("quiet", hello.id)
    assert view.model.mode is Mode.EVERYTHING
    assert view.messages.current_row() == 0


@POPUPS
def test_what_is_written_later_is_shown_if_it_is_of_the_kind(
    view: TranscriptView, database: Database, qtbot: QtBot
) -> None:
    choose(view, qtbot, "Conversation")
    news: list[dict[str, Any]] = [{"role": "user", "content": "news"}, {"tool_calls": calls("z")}]
    rows = [builders.message("a", **({"content": ""} | columns)) for columns in news]
    builders.write(database.path, agent_history=rows)
    with counted_selects() as statements:
        view.refresh()
    assert len([each for each in statements if "LIKE" in each]) == 2  # ties, and what is beyond
    assert title(view) == "201 messages shown"
