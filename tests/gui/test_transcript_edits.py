"""Edits in a conversation as a person reads them: in place, folded, coloured."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QTextLayout
from pytestqt.qtbot import QtBot

from constellation_gui import ink_colours, theme
from constellation_gui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme
from constellation_gui.delegates.message_layout import LaidPart
from constellation_gui.models.inks import RGB, Pen
from constellation_gui.models.message_flow import Kind
from constellation_gui.queries import Queries
from constellation_gui.views.message_rows import FoldMode
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.transcripts import click, layout_of, spot, store_with, texts, transcript

THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return store_with(tmp_path / "store.db", builders.agent("p", id="a"))


@pytest.fixture
def view(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    with transcript(store, qtbot) as shown:
        yield shown


def called(store: Path, name: str, **given: object) -> None:
    calls = json.dumps([{"id": "c1", "name": name, "input": given}])
    builders.write(store, agent_history=[builders.message("a", content=None, tool_calls=calls)])


def edited(store: Path, lines: int = 5) -> None:
    old = "\n".join(f"line {number}" for number in range(lines))
    new = old.replace("line", "row")
    called(store, "Edit", file_path="/src/app.ts", old_string=old, new_string=new)


def laid(view: TranscriptView, kind: Kind, row: int = 0) -> LaidPart:
    layout = layout_of(view, row)
    return next(p for n in range(len(layout)) if (p := layout.part(n)).part.kind is kind)


def lines(view: TranscriptView) -> list[str]:
    return "\n".join(texts(view, Kind.DIFF)).split("\n")


def coloured(part: LaidPart) -> dict[str, tuple[QColor, QColor]]:
    """What of a part's text has colours of its own: fore and ground."""
    assert part.layout is not None
    return {
        part.text[each.start : each.start + each.length]: (
            each.format.foreground().color(),
            each.format.background().color(),
        )
        for each in part.layout.formats()
    }


# -- Edits -----------------------------------------------------------------------------------------


def test_a_short_edit_is_seen_at_once(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    edited(store)
    view.show_agent("a")
    gone = [f"− line {number}" for number in range(5)]
    assert lines(view) == gone + [f"+ row {number}" for number in range(5)]
    click(qtbot, view, spot(view, Kind.CALL, 40))
    assert Kind.DIFF not in [part.kind for part in layout_of(view).parts]
    click(qtbot, view, spot(view, Kind.CALL, 40))
    assert len(lines(view)) == 10


def test_a_long_edit_shows_its_beginning(view: TranscriptView, store: Path, qtbot: QtBot) -> None:
    edited(store, lines=60)
    view.show_agent("a")
    assert len(lines(view)) == 12
    more = layout_of(view).parts[-2]
    assert (more.kind, more.text) == (Kind.MORE, "Show all 120 lines")
    click(qtbot, view, spot(view, Kind.MORE, 40))
    assert len(lines(view)) == 120


def test_what_is_unchanged_is_seen_on_request(
    view: TranscriptView, store: Path, qtbot: QtBot
) -> None:
    old = "\n".join(f"line {number}" for number in range(40))
    called(store, "Edit", file_path="/a", old_string=old, new_string=old.replace("20", "twenty"))
    view.show_agent("a")
    assert lines(view)[0] == "⋯ 17 unchanged lines"
    assert "+ line twenty" in lines(view)
    before = spot(view, Kind.CALL)
    click(qtbot, view, spot(view, Kind.MORE))
    assert len(lines(view)) == 41
    assert spot(view, Kind.CALL) == before


def test_lines_stand_on_what_became_of_them(view: TranscriptView, store: Path) -> None:
    edited(store, lines=1)
    view.show_agent("a")
    picture = view.messages.viewport().grab().toImage()
    grounds = []
    for placed in view.messages.column.placed:
        part = layout_of(view).parts[placed.part]
        if part.kind is Kind.DIFF:
            grounds.append(picture.pixelColor(600, placed.bottom - 10))
    assert grounds == [theme.current().removed_bg, theme.current().added_bg]


def test_words_that_changed_stand_out(view: TranscriptView, store: Path) -> None:
    called(store, "Edit", file_path="/a", old_string="say\u202e hello now", new_string="say hi now")
    view.show_agent("a")
    part = laid(view, Kind.DIFF)
    assert part.text == "− say⟨RLO⟩ hello now"
    assert [ground for _ink, ground in coloured(part).values()][-1:] == [
        theme.current().removed_word_bg
    ]
    assert "hello" in "".join(coloured(part))


def test_an_edit_is_coloured_as_the_code_that_it_is(view: TranscriptView, store: Path) -> None:
    old, new = 'def old():\n    return "one"\n', 'def old():\n    return "two" + name\n'
    called(store, "Edit", file_path="/src/app.py", old_string=old, new_string=new)
    view.show_agent("a")
    parts = [part for part in layout_of(view).parts if part.kind is Kind.DIFF]
    assert [part.marker for part in parts] == [" ", "−", "+"]
    shown = [layout_of(view).part(n) for n, p in enumerate(layout_of(view).parts) if p in parts]
    assert list(coloured(shown[0])) == ["def", "old"]
    # A word that changed keeps the colour of text, which can be read on what it stands on.
    assert coloured(shown[1])["return"][0] == coloured(shown[2])["return"][0]
    word = theme.current().removed_word_bg
    assert word in [ground for _ink, ground in coloured(shown[1]).values()]
    for part, (_fore, ground) in ((p, c) for p in shown for c in coloured(p).values()):
        assert ground in (QColor(0, 0, 0), word, theme.current().added_word_bg), part.text


def test_files_of_a_patch_are_named(view: TranscriptView, store: Path) -> None:
    patch = "*** Begin Patch\n*** Add File: a.py\n+x\n*** Add File: b.py\n+y\n*** End Patch"
    called(store, "apply_patch", input=patch)
    view.show_agent("a")
    assert texts(view, Kind.FILE) == ["a.py", "b.py"]


def test_an_edit_without_a_change_is_a_line(view: TranscriptView, store: Path) -> None:
    called(store, "Edit", file_path="/a", old_string="x", new_string="x")
    view.show_agent("a")
    view.messages.set_all_folds(FoldMode.OPEN)
    view.messages.grab()
    assert Kind.DIFF not in [part.kind for part in layout_of(view).parts]


# -- Colours ---------------------------------------------------------------------------------------


def answered(store: Path, text: str) -> None:
    results = json.dumps([{"tool_use_id": "c1", "content": text}])
    row = builders.message("a", role="tool", content=None, tool_results=results)
    builders.write(store, agent_history=[row])


def said(store: Path, text: str) -> None:
    builders.write(store, agent_history=[builders.message("a", content=text)])


@pytest.mark.parametrize("colours", THEMES)
def test_colours_of_a_terminal_are_readable(colours: Theme) -> None:
    least = 7 if colours.high_contrast else 4.5
    numbers = [None, *range(256), RGB | 0xFF0000, RGB | 0xFFFFFF, RGB]
    for fore in numbers:
        for back in (None, 0, 1, 7, 11, 15, 226, RGB | 0x808080):
            for inverse in (False, True):
                pen = Pen(fore, back, inverse=inverse)
                ink, ground = ink_colours.of_pen(pen, colours)
                assert ink is not None
                assert ink_colours.contrast(ink, ground or colours.code_bg) >= least, pen


@pytest.mark.parametrize("colours", THEMES)
def test_colours_of_code_are_readable(colours: Theme) -> None:
    least = 7 if colours.high_contrast else 4.5
    for ink in ink_colours.CODE[colours.dark]:
        for ground in (colours.code_bg, colours.added_bg, colours.removed_bg):
            fore = ink_colours.of_ink(ink, colours, ground).fore
            assert fore is not None
            assert ink_colours.contrast(fore, ground) >= least, ink


def test_output_keeps_its_colours(view: TranscriptView, store: Path) -> None:
    answered(store, "\n\n\x1b[31mFAIL\x1b[0m \x00\x1b[1;32mok\x1b[0m 漢\x1b[4m😀x\x1b[0m")
    view.show_agent("a")
    part = laid(view, Kind.OUTPUT)
    assert part.text == "FAIL ⟨NUL⟩ok 漢😀x"
    assert isinstance(part.layout, QTextLayout)
    encoded = part.text.encode("utf-16-le")
    spots = [encoded[2 * f.start : 2 * (f.start + f.length)] for f in part.layout.formats()]
    assert [spot.decode("utf-16-le") for spot in spots] == ["FAIL", "ok", "😀x"]


def test_code_is_coloured_when_it_is_seen(view: TranscriptView, store: Path) -> None:
    said(store, "text\n\n```python\ndef f():\n    return 1\n```\n")
    view.show_agent("a")
    heights = [placed.height for placed in view.messages.column.placed]
    assert {"def", "f", "return", "1"} <= set(coloured(laid(view, Kind.CODE)))
    assert [placed.height for placed in view.messages.column.placed] == heights


def test_colours_come_from_a_thread(
    store: Path, queries_on: Callable[[Path], Queries], qtbot: QtBot
) -> None:
    said(store, "text\n\n```python\ndef f():\n    return 1\n```\n")
    called(store, "Write", file_path="/a.py", content="def g(): pass\n")
    said(store, json.dumps({"files": [{"name": "a.ts"}] * 9}))
    view = TranscriptView(queries_on(store))
    qtbot.addWidget(view)
    view.resize(700, 900)
    view.show()
    view.show_agent("a")
    qtbot.waitUntil(lambda: view.model.rowCount() == 3 and view.model.loaded(2) is not None)

    def are_coloured() -> bool:
        code, edit = coloured(laid(view, Kind.CODE)), coloured(laid(view, Kind.DIFF, 1))
        return "f" in code and "g" in edit and '"name"' in coloured(laid(view, Kind.DETAILS, 2))

    qtbot.waitUntil(are_coloured)
    view.close()


def test_json_is_coloured_with_what_is_folded_in_it(view: TranscriptView, store: Path) -> None:
    answered(store, json.dumps({"files": [{"name": "a.ts"}] * 50, "count": 50}))
    view.show_agent("a")
    output = laid(view, Kind.OUTPUT)
    assert output.part.text == '{\n  "files": [ ⋯ 50 ],\n  "count": 50\n}'
    assert "50" in coloured(output)
