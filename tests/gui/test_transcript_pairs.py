"""Calls and their results: one block, wherever and however the results are stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from constellation_db import Database, Key
from constellation_gui.models import far_pairs
from constellation_gui.models.message_blocks import Message, ToolCall, ToolResult
from constellation_gui.models.message_flow import Kind
from constellation_gui.models.message_pairs import FARTHEST, Pairs
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.queries import InlineQueries, Queries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.panes import counted_selects

# -- Which belongs to which ------------------------------------------------------------------------


class Written:
    """A conversation in memory: roles, with calls and results by id and name, or by name alone."""

    def __init__(self, *messages: tuple[str, list[str], list[str]]) -> None:
        self.messages = [
            self._message(place, role, calls, results)
            for place, (role, calls, results) in enumerate(messages)
        ]

    def _message(self, place: int, role: str, calls: list[str], results: list[str]) -> Message:
        blocks: list[Any] = []
        for text in calls:
            id, _, name = text.rpartition(":")
            blocks.append(ToolCall(id or None, name, "", ""))
        for text in results:
            id, _, name = text.rpartition(":")
            blocks.append(ToolResult(id or None, name, failed=False))
        key = Key(f"2026-01-31T10:00:{place % 60:02d}.000", place)
        return Message(key, "", "", role, None, None, None, tuple(blocks), {})

    def following(self, key: Key) -> Iterator[Message]:
        yield from self.messages[key.sequence + 1 :][:FARTHEST]

    def preceding(self, key: Key) -> Iterator[Message]:
        yield from self.messages[: key.sequence][::-1][:FARTHEST]

    def answering(self, key: Key) -> Iterator[Message]:
        yield from ()

    calling = answering

    def paired(self) -> dict[str, str]:
        """What answers what, as the calls' messages have it."""
        pairs = Pairs(self)
        return {
            message.blocks[answer.call].name: answer.result.text  # type: ignore[union-attr]
            for message in self.messages
            for answer in pairs.answers(message)
        }

    def homes(self) -> dict[str, str]:
        """The same as the results' messages have it: they must agree, or a result is lost."""
        pairs = Pairs(self)
        return {
            home.call.name: message.blocks[number].text  # type: ignore[union-attr]
            for message in self.messages
            for number, home in pairs.homes(message).items()
        }


CONVERSATIONS = {
    "by id": (
        Written(("assistant", ["1:a", "2:b"], []), ("tool", [], ["2:of b"]), ("tool", [], ["1:x"])),
        {"a": "x", "b": "of b"},
    ),
    "in the user's message": (
        Written(("assistant", ["1:a"], []), ("user", [], ["1:of a"])),
        {"a": "of a"},
    ),
    "in the message itself": (
        Written(("assistant", ["1:a", "b"], ["1:of a", "of b"])),
        {"a": "of a", "b": "of b"},
    ),
    "by order": (
        Written(
            ("user", [], []),
            ("assistant", ["a", "b"], []),
            ("tool", [], ["of a"]),
            ("tool", [], ["of b", "of none"]),
            ("assistant", ["c"], []),
            ("user", [], []),
            ("tool", [], ["of nobody"]),
        ),
        {"a": "of a", "b": "of b"},
    ),
    "by order in users' messages": (
        Written(("assistant", ["a", "b"], []), ("user", [], ["of a"]), ("user", [], ["of b"])),
        {"a": "of a", "b": "of b"},
    ),
    "ids that begin again": (
        Written(
            ("assistant", ["1:a"], []),
            ("assistant", ["1:b"], []),
            ("tool", [], ["1:of b"]),
            ("assistant", ["1:c"], []),
            ("tool", [], ["1:of c"]),
        ),
        {"b": "of b", "c": "of c"},
    ),
    "the same result twice": (
        Written(("assistant", ["1:a"], []), ("tool", [], ["1:once"]), ("tool", [], ["1:twice"])),
        {"a": "once"},
    ),
    "two calls of one id": (
        Written(
            ("assistant", ["1:a", "1:b"], []),
            ("tool", [], ["1:of a"]),
            ("tool", [], ["1:of b"]),
            ("tool", [], ["1:of none"]),
        ),
        {"a": "of a", "b": "of b"},
    ),
    "much later": (
        Written(
            ("assistant", ["1:a", "2:b"], []),
            *[("assistant", [], [])] * (FARTHEST - 1),
            ("tool", [], ["1:of a"]),
            ("tool", [], ["2:too late"]),
        ),
        {"a": "of a"},
    ),
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_calls_and_results_find_each_other(name: str) -> None:
    written, expected = CONVERSATIONS[name]
    assert written.paired() == expected
    assert written.homes() == expected


# -- As they are shown -----------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    project = builders.project(id="p")
    builders.write(path, projects=[project], agents=[builders.agent(project, id="a")])
    return path


def call(id: str | None, name: str = "Bash") -> dict[str, Any]:
    return {"name": name, "input": {"command": f"run {name}"}} | ({"id": id} if id else {})


def result(id: str | None, text: str, *, failed: bool = False) -> dict[str, Any]:
    return {"content": text, "is_error": failed} | ({"tool_use_id": id} if id else {})


def say(store: Path, role: str, text: str = "", at: float | None = None, **columns: Any) -> None:
    given = {name: json.dumps(value) for name, value in columns.items()}
    when = {} if at is None else {"created_at": builders.after(at)}
    builders.write(
        store, agent_history=[builders.message("a", role=role, content=text, **given, **when)]
    )


def shown(store: Path, qtbot: QtBot, message: str | None = None) -> Iterator[TranscriptView]:
    with Database.open(store) as database:
        view = TranscriptView(InlineQueries(database))
        qtbot.addWidget(view)
        view.resize(700, 500)
        view.show()
        view.show_agent("a", message)
        yield view
        view.close()


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    yield from shown(store, qtbot)


def kinds(view: TranscriptView, row: int) -> list[Kind]:
    return [part.kind for part in view.messages.rows.layout(row).parts]  # type: ignore[union-attr]


def texts(view: TranscriptView) -> list[str]:
    """The text of every part that is seen."""
    messages = view.messages
    found = (messages.part(placed.row, placed.part) for placed in messages.column.placed)
    return [part.text for part in found if part is not None and part.text]


def rows_seen(view: TranscriptView) -> list[int]:
    return sorted({placed.row for placed in view.messages.column.placed})


def test_a_result_is_seen_once(store: Path, view: TranscriptView, qtbot: QtBot) -> None:
    say(store, "assistant", "I look.", tool_calls=[call("t1"), call("t2", "Read")])
    say(store, "tool", tool_results=[result("t2", "second")])
    say(store, "tool", tool_results=[result("t1", "first")])
    say(store, "assistant", "Done.")
    view.show_agent("a")
    view.refresh()
    assert rows_seen(view) == [0, 3]
    qtbot.keyClick(view.messages, Qt.Key.Key_Return)
    assert texts(view) == [
        "I look.",
        "command: run Bash",
        "first",
        "command: run Read",
        "second",
        "Done.",
    ]
    for row in (0, 3, 3):
        assert view.messages.current_row() == row
        qtbot.keyClick(view.messages, Qt.Key.Key_Down)


def test_only_what_is_a_result_leaves_a_users_message(store: Path, qtbot: QtBot) -> None:
    content = [{"type": "tool_use", "id": "t1", "name": "Bash", "input": {}}]
    say(store, "assistant", json.dumps(content))
    answer = {"type": "tool_result", "tool_use_id": "t1", "content": "of it"}
    say(store, "user", json.dumps([answer, {"type": "text", "text": "And now?"}]))
    for view in shown(store, qtbot):
        assert kinds(view, 1) == [Kind.HEADING, Kind.PROSE, Kind.END]
        assert texts(view) == ["And now?"]


def test_why_a_call_failed_is_seen_without_a_click(store: Path, qtbot: QtBot) -> None:
    say(store, "assistant", tool_calls=[call("t1")], at=0)
    say(store, "tool", tool_results=[result("t1", "no such file", failed=True)], at=1_500)
    for view in shown(store, qtbot):
        assert kinds(view, 0) == [Kind.HEADING, Kind.CALL, Kind.OUTPUT, Kind.END]
        loaded = view.model.loaded(0)
        assert loaded is not None
        assert [answer.elapsed for answer in loaded.flow.answers.values()] == [1.5]


def test_what_has_no_counterpart_stands_for_itself(store: Path, qtbot: QtBot) -> None:
    say(store, "assistant", tool_calls=[call("t1")])
    say(store, "tool", tool_results=[result("t9", "of nobody")])
    for view in shown(store, qtbot):
        assert kinds(view, 0) == [Kind.HEADING, Kind.CALL, Kind.END]
        assert kinds(view, 1) == [Kind.ANSWER, Kind.OUTPUT, Kind.END]
        view.messages.grab()


def test_a_link_to_a_result_leads_to_its_call(store: Path, qtbot: QtBot) -> None:
    for number in range(300):
        say(store, "assistant", "words\n" * 30, tool_calls=[call(f"t{number}")])
        say(store, "tool", tool_results=[result(f"t{number}", f"result {number}")])
    with builders.plain(store) as connection:
        found = connection.execute("SELECT id FROM agent_history ORDER BY rowid")
        ids = [id for (id,) in found]
    for view in shown(store, qtbot, ids[401]):
        assert view.messages.current_row() == 400
        assert "result 200" in texts(view)
        view.show_agent("a", ids[101])
        assert view.messages.current_row() == 100
        assert "result 50" in texts(view)


def test_a_result_that_comes_later_joins_its_call(
    store: Path, view: TranscriptView, qtbot: QtBot
) -> None:
    for number in range(30):
        say(store, "user", f"question {number}")
    say(store, "assistant", "I look.", tool_calls=[call("t1")])
    view.show_agent("a")
    view.refresh()
    view.messages.go_to_row(30)
    view.messages.column.go_to_end()
    view.messages.arrange_anew()
    qtbot.keyClick(view.messages, Qt.Key.Key_Return)
    assert "of it" not in texts(view)
    place = view.messages.column.place_of(20)
    assert place is None or place[0] < 0
    say(store, "tool", tool_results=[result("t1", "of it")])
    view.refresh()
    assert texts(view)[-1] == "of it"
    assert kinds(view, 31) == []
    assert view.messages.column.at_end


def chatter(store: Path, count: int, text: str) -> None:
    rows = [builders.message("a", role="user", content=text) for _ in range(count)]
    builders.write(store, agent_history=rows)


@pytest.mark.parametrize("nearer", [4_000, 30])
def test_far_apart_is_found_by_id(
    store: Path, qtbot: QtBot, nearer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far_pairs, "_NEARER", nearer)
    far = FARTHEST + 20
    say(store, "assistant", tool_calls=[call("call-far"), call("call-never"), call("c")])
    chatter(store, FARTHEST + 10, "words")
    chatter(store, 10, "the id call-far is mentioned")
    say(store, "tool", tool_results=[result("call-far", "of it"), result("d", "any other")])
    say(store, "tool", tool_results=[result("call-far", "twice"), result("call-none", "nobody's")])
    for view in shown(store, qtbot):
        qtbot.waitUntil(lambda view=view: answers_of(view, 0) == ["of it"])
        view.messages.go_to_end()
        qtbot.waitUntil(lambda view=view: homes_of(view, far + 1) == [0])
        assert view.model.home(far + 1) is None  # there is more in it
        assert kinds(view, far + 2).count(Kind.ANSWER) == 2


def test_a_result_far_from_its_call_joins_it_when_it_comes(
    store: Path, view: TranscriptView, qtbot: QtBot
) -> None:
    say(store, "assistant", tool_calls=[call("call-far")])
    chatter(store, FARTHEST + 20, "words")
    view.refresh()
    assert view.model.loaded(0).flow.has_open_calls  # type: ignore[union-attr]
    say(store, "tool", tool_results=[result("call-far", "of it")])
    view.refresh()
    qtbot.waitUntil(lambda view=view: answers_of(view, 0) == ["of it"])


def answers_of(view: TranscriptView, row: int) -> list[str]:
    loaded = view.model.loaded(row)
    return [] if loaded is None else [each.result.text for each in loaded.flow.answers.values()]


def homes_of(view: TranscriptView, row: int) -> list[int]:
    loaded = view.model.loaded(row)
    return [] if loaded is None else list(loaded.flow.homes)


def test_copying_a_call_copies_its_results(store: Path, qtbot: QtBot) -> None:
    say(store, "user", "Please.")
    say(store, "assistant", tool_calls=[call("t1")])
    say(store, "tool", tool_results=[result("t1", "of it")])
    for view in shown(store, qtbot):
        view.messages.go_to_row(1)
        qtbot.keyClick(view.messages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = QGuiApplication.clipboard().text()
        assert "→ Bash" in copied
        assert copied.count("of it") == 1
        assert "Please." not in copied


def test_pairing_reads_few_messages_beyond_those_seen(store: Path) -> None:
    for number in range(300):
        say(store, "assistant", tool_calls=[call(f"t{number}")])
        say(store, "tool", tool_results=[result(f"t{number}", "of it")])
    with Database.open(store) as database:
        model = TranscriptModel(InlineQueries(database))
        model.show("a")
        with counted_selects() as statements:
            model.want(300, 320)
    contents = [each for each in statements if "agent_history.content" in each]
    keys = [each for each in statements if each not in contents]
    # Five batches, as without pairs, and each time a few messages more where one begins or ends:
    # for what belongs together, and for whether the same model wrote the one before. Which messages
    # are neighbours the rows tell.
    assert (len(contents), len(keys)) == (10, 0)


def test_a_call_has_the_same_result_in_a_mode_that_leaves_messages_out(
    store: Path,
) -> None:
    say(store, "assistant", tool_calls=[call("t1")])
    for _ in range(3):
        say(store, "user", "Meanwhile.")
    say(store, "tool", tool_results=[result(None, "of it")])
    with Database.open(store) as database:
        model = TranscriptModel(InlineQueries(database))
        rows, answered = [], []
        for mode in (Mode.EVERYTHING, Mode.TOOLS):
            model.mode = mode
            model.show("a")
            model.want(0, 4)
            call_read = model.loaded(0)
            assert call_read is not None
            answered.append(len(call_read.flow.answers))
            rows.append(model.rowCount())
    assert rows == [5, 2]
    assert answered[0] == answered[1]


def test_results_are_paired_in_threads(store: Path, queries_on: Any, qtbot: QtBot) -> None:
    for number in range(40):
        say(store, "assistant", tool_calls=[call(f"t{number}")])
        say(store, "tool", tool_results=[result(f"t{number}", "of it")])
    queries: Queries = queries_on(store)
    view = TranscriptView(queries)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_agent("a")
    qtbot.waitUntil(lambda: queries.idle and view.model.loaded(0) is not None)
    qtbot.waitUntil(lambda: queries.idle)
    assert all(row % 2 == 0 for row in rows_seen(view))
