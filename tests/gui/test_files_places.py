"""Where one is among files has an address: Back, links and the next start lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.place import Place, Review, Tab, Whose
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.review_view import ReviewView
from tests.builders import after, agent, project, write
from tests.gui.files_tab import version
from tests.user import User

FAMILY = Review()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Database.open(path).close()
    rows = [
        version(f"v{n}", f"{n}\n", by=by, path=f"/src/{n % 2}.ts", created_at=after(1_000 * n))
        for n, by in enumerate(("root", "root", "coder", "coder", "root"))
    ]
    people = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p")], agents=people, outputs=rows)
    return path


def title(user: User) -> str:
    """What stands above the list of changed files."""
    header = user.store.panes.findChild(QWidget, "review-list")
    return header.findChild(QLabel, "pane-title").accessibleName()


def go(user: User, way: str, there: Place) -> None:
    user.do(f"go.{way}")
    user.until(lambda: user.place == there)
    user.until_shown()


def test_back_leads_through_reviews_spans_and_comparisons(path: Path, user: User) -> None:
    user.open_store(path)
    user.choose_project("Calculator")
    user.choose_agent("coder")
    user.open_file("0.ts")
    file = user.place
    assert file == Place("p", "coder", output="v4", tab=Tab.FILES)
    user.press("Changes", user.store.panes.files)
    user.until_shown()
    assert user.place == Place("p", "coder", tab=Tab.FILES, changes=FAMILY)
    changes = user.place
    assert title(user).startswith("2 files")

    slider = user.store.panes.findChild(ReviewView).slider
    user.qtbot.keyClick(slider, Qt.Key.Key_Left)
    user.until(lambda: user.place != changes)
    user.until_shown()
    earlier = user.place
    assert earlier.changes == Review(until="2026-01-31T10:00:02.000")
    assert title(user).startswith("1 file ")

    go(user, "back", changes)
    assert title(user).startswith("2 files")
    go(user, "forward", earlier)
    assert title(user).startswith("1 file ")
    go(user, "back", changes)
    go(user, "back", file)
    assert user.read_change() == "2\n4\n"


def test_other_agents_are_reviewed_on_and_a_file_is_left_for(path: Path, user: User) -> None:
    user.open_store(path)
    user.choose_project("Calculator")
    user.do("go.changes")
    user.until_shown()
    assert user.place == Place("p", "root", tab=Tab.FILES, changes=FAMILY)
    user.choose_agent("coder")
    assert user.place == Place("p", "coder", tab=Tab.FILES, changes=FAMILY)
    user.store.panes.visit(Place(output="v4", tab=Tab.FILES))
    user.until(lambda: user.place.output == "v4")
    user.until_shown()
    assert user.read_change() == "2\n4\n"


def test_an_address_leads_to_a_span_and_to_two_versions(path: Path, user: User) -> None:
    span = Review(Whose.EVERYONE, "2026-01-31T10:00:00.000", "2026-01-31T10:00:03.000")
    user.ask_for(path, place=Place("p", tab=Tab.FILES, changes=span))
    user.until_open(path)
    user.until(lambda: title(user).startswith("2 files"))
    slider = user.store.panes.findChild(ReviewView).slider
    assert slider.captions()[1] == "3 of 5 versions"
    assert user.place.changes == span
    user.store.panes.visit(Place(output="v4", against="v0", tab=Tab.FILES))
    user.until(lambda: user.place.against == "v0")
    user.until_shown()
    assert user.read_change() == "0\n4\n"
    versions = user.list("versions")
    assert sorted(index.row() for index in versions.selectionModel().selectedRows()) == [0, 2]


def shown(user: User) -> list[str]:
    """The lines of the diff, each after its sign."""
    view = next(
        each
        for each in user.store.panes.findChild(ReviewView).findChildren(LinesView)
        if each.isVisible()
    )
    model = view._model
    return [
        f"{model.shown(row).line.mark}{model.shown(row).text}" for row in range(len(model.sheet))
    ]


def test_a_file_chosen_in_a_review_is_a_place(path: Path, user: User) -> None:
    user.open_store(path)
    user.choose_project("Calculator")
    user.do("go.changes")
    user.until_shown()
    user.click_row("changed files", "1.ts")
    user.until_shown()
    second = user.place
    assert second == Place("p", "root", tab=Tab.FILES, changes=Review(file="/src/1.ts"))
    assert shown(user)[-1] == "+3"
    user.do("edit.copy-link")
    assert user.clipboard.endswith("?tab=files&changes=family&file=/src/1.ts")

    user.press("Files", user.store.panes.files)
    user.until_shown()
    file = user.place
    go(user, "back", second)
    assert shown(user)[-1] == "+3"
    assert user.list("changed files").currentIndex().data() == "1.ts"
    go(user, "forward", file)
    user.press("Changes", user.store.panes.files)
    assert user.place == second
    user.click_row("changed files", "0.ts")
    user.until_shown()
    assert user.place.changes == Review(file="/src/0.ts")
    assert shown(user)[-1] == "+4"


def test_a_file_reached_among_all_is_a_place(path: Path, user: User) -> None:
    user.open_store(path)
    user.choose_project("Calculator")
    user.do("go.changes")
    user.until_shown()
    whole, review = user.place, user.store.panes.findChild(ReviewView)
    user.press_named("show-all", review)
    user.until_shown()
    assert user.place == whole
    lines = review.findChild(LinesView)
    lines.setFocus()
    for key, file in ((Qt.Key.Key_J, "/src/1.ts"), (Qt.Key.Key_K, "/src/0.ts")):
        user.qtbot.keyClick(lines, key)
        user.until(lambda file=file: user.place.changes == Review(file=file))
    there = user.place
    go(user, "back", whole)
    assert lines.currentIndex().row() == 0
    go(user, "forward", there)
    go(user, "back", whole)


def test_an_address_leads_to_a_file_of_a_span(path: Path, user: User) -> None:
    span = Review(Whose.EVERYONE, until="2026-01-31T10:00:03.000", file="/src/1.ts")
    user.ask_for(path, place=Place.parse(Place("p", tab=Tab.FILES, changes=span).url()))
    user.until_open(path)
    user.until(lambda: title(user).startswith("2 files"))
    user.until_shown()
    assert user.place.changes == span
    assert shown(user)[-1] == "+3"
    # One that is not there, or not any more, leads to the first.
    there = Place("p", tab=Tab.FILES, changes=Review(Whose.EVERYONE, file="/gone.ts"))
    user.store.panes.visit(there)
    user.until(lambda: user.place == there)
    user.until_shown()
    assert shown(user)[-1] == "+4"


def test_the_next_start_leads_to_the_file(path: Path, qtbot: QtBot) -> None:
    user = User.start(qtbot)
    user.open_store(path)
    user.do("go.changes")
    user.until_shown()
    user.click_row("changed files", "1.ts")
    user.until_shown()
    place = user.place
    user.leave()
    again = User.start(qtbot)
    again.open_store(path)
    again.until(lambda: again.place == place)
    again.until_shown()
    assert shown(again)[-1] == "+3"
    again.leave()


def test_files_as_they_stood_are_saved_into_a_folder(
    path: Path, user: User, tmp_path: Path
) -> None:
    user.open_store(path)
    user.do("go.changes")
    user.until_shown()
    user.press_named("folder", user.store.panes.findChild(QWidget, "review-list"))
    dialog = user.dialog(QFileDialog, "save-files")
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    user.until(lambda: user.notices)
    folder = tmp_path / "files 2026-01-31 10-00-04"
    assert user.notices == [f"2 files are saved in {folder}"]
    assert (folder / "src" / "0.ts").read_text() == "4\n"


def test_the_order_of_files_is_remembered(path: Path, qtbot: QtBot) -> None:
    user = User.start(qtbot)
    user.open_store(path)
    user.open_file("0.ts")
    user.press_named("level", user.store.panes.files)
    user.until_shown()
    assert user.rows("files") == ["0.ts", "1.ts"]
    user.store.panes.files.findChild(QMenu, "file-orders").actions()[1].trigger()
    user.store.panes.files.findChild(QMenu, "file-orders").actions()[1].trigger()
    user.until_shown()
    assert user.rows("files") == ["1.ts", "0.ts"]
    user.leave()
    again = User.start(qtbot)
    again.open_store(path)
    again.turn_to(Tab.FILES)
    again.until(lambda: again.rows("files") == ["1.ts", "0.ts"])
    again.leave()
