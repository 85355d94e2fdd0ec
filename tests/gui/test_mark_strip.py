"""The strip beside the scroll bar: what it marks, where, and where a click leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from constellation_db import Database, Key
from constellation_gui.models.message_heights import Heights
from constellation_gui.models.message_marks import Mark, Pixel, counts, last_rows
from constellation_gui.queries import InlineQueries
from constellation_gui.views.mark_strip import MarkStrip, runs
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.test_transcript_find import conversation, type_in


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        project = builders.project(id="p")
        builders.write(
            opened.path,
            projects=[project],
            agents=[builders.agent(project, id="a")],
            agent_history=conversation(),
        )
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


def strip_of(view: TranscriptView, qtbot: QtBot, *, errors: int = 2) -> MarkStrip:
    """Return the strip once it has found everything."""
    strip = view.findChild(MarkStrip)
    assert isinstance(strip, MarkStrip)
    qtbot.waitUntil(lambda: f"{errors} error" in strip.accessibleDescription())
    return strip


def marked(strip: MarkStrip, mark: Mark) -> list[int]:
    return [y for y in range(strip.height()) if strip.marks_at(y)[mark]]


def test_all_of_a_conversation_is_marked(view: TranscriptView, qtbot: QtBot) -> None:
    strip = strip_of(view, qtbot)
    assert strip.accessibleDescription() == "20 user messages, 2 errors"
    type_in(view, qtbot, "output 7 line")
    qtbot.waitUntil(lambda: strip.accessibleDescription().endswith("1 match"))
    assert marked(strip, Mark.MATCH)
    view.messages.setFocus()


def test_a_click_on_a_mark_leads_to_its_message(view: TranscriptView, qtbot: QtBot) -> None:
    strip = strip_of(view, qtbot)
    places = marked(strip, Mark.FAILURE)
    for y, row in ((places[0], 19), (places[-1], 40)):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, y))
        assert view.messages.current_row() == row
    assert strip.tip_at(QPoint(8, places[0])).startswith("1 error")


def test_dragging_scrolls_to_both_ends(view: TranscriptView, qtbot: QtBot) -> None:
    strip = strip_of(view, qtbot)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(strip, left, pos=QPoint(8, strip.height() // 2))
    assert 0 < view.messages.column.value() < view.messages.column.maximum()
    qtbot.mouseMove(strip, QPoint(8, strip.height() - 1))
    qtbot.waitUntil(lambda: view.messages.column.at_end)
    assert strip.seen().bottom() == strip.height() - 1
    qtbot.mouseMove(strip, QPoint(8, 0))
    qtbot.waitUntil(lambda: view.messages.column.at_start)
    qtbot.mouseRelease(strip, left, pos=QPoint(8, 0))
    assert strip.seen().top() == 0


def test_only_what_is_new_is_looked_through(
    view: TranscriptView, qtbot: QtBot, database: Database
) -> None:
    strip = strip_of(view, qtbot)
    number = 99
    builders.write(
        database.path,
        agent_history=[
            builders.message("a", role="user", content="one more"),
            builders.message("a", role="tool", content=f"Error: {number}"),
        ],
    )
    read: list[int] = []

    def note(
        _connection: object, _cursor: object, statement: str, given: tuple, *_: object
    ) -> None:
        if "content LIKE" in statement:  # the search for errors
            read.append(sum(str(each).startswith("2026") for each in given))

    engine = database._session._engine
    event.listen(engine, "before_cursor_execute", note)
    view.refresh()
    strip_of(view, qtbot, errors=3)
    event.remove(engine, "before_cursor_execute", note)
    assert len(read) == 1
    assert read[0] == 2  # it begins behind a time
    assert strip.accessibleDescription() == "21 user messages, 3 errors"


def test_another_agent_has_its_own_marks(
    view: TranscriptView, qtbot: QtBot, database: Database
) -> None:
    strip = strip_of(view, qtbot)
    builders.write(
        database.path,
        agents=[builders.agent("p", id="b")],
        agent_history=[builders.message("b", role="tool", content="Error: no")],
    )
    view.show_agent("b")
    qtbot.waitUntil(lambda: strip.accessibleDescription() == "1 error")


HEIGHTS = st.lists(st.integers(1, 300), min_size=1, max_size=40)


@given(HEIGHTS, st.integers(1, 120))
def test_each_pixel_stands_for_the_rows_that_are_there(given: list[int], count: int) -> None:
    heights = Heights(100, len(given))
    for row, height in enumerate(given):
        heights.set(row, height)
    whole = sum(given)
    expected = []
    for pixel in range(1, count + 1):
        y = pixel * whole // count - 1
        expected.append(heights.find(y)[0])
    assert last_rows(heights, count) == expected


@given(st.integers(1, 20_000), st.integers(1, 900))
def test_many_rows_are_all_on_the_strip(rows: int, count: int) -> None:
    found = last_rows(Heights(100, rows), count)
    assert found == sorted(found)
    assert found[-1] == rows - 1


@given(st.sets(st.integers(0, 500)), st.lists(st.integers(0, 500), min_size=1))
def test_every_mark_falls_into_one_pixel(marks: set[int], ends: list[int]) -> None:
    keys = [Key("", number) for number in sorted(marks)]
    borders = [Key("", number) for number in sorted([*ends, 500])]
    where = [Pixel(None, border) for border in borders]
    assert sum(counts(keys, where)) == len(keys)


def test_marks_alike_are_painted_in_one(qtbot: QtBot) -> None:
    assert runs([0, 2, 2, 8, 0, 0, 1]) == [(1, 3, 1), (3, 4, 4), (6, 7, 1)]
    assert runs([0, 0]) == []
