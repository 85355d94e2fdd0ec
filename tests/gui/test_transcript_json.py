"""JSON in a conversation: it folds in place, by mouse and keyboard, and stays as it was left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from constellation_gui.delegates.fold_marks import FoldMark, mark_rect
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.message_flow import Kind
from constellation_gui.models.sought import Sought
from constellation_gui.views.message_rows import FoldMode
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.transcripts import click, layout_of, store_with, texts, transcript

API = {"files": [{"name": "a.ts", "tags": ["x"]}] * 50, "log": "long " * 200, "count": 50}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = store_with(tmp_path / "store.db", builders.agent("p", id="a"))
    builders.write(path, agent_history=[builders.message("a", role="user", content="Look.")])
    return path


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with transcript(store, qtbot) as shown:
        yield shown


def answered(store: Path, value: Any, arguments: Any = None) -> None:
    """Let a call of a tool be answered with JSON on one line."""
    calls = json.dumps([{"id": "c", "name": "fetch", "input": arguments or {}}])
    results = json.dumps([{"tool_use_id": "c", "content": json.dumps(value)}])
    builders.write(
        store,
        agent_history=[
            builders.message("a", content=None, tool_calls=calls),
            builders.message("a", role="tool", content=None, tool_results=results),
            *(builders.message("a", content=f"Message {number}") for number in range(30)),
        ],
    )


def lines(view: TranscriptView, row: int = 1) -> list[str]:
    """The lines of JSON that a row shows."""
    parts = layout_of(view, row).parts
    found = "\n".join(part.text for part in parts if part.folds is not None)
    return [line.strip() for line in found.split("\n")]


def marks(view: TranscriptView, row: int) -> Iterator[tuple[str, FoldMark, QPoint]]:
    """The marks that are seen: the line that each is beside, it, and where the part begins."""
    for placed in view.messages.column.placed:
        laid = layout_of(view, placed.row).part(placed.part)
        text, folds = laid.part.text, laid.part.folds
        if placed.row == row and folds is not None:
            starts = {p.number: p.offset for p in folds.places(laid.part.start, laid.part.end)}
            for mark in laid.marks:
                start = text.rfind("\n", 0, starts[mark.number]) + 1
                yield text[start:].partition("\n")[0].strip(), mark, QPoint(text_left(), placed.y)


def marked(view: TranscriptView, text: str, row: int = 1) -> tuple[FoldMark, QPoint]:
    """The first mark beside a line that begins so."""
    return next((mark, at) for line, mark, at in marks(view, row) if line.startswith(text))


def click_mark(qtbot: QtBot, view: TranscriptView, text: str, row: int = 1) -> None:
    mark, at = marked(view, text, row)
    click(qtbot, view, mark_rect(mark, at).center())


def unfolded(view: TranscriptView) -> None:
    view.show_agent("a")
    view.messages.go_to_row(1)
    view.messages.set_all_folds(FoldMode.OPEN)


def test_a_long_result_begins_with_what_is_in_it(view: TranscriptView, store: Path) -> None:
    answered(store, API)
    view.show_agent("a")
    result = layout_of(view, 1).loaded.flow.blocks[-1]
    parts = list(result.parts(result.natural))
    assert parts[-1].kind is Kind.MORE
    shown = "".join(part.text for part in parts[1:-1])
    assert '"files": [ ⋯ 50 ],' in shown
    assert "… (1,000 characters)" in shown


def test_clicks_fold_and_unfold(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    answered(store, API)
    unfolded(view)
    click_mark(qtbot, view, '"tags"')
    assert lines(view)[3:7] == ['"name": "a.ts",', '"tags": [ ⋯ 1 ]', "},", "{"]
    # What is told of it unfolds it, too.
    mark, at = marked(view, '"tags"')
    laid = next(
        layout_of(view, 1).part(placed.part)
        for placed in view.messages.column.placed
        if placed.y == at.y()
    )
    assert laid.layout is not None
    line = laid.layout.lineForTextPosition(mark.stand_in)
    x = int(line.cursorToX(mark.stand_in + 1)[0])  # type: ignore[index]
    click(qtbot, view, at + QPoint(laid.left + x, mark.top + 4))
    assert lines(view)[4] == '"tags": ['
    assert not view.messages.marked


def test_the_line_that_is_folded_keeps_its_place(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    answered(store, API)
    unfolded(view)
    view.messages.scroll(900)
    mark, at = next((m, p) for _line, m, p in marks(view, 1) if p.y() + m.top > 200)
    y = mark_rect(mark, at).y()
    for _ in range(2):
        click(qtbot, view, mark_rect(mark, at).center())
        mark, at = next((m, p) for _line, m, p in marks(view, 1) if m.number == mark.number)
        assert mark_rect(mark, at).y() == y


def test_what_is_folded_is_remembered(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    answered(store, API)
    unfolded(view)
    click_mark(qtbot, view, '"files"')
    view.messages.go_to_end()
    view.messages.rows.forget_all()
    view.messages.go_to_row(1)
    assert lines(view)[1] == '"files": [ ⋯ 50 ],'
    view.messages.set_all_folds(FoldMode.OPEN)
    assert lines(view)[1] == '"files": ['


def test_keys_walk_through_it(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    answered(store, {"a": {"b": [1, {"c": 2}], "d": [3]}, "e": "x" * 500})
    unfolded(view)
    messages, key = view.messages, Qt.Key
    for press, shown in (
        ((key.Key_Right,) * 3 + (key.Key_Left,), ['"a": {', '"b": [ ⋯ 2 ],', '"d": [']),
        ((key.Key_Down, key.Key_Return), ['"a": {', '"b": [ ⋯ 2 ],', '"d": [ ⋯ 1 ]']),
        ((key.Key_Up, key.Key_Right), ['"a": {', '"b": [', "1,"]),
        ((key.Key_Left,) * 3, ['"a": { ⋯ 2 },']),
        ((key.Key_Left,) * 2, []),
    ):
        for each in press:
            qtbot.keyClick(messages, each)
        assert lines(view)[1 : 1 + max(len(shown), 1)] == shown
    assert messages.inner is not None
    assert messages.accessibleDescription() == "folded: { ⋯ 2 }"
    qtbot.keyClick(messages, key.Key_Left)
    assert messages.inner is None
    assert messages.current_row() == 1


def test_arguments_and_messages_that_are_json_fold(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    answered(store, "done", {"list": [{"a": 1}], "text": "x"})
    said = json.dumps([{"name": "b.ts", "size": 1}] * 9)
    builders.write(store, agent_history=[builders.message("a", id="said", content=said)])
    unfolded(view)
    assert lines(view)[:3] == ["list:", "[", "{"]
    click_mark(qtbot, view, "[")
    assert lines(view)[:3] == ["list:", "[ ⋯ 1 ]", "text: x"]
    view.model.refresh()
    view.show_agent("a", "said")
    row = view.messages.current_row()
    assert lines(view, row)[:3] == ["[", "{", '"name": "b.ts",']
    click_mark(qtbot, view, "[", row)
    assert lines(view, row) == ["[ ⋯ 9 ]"]


SAID = """Two files:

```json
{
  "files": [
    "a.ts"
  ]
}
```

and what else there is:

```json
[
  {
    "needle": 1
  }
]
```
"""


@pytest.fixture
def said(view: TranscriptView, store: Path) -> TranscriptView:
    builders.write(store, agent_history=[builders.message("a", content=SAID)])
    unfolded(view)
    return view


def test_fenced_blocks_fold_by_mouse(said: TranscriptView, qtbot: QtBot) -> None:
    assert lines(said) == ["{", '"files": [', '"a.ts"', "]", "}", "[", "{", '"needle": 1', "}", "]"]
    click_mark(qtbot, said, '"files"')
    assert lines(said)[:4] == ["{", '"files": [ ⋯ 1 ]', "}", "["]
    click_mark(qtbot, said, "[")
    assert lines(said)[-1] == "[ ⋯ 1 ]"
    click_mark(qtbot, said, '"files"')
    assert lines(said) == ["{", '"files": [', '"a.ts"', "]", "}", "[ ⋯ 1 ]"]
    assert texts(said, Kind.PROSE, 1) == ["Two files:", "and what else there is:"]


def test_keys_walk_from_one_fenced_block_to_the_next(said: TranscriptView, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(said.messages, key)
    assert lines(said)[-1] == "[ ⋯ 1 ]"
    assert said.messages.accessibleDescription() == "folded: [ ⋯ 1 ]"
    qtbot.keyClick(said.messages, Qt.Key.Key_Up)
    assert said.messages.accessibleDescription() == 'unfolded: "files": ['


def test_what_is_sought_in_a_fenced_block_is_unfolded(said: TranscriptView, qtbot: QtBot) -> None:
    click_mark(qtbot, said, "[")
    assert '"needle": 1' not in lines(said)
    said.messages.highlight(Sought("needle"))
    said.messages.show_match(1)
    assert '"needle": 1' in lines(said)


def test_a_fenced_block_is_copied_whole(said: TranscriptView, qtbot: QtBot) -> None:
    click_mark(qtbot, said, "[")
    parts = layout_of(said, 1).parts
    last = max(number for number, part in enumerate(parts) if part.folds is not None)
    said.messages.pointed = (1, last)
    menu = said._menu.menu()
    next(a for a in menu.actions() if a.text() == "Copy Code").trigger()
    assert json.loads(QGuiApplication.clipboard().text()) == [{"needle": 1}]
    menu.close()


def test_what_is_sought_is_unfolded(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    answered(store, {"a": {"b": "needle"}, "c": "x" * 200})
    unfolded(view)
    click_mark(qtbot, view, "{")
    assert lines(view) == ["{ ⋯ 2 }"]
    view.messages.highlight(Sought("needle"))
    view.messages.show_match(1)
    assert '"b": "needle"' in lines(view)


def test_copies_are_whole(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    answered(store, API)
    unfolded(view)
    click_mark(qtbot, view, "{")
    parts = layout_of(view, 1).parts
    folding = next(number for number, part in enumerate(parts) if part.folds is not None)
    view.messages.pointed = (1, folding)
    menu = view._menu.menu()
    for caption in ("Copy Result", "Copy JSON Value"):
        QGuiApplication.clipboard().clear()
        next(a for a in menu.actions() if a.text() == caption).trigger()
        assert json.loads(QGuiApplication.clipboard().text()) == API
    menu.close()
    qtbot.keyClick(view.messages, Qt.Key.Key_Return)  # of what is long, one level is unfolded
    assert lines(view) == ["{", '"files": [ ⋯ 50 ],', lines(view)[2], '"count": 50', "}"]
    qtbot.keyClick(view.messages, Qt.Key.Key_Asterisk)
    assert '"tags": [' in lines(view)
