"""What a person does with versions of a file: compare any two, save, copy, open, verify."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import stat
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.notice import Notice
from constellation_gui.place import Place
from constellation_gui.queries import Queries
from constellation_gui.views.checksum_bar import ChecksumBar
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.version_deeds import VersionDeeds
from tests.builders import after, agent, message, project, write
from tests.gui.desktop import Desktop
from tests.gui.files_tab import APP, Files, version
from tests.gui.panes import POPUPS

OnStore = Callable[[Path], Queries]
SUM = hashlib.sha256(b"one\n2\n").hexdigest()


class Versions(Files):
    """The files tab, and what comes of what is done with versions."""

    def __init__(self, qtbot: QtBot, queries: Queries) -> None:
        super().__init__(qtbot, queries)
        self.notices: list[Notice] = []
        self.parts: list[dict[str, object]] = []
        self.view.noticed.connect(self.notices.append)
        self.view.parts_chosen.connect(self.parts.append)

    def do(self, row: int, caption: str) -> None:
        """Choose something from the menu of a version."""
        self.versions.menu_wanted.emit(self.versions.model().index(row, 0), QPoint())
        (menu,) = [each for each in self.view.findChildren(QMenu) if each.isVisible()]
        actions: dict[str, QAction] = {action.text(): action for action in menu.actions()}
        menu.close()
        assert actions[caption].isEnabled()
        actions[caption].trigger()
        self.settle()

    def save(self, row: int, target: Path) -> None:
        """Save a version by the dialog that asks where to."""
        self.do(row, "Save as…")
        (dialog,) = self.view.findChildren(QFileDialog, "save-version")
        assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        assert dialog.selectedFiles()[0].endswith("app.ts")
        dialog.fileSelected.emit(str(target))  # as when the person has agreed to the name
        dialog.close()
        self.settle()

    def click_also(self, row: int) -> None:
        """Click a version with Ctrl held."""
        spot = self.versions.visualRect(self.versions.model().index(row, 0)).center()
        control = Qt.KeyboardModifier.ControlModifier
        self.qtbot.mouseClick(
            self.versions.viewport(), Qt.MouseButton.LeftButton, control, pos=spot
        )
        self.settle()

    def title(self) -> str:
        header = self.view.findChild(QWidget, "version-list").findChild(QLabel, "pane-title")
        return str(header.accessibleName())

    def column(self, number: int) -> list[str]:
        model = self.versions.model()
        return [model.index(row, number).data() for row in range(model.rowCount())]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p")], agents=people)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Versions:
    return Versions(qtbot, queries_on(path))


# -- The list --------------------------------------------------------------------------------------


def test_each_version_says_how_much_it_changed_and_why(path: Path, files: Versions) -> None:
    call = {"name": "Write", "input": {"file_path": "/src/app.ts", "content": "x"}}
    wrote = message(
        "coder", content="Numbers.", tool_calls=json.dumps([call]), created_at=after(1_900)
    )
    rows = [
        version("v1", "one\ntwo\n", created_at=after(1_000)),
        version("v2", "1\ntwo\nthree\n", by="coder", created_at=after(2_000)),
        version("v3", None, created_at=after(3_000)),
        version("v4", "a\n", previous_content="b\n", created_at=after(4_000)),
    ]
    write(path, outputs=rows, agent_history=[wrote])
    files.open("p")
    assert files.column(1) == ["+1 −1", "", "+2 −1", "+2 −0"]
    assert files.column(3) == ["", "", "Numbers.", ""]


@POPUPS
def test_a_version_leads_to_the_message_that_wrote_it(path: Path, files: Versions) -> None:
    call = {"name": "Write", "input": {"file_path": "/src/app.ts", "content": "x"}}
    wrote = message("coder", id="m", tool_calls=json.dumps([call]), created_at=after(1_900))
    rows = [
        version("v1", "one\n", created_at=after(1_000)),
        version("v2", "1\n", by="coder", created_at=after(2_000)),
    ]
    write(path, outputs=rows, agent_history=[wrote])
    places: list[Place] = []
    files.view.place_chosen.connect(places.append)
    files.open("p")
    files.do(0, "Go to the message")
    assert places == [Place(agent="coder", message="m")]
    files.do(1, "Go to the message")
    assert files.notices[-1].text.startswith("No message is known to have written this")


def test_where_the_row_and_the_version_before_disagree(path: Path, files: Versions) -> None:
    rows = [version("a", "one\n"), version("b", "two\n", previous_content="hand\n")]
    write(path, outputs=rows)
    files.open("p")
    assert files.about().endswith("kept with this version; the version before holds something else")
    tip = files.versions.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "The version before holds something else" in tip


# -- Any two ---------------------------------------------------------------------------------------


def test_any_two_versions_are_compared(path: Path, files: Versions) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.click_version(0)
    files.click_also(2)
    assert files.text()[1:] == [" one", "-two", "+2", " three", "+four"]
    assert files.about().endswith("as chosen")
    assert files.title() == "app.ts · 2 of 3 versions compared"
    assert files.parts[-1] == {"output": "app-3", "against": "app-1", "changes": None}
    files.click_version(2)
    assert files.text()[1:] == ["+one", "+two", "+three"]
    assert files.parts[-1] == {"output": "app-1", "against": None, "changes": None}
    files.view.show_files("p", None, "app-3", against="app-1")
    files.settle()
    assert files.text()[2:4] == ["-two", "+2"]
    files.view.show_files("p", None, "app-3")
    files.settle()
    assert files.text()[1:] == [" one", " 2", " three", "+four"]


@POPUPS
def test_an_older_version_against_the_newest(path: Path, files: Versions) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.do(2, "Compare with the newest")
    assert files.text()[2:4] == ["-two", "+2"]


# -- To a file -------------------------------------------------------------------------------------


@POPUPS
def test_a_version_is_saved_byte_for_byte(path: Path, files: Versions, tmp_path: Path) -> None:
    text = "söme\r\nlines\n" * 200_000  # more than a piece
    write(path, outputs=[version("v", text)])
    files.open("p")
    files.save(0, tmp_path / "restored.ts")
    assert (tmp_path / "restored.ts").read_bytes() == text.encode()
    assert files.notices[-1].kind == "info"
    assert f"{tmp_path / 'restored.ts'}: 2.6 MB" in files.notices[-1].text


@POPUPS
@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to a file's size")
def test_a_full_disk_leaves_the_older_file(path: Path, files: Versions, tmp_path: Path) -> None:
    write(path, outputs=[version("v", "x" * 100_000)])
    files.open("p")
    target = tmp_path / "out" / "app.ts"
    target.parent.mkdir()
    target.write_text("mine")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        files.save(0, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [each.name for each in target.parent.iterdir()] == ["app.ts"]
    assert target.read_text() == "mine"
    notice = files.notices[-1]
    assert notice.kind == "error"
    assert "the disk is full" in notice.text
    assert [step.caption for step in notice.steps] == ["Try Again", "Another Place…"]
    notice.steps[0].do()
    files.settle()
    assert target.read_text() == "x" * 100_000


@POPUPS
@pytest.mark.skipif(not Path("/proc").exists(), reason="there is no folder that refuses even root")
def test_a_folder_that_may_not_be_written_is_one_sentence(path: Path, files: Versions) -> None:
    write(path, outputs=[version("v", "x\n")])
    files.open("p")
    files.save(0, Path("/proc/app.ts"))
    assert files.notices[-1].kind == "error"
    assert files.notices[-1].text.count("/proc/app.ts") == 1


# -- To the clipboard and to other programs --------------------------------------------------------


@POPUPS
def test_the_content_is_copied(path: Path, files: Versions) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.do(1, "Copy content")
    assert QGuiApplication.clipboard().text() == "one\n2\nthree\n"


@POPUPS
def test_a_text_opens_as_a_copy_for_reading(path: Path, files: Versions, desktop: Desktop) -> None:
    write(path, outputs=[version("v", "# Notes\n", path="/x/notes.md")])
    files.open("p")
    files.do(0, "Open a copy")
    (copy,) = desktop.opened
    assert (copy.name, copy.read_text()) == ("notes.md", "# Notes\n")
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IRUSR
    if hasattr(os, "getuid"):
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    deeds = files.view.findChild(VersionDeeds)
    for remove in [each for each in weakref.finalize._registry if each.peek()[0] is deeds]:
        remove()
    assert not copy.parent.parent.exists()


@POPUPS
@pytest.mark.parametrize("name", ["run.sh", "page.html", "app.desktop", "Makefile"])
def test_what_could_run_opens_as_a_text_after_a_question(
    path: Path, files: Versions, desktop: Desktop, name: str
) -> None:
    write(path, outputs=[version("v", "rm -rf /\n", path=f"/x/{name}")])
    files.open("p")
    files.do(0, "Open a copy")
    assert desktop.opened == []
    (box,) = files.view.findChildren(QMessageBox, "open-version")
    box.findChild(QPushButton, "open-as-text").click()
    files.settle()
    assert [copy.name for copy in desktop.opened] == [f"{name}.txt"]


# -- Checksums -------------------------------------------------------------------------------------


def checksum(files: Versions) -> str:
    bar = files.view.findChild(ChecksumBar)
    return bar.findChild(ElidedLabel, "checksum").text() if bar.isVisible() else ""


def verify(files: Versions) -> tuple[str, str]:
    bar = files.view.findChild(ChecksumBar)
    files.qtbot.mouseClick(bar.findChild(QToolButton, "verify-checksum"), Qt.MouseButton.LeftButton)
    files.settle()
    return bar._sign, checksum(files)


def test_checksums_are_shown_and_verified(path: Path, files: Versions) -> None:
    rows = [
        version("none", "one\n"),
        version("odd", "one\n", checksum="v7"),
        version("wrong", "one\n3\n", checksum=SUM),
        version("right", "one\n2\n", checksum=SUM),
    ]
    write(path, outputs=rows)
    files.open("p")
    assert checksum(files) == f"SHA-256 {SUM[:12]}…"
    assert verify(files) == ("done", "SHA-256 is right: the content is what was recorded")
    files.click_version(1)
    sign, said = verify(files)
    assert (sign, said.split(":")[0]) == ("error", "SHA-256 is wrong")
    files.click_version(2)
    assert checksum(files) == "Checksum v7, of a kind that is not known"
    files.click_version(3)
    assert checksum(files) == ""
