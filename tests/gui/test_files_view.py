"""The tab of files: what a person finds there, and what is said where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from constellation_gui import theme
from constellation_gui.queries import Queries
from tests.builders import agent, empty_store, output, project, write
from tests.gui.files_tab import APP, Files, version
from tests.gui.panes import damaged

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    empty_store(path)
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p"), project(id="bare")], agents=people)
    return path


@pytest.fixture
def files(path: Path, queries_on: OnStore, qtbot: QtBot) -> Files:
    return Files(qtbot, queries_on(path))


# -- Seeing ----------------------------------------------------------------------------------------


def test_what_was_written_last_is_there_at_once(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    assert files.paths() == ["/", "src", "app.ts", "notes.md"]
    assert files.tree.currentIndex().data() == "app.ts"
    assert files.text() == ["@@@ -1,3 +1,4 @@", " one", " 2", " three", "+four"]
    assert files.about().startswith("+1 −0 · against the version of 2026-01-31")
    assert files.chosen == []


def test_choosing_a_file_shows_its_newest_version(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.click_path("notes.md")
    assert files.text() == ["@@@ -0,0 +1 @@", "+# Notes"]
    assert files.about() == "+1 −0 · first version: everything in it is new"
    assert files.chosen == ["notes"]


def test_choosing_a_version_shows_what_it_changed(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.click_version(1)
    assert files.text() == ["@@@ -1,3 +1,3 @@", " one", "-two", "+2", " three"]
    assert files.chosen == ["app-2"]


def test_the_content_instead_of_the_diff(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p")
    files.press_tool("show-content")
    assert files.text() == [" one", " 2", " three", " four"]
    assert files.about() == "4 lines · 17 B"
    files.click_version(2)
    assert files.text() == [" one", " two", " three"]
    files.press_tool("show-diff")
    assert files.text()[1:] == ["+one", "+two", "+three"]


def test_a_version_asked_for_from_outside(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p", "coder", "app-1")
    assert files.tree.currentIndex().data() == "app.ts"
    assert files.versions.currentIndex().row() == 2
    assert files.text()[1:] == ["+one", "+two", "+three"]
    files.open("p", "coder", "app-2")
    assert files.versions.currentIndex().row() == 1
    assert files.chosen == []


def test_a_version_by_somebody_else_turns_to_the_whole_project(path: Path, files: Files) -> None:
    write(path, outputs=APP)
    files.open("p", "coder")
    assert files.paths() == ["/", "src", "app.ts", "notes.md"]
    write(path, outputs=[version("deep", "x\n", path="/lib/deep.ts")])
    files.open("p", "coder", "deep")
    assert files.tree.currentIndex().data() == "deep.ts"
    assert files.view.findChild(QComboBox).currentText() == "Of this project"


def test_what_the_version_kept_is_said(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "new\n", previous_content="old\n")])
    files.open("p")
    assert files.text()[1:] == ["-old", "+new"]
    assert files.about() == "+1 −1 · against the text before it, kept with this version"


def test_outputs_without_a_path(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "A\n", path=None), version("b", "B\n", path=None)])
    files.open("p")
    files.click_path("Without a path")
    files.click_version(1)
    assert files.text()[1:] == ["+A"]
    assert files.chosen == ["a"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_hostile_content_is_shown_as_text(
    path: Path, files: Files, name: theme.ThemeName, qapp: QApplication
) -> None:
    ugly = "<b>x</b>\0\x1b[31m\u202e\ttab\r\n" + "漢字😀\n" + "y" * 100_000 + "\n\rz"
    write(path, outputs=[version("a", "<b>y</b>\n"), version("b", ugly)])
    theme.apply(qapp, name)
    files.open("p")
    assert files.text()[2] == "+<b>x</b>⟨NUL⟩⟨ESC⟩[31m⟨RLO⟩\ttab"
    assert len(files.text()[4]) == 2_001
    assert files.text()[5] == "+⟨CR⟩z"
    files.view.grab()


def test_a_store_of_the_original_s_schema(
    bare_store: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    files = Files(qtbot, queries_on(bare_store))
    files.open("calculator", None, "app-2")
    assert files.paths() == ["/src", "app.ts", "notes.md"]
    assert files.text()[1:] == ["-one", "+two"]


def test_the_theme_is_followed(path: Path, files: Files, qapp: QApplication) -> None:
    write(path, outputs=APP)
    files.open("p")
    theme.apply(qapp, "dark")
    files.settle()
    picture = files.lines.grab().toImage()
    below = picture.pixelColor(picture.width() // 2, picture.height() - 5)
    assert below == theme.DARK.surface
    added = picture.pixelColor(picture.width() - 5, files.lines.rowViewportPosition(4) + 3)
    assert added == theme.DARK.added_bg


# -- States ----------------------------------------------------------------------------------------


def test_no_project(files: Files) -> None:
    files.open(None)
    assert files.said() == ["No project chosen"]


def test_no_files_yet_then_some(path: Path, files: Files) -> None:
    files.open("bare")
    assert files.said() == ["No files yet", "Look again"]
    write(path, outputs=[output("bare", path="a.ts", content="x\n")])
    files.press("Look again")
    assert files.paths() == ["a.ts"]
    assert files.text()[1:] == ["+x"]


def test_no_files_of_the_agent_but_of_its_project(path: Path, files: Files) -> None:
    write(path, outputs=APP[1:2])
    files.open("p", "root")
    assert files.said() == ["No files of this agent", "Show the project's files"]
    files.press("Show the project's files")
    assert files.paths() == ["/src", "app.ts"]
    files.open("p", "coder")
    assert files.view.findChild(QComboBox).currentText() == "Of this project"


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (["a\n", None], ["No content was recorded"]),
        (["a\n", "a\n"], ["Nothing changed", "Show the content"]),
        ([""], ["This version is empty"]),
        (["", ""], ["This version is empty"]),
    ],
)
def test_nothing_to_show_says_why(
    path: Path, files: Files, contents: list[str | None], sentence: list[str]
) -> None:
    write(path, outputs=[version(f"v{n}", content) for n, content in enumerate(contents)])
    files.open("p")
    assert files.said() == sentence


def test_from_nothing_changed_to_the_content(path: Path, files: Files) -> None:
    write(path, outputs=[version("a", "same\n"), version("b", "same\n")])
    files.open("p")
    files.press("Show the content")
    assert files.text() == [" same"]


def test_a_fault_is_told_and_can_be_tried_again(
    path: Path, queries_on: OnStore, qtbot: QtBot
) -> None:
    write(path, outputs=[version(f"v{n}", "x\n", path=f"/src/{n}.ts") for n in range(500)])
    with damaged(path, "outputs"):
        files = Files(qtbot, queries_on(path))
        files.open("p")
        assert files.said() == ["The files could not be read.", "Try again"]
        assert len(files.problems) == 1
        files.queries.database.close()  # what SQLite read of the pages goes with its connections
    files.press("Try again")
    assert files.said() == []
    assert files.paths()[0] == "/src"
