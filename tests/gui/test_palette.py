"""Ctrl+K: actions, projects, agents and files by a few letters, and addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from constellation_db import Database
from constellation_gui.actions import ACTIONS
from constellation_gui.models.palette import Hit, PaletteModel
from constellation_gui.place import Place, Tab
from constellation_gui.queries import InlineQueries
from tests import builders
from tests.user import User


@pytest.fixture
def at_store(user: User, store: Path) -> User:
    """Give a person at the small store."""
    user.open_store(store)
    user.until(lambda: user.place != Place())
    user.until_shown()
    return user


def test_an_action_by_two_fragments(at_store: User) -> None:
    assert at_store.type_command("back ver")[0] == "Backup…"
    at_store.key(Qt.Key.Key_Return)
    dialog = at_store.dialog(QFileDialog, "backup-dialog")
    dialog.reject()


def test_a_project_by_two_fragments(at_store: User) -> None:
    at_store.run_command("sho we")
    at_store.until(lambda: at_store.place.project == "shop")
    at_store.until_shown()
    assert at_store.store.panes.projects.selected_id() == "shop"


def test_an_agent_by_its_name_and_its_projects(at_store: User) -> None:
    at_store.run_command("sell shop")
    at_store.until(lambda: at_store.place == Place("shop", "seller", tab=at_store.place.tab))


def test_a_file_by_its_name(at_store: User) -> None:
    at_store.run_command("notes.md")
    at_store.until(lambda: at_store.place.output == "notes")
    assert at_store.place.tab is Tab.FILES


def test_nothing_typed_offers_every_action_that_can_be_done(at_store: User) -> None:
    offered = at_store.type_command("")
    can = [a.id for a in ACTIONS if at_store.action(a.id).isEnabled() and a.id != "go.anything"]
    assert len(offered) == len(can)


def test_enter_before_the_store_has_answered_takes_what_it_answers(at_store: User) -> None:
    at_store.do("go.anything")
    box = at_store.window.command_box
    at_store.qtbot.keyClicks(box, "web shop")
    at_store.qtbot.keyClick(box, Qt.Key.Key_Return)
    at_store.until(lambda: at_store.place.project == "shop")


def test_arrows_move_and_escape_gives_the_keyboard_back(at_store: User) -> None:
    projects = at_store.list("projects")
    projects.setFocus()
    at_store.type_command("a")
    hits = at_store.window.command_box.list
    assert hits.isVisible()
    last = hits.view.model().rowCount() - 1
    at_store.key(Qt.Key.Key_Up)
    assert hits.row == last
    at_store.key(Qt.Key.Key_Down)
    assert hits.row == 0
    at_store.key(Qt.Key.Key_Escape)
    assert not hits.isVisible()
    assert projects.hasFocus()
    assert at_store.window.command_box.text() == ""


def test_a_click_chooses(at_store: User) -> None:
    at_store.type_command("web shop")
    view = at_store.window.command_box.list.view
    spot = view.visualRect(view.model().index(0, 0)).center()
    at_store.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    at_store.until(lambda: at_store.place.project == "shop")


def test_an_address_is_gone_to(at_store: User) -> None:
    at_store.do("edit.copy-link")
    copied = at_store.clipboard
    at_store.choose_project("Web shop")
    at_store.do("go.link")
    assert at_store.window.command_box.text() == copied
    at_store.key(Qt.Key.Key_Return)
    at_store.until(lambda: at_store.place.url() == copied)


def test_half_an_address_is_completed_and_a_wrong_one_explained(at_store: User) -> None:
    at_store.run_command("constellation://message/plan")
    at_store.until(lambda: at_store.place == Place("calculator", "planner", message="plan"))
    assert at_store.type_command("constellation://nonsense/1")[0].startswith("An address")
    at_store.key(Qt.Key.Key_Return)
    assert at_store.window.command_box.hasFocus()
    at_store.key(Qt.Key.Key_Escape)
    at_store.run_command("constellation://agent/gone")
    at_store.until(lambda: any("no agent gone" in text for text in at_store.notices))


def test_without_a_store_there_are_actions_only(user: User) -> None:
    assert user.type_command("open sam")[0] == "Open Sample"


def test_names_are_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    builders.empty_store(path)
    builders.write(path, projects=[builders.project(name="<b>bold</b>\x1b[31m\u202e" + "x" * 500)])
    with Database.open(path) as database:
        model = PaletteModel(list)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.look_into(InlineQueries(database))
        model.type("bold")
        title = model.index(0).data()
    assert title.startswith("<b>bold</b>⟨ESC⟩[31m⟨RLO⟩xxx")
    assert len(title) <= 200


def test_the_model_keeps_its_contract_while_hits_come_and_go() -> None:
    model = PaletteModel(lambda: [Hit("Backup…", action="file.backup"), Hit("Quit")])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for text in ("", "b", "bx", "quit", "constellation://agent/1", ""):
        model.type(text)
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Backup…", "Quit"]
