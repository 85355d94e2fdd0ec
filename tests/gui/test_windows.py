"""Several windows of one process: each with its store and places, none overwriting another."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from constellation_gui.place import Place
from constellation_gui.session import Session
from constellation_gui.startup import Start
from tests.gui.desk import Desk
from tests.user import User


def test_a_new_window_shows_the_same_and_goes_its_own_way(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.choose_project("Calculator")
    one.choose_agent("planner")
    before = one.place

    two = desk.in_another(one, "file.new-window")
    two.until_open(store)
    two.until(lambda: two.place == before)
    assert two.store.database is not one.store.database
    two.choose_project("Web shop")

    assert one.place == before
    assert two.place.project == "shop"
    assert two.action("go.back").isEnabled()
    desk.close(two)
    one.choose_agent("Root Agent")
    assert one.read_transcript()


def test_a_new_window_without_a_store_offers_the_ways_in(desk: Desk) -> None:
    two = desk.in_another(desk.begin(), "file.new-window")
    assert two.sees("welcome")


def test_another_store_can_be_opened_beside(desk: Desk, store: Path, sample: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.do("file.open-new-window")
    dialog = one.dialog(QFileDialog, "open-dialog")
    dialog.selectFile(str(sample))
    dialog.accept()
    two = User(desk.qtbot, desk.windows.all[-1])
    two.until_open(sample)
    assert one.store.database.path == store
    # The menu of the first knows the store that the second opened.
    menu = one.window.commands.menu("Open Recent")
    one.until(lambda: any(sample.name in action.text() for action in menu.actions()))


def test_a_recent_store_is_opened_beside_while_ctrl_is_held(
    desk: Desk, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    menu = one.window.commands.menu("Open Recent")
    (action,) = (action for action in menu.actions() if store.name in action.text())
    held = Qt.KeyboardModifier.ControlModifier
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: held)
    action.trigger()
    (two,) = set(desk.windows.all) - {one.window}
    User(desk.qtbot, two).until_open(store)


def test_a_window_that_could_not_open_a_store_is_used_for_the_next(
    desk: Desk, store: Path, tmp_path: Path
) -> None:
    one = desk.begin(Start(str(tmp_path / "typo.db")))
    one.until(lambda: one.notices)
    desk.windows.receive(Start(str(store)))
    one.until_open(store)
    assert len(desk.windows.all) == 1


def test_how_often_to_look_is_that_of_all_windows(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.window.preferences.live_interval = 30.0
    desk.windows.apply_preferences()
    (timer,) = one.store.live.findChildren(QTimer)
    assert (timer.interval(), timer.isActive()) == (30_000, True)


def test_the_theme_is_that_of_all_windows(desk: Desk) -> None:
    one = desk.begin()
    two = desk.in_another(one, "file.new-window")
    two.do("theme.dark")
    assert one.action("theme.dark").isChecked()
    one.do("theme.light")
    assert two.action("theme.light").isChecked()
    assert not two.action("theme.dark").isChecked()


def test_what_one_window_hides_is_not_said_of_another(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    two = desk.in_another(one, "file.new-window")
    two.until_open(store)
    two.do("view.projects")
    one.choose_project("Calculator")
    assert one.action("view.projects").isChecked()
    assert one.store.panes.projects.isVisible()


def test_every_window_leaves_its_place_and_the_one_used_last_is_found_again(
    desk: Desk, store: Path, sample: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.choose_project("Calculator")
    two = desk.in_another(one, "file.new-window")
    two.until_open(store)
    two.ask_for(sample, read_only=True)
    two.until_open(sample)
    place = two.place
    one.return_to_window()
    assert desk.windows.current is one.window

    one.do("file.quit")

    assert desk.windows.all == ()
    kept = Session.load()
    assert kept.last_store == str(store)
    assert kept.place_in(store) == Place(project="calculator")
    assert kept.place_in(sample) == place
    assert set(kept.recent) == {str(store), str(sample)}


def test_the_window_that_is_closed_last_is_the_one_of_the_next_start(
    desk: Desk, store: Path, sample: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    two = desk.in_another(one, "file.new-window")
    two.ask_for(sample, read_only=True)
    two.until_open(sample)
    desk.close(one)
    desk.close(two)
    assert Session.load().last_store == str(sample)


# -- What a later start was asked for ------------------------------------------------------------


def test_a_later_start_without_a_wish_raises_the_window_used_last(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.window.showMinimized()
    desk.windows.receive(Start(or_sample=True))
    assert desk.windows.all == (one.window,)
    one.until(lambda: not one.window.isMinimized())


def test_a_store_that_is_shown_is_raised_and_goes_to_the_place(
    desk: Desk, store: Path, sample: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    two = desk.in_another(one, "file.new-window")
    two.ask_for(sample)
    two.until_open(sample)

    desk.windows.receive(Start(str(store), place=Place(message="plan")))

    one.until(lambda: one.place == Place("calculator", "planner", message="plan"))
    one.until(one.window.isActiveWindow)
    assert len(desk.windows.all) == 2


def test_a_store_that_no_window_shows_gets_one(desk: Desk, store: Path, sample: Path) -> None:
    one = desk.begin()
    desk.windows.receive(Start(str(store), size=(700, 500)))
    one.until_open(store)  # the window that showed nothing
    desk.windows.receive(Start(str(sample), read_only=True, size=(700, 500)))
    (two,) = set(desk.windows.all) - {one.window}
    User(desk.qtbot, two).until_open(sample)
    assert (two.width(), two.height()) == (700, 500)


def test_a_store_to_be_only_read_is_not_the_window_that_may_write_it(
    desk: Desk, store: Path
) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    desk.windows.receive(Start(str(store), read_only=True))
    (two,) = set(desk.windows.all) - {one.window}
    other = User(desk.qtbot, two)
    other.until_open(store)
    assert other.store.database.read_only
    assert not one.store.database.read_only


def test_two_starts_at_once_do_not_make_two_windows(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    desk.windows.receive(Start(str(store), place=Place(agent="seller")))
    assert len(desk.windows.all) == 1
    one.until(lambda: one.window.store and one.place == Place("shop", "seller"))


def test_an_address_goes_where_the_person_is(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    desk.windows.receive(Start(place=Place(agent="planner")))
    one.until(lambda: one.place == Place("calculator", "planner"))
    desk.windows.receive(Start(place=Place(agent="nobody")))
    one.until(lambda: any("has no agent nobody" in text for text in one.notices))
    assert one.place == Place("calculator", "planner")


def test_an_address_without_any_store_leads_nowhere_and_raises_the_window(desk: Desk) -> None:
    one = desk.begin()
    one.window.showMinimized()
    desk.windows.receive(Start(place=Place(agent="planner")))
    one.until(lambda: not one.window.isMinimized())
    assert one.sees("welcome")


def test_the_trail_has_actions_and_nothing_of_a_store(desk: Desk, store: Path) -> None:
    one = desk.begin(Start(str(store)))
    one.until_open(store)
    one.do("view.refresh")
    desk.in_another(one, "file.new-window").do("help.keys")
    told = desk.trail.lines()
    assert [line.split()[-1] for line in told] == ["view.refresh", "file.new-window", "help.keys"]
