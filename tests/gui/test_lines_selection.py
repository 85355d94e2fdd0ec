"""Text in a diff is selected with the mouse as anywhere else: by characters, on one side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.delegates.line_delegate import PADDING
from constellation_gui.queries import Queries
from constellation_gui.views.lines_view import LinesView
from tests.builders import agent, project, write
from tests.gui.files_tab import Files, version
from tests.gui.panes import POPUPS

OnStore = Callable[[Path], Queries]
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Reader(Files):
    """Somebody who selects text with the mouse, and copies it."""

    def begin(self, path: Path, old: str, new: str, name: str = "/a.txt") -> None:
        write(path, outputs=[version("v1", old, path=name), version("v2", new, path=name)])
        self.open("p")

    def spot(self, text: str, at: int, view: LinesView | None = None) -> QPoint:
        """Where a character of the line that reads like this begins on the screen."""
        view = view or self.lines
        model = view.model()
        row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == text)
        rect = view.visualRect(model.index(row, 0))
        across = QFontMetricsF(theme.font("mono", "body")).horizontalAdvance(text[:at])
        return QPoint(rect.left() + PADDING + round(across), rect.center().y())

    def drag(self, start: QPoint, end: QPoint, view: LinesView | None = None) -> None:
        viewport = (view or self.lines).viewport()
        self.qtbot.mousePress(viewport, LEFT, pos=start)
        self.qtbot.mouseMove(viewport, (start + end) / 2)
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, LEFT, pos=end)

    def click(self, spot: QPoint, held: Qt.KeyboardModifier = NONE) -> None:  # type: ignore[override]
        self.qtbot.mouseClick(self.lines.viewport(), LEFT, held, spot)

    def double_click(self, spot: QPoint, *, hold: bool = False) -> None:
        # What `QTest.mouseDClick` does, but for the release.
        self.qtbot.mouseClick(self.lines.viewport(), LEFT, pos=spot)
        self.send(QEvent.Type.MouseButtonDblClick, LEFT, spot)
        if not hold:
            self.qtbot.mouseRelease(self.lines.viewport(), LEFT, pos=spot)

    def send(self, kind: QEvent.Type, button: Qt.MouseButton, spot: QPoint) -> None:
        """Send an event of the mouse while the left button is held."""
        viewport = self.lines.viewport()
        place = QPointF(spot), QPointF(viewport.mapToGlobal(spot))
        QApplication.sendEvent(viewport, QMouseEvent(kind, *place, button, LEFT, NONE))

    def copied(self, view: LinesView | None = None) -> str:
        QGuiApplication.clipboard().setText("nothing")
        self.qtbot.keyClick(view or self.lines, Qt.Key.Key_C, CONTROL)
        self.settle()
        return QGuiApplication.clipboard().text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    write(path, projects=[project(id="p")], agents=[agent("p", id="root", name="Root")])
    return path


@pytest.fixture
def reader(path: Path, queries_on: OnStore, qtbot: QtBot) -> Reader:
    return Reader(qtbot, queries_on(path))


def test_from_character_to_character(path: Path, reader: Reader) -> None:
    reader.begin(path, "first line\nold words\nlast line\n", "first line\nnew words\nlast line\n")
    reader.drag(reader.spot("first line", 2), reader.spot("first line", 7))
    assert reader.copied() == "rst l"
    reader.drag(reader.spot("last line", 4), reader.spot("first line", 6))
    assert reader.copied() == "line\nold words\nnew words\nlast"
    # A click lets go of it; what it leaves is the line, as for the keyboard.
    reader.click(reader.spot("new words", 3))
    assert reader.copied() == "new words\n"
    reader.key(Qt.Key.Key_Down, SHIFT)
    assert reader.copied() == "new words\nlast line\n"


def test_words_lines_and_what_extends_them(path: Path, reader: Reader) -> None:
    reader.begin(path, "a\n", "a\nsome_name = call(x)\nmore of it\n")
    line = "some_name = call(x)"
    reader.double_click(reader.spot(line, 13))
    assert reader.copied() == "call"
    viewport = reader.lines.viewport()
    reader.qtbot.mousePress(viewport, LEFT, pos=reader.spot(line, 13))
    reader.qtbot.mouseRelease(viewport, LEFT, pos=reader.spot(line, 13))
    assert reader.copied() == line
    reader.click(reader.spot("more of it", 4), SHIFT)
    assert reader.copied() == f"{line}\nmore"
    reader.key(Qt.Key.Key_Right, SHIFT)
    reader.key(Qt.Key.Key_Right, SHIFT)
    assert reader.copied() == f"{line}\nmore o"
    reader.key(Qt.Key.Key_Up, SHIFT)
    assert reader.copied() == "some_n"
    reader.key(Qt.Key.Key_End, SHIFT)
    assert reader.copied() == line
    # Shift+click goes on from a plain click, too.
    reader.click(reader.spot(line, 5))
    reader.click(reader.spot(line, 2), SHIFT)
    assert reader.copied() == "me_"
    reader.key(Qt.Key.Key_Down)
    assert reader.copied() == "more of it\n"


def test_by_words_after_a_double_click(path: Path, reader: Reader) -> None:
    reader.begin(path, "a\n", "a\none two three four\n")
    line = "one two three four"
    viewport, start = reader.lines.viewport(), reader.spot(line, 9)
    for end, text in ((15, "three four"), (1, "one two three")):
        reader.double_click(start, hold=True)
        reader.send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, reader.spot(line, end))
        reader.qtbot.mouseRelease(viewport, LEFT, pos=reader.spot(line, end))
        assert reader.copied() == text


def test_the_side_where_it_began(path: Path, reader: Reader) -> None:
    reader.begin(path, "same\nold words\nend\n", "same\nnew words\nmore\nend\n")
    reader.choose(side_by_side=True)
    old = reader.old_lines
    begin, end = reader.spot("old words", 4, old), reader.spot("end", 2, old)
    reader.drag(begin, end, old)
    assert reader.copied(old) == "words\nen"
    # Over to the other side, it stays on this one.
    reader.drag(begin, QPoint(old.viewport().width() + 200, begin.y()), old)
    assert reader.copied(old) == "words"
    reader.drag(reader.spot("more", 1), reader.spot("more", 3))
    assert not old.marked
    assert reader.copied() == "or"


def test_what_is_shown_for_a_character_copies_as_it_is(path: Path, reader: Reader) -> None:
    reader.begin(path, "x\n", "x\na\u202eb\tc\x1b[0m\n")
    reader.choose(show_whitespace=True)
    row = reader.lines.model().rowCount() - 1
    rect = reader.lines.visualRect(reader.lines.model().index(row, 0))
    begin = QPoint(rect.left() + PADDING, rect.center().y())
    reader.drag(begin, QPoint(rect.right(), rect.center().y()))
    assert reader.copied() == "a\u202eb\tc\x1b[0m"


@pytest.mark.parametrize("wrap", [False, True])
def test_a_very_long_line(path: Path, reader: Reader, wrap: bool) -> None:
    line = "".join(f"{number} " for number in range(300_000))
    reader.begin(path, "x\n", f"x\n{line}\nlast\n")
    reader.view.resize(900, 1_400)
    reader.choose(wrap=wrap)
    row = reader.lines.model().rowCount() - 2
    rect = reader.lines.visualRect(reader.lines.model().index(row, 0))
    width = QFontMetricsF(theme.font("mono", "body")).horizontalAdvance("0")
    left = QPoint(rect.left() + PADDING, rect.top() + 5)
    reader.drag(left, left + QPoint(round(20 * width), 0))
    assert reader.copied() == line[:20]
    reader.drag(left, reader.spot("last", 2))
    assert reader.copied() == f"{line}\nla"


def test_beyond_the_edge_it_scrolls(path: Path, reader: Reader) -> None:
    lines = [f"line {number}" for number in range(200)]
    reader.begin(path, "", "".join(f"{line}\n" for line in lines))
    view, bar = reader.lines, reader.lines.verticalScrollBar()
    below = QPoint(40, view.viewport().height() + 60)
    reader.qtbot.mousePress(view.viewport(), LEFT, pos=reader.spot("line 0", 5))
    reader.qtbot.mouseMove(view.viewport(), below)
    reader.qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    reader.qtbot.mouseRelease(view.viewport(), LEFT, pos=below)
    text = reader.copied()
    assert text.startswith("0\nline 1\n")
    assert text.count("\n") >= 198


def test_the_end_stays_in_sight_where_the_keyboard_moves_it(path: Path, reader: Reader) -> None:
    line = "many words " * 40
    reader.begin(path, "x\n", f"x\n{line}\n")
    bar = reader.lines.horizontalScrollBar()
    reader.click(reader.spot(line, 3))
    reader.key(Qt.Key.Key_End, SHIFT)
    assert bar.value() == bar.maximum() > 0
    assert reader.copied() == line[3:]
    reader.key(Qt.Key.Key_Home, SHIFT)
    assert bar.value() == 0
    assert reader.copied() == line[:3]


@POPUPS
def test_the_menu_says_what_is_copied(path: Path, reader: Reader) -> None:
    reader.begin(path, "a\n", "a\nsome words\n")
    reader.drag(reader.spot("some words", 5), reader.spot("some words", 10))
    reader.lines.menu_wanted.emit(QPoint())
    (menu,) = (each for each in reader.view.findChildren(QMenu) if each.isVisible())
    captions = {action.text(): action for action in menu.actions()}
    captions["Copy the selected text"].trigger()
    reader.settle()
    assert QGuiApplication.clipboard().text() == "words"
    captions["Copy as patch"].trigger()
    reader.settle()
    assert QGuiApplication.clipboard().text().endswith(" a\n+some words\n")
    menu.close()
