"""Zoom: everything grows with the text, nothing is cut off, and nobody loses their place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.locating import telling_place
from constellation_gui.place import Place, Tab
from constellation_gui.preferences import Preferences
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.scrolled_page import ScrolledPage
from tests.user import User

CONTROL = Qt.KeyboardModifier.ControlModifier
# What is a line of text and has to be as high as one.
LINES = (QLabel, QLineEdit, QPushButton, QComboBox, ElidedLabel)


@pytest.fixture(scope="module")
def telling(sample: Path) -> Place:
    with Database.open(sample, read_only=True) as database:
        return telling_place(database)


@pytest.fixture
def reader(user: User, sample: Path, telling: Place) -> User:
    """Somebody who reads the longest conversation of the sample."""
    user.window.resize(1440, 900)
    user.ask_for(sample, read_only=True, place=telling)
    user.until_open(sample)
    return user


def zoom(user: User) -> int:
    return user.window.preferences.zoom


def test_zoom_has_its_keys_and_is_remembered(user: User) -> None:
    keypad = CONTROL | Qt.KeyboardModifier.KeypadModifier
    before = user.window.menuBar().fontMetrics().height()
    user.key(Qt.Key.Key_Plus, CONTROL)
    user.key(Qt.Key.Key_Equal, CONTROL)
    user.key(Qt.Key.Key_Plus, keypad)
    assert zoom(user) == 150
    assert user.window.menuBar().fontMetrics().height() > before
    assert Preferences.load().zoom == 150
    user.key(Qt.Key.Key_Minus, CONTROL)
    user.key(Qt.Key.Key_Minus, keypad)
    assert zoom(user) == 110
    user.key(Qt.Key.Key_0, CONTROL)
    assert zoom(user) == 100
    assert user.window.menuBar().fontMetrics().height() == before
    assert "zoom" not in json.loads(Preferences.path().read_text())


def clipped(window: QWidget) -> Iterator[str]:
    """Give what is less high than the text in it."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QToolButton) and not widget.icon().isNull():
            fits = min(widget.width(), widget.height()) >= widget.iconSize().height()
        elif isinstance(widget, QTabBar):
            text = widget.fontMetrics().boundingRect(widget.tabText(0)).size()
            fits = widget.tabRect(0).size().expandedTo(text) == widget.tabRect(0).size()
        elif isinstance(widget, LINES):
            fits = widget.height() >= widget.fontMetrics().height()
        else:
            continue
        if not fits:
            yield f"{type(widget).__name__} {widget.objectName()}"


@pytest.mark.parametrize("percent", [50, 200, 300])
def test_nothing_is_cut_off(reader: User, percent: int) -> None:
    steps = ("view.zoom-out", "view.zoom-in")
    back, on = steps if percent > 100 else reversed(steps)
    for tab in Tab:
        reader.turn_to(tab)
        reader.do(back)  # so that each view is there when it changes
        while zoom(reader) != percent:
            reader.do(on)
        reader.until_shown()
        reader.until(lambda: not list(clipped(reader.window)))
        for view in reader.window.findChildren(QAbstractItemView):
            index = view.indexAt(QPoint(5, 5))
            if view.isVisible() and index.isValid():
                height = view.visualRect(index).height()
                assert height >= view.fontMetrics().height(), (tab, view.objectName())


def test_icons_grow_with_the_text(reader: User) -> None:
    button = reader.window.findChild(QToolButton, "button file.open")
    small = button.iconSize().width()
    while zoom(reader) != 200:
        reader.do("view.zoom-in")
    assert button.iconSize().width() == theme.icon_size() == 2 * small


def test_columns_grow_with_the_text(reader: User) -> None:
    agents = reader.list("agents").header()  # type: ignore[attr-defined]
    reader.store.panes.set_widths([200, 840, 400], within=1440)
    reader.turn_to(Tab.EVENTS)
    events = reader.list("events").horizontalHeader()  # type: ignore[attr-defined]
    before = agents.sectionSize(1), events.sectionSize(0)
    while zoom(reader) != 200:
        reader.do("view.zoom-in")
    doubled = tuple(pytest.approx(2 * width, abs=2) for width in before)
    assert (agents.sectionSize(1), events.sectionSize(0)) == doubled
    reader.do("view.zoom-reset")
    same = tuple(pytest.approx(width, abs=2) for width in before)
    assert (agents.sectionSize(1), events.sectionSize(0)) == same


def test_a_conversation_stays_where_it_was_read(reader: User) -> None:
    reader.turn_to(Tab.TRANSCRIPT)
    messages = reader.store.panes.transcript.messages
    reader.until(lambda: messages.column.placed)
    messages.scroll(4_000)
    reader.until_shown()
    row, part, _offset = messages.column.top
    height = messages.column.placed[0].height
    assert row > 0
    for _step in range(4):
        reader.do("view.zoom-in")
        reader.until_shown()
        assert messages.column.top[:2] == (row, part)
    assert messages.column.placed[0].height > height
    reader.do("view.zoom-reset")
    reader.until_shown()
    assert messages.column.top[:2] == (row, part)


@pytest.mark.parametrize(("tab", "name"), [(Tab.EVENTS, "events"), (Tab.FILES, "versions")])
def test_a_list_stays_where_it_was(reader: User, tab: Tab, name: str) -> None:
    reader.turn_to(tab)
    view = reader.list(name)
    reader.until(lambda: view.verticalScrollBar().maximum() > 400)
    # Half a row down, so that the row at the top has to be cut in the same place.
    view.verticalScrollBar().setValue(300 - 300 % theme.ROW + theme.ROW // 2)
    reader.until_shown()
    top = view.indexAt(QPoint(5, 0)).row()
    assert top > 0
    for _step in range(4):
        reader.do("view.zoom-in")
        reader.until_shown()
        assert view.indexAt(QPoint(5, 0)).row() == top
    reader.do("view.zoom-reset")
    assert view.indexAt(QPoint(5, 0)).row() == top


def test_lines_stay_where_they_were(reader: User) -> None:
    reader.turn_to(Tab.FILES)
    reader.press("Content")
    reader.until_shown()
    lines = reader.store.panes.files.findChild(LinesView)
    reader.until(lambda: lines.verticalScrollBar().maximum() > 300)
    lines.verticalScrollBar().setValue(200)
    reader.until_shown()
    top, wide = lines.rowAt(0), lines.columnWidth(0)
    assert top > 0
    for _step in range(6):
        reader.do("view.zoom-in")
    reader.until(lambda: lines.columnWidth(0) > wide)
    assert lines.rowAt(0) == top


def test_a_window_that_begins_zoomed_looks_as_one_that_became_so(
    reader: User, telling: Place, sample: Path
) -> None:
    def widths() -> list[int]:
        header = reader.list("agents").header()  # type: ignore[attr-defined]
        return [header.sectionSize(section) for section in range(header.count())]

    while zoom(reader) != 150:
        reader.do("view.zoom-in")
    # Higher rows need a scroll bar, which takes its room from the columns.
    reader.until(lambda: reader.list("agents").verticalScrollBar().isVisible())
    became = widths()
    reader.ask_for(sample, read_only=True, place=replace(telling, tab=Tab.FILES))
    reader.until_shown()
    reader.until(lambda: widths() == became)


def test_names_keep_room_in_a_narrow_window(reader: User) -> None:
    while zoom(reader) != 200:
        reader.do("view.zoom-in")
    reader.store.panes.set_widths([200, 280, 520], within=1000)
    agents = reader.list("agents").header()  # type: ignore[attr-defined]
    reader.until(lambda: agents.sectionSize(0) > 5 * theme.icon_size())
    assert agents.sectionSize(1) > theme.icon_size()
    reader.store.panes.set_widths([200, 800, 440], within=1440)
    reader.until(lambda: agents.sectionSize(1) == theme.scaled(100))


def test_a_title_that_is_cut_says_so(reader: User) -> None:
    title = reader.store.panes.agents.findChild(QLabel, "pane-title")
    reader.until(lambda: not title.toolTip())
    while zoom(reader) != 300:
        reader.do("view.zoom-in")
    reader.store.panes.set_widths([200, 280, 520], within=1000)
    reader.until(lambda: title.text() in title.toolTip())


def turn_wheel(user: User, on: QWidget, angle: int) -> bool:
    """Turn the wheel with Ctrl over a widget; whether the widget left that to the window."""
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(on.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(on, turned)
    if turned.isAccepted():
        return False
    # Only what comes from the desktop does Qt hand on to the widgets around.
    QApplication.sendEvent(user.window, turned)
    return True


def test_ctrl_and_wheel_zoom_over_lists_and_text(reader: User) -> None:
    panes = reader.store.panes
    before = zoom(reader)
    assert turn_wheel(reader, reader.list("projects").viewport(), 120)
    reader.until(lambda: zoom(reader) > before)
    larger = zoom(reader)
    assert turn_wheel(reader, panes.transcript.messages.viewport(), -60)
    assert turn_wheel(reader, panes.transcript.messages.viewport(), -60)  # a fine wheel
    reader.until(lambda: zoom(reader) == before)
    assert larger > before


@pytest.mark.parametrize("action", ["database.statistics", "help.keys"])
def test_dialogs_scroll_where_large_text_leaves_too_little_room(reader: User, action: str) -> None:
    reader.window.preferences.zoom = 200
    reader.do("view.zoom-in")
    reader.do(action)
    dialog = reader.dialog(QDialog, action.partition(".")[2])
    assert dialog.height() <= dialog.screen().availableSize().height()
    (page,) = dialog.findChildren(ScrolledPage)
    assert page.verticalScrollBar().maximum() > 0
    dialog.close()
