"""A transcript alone, on a store with one agent: what a person sees of it and points at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.message_style import text_left
from constellation_gui.models.message_flow import Kind
from constellation_gui.queries import InlineQueries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders


def store_with(path: Path, *agents: builders.Row) -> Path:
    """Make a store with one project and these agents, all of that project."""
    builders.empty_store(path)
    builders.write(path, projects=[builders.project(id="p")], agents=list(agents))
    return path


@contextmanager
def transcript(store: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    """Give a transcript on a store, its queries answered at once."""
    with Database.open(store) as database:
        shown = TranscriptView(InlineQueries(database))
        qtbot.addWidget(shown)
        shown.resize(700, 500)
        shown.show()
        yield shown
        shown.close()


def layout_of(view: TranscriptView, row: int = 0) -> MessageLayout:
    """Return the layout of a row that is read."""
    layout = view.messages.rows.layout(row)
    assert isinstance(layout, MessageLayout)
    return layout


def texts(view: TranscriptView, kind: Kind, row: int = 0) -> list[str]:
    """Return the texts of a row's parts of one kind."""
    return [part.text for part in layout_of(view, row).parts if part.kind is kind]


def spot(view: TranscriptView, kind: Kind, x: int = 8, text: str = "") -> QPoint:
    """Return a place on the first line of the first part of a kind that is seen.

    `x` counts from the left, or from the right if negative; `text` is what the part begins with.
    """
    for placed in view.messages.column.placed:
        layout = layout_of(view, placed.row)
        laid = layout.part(placed.part)
        if laid.part.kind is kind and laid.part.text.startswith(text):
            left = text_left() + (x if x >= 0 else layout.column + x)
            return QPoint(left, placed.y + laid.top + 8)
    raise AssertionError(f"no {kind} is seen")


def click(qtbot: QtBot, view: TranscriptView, place: QPoint) -> None:
    """Click a place."""
    qtbot.mouseMove(view.messages.viewport(), place)
    qtbot.mouseClick(view.messages.viewport(), Qt.MouseButton.LeftButton, pos=place)
