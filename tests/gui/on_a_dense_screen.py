"""What `test_dense_screens` runs in a process whose screen has more pixels."""

from __future__ import annotations

import json
import os
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.sparkline import paint_sparkline
from constellation_gui.icons import icon
from constellation_gui.models.message_parts import Kind
from constellation_gui.place import Tab
from constellation_gui.queries import InlineQueries
from constellation_gui.views.change_strip import ChangeStrip
from constellation_gui.views.mark_strip import MarkStrip
from constellation_gui.views.plot_section import PlotSection
from constellation_gui.views.sign import Sign
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders
from tests.gui.test_transcript_view import number_of, picture
from tests.user import User

SCALE = float(os.environ["QT_SCALE_FACTOR"])


def in_pixels(side: int) -> int:
    return int(side * SCALE + 0.5)


def test_the_screen_is_dense(qapp: QApplication) -> None:
    assert qapp.devicePixelRatio() == SCALE


@pytest.mark.parametrize("name", ["open", "status-failed", "warning"])
def test_icons_are_drawn_as_large_as_they_are_shown(qapp: QApplication, name: str) -> None:
    side = theme.icon_size()
    drawn = icon(name)
    for scale in (1.0, SCALE):  # there may be another screen
        wanted = QSize(int(side * scale + 0.5), int(side * scale + 0.5))
        assert wanted in drawn.availableSizes()
        assert drawn.pixmap(QSize(side, side), scale).size() == wanted


def test_all_that_stands_in_the_window_is_as_sharp_as_the_screen(user: User, sample: Path) -> None:
    user.open_store(sample)
    user.ask_for(sample.with_name("nothing.db"))  # a banner has a sign
    user.until(lambda: user.notices)
    for tab in Tab:
        user.turn_to(tab)
        labels = [label for label in user.window.findChildren(QLabel) if label.pixmap()]
        assert labels
        for label in labels:
            assert label.pixmap().devicePixelRatio() == pytest.approx(SCALE, abs=0.05)
        for button in user.window.findChildren(QAbstractButton):
            if not button.icon().isNull():
                side = button.iconSize().width()
                assert button.icon().pixmap(button.iconSize(), SCALE).width() == in_pixels(side)


def test_a_sign_is_drawn_anew_for_another_screen(qtbot: QtBot) -> None:
    sign = Sign()
    qtbot.addWidget(sign)
    sign.draw("warning")
    sign.setPixmap(QPixmap())
    QCoreApplication.sendEvent(sign, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert sign.pixmap().width() == in_pixels(theme.icon_size())


def test_the_strips_keep_what_they_drew_in_pixels_of_the_screen(user: User, sample: Path) -> None:
    user.open_store(sample)
    user.turn_to(Tab.TRANSCRIPT)
    marks = user.window.findChild(MarkStrip)
    user.until(lambda: marks.isVisible() and marks._drawn is not None)
    drawn = [(marks, marks._drawn)]
    user.turn_to(Tab.FILES)
    changes = user.window.findChild(ChangeStrip)
    user.until(lambda: changes.isVisible() and changes._drawn is not None)
    drawn.append((changes, changes._drawn))
    for strip, kept in drawn:
        assert kept.devicePixelRatio() == SCALE
        assert kept.size() == strip.size() * SCALE


# Where the bars begin in the pixels of the screen is where their pane happens to be.
@pytest.mark.parametrize("shift", [0, 1, 2, 3])
def test_bars_of_one_plot_are_equally_wide(qapp: QApplication, shift: int) -> None:
    paper = QColor("#ff00ff")
    image = QImage(in_pixels(120), in_pixels(20), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(paper)
    painter = QPainter(image)
    painter.translate(shift, 0)
    paint_sparkline(painter, QRect(10, 4, 72, 12), (1.0,) * 24)
    painter.end()
    across = [image.pixelColor(x, in_pixels(12)) != paper for x in range(image.width())]
    runs = [(inked, len(list(alike))) for inked, alike in groupby(across)]
    bars, gaps = (
        [n for inked, n in runs if inked],
        [n for inked, n in runs[1:-1] if not inked],
    )
    assert len(bars) == 24
    assert len(set(bars)) == len(set(gaps)) == 1
    assert min(bars[0], gaps[0]) >= 1


def test_bars_over_time_are_equally_wide(user: User, sample: Path) -> None:
    user.open_store(sample)
    user.turn_to(Tab.OVERVIEW)
    plot = user.window.findChild(PlotSection).plot
    user.until(lambda: plot.series.bars)
    image = plot.grab().toImage()
    accent = theme.current().accent
    widths = {
        len(list(alike))
        for y in range(image.height())
        for inked, alike in groupby(image.pixelColor(x, y) == accent for x in range(image.width()))
        if inked
    }
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((2_000, 1_000), (640, 320)),  # more pixels than can be shown
        ((700, 350), (640, 320)),  # a few more than there are places for
        ((40, 30), (40, 30)),
        ((2, 50_000), (1, 400)),
    ],
)
def test_pictures_of_messages_have_the_pixels_that_the_screen_shows(
    tmp_path: Path, qtbot: QtBot, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    path = tmp_path / "store.db"
    builders.empty_store(path)
    source = {"type": "base64", "media_type": "image/png", "data": picture(*size)}
    said = builders.message("a", content=json.dumps([{"type": "image", "source": source}]))
    project = builders.project(id="p")
    agents = [builders.agent(project, id="a")]
    builders.write(path, projects=[project], agents=agents, agent_history=[said])
    with Database.open(path) as database:
        view = TranscriptView(InlineQueries(database))
        qtbot.addWidget(view)
        view.resize(900, 500)
        view.show()
        view.show_agent("a")
        layout = view.messages.rows.layout(0)
        assert isinstance(layout, MessageLayout)
        laid = layout.part(number_of(view.messages, 0, Kind.IMAGE))
        assert laid.picture is not None
        assert laid.picture_size(800).toTuple() == shown
        sharp = min(SCALE, size[0] / shown[0])
        assert laid.picture.height() == pytest.approx(shown[1] * sharp, abs=1)
        view.close()
