"""Content is hostile: it is shown as it is, never obeyed, and never stops the window."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.formatting import visible
from constellation_gui.models.chunks import CHUNK_LENGTH, CHUNK_LINES
from constellation_gui.models.message_flow import Kind
from constellation_gui.queries import InlineQueries, Queries
from constellation_gui.views import inner_folds
from constellation_gui.views.message_canvas import Inner
from constellation_gui.views.message_rows import FoldMode
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.heartbeat import STANDSTILL_MS, Heartbeat

HOSTILE: dict[str, str | bytes] = {
    "html": '<script>alert(1)</script><img src="http://x.invalid/i.png"><b>bold</b> &amp;',
    "links": "[file](file:///etc/passwd) ![i](http://x.invalid/i.png) javascript:alert(1)",
    "ansi bomb": "\x1b[31m" * 9_000 + "text" + "\x1b]0;title\x07" * 5_000,
    "unterminated escapes": "\x1b[" * 30_000,
    "bidi": "user\u202e\u2066// gnp.exe\u2069\u2066 abc\u202c \u200f\u061c x",
    "joined emoji": "👨‍👩‍👧‍👦" * 5_000,
    "joiners": "\u200d" * 50_000,
    "combining": "e" + "\u0301" * 100_000,
    "stacked": ("Z" + "\u0301\u0327\u0489" * 30 + " ") * 1_000,
    "nul": "a\0b\0" * 10_000,
    "controls": "".join(map(chr, range(0x300))) * 20,
    "not utf-8": b"ok \xed\xa0\x80 \xff\xfe bad",
    "one line": "x" * 10_000_000,
    "blanks": " " * 10_000_000 + "x",
    "line feeds": "\n" * 500_000,
    "tabs": "\t" * 200_000,
    "deep json": '[{"type":"text","text":' + "[" * 5_000 + "]" * 5_000 + "}]",
    "arabic": "السلام عليكم " * 5_000,
    "thai": "ภาษาไทย" * 10_000,
    "jamo": "\u1100\u1161\u11a8" * 20_000,
    "markup": "**" * 9_000 + "\n" + "- " * 5_000 + "\n" + "|a" * 3_000 + "\n" + "|-" * 3_000,
    "fences": "\n```" * 3_000 + "\n" + "#" * 1_000,
    "quotes": ">" * 50_000,
    "brackets": "[" * 20_000 + "](" * 20_000,
    "backticks": "`" * 50_001,
    "wide table": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + ("|" + "b|" * 2_000) * 5,
    "patch": "*** Begin Patch\n*** Add File: "
    + "x" * 50_000
    + "\n"
    + "+" * 50_000
    + "\n-" * 20_000,
    "colours": "".join(f"\x1b[38;5;{n % 256};48;2;{n % 256};0;9m{n}" for n in range(30_000)),
    "code": "```python\n" + "(" * 9_000 + '"' * 3_001 + "\\" * 5_000 + "\n" * 2_000 + "\n```",
    "long json": json.dumps([{"a": [{"b": "c" * 500}] * 9}] * 300),
    "deep line": '{"a":[' * 2_500 + "1" + "]}" * 2_500,
    "deep lines": "[\n" * 5_000 + "1\n" + "]\n" * 4_999 + "]",
    "wide json": json.dumps({f"⋯ … \u202e{n}": {"\0\x1b[31m": ["\ud800" * 90]} for n in range(90)}),
    "urls": "https://x.example/\u202e" * 3_000 + "[a](https://x.example/" + "(" * 5_000 + ")",
    "private use": "\ue000\uf8ff" * 5_000 + "\U000f0000" * 5_000,
    "tags": "\U000e0041" * 20_000,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything hostile is stored, written once; tests only read it."""
    project = builders.project(id="p")
    rows = []
    for name, text in HOSTILE.items():
        rows.append(builders.message("a", id=f"said {name}", content=text))
        if isinstance(text, str):
            result = json.dumps([{"tool_use_id": name, "content": text}])
            columns = {"role": "tool", "content": None, "tool_results": result}
            rows.append(builders.message("a", id=f"answered {name}", **columns))
            calls = json.dumps([{"name": text[:5_000], "input": {"command": text[:50_000]}}])
            rows.append(builders.message("a", id=f"called {name}", tool_calls=calls))
            given = {"file_path": text[:90], "old_string": text[:30_000], "new_string": "new\n"}
            edit = json.dumps([{"name": "Edit", "input": given}])
            rows.append(builders.message("a", id=f"edited {name}", tool_calls=edit))
    path = builders.empty_store(tmp_path_factory.mktemp("hostile") / "store.db")
    agents = [builders.agent(project, id="a")]
    builders.write(path, projects=[project], agents=agents, agent_history=rows)
    return path


@pytest.fixture
def database(written: Path) -> Iterator[Database]:
    with Database.open(written) as opened:
        yield opened


@pytest.fixture
def view(database: Database, qtbot: QtBot) -> Iterator[TranscriptView]:
    shown = shown_on(database, qtbot)
    yield shown
    shown.close()


def shown_on(database: Database, qtbot: QtBot) -> TranscriptView:
    view = TranscriptView(InlineQueries(database))
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    return view


@pytest.mark.parametrize("mode", FoldMode)
def test_everything_is_painted_in_bounded_parts(view: TranscriptView, mode: FoldMode) -> None:
    view.show_agent("a")
    messages = view.messages
    messages.set_all_folds(mode)
    for row in range(view.model.rowCount()):
        messages.go_to_row(row)
        messages.scroll(300)
        messages.grab()
        assert_bounded(view)


def assert_bounded(view: TranscriptView) -> None:
    for placed in view.messages.column.placed:
        part = view.messages.part(placed.row, placed.part)
        if part is not None:
            assert len(part.text) <= CHUNK_LENGTH
            assert part.text.count("\n") <= CHUNK_LINES


def shown_text(view: TranscriptView, message_id: str) -> str:
    """Return all that is shown of a message, as it is shown."""
    view.show_agent("a", message_id)
    row = view.messages.current_row()
    layout = view.messages.rows.layout(row)
    assert isinstance(layout, MessageLayout)
    return "\n".join(layout.part(number).text for number in range(len(layout)))


def test_markup_is_shown_not_obeyed(view: TranscriptView) -> None:
    assert HOSTILE["html"] in shown_text(view, "said html")
    assert HOSTILE["html"] in shown_text(view, "answered html")


def test_direction_controls_are_visible(view: TranscriptView) -> None:
    for message in ("said bidi", "answered bidi"):
        shown = shown_text(view, message)
        assert "⟨RLO⟩⟨LRI⟩// gnp.exe⟨PDI⟩" in shown
        assert not set("\u202e\u2066\u2069\u202c\u200f\u061c") & set(shown)


def test_control_characters_are_visible(view: TranscriptView) -> None:
    assert visible("a\0b\0") in shown_text(view, "said nul")
    assert not [c for c in shown_text(view, "said controls") if ord(c) < 32 and c not in "\t\n"]


def test_escape_sequences_are_gone_from_output(view: TranscriptView) -> None:
    assert shown_text(view, "answered ansi bomb").strip() == "text"


def test_text_that_is_not_utf8_is_shown(view: TranscriptView) -> None:
    shown = shown_text(view, "said not utf-8")
    assert shown.strip().startswith("ok ")
    assert shown.strip().endswith(" bad")


def test_nothing_is_lost_of_a_line_without_end(view: TranscriptView) -> None:
    view.show_agent("a", "said one line")
    row = view.messages.current_row()
    view.model.read_whole(row)
    layout = view.messages.rows.layout(row)
    assert isinstance(layout, MessageLayout)
    assert sum(len(part.text) for part in layout.parts) == 10_000_000
    view.messages.go_to_row(row + 1)
    view.messages.scroll(-2_000)
    view.messages.grab()


# -- Nothing stops, nothing is loaded --------------------------------------------------------------


def test_the_window_never_stands_still(database: Database, qtbot: QtBot) -> None:
    queries = Queries(database)
    view = TranscriptView(queries)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    messages = view.messages
    with Heartbeat() as heart:
        for turn, mode in enumerate(FoldMode):
            view.show_agent(None)
            view.show_agent("a")
            qtbot.waitUntil(lambda: view.model.complete and queries.idle, timeout=20_000)
            messages.set_all_folds(mode)
            for row in range(turn, view.model.rowCount(), len(FoldMode)):  # each row once
                messages.go_to_row(row)
                qtbot.waitUntil(lambda: queries.idle, timeout=20_000)
                messages.viewport().repaint()
                messages.scroll(400)
                QApplication.processEvents()
    assert heart.longest_ms < STANDSTILL_MS
    view.close()
    queries.close()


def test_json_folds_whatever_is_in_it(view: TranscriptView) -> None:
    messages = view.messages
    messages.set_all_folds(FoldMode.OPEN)
    deep = ("answered deep lines", "answered deep line", "said deep line", "said deep json")
    for name in (*deep, "answered wide json", "said wide json"):
        view.show_agent("a", name)
        row = messages.current_row()
        layout = messages.rows.layout(row)
        assert isinstance(layout, MessageLayout)
        flow = next(each for each in layout.loaded.flow.blocks if each.json is not None)
        assert flow.json is not None
        last = len(flow.json.nesting) - 1
        for number in (last, last // 2, 0, 0):
            with Heartbeat() as heart:
                inner = Inner(view.model.sequence(row), flow.number, number)
                inner_folds.toggle(messages, row, inner)
                messages.grab()
            assert heart.longest_ms < STANDSTILL_MS
            assert_bounded(view)


def test_nothing_is_loaded(qtbot: QtBot, store: Path, tmp_path: Path) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    page = f"http://127.0.0.1:{server.getsockname()[1]}/i.png"
    picture = tmp_path / "secret.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    sources = [
        {"type": "image", "source": {"type": "url", "url": page}},
        {"type": "image", "source": {"type": "url", "data": str(picture)}},
        {"type": "image", "source": {"type": "base64", "data": f"file://{picture}"}},
        {"type": "text", "text": f"![i]({page}) <img src='{page}'> [a]({page}) file://{picture}"},
    ]
    row = builders.message("root", id="tempting", content=json.dumps(sources))
    builders.write(store, agent_history=[row])
    with Database.open(store) as database:
        view = shown_on(database, qtbot)
        view.show_agent("root", "tempting")
        assert_nothing_is_loaded(view)
        view.close()
    with server, pytest.raises(BlockingIOError):
        server.accept()  # nobody has called


def assert_nothing_is_loaded(view: TranscriptView) -> None:
    view.messages.set_all_folds(FoldMode.OPEN)
    view.messages.grab()
    QApplication.processEvents()
    layout = view.messages.rows.layout(view.messages.current_row())
    assert isinstance(layout, MessageLayout)
    laid = [layout.part(number) for number in range(len(layout))]
    assert len([part for part in laid if part.part.kind is Kind.IMAGE]) == 3
    assert all(part.picture is None or part.picture.isNull() for part in laid)
    assert not view.findChildren(QTextDocument)
