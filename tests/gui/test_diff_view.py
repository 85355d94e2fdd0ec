"""A diff as a person reads it: beside each other, folded, broken, searched, copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui import diff_choices
from constellation_gui.diff.options import Whitespace
from constellation_gui.diff_choices import DiffChoices
from constellation_gui.models import comparing, review_files, seen_texts
from constellation_gui.models.inks import Ink
from constellation_gui.queries import Queries
from constellation_gui.views.change_strip import ChangeStrip
from constellation_gui.views.diff_menu import DiffMenu
from constellation_gui.views.find_bar import FindBar
from tests.builders import agent, project, write
from tests.gui.files_tab import Files, version
from tests.gui.panes import POPUPS
from tests.gui.review_tab import Review

OnStore = Callable[[Path], Queries]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    write(path, projects=[project(id="p")], agents=[agent("p", id="root", name="Root")])
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Files:
    return Files(qtbot, queries_on(path))


def show(path: Path, files: Files, old: str | bytes, new: str | bytes, name: str = "/a.py") -> None:
    pair = [version("v1", old, path=name), version("v2", new, path=name)]  # type: ignore[arg-type]
    write(path, outputs=pair)
    files.open("p")


def numbered(count: int) -> list[str]:
    return [f"line {number}\n" for number in range(count)]


# -- Beside each other -----------------------------------------------------------------------------


def test_side_by_side_and_back(path: Path, files: Files) -> None:
    show(path, files, "a\nb\nc\n", "a\nB and more\nc\nd\n")
    wanted: list[str] = []
    files.view.diff_chosen.connect(wanted.append)
    files.press_tool("panes")
    assert wanted == ["diff.side-by-side"]
    files.choose(side_by_side=True)
    assert files.text(files.old_lines) == ["@", " a", "-b", " c", "~"]
    assert files.text() == ["@@@ -1,3 +1,4 @@", " a", "+B and more", " c", "+d"]
    assert files.place() == "2 changes"
    for key, place in ((Qt.Key.Key_N, "1 of 2 changes"), (Qt.Key.Key_N, "2 of 2 changes")):
        files.key(key)
        assert files.place() == place
    files.choose(side_by_side=False)
    assert files.text() == ["@@@ -1,3 +1,4 @@", " a", "-b", "+B and more", " c", "+d"]
    assert files.place() == "2 of 2 changes"
    assert not files.old_lines.isVisible()


def test_each_side_is_copied_by_itself(path: Path, files: Files) -> None:
    show(path, files, "a\nb\nc\n", "a\nc\nd\n")
    files.choose(side_by_side=True)
    for lines, text in ((files.old_lines, "a\nb\nc\n"), (files.lines, "a\nc\nd\n")):
        lines.setFocus(Qt.FocusReason.MouseFocusReason)
        lines.selectAll()
        files.qtbot.keyClick(lines, Qt.Key.Key_C, CONTROL)
        files.settle()
        assert QGuiApplication.clipboard().text() == text
    assert not files.old_lines.selectionModel().hasSelection()
    files.key(Qt.Key.Key_C, CONTROL, SHIFT)
    assert QGuiApplication.clipboard().text().endswith("@@ -1,3 +1,3 @@\n a\n-b\n c\n+d\n")


def test_both_sides_scroll_and_break_together(path: Path, files: Files) -> None:
    old = numbered(300)
    new = [line if at % 20 else f"{'many words ' * 60}\n" for at, line in enumerate(old)]
    show(path, files, "".join(old), "".join(new))
    files.choose(side_by_side=True, wrap=True)
    for _step in range(3):
        files.key(Qt.Key.Key_N)
    bars = files.lines.verticalScrollBar(), files.old_lines.verticalScrollBar()
    assert bars[0].value() == bars[1].value() > 0
    row = files.lines.currentIndex().row()
    assert files.old_lines.currentIndex().row() == row
    heights = [view.rowHeight(row) for view in (files.lines, files.old_lines)]
    assert heights[0] == heights[1] > 3 * files.lines.rowHeight(row + 1)
    files.choose(wrap=False)
    assert files.lines.rowHeight(row) == files.lines.rowHeight(row + 1)


# -- Folded ----------------------------------------------------------------------------------------


def test_what_is_folded_away_is_opened(path: Path, files: Files) -> None:
    lines = numbered(100)
    show(path, files, "".join(lines), "".join([*lines[:50], "new\n", *lines[50:]]))
    assert len(files.text()) == 9
    files.lines.setCurrentIndex(files.lines.model().index(0, 0))
    files.key(Qt.Key.Key_Return)
    assert files.text()[0] == "@@@ -28,26 +28,27 @@  ⋯ 27 unchanged lines"
    spot = files.lines.visualRect(files.lines.model().index(28, 0)).center()
    files.lines.verticalScrollBar().setValue(0)
    files.lines.opened.emit(28, True)
    files.settle()
    assert files.text()[-1] == " line 99"
    files.choose(side_by_side=True)
    files.qtbot.mouseClick(
        files.old_lines.viewport(), Qt.MouseButton.LeftButton, SHIFT, QPoint(spot.x(), 5)
    )
    files.settle()
    assert len(files.text()) == len(files.text(files.old_lines)) == 102
    files.choose(context=diff_choices.WHOLE)
    assert files.text()[0] == " line 0"


# -- Choices ---------------------------------------------------------------------------------------


def test_white_space_is_ignored_or_shown(path: Path, files: Files) -> None:
    show(path, files, "a\n\tb  c\n", "a\n\tb c\r\n")
    assert files.about().startswith("+1 −1 · lines end with LF and CR LF, before with LF · ")
    files.choose(show_whitespace=True, tab_width=8)
    files.view.grab()
    files.choose(whitespace=Whitespace.IGNORE_ALL)
    assert files.said() == ["Only white space changed", "Compare white space, too"]
    wanted: list[str] = []
    files.view.diff_chosen.connect(wanted.append)
    files.press("Compare white space, too")
    assert wanted == ["diff.whitespace-exact"]
    files.choose(whitespace=Whitespace.EXACT)
    assert files.text()[2:] == ["-\tb  c", "+\tb c"]


def test_the_menu_beside_the_lines_says_what_is_in_force(path: Path, files: Files) -> None:
    menu = files.view.findChild(DiffMenu)
    wanted: list[str] = []
    files.view.diff_chosen.connect(wanted.append)
    diff_choices.use(DiffChoices(wrap=True, context=10))
    menu._show_choices()
    checked = {name for name, action in menu._actions.items() if action.isChecked()}
    assert {"diff.wrap", "diff.context-10"} <= checked
    assert "diff.side-by-side" not in checked
    menu._actions["diff.tab-width-8"].trigger()
    assert wanted == ["diff.tab-width-8"]


def test_code_has_its_colours_on_both_sides(path: Path, files: Files) -> None:
    show(path, files, 'x = """\nold\n"""\n', 'x = """\nnew\n"""\n')
    files.choose(side_by_side=True)
    for lines in (files.lines, files.old_lines):
        assert [run.ink for run in lines._model.inks(2)] == [Ink.STRING]


# -- Finding ---------------------------------------------------------------------------------------


def found(files: Files) -> tuple[str, str]:
    bar = files.view.findChild(FindBar)
    files.qtbot.waitUntil(
        lambda: not bar.parentWidget()._find.busy and files.queries.idle,  # type: ignore[attr-defined]
        timeout=20_000,
    )
    return bar.findChild(QLabel, "find-count").text(), str(
        files.lines.currentIndex().data() if files.lines.currentIndex().isValid() else ""
    )


def test_text_is_found_in_the_lines(path: Path, files: Files) -> None:
    old = ["needle here\n", *numbered(5), "x" * 5_000 + "Needle\n", "end\n"]
    show(path, files, "".join(old), "".join([*old[:3], "new needle\n", *old[3:]]))
    files.key(Qt.Key.Key_F, CONTROL)
    line = files.view.findChild(QLineEdit, "find-text")
    files.qtbot.keyClicks(line, "needle")
    assert found(files) == ("1 of 2 lines", "needle here")
    files.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert found(files) == ("2 of 2 lines", "new needle")
    files.press_tool("show-content")
    assert found(files)[0].endswith("3 lines")  # one far behind what is shown of its line
    files.qtbot.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert found(files)[0] == "3 of 3 lines"
    strip = files.view.findChild(ChangeStrip)
    assert sum(is_found for _gone, _come, is_found in strip.marks(300)) > 0
    files.qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert files.lines.hasFocus()


def test_the_strip_says_where_something_changed(path: Path, files: Files) -> None:
    old = numbered(100)
    new = [*old[:10], *old[12:50], "in\n", *old[50:90], "other\n", *old[91:]]
    show(path, files, "".join(old), "".join(new))
    files.choose(side_by_side=True, context=diff_choices.WHOLE)
    strip = files.view.findChild(ChangeStrip)
    marks = strip.marks(len(files.text()))
    removed = [row for row, mark in enumerate(marks) if mark[0]]
    added = [row for row, mark in enumerate(marks) if mark[1]]
    assert (removed, added) == ([10, 11, 91], [50, 91])


# -- No texts, and very long ones ------------------------------------------------------------------


def test_bytes_that_are_no_text(path: Path, files: Files) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(200))
    show(path, files, picture, picture + b"\0", name="/logo.png")
    assert files.about().startswith("binary · 216 B → 217 B · against")
    assert files.text()[-1].startswith("+000000d0  c0 c1 c2 c3 c4 c5 c6 c7  00 ")
    files.press_tool("show-content")
    assert files.text()[0].startswith(" 00000000  89 50 4e 47")


def test_a_very_long_version_is_shown_as_its_beginning(
    path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_BYTES", 1_000)
    monkeypatch.setattr(comparing, "PREVIEW_BYTES", 100)
    lines = numbered(200)
    show(path, files, "".join(lines), "".join([*lines[:100], *lines[101:]]))
    assert files.text() == [f" line {number}" for number in range(13)]
    told = files.view.findChild(QLabel, "banner-text").text()
    assert told == "The first 94 B of 1.7 kB. Nothing is compared yet."
    files.press_tool("show-blame")
    assert len(files.text()) == 13
    files.press_tool("show-diff")
    (button,) = (
        each
        for each in files.view.findChildren(QPushButton)
        if each.objectName() == "step Read and Compare All of It"
    )
    files.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    files.settle()
    assert "-line 100" in files.text()
    assert seen_texts.MOST_BYTES > 1_000_000


@POPUPS
def test_the_menu_of_lines_opens_what_is_folded(path: Path, files: Files) -> None:
    lines = numbered(60)
    show(path, files, "".join(lines), "".join([*lines[:50], "new\n", *lines[50:]]))
    files.lines.setCurrentIndex(files.lines.model().index(0, 0))
    files.lines.menu_wanted.emit(QPoint())
    menus = files.view.findChildren(QMenu)
    actions = {action.text(): action for menu in menus for action in menu.actions()}
    assert actions["Show 20 more lines"].isEnabled()
    actions["Show all lines folded away here"].trigger()
    for menu in menus:
        menu.close()
    files.settle()
    assert files.text()[1] == " line 0"


# -- Among all files of a review -------------------------------------------------------------------


def test_what_is_folded_away_among_all_files_is_opened(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    lines = numbered(60)
    changed = [*lines[:30], "new\n", *lines[30:]]
    rows = [version("z1", "z\n", path="/z.py")]
    for name in ("a", "b"):
        kept = {"previous_content": "".join(lines)}
        rows.append(version(name, "".join(changed), path=f"/{name}.py", **kept))
    write(path, outputs=rows)
    review = Review(qtbot, queries_on(path))
    review.turn_to("p")
    review.press_tool("show-all")
    before = review.text()
    second = before.index("=/b.py   changed   +1 −0")
    assert before[second + 1] == "@@@ -28,6 +28,7 @@  ⋯ 27 unchanged lines"
    review.lines.go_to(second + 1)
    review.key(Qt.Key.Key_Return)
    after = review.text()
    assert after[:second] == before[:second]
    assert after[second + 1 : second + 3] == [
        "@@@ -8,26 +8,27 @@  ⋯ 7 unchanged lines",
        " line 7",
    ]
    assert len(after) == len(before) + 20
    assert review.lines.currentIndex().row() == second + 1
    review.choose(context=diff_choices.WHOLE)
    assert "= " not in "".join(review.text())
    assert review.text().count(" line 0") == 2


def test_a_very_long_file_of_a_review(
    path: Path, queries_on: OnStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_files, "MOST_BYTES", 1_000)
    monkeypatch.setattr(review_files, "PREVIEW_BYTES", 100)
    write(path, outputs=[version("a", "".join(numbered(200)), path="/a.py")])
    review = Review(qtbot, queries_on(path))
    review.turn_to("p")
    assert review.listed()[-1] == "a.py very long"
    assert review.text() == [f" line {number}" for number in range(13)]
    review.press_tool("show-all")
    assert review.text() == ["=/a.py   very long   too long to stand here: choose it in the list"]
    review.press_tool("show-diff")
    review.review.findChild(QPushButton, "step Read and Compare All of It").click()
    review.settle()
    assert len(review.text()) == 201
