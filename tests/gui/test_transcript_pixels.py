"""Scrolling moves pixels: what is on the screen is what painting it anew would give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.queries import InlineQueries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.test_transcript_view import conversation, say, wheel


@pytest.fixture
def view(tmp_path: Path, qtbot: QtBot) -> Iterator[TranscriptView]:
    store = tmp_path / "store.db"
    builders.empty_store(store)
    project = builders.project(id="p")
    builders.write(store, projects=[project], agents=[builders.agent(project, id="a")])
    conversation(store)
    with Database.open(store) as database:
        shown = TranscriptView(InlineQueries(database))
        qtbot.addWidget(shown)
        shown.resize(700, 500)
        shown.show()
        shown.show_agent("a")
        QApplication.processEvents()
        yield shown
        shown.close()


class Painted(QObject):
    """Hears how many rows of pixels of a viewport are painted."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self.heights: list[int] = []
        view.messages.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.region().boundingRect().height())
        return False


def same(view: TranscriptView) -> bool:
    QApplication.processEvents()
    shown = QApplication.primaryScreen().grabWindow(view.winId())
    port = view.messages.viewport()
    place = QRect(port.mapTo(view, QPoint()), port.size())
    form = QImage.Format.Format_RGB32
    on_screen, anew = (
        each.copy(place).toImage().convertToFormat(form) for each in (shown, view.grab())
    )
    return bool(on_screen == anew)


def test_a_notch_of_the_wheel_paints_only_what_comes_into_view(view: TranscriptView) -> None:
    wheel(view.messages, -3)
    QApplication.processEvents()
    painted = Painted(view)
    wheel(view.messages, -1)
    QApplication.processEvents()
    assert len(painted.heights) == 1
    assert 0 < painted.heights[0] <= 60
    assert same(view)


def test_where_nothing_moves_nothing_is_painted(view: TranscriptView) -> None:
    painted = Painted(view)
    wheel(view.messages, 1)
    QApplication.processEvents()
    assert painted.heights == []


@pytest.mark.parametrize("seed", range(3))
def test_the_screen_shows_what_painting_anew_would(
    view: TranscriptView, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    messages, port = view.messages, view.messages.viewport()

    def point() -> None:
        QTest.mouseMove(port, QPoint(chance.randrange(port.width()), chance.randrange(400)))

    def drag() -> None:
        start, end = QPoint(120, chance.randrange(80, 400)), QPoint(300, chance.randrange(80, 400))
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)

    def write() -> None:
        say(tmp_path / "store.db", "more\n" * chance.randrange(9))
        view.refresh()

    deeds = (
        lambda: wheel(messages, chance.randrange(-4, 4)),
        lambda: wheel(messages, chance.randrange(-2, 2)),
        lambda: QTest.keyClick(messages, Qt.Key.Key_Down),
        lambda: QTest.keyClick(messages, Qt.Key.Key_PageDown),
        point,
        drag,
        write,
    )
    for step in range(40):
        for _ in range(chance.randrange(1, 4)):  # several before one is painted
            chance.choice(deeds)()
        assert same(view), step
