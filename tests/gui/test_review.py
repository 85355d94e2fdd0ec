"""The review: what a run changed, read file by file and all at once, between any two instants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from constellation_gui import theme
from constellation_gui.place import Place, Tab
from constellation_gui.queries import Queries
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.review_view import ALONE, EVERYONE, ReviewView
from tests.builders import agent, empty_store, project, write
from tests.gui.files_tab import version
from tests.gui.heartbeat import STANDSTILL_MS, Heartbeat
from tests.gui.panes import POPUPS, counted_selects, damaged
from tests.gui.review_tab import Review
from tests.user import User

OnStore = Callable[[Path], Queries]

RUN = [
    version("a1", "one\ntwo\n", path="/src/a.ts"),
    version("b1", "b\n", path="/src/b.ts"),
    version("a2", "one\n2\n", path="/src/a.ts", by="coder"),
    version("new", "x\ny\n", path="/lib/new.ts", by="tester"),
    version("a3", "one\n2\nthree\n", path="/src/a.ts", by="tester"),
    version("b2", "", path="/src/b.ts", by="tester"),
    version("c1", "b\n", path="/src/c.ts", by="tester"),
    version("a4", "one\n2\nthree\nfour\n", path="/src/a.ts"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is: a root agent, a coder whom it started, and a tester whom that started."""
    path = tmp_path / "store.db"
    empty_store(path)
    people = [
        agent("p", id="root", name="Root"),
        agent("p", "root", id="coder", name="coder"),
        agent("p", "coder", id="tester", name="tester"),
    ]
    write(path, projects=[project(id="p"), project(id="bare")], agents=people)
    return path


@pytest.fixture
def review(path: Path, queries_on: OnStore, qtbot: QtBot) -> Review:
    return Review(qtbot, queries_on(path))


# -- Seeing ----------------------------------------------------------------------------------------


def test_what_a_project_made(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    assert review.listed() == [
        "/ +7 −0",
        "lib +2 −0",
        "new.ts new +2 −0",
        "src +5 −0",
        "a.ts new +4 −0",
        "b.ts new +0 −0",
        "c.ts new +1 −0",
    ]
    assert review.title() == "4 files · +7 −0"
    assert review.current() == "new.ts"
    assert review.text()[1:] == ["+x", "+y"]


def test_what_an_agent_changed_against_what_it_found(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "tester")
    # What b.ts lost is what c.ts holds.
    assert review.listed()[2:] == [
        "new.ts new +2 −0",
        "src +2 −1",
        "a.ts changed +1 −0",
        "b.ts emptied +0 −1",
        "c.ts moved +1 −0",
    ]
    review.click_path("a.ts")
    assert review.text()[1:] == [" one", " 2", "+three"]
    assert review.about() == "a.ts · against the version before"
    review.click_path("c.ts")
    assert review.about() == "c.ts · new, as it was in /src/b.ts"


def test_with_those_it_started_or_alone_or_everyone(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "coder")
    assert review.title() == "4 files · +5 −2"
    review.choose_scope(ALONE)
    assert review.listed() == ["/src +1 −1", "a.ts changed +1 −1"]
    assert review.text()[1:] == [" one", "-two", "+2"]
    review.choose_scope(EVERYONE)
    assert review.title() == "4 files · +7 −0"


def test_a_row_that_kept_what_it_replaced_is_believed_and_a_contradiction_told(
    path: Path, review: Review
) -> None:
    write(
        path,
        outputs=[
            version("v1", "recorded\n", path="a"),
            version("v2", "new\n", path="a", by="coder", previous_content="by hand\n"),
        ],
    )
    review.turn_to("p", "coder")
    assert review.text()[1:] == ["-by hand", "+new"]
    assert review.about().endswith("; the version before holds something else")


def test_what_is_not_known_is_said(path: Path, review: Review) -> None:
    write(
        path,
        outputs=[
            version("a1", None, path="a"),
            version("a2", "text\n", path="a", by="coder"),
            version("b1", None, path="b", by="coder"),
            version("bin", "\0\1\n", path="c", by="coder"),
            version("d1", "d\n", path="d"),
            version("d2", "d\n", path="d", by="coder"),
        ],
    )
    review.turn_to("p", "coder")
    assert review.listed() == [
        "a no content", "b no content", "c new, binary +1 −0", "d as before +0 −0"
    ]  # fmt: skip
    assert review.said()[0] == "What changed is not known"
    review.press("Show the content")
    assert review.text() == [" text"]
    review.press_tool("show-diff")
    review.click_path("b")
    assert review.said() == ["No content was recorded"]
    review.click_path("d")
    assert review.said() == ["Nothing changed", "Show the content"]


def test_an_agent_that_changed_nothing(path: Path, review: Review) -> None:
    review.turn_to("p", "coder")
    assert review.said() == ["Nothing changed", "Show the project's changes"]
    review.press("Show the project's changes")
    assert review.said() == ["Nothing changed yet", "Look again"]
    write(path, outputs=RUN)
    review.press("Look again")
    assert review.title() == "4 files · +7 −0"


def test_a_damaged_store_is_a_sentence_and_a_way_on(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.open("p")
    with damaged(path, "outputs"):
        review.press_tool("mode-changes")
        assert review.said() == ["The changes could not be read.", "Try again"]
        assert review.problems
        review.queries.database.close()  # what SQLite read of the pages goes with its connections
    review.press("Try again")
    assert review.title() == "4 files · +7 −0"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_hostile_paths_and_contents_are_shown_as_text(
    path: Path, review: Review, name: theme.ThemeName, qapp: QApplication
) -> None:
    theme.apply(qapp, name)
    ugly = "<b>x</b>\0\x1b[31m\u202e\r\n" + "y" * 100_000 + "\n\rz"
    write(path, outputs=[version("a", ugly, path="<img src=x>\x1b\u202e/../../etc/a\nb")])
    review.turn_to("p")
    review.press_tool("show-all")
    assert "<img src=x>⟨ESC⟩" in review.text()[0]
    assert review.view.grab().width() > 0


# -- The way through -------------------------------------------------------------------------------


def test_from_file_to_file(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "tester")
    visited = []
    review.lines.setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        review.key(key)
        visited.append(review.current())
    assert visited == ["a.ts", "b.ts", "c.ts", "c.ts", "b.ts"]
    assert review.text()[1:] == ["-b"]


def test_all_files_below_each_other(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "tester")
    review.press_tool("show-all")
    headings = [line for line in review.text() if line.startswith("=")]
    assert headings == [
        "=/lib/new.ts   new   +2 −0",
        "=/src/a.ts   changed   +1 −0",
        "=/src/b.ts   emptied   +0 −1",
        "=/src/c.ts   new   +1 −0",
    ]
    review.lines.setFocus()
    review.key(Qt.Key.Key_J)
    assert review.lines.currentIndex().data().startswith("/src/a.ts")
    assert review.current() == "a.ts"
    review.key(Qt.Key.Key_N)
    assert review.place() == "2 of 4 changes"
    review.click_path("c.ts")
    assert review.lines.currentIndex().data().startswith("/src/c.ts")
    review.press_tool("show-diff")
    assert review.text()[1:] == ["+b"]
    assert review.current() == "c.ts"


def test_lines_of_many_files_are_copied_without_their_headings(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "coder")
    review.choose_scope(EVERYONE)
    review.press_tool("show-all")
    review.lines.selectAll()
    review.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "x\ny\none\n2\nthree\nfour\nb\n"


def test_whole_paths_without_folders(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "tester")
    review.click_path("b.ts")
    review.press_tool("level")
    assert review.listed() == [
        "lib/new.ts new +2 −0",
        "src/a.ts changed +1 −0",
        "src/b.ts emptied +0 −1",
        "src/c.ts moved +1 −0",
    ]
    assert review.current() == "src/b.ts"


# -- As of -----------------------------------------------------------------------------------------


def test_the_files_as_they_stood_then(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    assert review.slider.captions()[:2] == ("from the beginning", "8 versions")
    review.press_keys(Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert review.slider.captions()[1] == "3 of 8 versions"
    assert review.listed() == ["/src +3 −0", "a.ts new +2 −0", "b.ts new +1 −0"]
    review.press_tool("show-content")
    review.click_path("a.ts")
    assert review.text() == [" one", " 2"]
    assert "as of 2026-01-31" in review.about()


def test_what_changed_between_two_instants(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    shift = Qt.KeyboardModifier.ShiftModifier
    review.press_keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, held=shift)
    review.press_keys(Qt.Key.Key_Left)
    assert review.listed()[2:] == [
        "new.ts new +2 −0",
        "src +2 −1",
        "a.ts changed +1 −0",
        "b.ts emptied +0 −1",
        "c.ts moved +1 −0",
    ]


def test_dragging_an_end(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    slider = review.slider
    middle, right = slider.height() // 3, slider.width() - 12
    review.qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(right, middle))
    review.qtbot.mouseMove(slider, QPoint(slider.width() // 2, middle))
    review.qtbot.mouseRelease(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle)
    )
    review.settle()
    span = slider.span
    assert 0 < span.end < len(span.instants) - 1
    assert span.start == -1
    review.qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(30, middle))
    assert span.start == 0


# -- While a run writes ----------------------------------------------------------------------------


def test_a_refresh_moves_nothing_and_reads_only_what_is_new(path: Path, review: Review) -> None:
    many = [version(f"f{n}", "x\n", path=f"/src/dir{n % 9}/file{n}.ts") for n in range(150)]
    write(path, outputs=many)
    review.turn_to("p")
    review.click_path("file30.ts")
    review.tree.collapse(review.tree.model().index_of("/src/dir1/file1.ts").parent())
    review.tree.verticalScrollBar().setValue(200)
    top = review.tree.indexAt(QPoint(0, 0)).data()
    write(path, outputs=[version("z", "z\nz\n", path="/src/aa.ts", by="coder")])
    with counted_selects() as selects:
        review.view.refresh()
        review.settle()
    # What changed and when, then before and after of the one new file.
    assert len(selects) == 3
    assert review.tree.indexAt(QPoint(0, 0)).data() == top
    assert review.current() == "file30.ts"
    assert not review.tree.isExpanded(review.tree.model().index_of("/src/dir1/file1.ts").parent())
    assert review.title() == "151 files · +152 −0"
    assert review.text()[1:] == ["+x"]


@pytest.mark.parametrize("mode", ["show-diff", "show-all"])
def test_a_file_that_is_written_again_is_shown_when_it_is_asked_for(
    path: Path, review: Review, mode: str
) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    review.press_tool(mode)
    before = review.text()
    write(path, outputs=[version("new2", "x\ny\nz\n", path="/lib/new.ts")])
    review.view.refresh()
    review.settle()
    assert review.text() == before
    assert review.about().endswith("written since: Enter in the list shows it")
    review.tree.setFocus()
    review.qtbot.keyClick(review.tree, Qt.Key.Key_Return)
    review.settle()
    assert "+z" in review.text()
    assert "written since" not in review.about()


def test_a_refresh_leaves_a_folder_the_current_row(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    review.click_path("src")
    write(path, outputs=[version("z", "z\n", path="/z.ts")])
    review.view.refresh()
    review.settle()
    assert review.current() == "src"


def test_files_that_are_not_seen_are_read_when_they_are(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p")
    review.press_tool("mode-files")
    write(path, outputs=[version("z", "z\n", path="/z.ts")])
    with counted_selects() as selects:
        review.view.refresh()
        review.settle()
    assert not any("row_number" in select for select in selects)
    review.press_tool("mode-changes")
    assert review.title() == "5 files · +8 −0"


def test_the_list_takes_as_many_statements_for_many_files(path: Path, review: Review) -> None:
    write(path, outputs=[version(f"f{n}", "x\n", path=f"/f{n}") for n in range(300)])
    review.open("p")
    with counted_selects() as selects:
        review.press_tool("mode-changes")
    lists = [each for each in selects if "typeof(outputs.content)" not in each]
    assert len(lists) == 2
    # A file that is new is read once for its counts; the first of them to be shown, too.
    assert len(selects) - len(lists) == 301


# -- Where it leads --------------------------------------------------------------------------------


@POPUPS
def test_menus(path: Path, review: Review) -> None:
    write(path, outputs=RUN)
    review.turn_to("p", "tester")
    review.click_path("a.ts")
    review.tree.menu_wanted.emit(review.tree.currentIndex(), QPoint())
    review.lines.menu_wanted.emit(QPoint())
    menus = review.view.findChildren(QMenu)
    actions = {action.text(): action for menu in menus for action in menu.actions()}
    assert {"Copy path", "Copy rows", "Export a patch of the selected…"} <= actions.keys()
    assert {"Copy lines", "Next file", "File before"} <= actions.keys()
    actions["Copy path"].trigger()
    assert QGuiApplication.clipboard().text() == "/src/a.ts"
    actions["Copy as patch"].trigger()
    review.settle()
    assert QGuiApplication.clipboard().text().startswith("diff --git a/src/a.ts b/src/a.ts")
    actions["Next file"].trigger()
    review.settle()
    assert review.current() == "b.ts"
    actions["Show its versions"].trigger()
    review.settle()
    assert review.versions.currentIndex().siblingAtColumn(2).data() == "tester"
    assert review.chosen == ["a3"]
    for menu in menus:
        menu.close()


def test_a_patch_of_what_is_selected_is_written_where_the_person_says(
    path: Path, review: Review, tmp_path: Path
) -> None:
    write(path, outputs=[*RUN, version("bad", "x\n", path="../up", by="tester")])
    review.turn_to("p", "tester")
    model = review.tree.model()
    review.tree.setCurrentIndex(model.index_of("/src/a.ts").parent())
    review.review.patches.ask(review.review._list.selected())
    dialog = review.view.findChild(QFileDialog, "patch-dialog")
    dialog.selectFile(str(tmp_path / "mine.patch"))
    dialog.accept()
    review.settle()
    assert review.title().startswith("Patch of 3 files in mine.patch · 5 files")
    text = (tmp_path / "mine.patch").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("+++")] == [
        "+++ b/src/a.ts", "+++ b/src/b.ts", "+++ b/src/c.ts"
    ]  # fmt: skip
    review.review.patches.export(review.review._list.model.in_order(), tmp_path / "all.patch")
    review.settle()
    assert "left out: ../up, as Git accepts no such path" in review.title()
    review.review.patches.export(review.review._list.model.in_order(), tmp_path / "no" / "x.patch")
    review.settle()
    assert review.title().startswith("The patch was not written")
    assert review.problems


def shown_changes(user: User) -> list[str]:
    user.until_shown()
    tree = user.store.panes.files.findChild(OutlineTree, "changed files")
    return [path.path for path in tree.model().in_order()]


def test_the_action_and_the_way_back(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.do("go.changes")
    assert user.place.tab is Tab.FILES
    assert shown_changes(user) == ["notes.md"]
    user.choose_agent("Root Agent")
    assert shown_changes(user) == ["/src/app.ts", "notes.md"]
    user.store.panes.visit(Place("calculator", "root", output="app-1", tab=Tab.FILES))
    user.until_shown()
    assert user.store.panes.files.findChild(ReviewView).isHidden()
    assert user.list("versions").currentIndex().row() == 1


@POPUPS
@pytest.mark.parametrize(
    ("pane", "row", "found"),
    [("agents", "planner", ["notes.md"]), ("projects", "Calculator", ["/src/app.ts", "notes.md"])],
)
def test_the_menus_of_agents_and_projects_lead_there(
    user: User, store: Path, pane: str, row: str, found: list[str]
) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    view = user.list(pane)
    view.menu_wanted.emit(user.row(view, row), QPoint())
    menus = [each for each in user.window.findChildren(QMenu) if each.isVisible()]
    (action,) = [
        each for menu in menus for each in menu.actions() if each.text() == "What it changed"
    ]
    action.trigger()
    for each in menus:
        each.close()
    assert shown_changes(user) == found


def test_thousands_of_files_do_not_stop_the_window(path: Path, review: Review) -> None:
    body = "".join(f"line {number}\n" for number in range(100))
    turns = (body, body.replace("7", "seven"))
    write(
        path,
        outputs=[
            version(f"{turn}-{n}", text, path=f"/src/dir{n % 97}/file{n}.ts", by=by)
            for turn, (by, text) in enumerate(zip(("root", "coder"), turns, strict=True))
            for n in range(2_000)
        ],
    )
    review.open("p", "coder")
    with Heartbeat() as heart:
        review.press_tool("mode-changes")
        review.press_tool("show-all")
        review.press_keys(Qt.Key.Key_PageUp)
    assert review.title() == "1,990 files · +37,810 −37,810"
    assert heart.longest_ms < STANDSTILL_MS
