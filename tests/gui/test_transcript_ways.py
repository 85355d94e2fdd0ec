"""Where a conversation leads: pages of the web, versions of files, agents, rows of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from constellation_gui.models.message_flow import Kind
from constellation_gui.place import Place, Tab
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.raw_message import RawMessage
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.panes import POPUPS
from tests.gui.transcripts import click, spot, store_with, texts, transcript
from tests.user import User

ROOT = builders.agent("p", id="root", name="planner")


class Browser(QObject):
    """Stands in for the desktop's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    stand_in = Browser()
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, stand_in, "open")
    yield stand_in
    for scheme in ("https", "http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    child = builders.agent("p", ROOT, id="child", name="Review the code & more")
    return store_with(tmp_path / "store.db", ROOT, child)


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with transcript(store, qtbot) as shown:
        yield shown


def say(store: Path, text: str | bytes | None, **columns: object) -> None:
    row = builders.message("root", content=text, id="m", **columns)
    builders.write(store, agent_history=[row])


def call(store: Path, name: str, **given: object) -> None:
    say(store, None, tool_calls=json.dumps([{"id": "c1", "name": name, "input": given}]))


def question(view: TranscriptView) -> QMessageBox | None:
    boxes = view.window().findChildren(QMessageBox, "open-link")
    return next((box for box in boxes if box.isVisible()), None)


def press(qtbot: QtBot, box: QMessageBox, name: str) -> None:
    qtbot.mouseClick(box.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def shape(view: TranscriptView) -> Qt.CursorShape:
    return view.messages.viewport().cursor().shape()


# -- Pages -----------------------------------------------------------------------------------------


def test_a_link_opens_after_a_question(
    view: TranscriptView, store: Path, qtbot: QtBot, browser: Browser
) -> None:
    say(store, "[docs](https://example.org/a?b=c) and more")
    view.show_agent("root")
    place = spot(view, Kind.PROSE, 8)
    qtbot.mouseMove(view.messages.viewport(), place)
    assert shape(view) == Qt.CursorShape.PointingHandCursor
    click(qtbot, view, place)
    asked = question(view)
    assert asked is not None
    assert asked.textFormat() == Qt.TextFormat.PlainText
    assert asked.informativeText() == "https://example.org/a?b=c"
    assert browser.opened == []
    qtbot.keyClick(asked, Qt.Key.Key_Return)  # the default is to stay
    assert browser.opened == []
    click(qtbot, view, place)
    asked = question(view)
    assert asked is not None
    press(qtbot, asked, "open-in-browser")
    assert browser.opened == ["https://example.org/a?b=c"]


def test_a_link_is_copied(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    say(store, "https://example.org/")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.PROSE, 8))
    asked = question(view)
    assert asked is not None
    press(qtbot, asked, "copy-address")
    assert QGuiApplication.clipboard().text() == "https://example.org/"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)"])
def test_other_targets_are_text(
    view: TranscriptView, store: Path, qtbot: QtBot, browser: Browser, target: str
) -> None:
    say(store, f"[docs]({target})")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.PROSE, 8))
    assert question(view) is None
    assert browser.opened == []


def test_beside_a_link_nothing_is_asked(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    say(store, "https://example.org/")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.PROSE, 400))
    assert question(view) is None
    assert shape(view) == Qt.CursorShape.IBeamCursor


@POPUPS
def test_hovering_tells_the_true_target(view: TranscriptView, store: Path) -> None:
    say(store, "[https://good.example](https://evil.example/<b>)")
    view.show_agent("root")
    place, port = spot(view, Kind.PROSE, 8), view.messages.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, port.mapToGlobal(place))
    QApplication.sendEvent(port, event)
    assert "https://evil.example/&lt;b&gt;" in QToolTip.text()
    QToolTip.hideText()


# -- Files and agents ------------------------------------------------------------------------------


def test_an_edit_leads_to_the_version_that_it_made(user: User, store: Path) -> None:
    outputs = [
        builders.output("p", "root", id=f"v{n}", path="src/app.ts", created_at=builders.after(at))
        for n, at in enumerate((1_000, 5_000, 9_000))
    ]
    builders.write(store, outputs=outputs)
    given = {"file_path": "/home/me/src/app.ts", "old_string": "a", "new_string": "b"}
    calls = json.dumps([{"id": "c1", "name": "Edit", "input": given}])
    say(store, None, tool_calls=calls, created_at=builders.after(4_000))
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    view = user.store.panes.transcript
    click(user.qtbot, view, spot(view, Kind.CALL, -8))
    user.until(lambda: user.place.output == "v1")
    assert user.place.tab is Tab.FILES
    user.do("go.back")
    user.until(lambda: user.place.tab is Tab.TRANSCRIPT)


def test_a_call_leads_to_its_agent_and_back(user: User, store: Path) -> None:
    call(store, "Task", description="Review the code & more")
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    view = user.store.panes.transcript
    click(user.qtbot, view, spot(view, Kind.CALL, -8))
    user.until(lambda: user.place.agent == "child")
    user.until_shown()
    back = view.findChild(QToolButton, "agent")
    assert back.text().strip() == "Spawned by planner"
    user.qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    user.until(lambda: user.place == Place(project="p", agent="root", message="m"))
    user.until(lambda: not back.isVisible())


def test_a_call_whose_agent_was_not_recorded_says_so(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    with builders.plain(store) as connection:
        connection.execute("DELETE FROM agents WHERE id = 'child'")
    call(store, "Task", description="Review the code")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.CALL, -8))
    assert "No agent was recorded" in view._header.title()


# -- Conversations within a conversation -----------------------------------------------------------


def started(store: Path) -> None:
    """Let the agent start another one, which starts a third."""
    leaf = builders.agent("p", "child", id="leaf", name="Read the docs")
    task = [{"id": "c2", "name": "Task", "input": {"description": "Read the docs"}}]
    messages = [
        builders.message("child", id="asked", role="user", content="Review it, please"),
        builders.message("child", id="calls", content=None, tool_calls=json.dumps(task)),
        *(builders.message("child", content=f"note {number}") for number in range(20)),
        builders.message("leaf", id="deep", role="user", content="Read them all"),
    ]
    builders.write(store, agents=[leaf], agent_history=messages)
    call(store, "Task", description="Review the code & more")


def test_the_conversation_of_an_agent_unfolds(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    started(store)
    view.show_agent("root")
    assert texts(view, Kind.REPLY) == []
    before = spot(view, Kind.THREAD)
    click(qtbot, view, spot(view, Kind.THREAD))
    assert spot(view, Kind.THREAD) == before
    assert texts(view, Kind.THREAD)[0] == "Conversation of Review the code & more"
    replies = texts(view, Kind.REPLY)
    assert len(replies) == 14
    assert "Review it, please" in replies[0]
    assert replies[-2:] == ["Show 10 more", "Open the conversation (22 messages)"]
    click(qtbot, view, spot(view, Kind.THREAD))
    assert texts(view, Kind.REPLY) == []


def test_an_unfolded_conversation_goes_on(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    started(store)
    more = [builders.message("child", content=f"More {number}") for number in range(30)]
    builders.write(store, agent_history=more)
    view.resize(700, 1_200)
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.THREAD))
    assert texts(view, Kind.REPLY)[12:14] == ["Show 12 more", "Show all 52"]
    before = spot(view, Kind.REPLY, 60, "Show 12 more")
    click(qtbot, view, before)
    assert texts(view, Kind.REPLY)[24:26] == ["Show 12 more", "Show all 52"]
    # What was asked for comes where it was asked for.
    assert spot(view, Kind.REPLY, 60, texts(view, Kind.REPLY)[12]) == before
    click(qtbot, view, spot(view, Kind.REPLY, 60, "Show all 52"))
    replies = texts(view, Kind.REPLY)
    assert len(replies) == 53
    assert len(set(replies)) == 53
    assert replies[-2].endswith("More 29")


def test_conversations_unfold_within_each_other(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    started(store)
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.THREAD))
    click(qtbot, view, spot(view, Kind.THREAD, 60, "Conversation of the agent"))
    assert texts(view, Kind.THREAD)[1] == "Conversation of Read the docs"
    assert any("Read them all" in reply for reply in texts(view, Kind.REPLY))


def test_a_line_of_a_conversation_leads_to_its_message(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    started(store)
    view.show_agent("root")
    places: list[Place] = []
    view.place_chosen.connect(places.append)
    click(qtbot, view, spot(view, Kind.THREAD))
    click(qtbot, view, spot(view, Kind.REPLY, 60))
    assert places == [Place(agent="child", message="asked")]


def test_an_agent_that_starts_itself_ends(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    with builders.plain(store) as connection:
        connection.execute("UPDATE agents SET parent_id = 'root', name = 'planner' ")
        connection.execute("DELETE FROM agents WHERE id = 'child'")
    call(store, "Task", description="planner")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.THREAD))
    assert texts(view, Kind.THREAD) == ["Conversation of planner"]
    assert len(texts(view, Kind.REPLY)) == 2


def test_a_conversation_that_was_not_recorded_says_so(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    with builders.plain(store) as connection:
        connection.execute("DELETE FROM agents WHERE id = 'child'")
    call(store, "Task", description="Review the code")
    view.show_agent("root")
    click(qtbot, view, spot(view, Kind.THREAD))
    assert texts(view, Kind.THREAD) == ["No agent was recorded that this call started"]


# -- The row in the store --------------------------------------------------------------------------


def raw_window(view: TranscriptView) -> RawMessage:
    return next(d for d in view.window().findChildren(RawMessage) if d.isVisible())


def raw_lines(window: RawMessage) -> list[str]:
    model = window.findChild(LinesView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_message_is_shown_as_it_is_stored(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    say(store, b"bad \xff \x00 end", tool_calls='[{"name": "x", "broken', cost=0.25)
    view.show_agent("root")
    qtbot.keyClick(view.messages, Qt.Key.Key_Home)
    qtbot.keyClick(view.messages, Qt.Key.Key_R)
    window = raw_window(view)
    assert not window.isModal()
    lines = raw_lines(window)
    assert lines[:2] == ["id  ·  text · 1 B", "m"]
    content = lines.index("content  ·  blob · 11 B · not UTF-8 from byte 5 on")
    assert lines[content + 1] == "bad \ufffd ⟨NUL⟩ end"
    assert '[{"name": "x", "broken' in lines
    assert "0.25" in lines
    assert "usage  ·  NULL" in lines
    qtbot.mouseClick(window.findChild(QPushButton, "copy-raw"), Qt.MouseButton.LeftButton)
    assert "0.25" in QGuiApplication.clipboard().text()
    window.close()


def test_it_is_closed_while_it_is_read(user: User, store: Path) -> None:
    say(store, "text\n" * 400_000)
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    view = user.store.panes.transcript
    view.messages.set_current(0)
    view._ways.show_raw(0)
    raw_window(view).close()
    user.until(lambda: not view.findChildren(RawMessage))
    user.until_shown()


def test_a_long_column_is_saved_whole(
    view: TranscriptView, store: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    text = "é\0\n" * 500_000
    say(store, text)
    view.show_agent("root")
    view.messages.set_current(0)
    qtbot.keyClick(view.messages, Qt.Key.Key_R)
    window = raw_window(view)
    assert "content  ·  text · 2.0 MB · the first 1.0 MB are shown" in raw_lines(window)
    menu = window.findChild(QPushButton, "save-raw").menu()
    next(a for a in menu.actions() if a.text().startswith("content")).trigger()
    dialog = window.findChild(QFileDialog, "save-column")
    target = tmp_path / "content.txt"
    dialog.selectFile(str(target))
    dialog.accept()
    assert target.read_bytes() == text.encode()
    window.close()


def test_a_column_that_cannot_be_saved_says_why(
    view: TranscriptView, store: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    say(store, "text")
    view.show_agent("root")
    view.messages.set_current(0)
    faults: list[object] = []
    view.failed.connect(faults.append)
    qtbot.keyClick(view.messages, Qt.Key.Key_R)
    window = raw_window(view)
    window._save("content", tmp_path / "missing" / "content.txt")
    assert "could not be written" in str(faults[0])
    window.close()


# -- The menu --------------------------------------------------------------------------------------


def actions(view: TranscriptView) -> dict[str, QAction]:
    menu: QMenu = view._menu.menu()
    return {action.text(): action for action in menu.actions()}


def point_at(view: TranscriptView, kind: Kind) -> None:
    view.messages.set_current(0)
    placed = view.messages.part_at(spot(view, kind, 30))
    assert placed is not None
    view.messages.pointed = placed[:2]


def test_what_is_under_the_mouse_is_copied(view: TranscriptView, store: Path) -> None:
    calls = json.dumps([{"id": "c1", "name": "Bash", "input": {"command": "ls\npwd"}}])
    results = json.dumps([{"tool_use_id": "c1", "content": "out"}])
    say(store, "Look:\n\n```sh\nls -l\n```", tool_calls=calls, tool_results=results)
    view.show_agent("root")
    view.messages.toggle(0)
    clipboard = QGuiApplication.clipboard()
    for kind, caption, text in (
        (Kind.CODE, "Copy Code", "ls -l"),
        (Kind.CALL, "Copy Arguments", "command:\n    ls\n    pwd"),
        (Kind.OUTPUT, "Copy Result", "out"),
    ):
        point_at(view, kind)
        actions(view)[caption].trigger()
        assert clipboard.text() == text
    actions(view)["Copy Link"].trigger()
    assert Place.parse(clipboard.text()) == Place(agent="root", message="m")


def test_a_message_is_copied_as_markdown(view: TranscriptView, store: Path) -> None:
    given = {"path": "/a", "old_str": "x", "new_str": "```y```"}
    calls = json.dumps([{"id": "c1", "name": "edit", "input": given}])
    results = json.dumps([{"tool_use_id": "c1", "content": "done"}])
    say(store, "I **fix** it.", tool_calls=calls, tool_results=results)
    view.show_agent("root")
    view.messages.set_current(0)
    actions(view)["Copy Message as Markdown"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("### Assistant · ")
    assert "\n\nI **fix** it.\n\n**edit** `/a`\n\n````diff\n-x\n+```y```\n````\n\n" in copied
    assert copied.endswith("**Result**\n\n```\ndone\n```\n")


@POPUPS
def test_links_are_in_the_menu_of_the_keyboard(
    view: TranscriptView, store: Path, browser: Browser
) -> None:
    say(store, "one https://one.example/ two [2](https://two.example/) [no](file:///x)")
    view.show_agent("root")
    view.messages.set_current(0)
    found = actions(view)
    assert [name for name in found if name.startswith("Open ")] == [
        "Open https://one.example/…",
        "Open https://two.example/…",
    ]
    found["Open https://two.example/…"].trigger()
    asked = question(view)
    assert asked is not None
    assert "two.example" in asked.text()
    asked.reject()
    assert browser.opened == []
