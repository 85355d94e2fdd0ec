"""Blame: a person sees who wrote each line and when, and goes to the message behind it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from constellation_gui import formatting, theme
from constellation_gui.models import blaming
from constellation_gui.place import Place
from constellation_gui.queries import Queries
from tests.builders import Row, after, agent, empty_store, message, project, write
from tests.gui.files_tab import Files, version
from tests.gui.heartbeat import STANDSTILL_MS, Heartbeat
from tests.gui.panes import POPUPS, counted_selects, damaged

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    empty_store(path)
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p")], agents=people, outputs=VERSIONS, agent_history=SAID)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Files:
    return Files(qtbot, queries_on(path))


def said(id: str, by: str, at: int, text: str) -> Row:
    call = {"id": "c", "name": "Write", "input": {"file_path": "/src/app.ts", "content": "x"}}
    return message(by, id=id, content=text, tool_calls=json.dumps([call]), created_at=after(at))


VERSIONS = [
    version("v1", "one\ntwo\nthree\n", created_at=after(1_000)),
    version("v2", "one\n2\nthree\n", by="coder", created_at=after(2_000)),
    version("v3", "one\n2\nthree\nfour\nfive\n", created_at=after(3_000)),
]
SAID = [
    said("m1", "root", 990, "I will begin."),
    said("m2", "coder", 1_990, "Numbers are <b>better</b>."),
]


class Blame:
    """What a person sees of the margin, and does with it."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.margin = files.lines.margin
        self.places: list[Place] = []
        files.view.place_chosen.connect(self.places.append)
        files.open("p")
        files.press_tool("show-blame")

    def origins(self) -> list[str]:
        """Who wrote each group of lines, and when, and how many lines it has."""
        sheet = self.margin._sheet()
        assert sheet is not None
        found = []
        for start in sheet.changes:
            origin = sheet.origin(start)
            when = sheet.time(origin)
            found.append(f"{origin.agent} {when} {len(sheet.group(start))}".replace("  ", " "))
        return found

    def spot(self, line: int) -> QPoint:
        height = self.margin.defaultSectionSize()
        return QPoint(20, self.margin.sectionViewportPosition(line) + height // 2)

    def click(self, line: int) -> None:
        self.files.qtbot.mouseClick(
            self.margin.viewport(), Qt.MouseButton.LeftButton, pos=self.spot(line)
        )
        self.files.settle()

    def point(self, line: int) -> str:
        """Keep the pointer on a group until its tip has said all, and return that."""
        QToolTip.hideText()
        viewport, spot = self.margin.viewport(), self.spot(line)
        tip = QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot))
        QApplication.sendEvent(viewport, tip)
        self.files.settle()
        return QToolTip.text()


@pytest.fixture
def blame(files: Files) -> Blame:
    return Blame(files)


# -- Seeing ----------------------------------------------------------------------------------------


def test_each_line_names_who_wrote_it_and_when(files: Files, blame: Blame) -> None:
    assert blame.origins() == [
        "Root 10:00:01 1",
        "coder 10:00:02 1",
        "Root 10:00:01 1",
        "Root 10:00:03 2",
    ]
    assert files.text() == [" one", " 2", " three", " four", " five"]
    assert files.about() == "lines of 3 of 3 versions, by 2 agents"
    assert files.place() == "4 groups"


def test_an_earlier_version(files: Files, blame: Blame) -> None:
    files.click_version(2)
    assert blame.origins() == ["Root 10:00:01 3"]
    files.click_version(1)
    assert blame.origins() == ["Root 10:00:01 1", "coder 10:00:02 1", "Root 10:00:01 1"]
    files.press_tool("show-diff")
    assert files.text()[1:4] == [" one", "-two", "+2"]


def test_days_are_told_where_there_are_several(path: Path, files: Files) -> None:
    write(path, outputs=[version("v4", "four\nsix\n", created_at="2026-02-01 08:30:00")])
    assert Blame(files).origins() == ["Root 01-31 10:00 1", "Root 02-01 08:30 1"]
    write(path, outputs=[version("v5", "four\nsix\n7\n", created_at="2027-02-01 08:30:00")])
    files.view.refresh()
    files.settle()
    files.click_version(0)
    blame = Blame(files)
    assert blame.origins() == ["Root 2026-01-31 1", "Root 2026-02-01 1", "Root 2027-02-01 1"]


def test_what_nobody_recorded(path: Path, files: Files) -> None:
    kept = version("v4", "hand\nfour\n", previous_content="hand\n", created_at=after(4_000))
    write(path, outputs=[kept])
    blame = Blame(files)
    assert blame.origins() == ["unrecorded 1", "Root 10:00:04 1"]
    assert "No recorded version wrote this" in blame.point(0)
    blame.click(0)
    assert files.about() == "No recorded version wrote this: a later one found it there."
    assert blame.places == []


def test_a_version_without_content_and_an_empty_one(path: Path, files: Files) -> None:
    write(path, outputs=[version("v4", None, created_at=after(4_000))])
    blame = Blame(files)
    assert files.said() == ["No content was recorded"]
    write(path, outputs=[version("v5", "", created_at=after(5_000))])
    files.view.refresh()
    files.settle()
    files.click_version(0)
    assert files.said() == ["This version is empty"]
    files.click_version(2)
    assert files.said() == []
    assert len(blame.origins()) == 4


@pytest.mark.parametrize("name", ["light", "dark"])
def test_newer_lines_have_a_stronger_band(
    files: Files, blame: Blame, name: theme.ThemeName, qapp: QApplication
) -> None:
    theme.apply(qapp, name)
    files.settle()
    picture = blame.margin.viewport().grab().toImage()
    ground = theme.current().surface.lightness()
    bands = [picture.pixelColor(1, blame.spot(line).y()).lightness() for line in range(5)]
    oldest, middle, newest = (abs(bands[line] - ground) for line in (0, 1, 3))
    assert 0 < oldest < middle < newest
    assert bands[0] == bands[2]
    assert bands[3] == bands[4]


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    formatting.use(formatting.Format())


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's alone")
@pytest.mark.usefixtures("tokyo")
def test_times_are_said_anew_as_the_person_chose(files: Files, blame: Blame) -> None:
    files.key(Qt.Key.Key_N)
    assert files.about().endswith("2026-01-31 19:00:01")
    before = blame.margin.grab().toImage()
    formatting.use(formatting.Format(utc=True))
    for widget in QApplication.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert files.about().endswith("2026-01-31 10:00:01")
    assert blame.margin.grab().toImage() != before


def test_a_narrow_view_leaves_out_times_then_names(files: Files, blame: Blame) -> None:
    widths = []
    for width in (900, 500, 300):
        files.lines.setFixedWidth(width)
        files.settle()
        widths.append(blame.margin.width())
        files.lines.grab()
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3


def test_a_narrow_view_says_what_tells_groups_apart(files: Files, blame: Blame) -> None:
    files.lines.setFixedWidth(500)
    files.settle()
    names, times = blame.margin._parts()
    assert names
    assert not times
    files.click_version(2)  # by one agent
    names, times = blame.margin._parts()
    assert times
    assert not names


def test_a_screen_reader_hears_where_a_line_comes_from(files: Files, blame: Blame) -> None:
    index = files.lines._model.index(1, 0)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.endswith("version 2 of 3 · by coder, 2026-01-31 10:00:02")


# -- To the message --------------------------------------------------------------------------------


def test_a_click_leads_to_the_message(files: Files, blame: Blame) -> None:
    blame.click(1)
    assert blame.places == [Place(agent="coder", message="m2")]
    blame.click(0)
    assert blame.places[1:] == [Place(agent="root", message="m1")]
    assert files.place() == "1 of 4 groups"


def test_by_keyboard(files: Files, blame: Blame) -> None:
    files.key(Qt.Key.Key_N)
    files.key(Qt.Key.Key_N)
    assert files.place() == "2 of 4 groups"
    assert files.about() == "version 2 of 3 · by coder, 2026-01-31 10:00:02"
    files.key(Qt.Key.Key_Return)
    assert blame.places == [Place(agent="coder", message="m2")]
    files.key(Qt.Key.Key_P)
    assert files.place() == "1 of 4 groups"


def test_no_message_is_said(path: Path, files: Files) -> None:
    write(path, outputs=[version("v4", "4\n", by="coder", path="/lone", created_at=after(9_000))])
    blame = Blame(files)
    blame.click(0)
    assert files.about().startswith("No message is known to have written this")
    assert blame.places == []
    assert "No message is known to have written this" in blame.point(0)
    call = {"name": "Write", "input": {"file_path": "/lone", "content": "4"}}
    late = message("coder", id="late", tool_calls=json.dumps([call]), created_at=after(8_999))
    write(path, agent_history=[late])
    blame.click(0)
    assert blame.places == [Place(agent="coder", message="late")]


def test_the_tip_says_version_agent_time_and_message(blame: Blame) -> None:
    tip = blame.point(1)
    for part in (
        "Version 2 of 3, 2026-01-31 10:00:02",
        "By coder",
        "Numbers are &lt;b&gt;better&lt;/b&gt;.",
        "Write /src/app.ts",
    ):
        assert part in tip
    with counted_selects() as statements:
        assert blame.point(1) == tip
    assert statements == []


@POPUPS
def test_the_menu_leads_to_message_and_version(files: Files, blame: Blame) -> None:
    def menu() -> dict[str, QAction]:
        files.lines.menu_wanted.emit(QPoint())
        (shown,) = [each for each in files.view.findChildren(QMenu) if each.isVisible()]
        actions = {action.text(): action for action in shown.actions()}
        shown.close()
        return actions

    files.key(Qt.Key.Key_N)
    files.key(Qt.Key.Key_N)
    menu()["Go to the message"].trigger()
    files.settle()
    assert blame.places == [Place(agent="coder", message="m2")]
    menu()["Show the version that wrote this"].trigger()
    files.settle()
    assert files.chosen == ["v2"]
    assert files.versions.currentIndex().row() == 1
    assert len(blame.origins()) == 3
    files.press_tool("show-content")
    assert "Go to the message" not in menu()


def test_lines_are_copied_without_the_margin(files: Files, blame: Blame) -> None:
    files.lines.selectAll()
    files.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "one\n2\nthree\nfour\nfive\n"


# -- While it is found out -------------------------------------------------------------------------


def test_choosing_on_shows_the_last_one_chosen(path: Path, files: Files) -> None:
    texts = ["".join(f"{line}\n" for line in range(number)) for number in range(1, 300)]
    many = [version(f"n{number}", text, path="/n") for number, text in enumerate(texts)]
    write(path, outputs=many)
    blame = Blame(files)
    for wanted in ("n298", "n150", "v2"):
        files.view.show_files("p", None, wanted)
    files.settle()
    assert blame.origins() == ["Root 10:00:01 1", "coder 10:00:02 1", "Root 10:00:01 1"]
    files.view.show_files("p", None, "n298")
    files.settle()
    assert len(blame.origins()) == 299


def test_a_long_history_does_not_stop_the_window(path: Path, files: Files) -> None:
    lines = [f"line {number} of some text" for number in range(2_000)]
    rows = []
    for number in range(150):
        lines[number * 7 % 2_000] = f"written by {number}"
        rows.append(version(f"h{number}", "\n".join(lines), path="/h", created_at=after(number)))
    write(path, outputs=rows)
    files.open("p", None, "h149")
    with Heartbeat() as heart:
        files.press_tool("show-blame")
        bar = files.lines.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 20)):
            bar.setValue(place)
            files.lines.margin.viewport().repaint()
        files.settle()
    assert heart.longest_ms < STANDSTILL_MS


def test_a_huge_version_is_read_only_if_asked_for(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blaming, "LARGEST", 10)
    files.open("p")
    files.press_tool("show-blame")
    all_the_same = "Find out who wrote each line all the same"
    assert files.said() == ["This file is large", all_the_same]
    files.press_tool("show-diff")
    files.press_tool("show-blame")
    files.press(all_the_same)
    assert files.said() == []
    assert files.place().endswith("4 groups")


def test_a_fault_is_told_and_can_be_tried_again(path: Path, files: Files) -> None:
    many = [version(f"w{number}", "x\n" * number, path="/w") for number in range(300)]
    write(path, outputs=many)
    files.open("p", None, "w299")
    with damaged(path, "outputs"):
        files.queries.database.close()
        files.press_tool("show-blame")
        assert files.said() == ["This version could not be read.", "Try again"]
        files.queries.database.close()
    files.press("Try again")
    assert files.said() == []
    assert len(Blame(files).origins()) > 200
