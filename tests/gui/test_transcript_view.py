"""The transcript as a person uses it: read, walk, fold, copy, follow."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import formatting, theme
from constellation_gui.delegates.message_layout import LaidPart, MessageLayout
from constellation_gui.models import key_windows
from constellation_gui.models.message_flow import Kind
from constellation_gui.queries import InlineQueries
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders

Write = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    project = builders.project(id="p")
    builders.write(path, projects=[project], agents=[builders.agent(project, id="a")])
    return path


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with Database.open(store) as database:
        shown = TranscriptView(InlineQueries(database))
        qtbot.addWidget(shown)
        shown.resize(700, 500)
        shown.show()
        yield shown
        shown.close()


def say(store: Path, *contents: str, role: str = "user", **columns: object) -> None:
    rows = [builders.message("a", role=role, content=text, **columns) for text in contents]
    builders.write(store, agent_history=rows)


def conversation(store: Path, count: int = 60) -> None:
    """Write messages of very different heights."""
    for number in range(count):
        say(store, f"message {number}\n" + "line\n" * (number * 7 % 40), id=f"m{number}")


def seen(messages: MessageList) -> dict[tuple[int, int], int]:
    return {(placed.row, placed.part): placed.y for placed in messages.column.placed}


def shown_texts(messages: MessageList) -> list[str]:
    """The text of every part that is seen, top to bottom."""
    found = []
    for placed in messages.column.placed:
        part = messages.part(placed.row, placed.part)
        if part is not None and part.text:
            found.append(part.text)
    return found


def kinds(messages: MessageList, row: int) -> list[Kind]:
    return [part.kind for part in messages.rows.layout(row).parts]  # type: ignore[union-attr]


def number_of(messages: MessageList, row: int, kind: Kind) -> int:
    return kinds(messages, row).index(kind)


def click(qtbot: QtBot, messages: MessageList, row: int, kind: Kind) -> None:
    part = number_of(messages, row, kind)
    placed = next(each for each in messages.column.placed if each[:2] == (row, part))
    point = QPoint(80, placed.bottom - 8)
    qtbot.mouseClick(messages.viewport(), Qt.MouseButton.LeftButton, pos=point)


def wheel(messages: MessageList, notches: int) -> None:
    position = QPointF(100, 100)
    event = QWheelEvent(
        position,
        messages.viewport().mapToGlobal(position),
        QPoint(),
        QPoint(0, notches * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(messages.viewport(), event)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


# -- States ----------------------------------------------------------------------------------------


def sentences(view: TranscriptView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_without_an_agent_it_says_what_to_do(view: TranscriptView) -> None:
    assert "No agent chosen" in sentences(view)
    assert not view.messages.isVisible()


def test_an_agent_without_messages_says_why(view: TranscriptView, store: Path) -> None:
    view.show_agent("a")
    assert "No messages were recorded for this agent" in sentences(view)
    say(store, "Hello")
    view.refresh()
    assert view.messages.isVisible()
    assert shown_texts(view.messages) == ["Hello"]


def test_the_header_counts(view: TranscriptView, store: Path) -> None:
    conversation(store, 3)
    view.show_agent("a")
    assert "3 messages" in sentences(view)


# -- Reading ---------------------------------------------------------------------------------------


def test_all_that_is_said_is_seen_in_order(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a")
    found: list[str] = []
    rows: list[int] = []
    while True:
        for placed in view.messages.column.placed:
            if placed.row not in rows:
                rows.append(placed.row)
                found.append(view.messages.rows.layout(placed.row).parts[1].text)  # type: ignore[union-attr]
        if view.messages.column.at_end:
            break
        wheel(view.messages, -2)
    assert rows == list(range(60))
    assert [text.partition("\n")[0] for text in found] == [f"message {n}" for n in range(60)]


def test_the_wheel_moves_by_what_it_says(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a")
    before = seen(view.messages)
    wheel(view.messages, -1)
    after = seen(view.messages)
    assert {before[part] - after[part] for part in before.keys() & after.keys()} == {60}
    wheel(view.messages, 1)
    assert seen(view.messages) == before


def test_the_scroll_bar_goes_to_both_ends(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a")
    bar = view.messages.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    assert view.messages.column.at_end
    assert bar.value() == bar.maximum()
    bar.triggerAction(bar.SliderAction.SliderPageStepSub)
    assert not view.messages.column.at_end
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    assert view.messages.column.at_start
    assert bar.value() == 0


def test_resizing_keeps_the_message_at_the_top(view: TranscriptView, store: Path) -> None:
    for number in range(40):
        say(store, f"{number} " + "words that wrap " * 60)
    view.show_agent("a")
    view.messages.go_to_row(20)
    view.messages.column.go(20)
    view.messages.arrange_anew()
    for width in (400, 900, 250, 700):
        view.resize(width, 500)
        assert view.messages.column.top[0] == 20


# -- Going somewhere -------------------------------------------------------------------------------


def test_a_message_asked_for_is_at_the_top_and_current(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a", "m30")
    assert view.messages.current_row() == 30
    assert view.messages.column.top == (30, 0, 0)
    view.show_agent("a", "m2")
    assert view.messages.column.top == (2, 0, 0)


def test_keys_walk_through_messages(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    conversation(store)
    view.show_agent("a")
    messages = view.messages
    chosen: list[str] = []
    view.message_chosen.connect(chosen.append)
    messages.setFocus()
    messages.set_current(0)
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, 59),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0),
    ):
        qtbot.keyClick(messages, key)
        assert messages.current_row() == row
        assert messages.column.place_of(row) is not None
    assert chosen == ["m1", "m59", "m0", "m0"]


def test_down_reads_a_long_message_before_it_leaves_it(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    say(store, "first", "long\n" * 200, "last")
    view.show_agent("a")
    messages = view.messages
    messages.set_current(1)
    texts: list[str] = []
    for _ in range(200):
        qtbot.keyClick(messages, Qt.Key.Key_Down)
        texts += shown_texts(messages)
        if messages.current_row() == 2:
            break
    assert messages.current_row() == 2
    long = messages.rows.layout(1).parts  # type: ignore[union-attr]
    assert {part.text for part in long if part.text} <= set(texts)


def test_pages_show_everything(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    conversation(store)
    view.show_agent("a")
    rows = set(range(view.messages.column.rows_seen()[1] + 1))
    while not view.messages.column.at_end:
        qtbot.keyClick(view.messages, Qt.Key.Key_PageDown)
        first, last = view.messages.column.rows_seen()
        rows |= set(range(first, last + 1))
    assert rows == set(range(60))
    assert view.messages.current_row() == 59


# -- Folding ---------------------------------------------------------------------------------------

CALL = [{"id": "t1", "name": "Edit", "input": {"file_path": "/src/app.ts", "new": "one\ntwo"}}]


def worked(store: Path, lines: int = 40, *, failed: bool = False) -> None:
    say(store, "I look.", role="assistant", tool_calls=json.dumps(CALL))
    output = "\n".join(f"line {number}" for number in range(lines))
    result = [{"tool_use_id": "t1", "content": output, "is_error": failed}]
    say(store, output, role="tool", tool_results=json.dumps(result))


def test_a_call_unfolds_to_its_arguments(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    worked(store)
    view.show_agent("a")
    messages = view.messages
    assert kinds(messages, 0) == [Kind.HEADING, Kind.PROSE, Kind.CALL, Kind.END]
    before = seen(messages)
    click(qtbot, messages, 0, Kind.CALL)
    unfolded = [Kind.DETAILS, Kind.ANSWER, Kind.OUTPUT, Kind.MORE]
    assert kinds(messages, 0) == [Kind.HEADING, Kind.PROSE, Kind.CALL, *unfolded, Kind.END]
    assert seen(messages)[0, 2] == before[0, 2]
    assert "file_path: /src/app.ts\nnew:\n    one\n    two" in shown_texts(messages)
    click(qtbot, messages, 0, Kind.CALL)
    assert seen(messages) == before


def test_a_long_result_shows_its_beginning(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    worked(store)
    view.show_agent("a")
    messages = view.messages
    click(qtbot, messages, 0, Kind.CALL)
    assert "Show all 40 lines" in shown_texts(messages)
    above = number_of(messages, 0, Kind.OUTPUT)
    top = seen(messages)[0, above]
    click(qtbot, messages, 0, Kind.MORE)
    assert kinds(messages, 0)[above - 1 :] == [Kind.ANSWER, Kind.OUTPUT, Kind.OUTPUT, Kind.END]
    assert seen(messages)[0, above] == top
    click(qtbot, messages, 0, Kind.ANSWER)
    assert kinds(messages, 0)[above - 1 :] == [Kind.ANSWER, Kind.END]


def test_return_folds_and_unfolds_a_message(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    worked(store)
    view.show_agent("a")
    view.messages.set_current(0)
    for expected in (2, 0, 2):
        qtbot.keyClick(view.messages, Qt.Key.Key_Return)
        assert kinds(view.messages, 0).count(Kind.OUTPUT) == expected


def test_everything_folds_and_unfolds(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    for _ in range(20):
        worked(store, failed=True)
    view.show_agent("a")
    view.messages.go_to_row(20)
    assert Kind.OUTPUT in kinds(view.messages, 20)
    buttons = {button.toolTip(): button for button, _ in view._header._buttons}
    qtbot.mouseClick(buttons["Fold all"], Qt.MouseButton.LeftButton)
    assert kinds(view.messages, 20) == [Kind.HEADING, Kind.PROSE, Kind.CALL, Kind.END]
    qtbot.mouseClick(buttons["Unfold all"], Qt.MouseButton.LeftButton)
    assert Kind.DETAILS in kinds(view.messages, 20)
    assert kinds(view.messages, 20).count(Kind.OUTPUT) == 2


def test_folds_stay_when_others_write(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    worked(store)
    view.show_agent("a")
    click(qtbot, view.messages, 0, Kind.CALL)
    say(store, "news")
    view.refresh()
    assert Kind.DETAILS in kinds(view.messages, 0)


# -- Time ------------------------------------------------------------------------------------------


def separators(view: TranscriptView) -> dict[int, str]:
    """What stands above which rows, of those that are read."""
    found = {}
    for row in range(view.model.rowCount()):
        layout = view.messages.rows.layout(row)
        if isinstance(layout, MessageLayout) and layout.parts[0].kind is Kind.SEPARATOR:
            found[row] = layout.parts[0].text
    return found


def test_days_and_long_gaps_are_marked(view: TranscriptView, store: Path) -> None:
    minute = 60_000
    for text, at in (
        ("morning", 0),
        ("a little later", 29 * minute),
        ("after lunch", 29 * minute + 130 * minute),
        ("the next day", 24 * 60 * minute + 130 * minute),
        ("at once", 24 * 60 * minute + 130 * minute),
    ):
        say(store, text, created_at=builders.after(at))
    say(store, "at a time that nobody can read", created_at="x")
    view.show_agent("a")
    assert separators(view) == {
        2: "2 h 10 min later",
        3: f"{formatting.day(builders.after(26 * 60 * minute))} · 23 h 31 min later",
    }
    view.messages.grab()


def test_a_day_begins_though_its_first_message_stands_elsewhere(
    view: TranscriptView, store: Path
) -> None:
    say(store, "", role="assistant", tool_calls=json.dumps(CALL), created_at=builders.after(0))
    result = json.dumps([{"tool_use_id": "t1", "content": "done"}])
    say(store, "", role="tool", tool_results=result, created_at=builders.after(86_400_000 * 2))
    view.show_agent("a")
    assert kinds(view.messages, 1) == [Kind.SEPARATOR]


def test_messages_read_in_front_of_others_are_separated_from_them(
    view: TranscriptView, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_windows, "FIRST_KEYS", 2)
    for day in range(2):
        for number in range(5):
            at = builders.after(day * 86_400_000 + number)
            say(store, f"day {day}, {number}", id=f"m{day}-{number}", created_at=at)
    view.show_agent("a", "m1-1")  # the first keys to come begin with the second day
    assert [*separators(view)] == [5]


# -- Following -------------------------------------------------------------------------------------


def test_the_end_is_followed(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a")
    view.messages.go_to_end()
    say(store, "news", id="n1")
    view.refresh()
    assert view.messages.column.at_end
    assert shown_texts(view.messages)[-1] == "news"


def test_elsewhere_nothing_moves(view: TranscriptView, store: Path) -> None:
    conversation(store)
    view.show_agent("a", "m30")
    before = seen(view.messages)
    say(store, "news")
    view.refresh()
    assert seen(view.messages) == before
    assert view.model.rowCount() == 61


def test_messages_that_come_in_front_move_nothing(view: TranscriptView, store: Path) -> None:
    for start in range(0, 600, 100):
        say(store, *[f"text {number}" for number in range(start, start + 100)])
    with builders.plain(store) as connection:
        (last,) = connection.execute(
            "SELECT id FROM agent_history ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
    view.show_agent("a", last)
    assert view.model.rowCount() == 600
    assert view.messages.current_row() == 599
    assert shown_texts(view.messages)[-1] == "text 599"


# -- Copying ---------------------------------------------------------------------------------------


def test_a_message_is_copied_as_text(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    worked(store, lines=40)
    view.show_agent("a")
    view.messages.set_current(0)
    qtbot.keyClick(view.messages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().count("line 39") == 1
    qtbot.keyClick(view.messages, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.messages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "I look." in clipboard()
    assert "→ Edit  /src/app.ts" in clipboard()
    assert "line 39" in clipboard()


def test_the_menu_copies(view: TranscriptView, store: Path) -> None:
    say(store, "Hello", id="m1")
    view.show_agent("a")
    view.messages.set_current(0)
    menu = view._menu.menu()
    actions = {action.text(): action for action in menu.actions()}
    actions["Copy Message as JSON"].trigger()
    assert json.loads(clipboard())["content"] == "Hello"
    actions["Copy Id"].trigger()
    assert clipboard() == "m1"
    actions["Copy Message"].trigger()
    assert clipboard().startswith("user  2026-01-31")
    menu.close()


def test_text_is_selected_across_messages(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    say(store, "first words", "second 😀 words", "third words")
    view.show_agent("a")
    messages = view.messages
    port = messages.viewport()
    texts = [each for each in messages.column.placed if each.part == 1]
    left = QPoint(10, texts[0].bottom - 6)
    right = QPoint(650, texts[1].bottom - 6)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=left)
    qtbot.mouseMove(port, right)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=right)
    qtbot.keyClick(messages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "first words\nsecond 😀 words"
    port.repaint()
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=QPoint(60, texts[2].bottom - 6))
    qtbot.keyClick(messages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().strip() == "third"


# -- Long and hostile ------------------------------------------------------------------------------


def test_a_cut_message_is_read_whole(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    say(store, "before", "row of text\n" * 30_000, "after")
    view.show_agent("a")
    messages = view.messages
    messages.go_to_row(2)
    part = number_of(messages, 1, Kind.CUT)
    messages.column.go(1, part, 100)
    messages.arrange_anew()
    above = shown_texts(messages)[0]
    click(qtbot, messages, 1, Kind.CUT)
    assert Kind.CUT not in kinds(messages, 1)
    whole = messages.rows.layout(1).parts  # type: ignore[union-attr]
    assert sum(part.text.count("row") for part in whole) == 30_000
    assert above in shown_texts(messages)[0] or shown_texts(messages)[0] in above


def test_a_cut_result_is_read_whole_and_unfolded(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    worked(store, lines=20_000)
    view.show_agent("a")
    messages = view.messages
    click(qtbot, messages, 0, Kind.CALL)
    assert kinds(messages, 0)[-3:] == [Kind.MORE, Kind.CUT, Kind.END]
    click(qtbot, messages, 0, Kind.CUT)
    assert shown_texts(messages)[-1] != "Show all 20,000 lines"
    assert messages.rows.layout(0).parts[-2].text.endswith("line 19999")  # type: ignore[union-attr]


def test_themes_change_under_a_conversation(view: TranscriptView, store: Path) -> None:
    worked(store)
    view.show_agent("a")
    light = view.messages.grab().toImage()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    dark = view.messages.grab().toImage()
    assert light.pixelColor(300, 300) != dark.pixelColor(300, 300)


# -- Pictures --------------------------------------------------------------------------------------


def picture(width: int, height: int, kind: str = "PNG") -> str:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return base64.b64encode(data.data()).decode()


def show_picture(store: Path, view: TranscriptView, data: str) -> LaidPart:
    """Show a message with a picture between two others, and return the picture's part."""
    source = {"type": "base64", "media_type": "image/png", "data": data}
    say(store, "before", json.dumps([{"type": "image", "source": source}]), "after")
    view.show_agent("a")
    layout = view.messages.rows.layout(1)
    assert isinstance(layout, MessageLayout)
    return layout.part(number_of(view.messages, 1, Kind.IMAGE))


@pytest.mark.parametrize("size", [(40, 30), (3_000, 300), (300, 3_000)])
def test_pictures_are_shown(view: TranscriptView, store: Path, size: tuple[int, int]) -> None:
    laid = show_picture(store, view, picture(*size))
    assert laid.picture is not None
    shown = laid.picture_size(600)
    assert shown.width() <= 600
    assert shown.height() <= 400
    assert laid.height > shown.height()
    grabbed = view.messages.grab().toImage()
    placed = next(each for each in view.messages.column.placed if each.row == 1 and each.part == 1)
    assert grabbed.pixelColor(50, placed.y + 40) == QColor("#ff0000")


SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


@pytest.mark.parametrize(
    "data",
    ["", "not base64!", "AAAA", base64.b64encode(SVG.encode()).decode(), picture(40, 30)[:60]],
)
def test_what_is_no_picture_is_named_only(view: TranscriptView, store: Path, data: str) -> None:
    laid = show_picture(store, view, data)
    assert laid.picture is None or laid.picture.isNull()
    view.messages.grab()


# -- For screen readers ----------------------------------------------------------------------------


def test_messages_are_read_out(view: TranscriptView, store: Path) -> None:
    conversation(store, 30)
    worked(store, failed=True)
    view.show_agent("a")
    messages = view.messages
    interface = QAccessible.queryAccessibleInterface(messages)
    assert interface is not None
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Messages"
    assert interface.childCount() == 32
    result = interface.child(31)
    assert result is not None
    assert result.text(QAccessible.Text.Name).startswith("tool, 10:")
    assert "failed: line 0" in result.text(QAccessible.Text.Name)
    messages.go_to_row(31)
    item = interface.child(30)  # where the result is shown
    assert item is not None
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name).startswith("assistant, 10:")
    assert "line 39" in item.text(QAccessible.Text.Value)
    assert interface.indexOfChild(item) == 30
    assert messages.rect().contains(messages.mapFromGlobal(item.rect().center()))
    assert item.state().selected
    first = interface.child(0)
    assert first is not None
    assert first.rect().isEmpty()
    assert first.state().offscreen
    under = interface.childAt(item.rect().center().x(), item.rect().center().y())
    assert under is not None
    assert under.text(QAccessible.Text.Name) == item.text(QAccessible.Text.Name)
    view.show_agent(None)
    assert interface.childCount() == 0
    assert item.text(QAccessible.Text.Name) == ""
