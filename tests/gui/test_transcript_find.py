"""Finding text in a conversation, and going to the next message of a kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from constellation_db import Database, Key
from constellation_gui import theme
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.found_agents import FoundAgents
from constellation_gui.models.message_flow import Kind
from constellation_gui.models.message_jumps import find_some, text_target
from constellation_gui.models.sought import Sought
from constellation_gui.place import Place
from constellation_gui.queries import InlineQueries
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.find_bar import Scope
from constellation_gui.views.found_elsewhere import FoundElsewhere
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
    assert told(view) == "1 of 1 message"
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
    assert told(view) == "3 of 11 messages"


def test_names_and_ids_within_json_are_not_found(view: TranscriptView, qtbot: QtBot) -> None:
    type_in(view, qtbot, "tool_use_id")
    assert told(view) == "0 messages"


def test_what_is_found_is_marked(view: TranscriptView, qtbot: QtBot) -> None:
    plain = view.messages.grab().toImage()
    type_in(view, qtbot, "question 0")
    view.messages.setFocus()
    assert view.messages.grab().toImage() != plain
    view.messages.highlight(None)


def test_what_is_found_in_a_calls_line_is_marked(
    database: Database, view: TranscriptView, qtbot: QtBot
) -> None:
    calls = json.dumps([{"name": "frobnicate", "input": {"path": "/frob/x"}}])
    builders.write(database.path, agent_history=[builders.message("a", tool_calls=calls)])
    view.refresh()
    type_in(view, qtbot, "frob")
    match = view.messages.match
    assert match is not None
    layout = view.messages.rows.layout(match.row)
    assert isinstance(layout, MessageLayout)
    assert layout.parts[match.part].kind is Kind.CALL
    accent = theme.current().accent

    def reach() -> list[int]:
        """Where in the line the current match is marked, in px."""
        placed = next(p for p in view.messages.column.placed if p[:2] == match[:2])
        picture = view.messages.viewport().grab().toImage()
        xs = range(text_left(), picture.width())
        return [x for x in xs if picture.pixelColor(x, placed.y + 16) == accent]

    at_name = reach()
    assert at_name
    assert view.messages.step_match(1)
    assert view.messages.match == match._replace(number=1)
    assert min(reach()) > max(at_name)


def test_another_agent_is_searched_too(
    view: TranscriptView, qtbot: QtBot, database: Database
) -> None:
    builders.write(
        database.path,
        agents=[builders.agent("p", id="b")],
        agent_history=[builders.message("b", content="a question 3 of another")],
    )
    type_in(view, qtbot, "question 3")
    assert told(view) == "1 of 1 message"
    view.show_agent("b")
    qtbot.waitUntil(lambda: told(view) == "1 of 1 message")
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
        page = find_some(database, builders.id_of(agent), text_target(Sought(term)), after)
        found, after = found + page.keys, page.last
        if after is None:
            break
    if "\n" not in term and "\\" not in term and " " not in term:
        assert found == [key for key, hit in zip(keys, expected, strict=True) if hit]
    assert found == sorted(set(found))


# -- Ways to compare -------------------------------------------------------------------------------


def switch(view: TranscriptView, qtbot: QtBot, key: Qt.Key) -> None:
    line = view.findChild(QLineEdit, "find-text")
    qtbot.keyClick(line, key, Qt.KeyboardModifier.AltModifier)


def settle(view: TranscriptView, qtbot: QtBot, count: str) -> None:
    qtbot.waitUntil(lambda: told(view) == count)


def noted(view: TranscriptView) -> str:
    note = view.findChild(ElidedLabel, "find-note")
    assert isinstance(note, ElidedLabel)
    return note.text()


def test_case_words_and_expressions(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "QUESTION 1")
    settle(view, qtbot, "1 of 11 messages")
    switch(view, qtbot, Qt.Key.Key_C)
    settle(view, qtbot, "0 messages")
    line.setText("question 1")
    settle(view, qtbot, "1 of 11 messages")
    switch(view, qtbot, Qt.Key.Key_W)
    settle(view, qtbot, "1 of 1 message")
    switch(view, qtbot, Qt.Key.Key_W)
    switch(view, qtbot, Qt.Key.Key_R)
    line.setText("question 1[05]$")
    settle(view, qtbot, "1 of 2 messages")


def test_a_bad_expression_is_explained_and_changes_nothing(
    view: TranscriptView, qtbot: QtBot
) -> None:
    line = type_in(view, qtbot, "question 1")
    switch(view, qtbot, Qt.Key.Key_R)
    settle(view, qtbot, "1 of 11 messages")
    row, sought = view.messages.current_row(), view.messages.sought
    line.setText("question 1(")
    assert noted(view).startswith("Missing )")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (view.messages.current_row(), view.messages.sought) == (row, sought)
    line.setText("question 1(0)")
    settle(view, qtbot, "1 of 1 message")
    assert noted(view) == ""


def test_an_expression_that_takes_for_ever_is_given_up(
    view: TranscriptView, qtbot: QtBot, database: Database
) -> None:
    builders.write(database.path, agent_history=[builders.message("a", content="a" * 400)])
    view.refresh()
    type_in(view, qtbot, "question 1")
    switch(view, qtbot, Qt.Key.Key_R)
    line = view.findChild(QLineEdit, "find-text")
    line.setText(r"(a|aa)+\1$b")
    qtbot.waitUntil(lambda: "takes too long" in noted(view), timeout=20_000)


def test_the_search_goes_round(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "question 1")
    settle(view, qtbot, "1 of 11 messages")
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(line, Qt.Key.Key_Return, shift)
    assert view.messages.current_row() == 57
    assert told(view) == "11 of 11 messages"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert view.messages.current_row() == 3


def test_each_place_within_a_message_is_gone_to(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "output 3 line 2")
    settle(view, qtbot, "1 of 1 message")
    places = [view.messages.match]
    for _ in range(10):  # lines 2 and 20 to 29
        qtbot.keyClick(line, Qt.Key.Key_Return)
        places.append(view.messages.match)
    assert len(set(places)) == 11
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert view.messages.match == places[0]


def test_earlier_texts_come_back(view: TranscriptView, qtbot: QtBot) -> None:
    line = type_in(view, qtbot, "question 1")
    for text in ("question 2", "output"):
        qtbot.keyClick(line, Qt.Key.Key_Return)
        line.setText(text)
    walked = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(line, key)
        walked.append(line.text())
    assert walked == ["question 2", "question 1", "question 1", "question 2", "output"]


# -- Where the person was --------------------------------------------------------------------------


def test_escape_returns_to_where_reading_stopped(view: TranscriptView, qtbot: QtBot) -> None:
    view.messages.go_to_row(7)
    before = view.messages.column.top
    line = type_in(view, qtbot, "question 15")
    assert view.messages.current_row() == 45
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (view.messages.current_row(), view.messages.column.top) == (7, before)


@pytest.mark.parametrize("how", ["step", "scroll"])
def test_who_went_on_stays_there(view: TranscriptView, qtbot: QtBot, how: str) -> None:
    line = type_in(view, qtbot, "question 1")
    if how == "step":
        qtbot.keyClick(line, Qt.Key.Key_Return)
    else:
        view.messages.scroll(300)
    here = view.messages.column.top
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert view.messages.column.top == here


# -- Other agents ----------------------------------------------------------------------------------


@pytest.fixture
def family(view: TranscriptView, database: Database) -> TranscriptView:
    """Agents below, beside and above the one that is shown, which all say something."""
    agents = [
        builders.agent("p", "a", id="child", name="child"),
        builders.agent("p", "child", id="grandchild", name="grandchild"),
        builders.agent("p", id="other", name="other"),
    ]
    said = [
        builders.message("child", content="the question of a child"),
        builders.message("grandchild", role="tool", content="Question? No."),
        builders.message("grandchild", content="question"),
        builders.message("other", content="no question here", id="there"),
        builders.message("other", content="nothing here"),
    ]
    builders.write(database.path, agents=agents, agent_history=said)
    return view


def listed(view: TranscriptView) -> list[tuple[str, str]]:
    model = view.findChild(FoundAgents)
    assert isinstance(model, FoundAgents)
    return [
        (model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())
    ]


def choose_scope(view: TranscriptView, scope: Scope) -> None:
    box = view.findChild(QComboBox, "find-scope")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(list(Scope).index(scope))


def test_sub_agents_and_the_project_are_searched_too(family: TranscriptView, qtbot: QtBot) -> None:
    type_in(family, qtbot, "question")
    assert listed(family) == []
    choose_scope(family, Scope.DESCENDANTS)
    assert listed(family) == [("Root Agent", "20"), ("child", "1"), ("grandchild", "2")]
    choose_scope(family, Scope.PROJECT)
    assert listed(family)[-1] == ("other", "1")
    choose_scope(family, Scope.AGENT)
    assert listed(family) == []
    assert not family.findChild(FoundElsewhere).isVisible()


def test_a_search_that_takes_long_is_announced(
    family: TranscriptView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = family.findChild(FoundElsewhere)
    found.findChild(QTimer).setInterval(0)
    type_in(family, qtbot, "question")
    monkeypatch.setattr(FoundAgents, "busy", True)
    with qtbot.waitSignal(family.search_slow):
        choose_scope(family, Scope.PROJECT)


def test_an_agent_in_the_list_leads_to_its_first_match(
    family: TranscriptView, qtbot: QtBot
) -> None:
    type_in(family, qtbot, "question")
    choose_scope(family, Scope.PROJECT)
    rows = family.findChild(FoundElsewhere).rows
    index = rows.model().index(3, 0)
    with qtbot.waitSignal(family.place_chosen) as chosen:
        spot = rows.visualRect(index).center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [Place(project="p", agent="other", message="there")]
    family.show_agent("other", "there")
    settle(family, qtbot, "1 of 1 message")
    assert rows.currentIndex().row() == 3
    assert len(listed(family)) == 4  # and is not searched for anew


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    said=st.lists(st.text(alphabet="aAbB1. _\n", max_size=6), max_size=12),
    expression=st.sampled_from(["a", "A.", r"\d", "ab?", "[ab]+1", "a b", "b$", "a|1", r"\bb"]),
    match_case=st.booleans(),
    whole_word=st.booleans(),
)
def test_expressions_find_what_a_plain_scan_finds(
    database: Database, said: list[str], expression: str, match_case: bool, whole_word: bool
) -> None:
    agent = builders.agent("p")
    rows = [builders.message(agent, content=text) for text in said]
    builders.write(database.path, agents=[agent], agent_history=rows)
    whole = rf"(?<!\w)(?:{expression})(?!\w)" if whole_word else expression
    pattern = re.compile(whole, re.MULTILINE | (0 if match_case else re.IGNORECASE))
    shown = ["" if text.isspace() else text.strip("\n") for text in said]
    keys = database.history.message_keys(builders.id_of(agent))
    expected = [key for key, text in zip(keys, shown, strict=True) if pattern.search(text)]
    sought = Sought(expression, match_case, whole_word, is_expression=True)
    found = find_some(database, builders.id_of(agent), text_target(sought), None)
    assert found.keys == expected
    assert (found.last, found.seen) == (None, keys[-1] if keys else None)


def test_what_was_unfolded_for_a_match_pushes_down_what_follows(
    view: TranscriptView, qtbot: QtBot
) -> None:
    walk(view, qtbot, "t", 1)
    type_in(view, qtbot, "output 0 line 3")
    messages = view.messages
    for placed in messages.column.placed:
        assert placed.height == messages.rows.layout(placed.row).height(placed.part)


def test_a_result_that_stands_with_its_call_is_gone_through_once(
    view: TranscriptView, qtbot: QtBot
) -> None:
    line = type_in(view, qtbot, "line 29")
    rows = []
    for _ in range(4):
        rows.append(view.messages.current_row())
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert rows == sorted(set(rows))
