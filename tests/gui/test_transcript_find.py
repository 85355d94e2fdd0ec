"""Finding text in a conversation, and going to the next message of a kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from constellation_db import Database, Key
from constellation_gui.models.message_jumps import find_all, term_target
from constellation_gui.queries import InlineQueries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders


def call(number: int, name: str = "Bash", command: str = "ls") -> str:
    return json.dumps([{"id": f"t{number}", "name": name, "input": {"command": command}}])


def result(number: int, text: str, *, failed: bool = False) -> str:
    return json.dumps([{"tool_use_id": f"t{number}", "content": text, "is_error": failed}])


def conversation() -> list[builders.Row]:
    """Twenty rounds of question, call and result; every seventh result is an error."""
    rows = []
    for number in range(20):
        rows.append(builders.message("a", role="user", content=f"question {number}"))
        rows.append(builders.message("a", content="I look.", tool_calls=call(number)))
        output = "\n".join(f"output {number} line {line}" for line in range(30))
        answer = result(number, output, failed=number % 7 == 6)
        rows.append(builders.message("a", role="tool", content=output, tool_results=answer))
    return rows


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        project = builders.project(id="p")
        builders.write(opened.path, projects=[project], agents=[builders.agent(project, id="a")])
        yield opened


@pytest.fixture
def view(database: Database, qtbot: QtBot) -> Iterator[TranscriptView]:
    builders.write(database.path, agent_history=conversation())
    shown = TranscriptView(InlineQueries(database))
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    shown.show_agent("a")
    shown.messages.set_current(0)
    yield shown
    shown.close()


def walk(
    view: TranscriptView, qtbot: QtBot, key: str, times: int, *, back: bool = False
) -> list[int]:
    rows = []
    shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    for _ in range(times):
        qtbot.keyClick(view.messages, key, shift)
        rows.append(view.messages.current_row())
    return rows


def title(view: TranscriptView) -> str:
    found = view.findChild(QLabel, "pane-title")
    assert isinstance(found, QLabel)
    return found.text()


def type_in(view: TranscriptView, qtbot: QtBot, text: str) -> QLineEdit:
    qtbot.keyClick(view.messages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = view.findChild(QLineEdit, "find-text")
    assert isinstance(line, QLineEdit)
    assert line.isVisible()
    line.setText(text)
    count = view.findChild(QLabel, "find-count")
    assert isinstance(count, QLabel)
    qtbot.waitUntil(lambda: "message" in count.text() and "…" not in count.text())
    return line


def told(view: TranscriptView) -> str:
    count = view.findChild(QLabel, "find-count")
    assert isinstance(count, QLabel)
    return count.text()


# -- Jumps -----------------------------------------------------------------------------------------


def test_user_messages(view: TranscriptView, qtbot: QtBot) -> None:
    assert walk(view, qtbot, "u", 3) == [3, 6, 9]
    assert walk(view, qtbot, "u", 2, back=True) == [6, 3]


def test_tool_calls(view: TranscriptView, qtbot: QtBot) -> None:
    assert walk(view, qtbot, "t", 3) == [1, 4, 7]


def test_errors(view: TranscriptView, qtbot: QtBot) -> None:
    assert walk(view, qtbot, "e", 3) == [19, 40, 40]
    assert title(view).endswith("No error below")
    assert walk(view, qtbot, "e", 2, back=True) == [19, 19]
    assert title(view).endswith("No error above")


def test_errors_in_words_count_too(database: Database, qtbot: QtBot) -> None:
    typed = json.dumps([{"type": "tool_result", "output": "Error: no such file"}])
    rows = [
        builders.message("a", role="user", content="an error: not a failed tool"),
        builders.message("a", role="tool", content="", tool_results=typed),
    ]
    builders.write(database.path, agent_history=rows)
    view = TranscriptView(InlineQueries(database))
    qtbot.addWidget(view)
    view.show()
    view.show_agent("a")
    view.messages.set_current(0)
    assert walk(view, qtbot, "e", 1) == [1]


# -- Finding ---------------------------------------------------------------------------------------


def test_text_is_found_below_folds(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "output 7 line 25")
    assert view.messages.current_row() == 22
    assert told(view) == "1 message"
    placed = [
        view.messages.part(each.row, each.part).text  # type: ignore[union-attr]
        for each in view.messages.column.placed
        if each.row == 22
    ]
    assert any("output 7 line 25" in text for text in placed)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert view.messages.hasFocus() or not view.isActiveWindow()


def test_steps_go_from_match_to_match(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "QUESTION 1")
    rows = [view.messages.current_row()]
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Return)
        rows.append(view.messages.current_row())
    assert rows == [3, 30, 33, 36]
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.messages.current_row() == 33
    assert told(view) == "11 messages"


def test_names_and_ids_within_json_are_not_found(view: TranscriptView, qtbot: QtBot) -> None:
    type_in(view, qtbot, "tool_use_id")
    assert told(view) == "0 messages"


def test_what_is_found_is_marked(view: TranscriptView, qtbot: QtBot) -> None:
    plain = view.messages.grab().toImage()
    type_in(view, qtbot, "question 0")
    view.messages.setFocus()
    assert view.messages.grab().toImage() != plain
    view.messages.highlight("")


def test_another_agent_is_searched_too(
    view: TranscriptView, qtbot: QtBot, database: Database
) -> None:
    builders.write(
        database.path,
        agents=[builders.agent("p", id="b")],
        agent_history=[builders.message("b", content="a question 3 of another")],
    )
    type_in(view, qtbot, "question 3")
    assert told(view) == "1 message"
    view.show_agent("b")
    qtbot.waitUntil(lambda: told(view) == "1 message")
    assert view.messages.current_row() == 0


TEXTS = st.text(alphabet='aAbß"\\ \n漢x', max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(said=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=12), term=TEXTS.filter(str.strip))
def test_found_is_what_a_plain_scan_finds(
    database: Database, said: list[tuple[str, str, str]], term: str
) -> None:
    agent = builders.agent("p")
    rows = []
    expected = []
    for number, (content, command, output) in enumerate(said):
        prose = "_".join(content.split())  # what Markdown and trimming leave alone
        rows.append(
            builders.message(
                agent,
                content=prose,
                tool_calls=call(number, "n", command),
                tool_results=result(number, f"_{output}_"),
            )
        )
        shown = (prose, f"command: {command}", f"_{output}_", "n")
        expected.append(any(term.lower() in text.lower() for text in shown))
    builders.write(database.path, agents=[agent], agent_history=rows)
    keys = database.history.message_keys(builders.id_of(agent))
    found: list[Key] = []
    after: Key | None = None
    while True:
        page, after = find_all(database, builders.id_of(agent), term_target(term), after)
        found += page
        if after is None:
            break
    if "\n" not in term and "\\" not in term and " " not in term:
        assert found == [key for key, hit in zip(keys, expected, strict=True) if hit]
    assert found == sorted(set(found))
