"""The window as a whole: the way through a store, places, Back and Forward, what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from constellation_gui.place import Place, Tab
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session
from constellation_gui.views.events_view import EventsView
from constellation_gui.views.files_view import FilesView
from constellation_gui.views.transcript_view import TranscriptView
from tests.user import User


def test_without_a_store_the_window_explains_and_offers(user: User) -> None:
    assert user.sees("welcome")
    assert not user.action("file.backup").isEnabled()
    assert user.action("file.open").isEnabled()
    assert user.window.windowTitle() == "Constellation"


def test_a_person_walks_from_a_project_to_an_agent_and_on_to_its_tabs(
    user: User, store: Path
) -> None:
    user.open_store(store)
    assert user.window.windowTitle() == "store.db — Constellation"
    assert sorted(user.rows("projects")) == ["Calculator", "Web shop"]

    user.choose_project("Calculator")
    assert user.rows("agents") == ["Root Agent", "planner"]
    user.choose_agent("planner")
    assert user.place == Place(project="calculator", agent="planner")

    user.turn_to(Tab.FILES)
    assert user.place == Place(project="calculator", agent="planner", tab=Tab.FILES)
    user.turn_to(Tab.EVENTS)
    assert user.place.tab is Tab.EVENTS


def test_the_first_sight_of_a_store_is_its_newest_project_and_first_agent(
    user: User, store: Path
) -> None:
    user.open_store(store)
    assert user.place == Place(project="shop", agent="seller")


def test_back_and_forward_by_key_and_by_mouse(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.turn_to(Tab.FILES)
    way = [
        Place(project="calculator", agent="planner", tab=Tab.FILES),
        Place(project="calculator", agent="planner"),
    ]
    assert user.place == way[0]

    user.do("go.back")
    assert user.place == way[1]
    user.until_shown()
    viewport = user.list("projects").viewport()
    user.qtbot.mouseClick(viewport, Qt.MouseButton.BackButton, pos=QPoint(5, 5))
    assert user.place == Place(project="calculator", tab=Tab.OVERVIEW)
    user.qtbot.mouseClick(viewport, Qt.MouseButton.ForwardButton, pos=QPoint(5, 5))
    assert user.place == way[1]
    user.do("go.forward")
    assert user.place == way[0]
    assert not user.action("go.forward").isEnabled()
    assert user.store.panes.tabs.tab is Tab.FILES


def test_a_link_leads_back_to_where_it_was_copied(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_project("Calculator")
    user.choose_agent("planner")
    user.do("edit.copy-link")
    assert user.clipboard == "constellation://project/calculator/agent/planner"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("agent/planner", Place(project="calculator", agent="planner")),
        ("message/plan", Place(project="calculator", agent="planner", message="plan")),
        ("output/app-1", Place("calculator", "root", output="app-1", tab=Tab.FILES)),
        ("event/failed", Place("shop", "seller", event="failed", tab=Tab.EVENTS)),
    ],
)
def test_half_an_address_finds_its_place(
    user: User, store: Path, address: str, place: Place
) -> None:
    user.ask_for(store, place=Place.parse(f"constellation://{address}"))
    user.until(lambda: user.place == place)
    assert user.store.panes.tabs.currentIndex() == list(Tab).index(place.tab)
    user.until_shown()


def test_an_address_of_something_that_is_gone_says_so(user: User, store: Path) -> None:
    user.ask_for(store, place=Place(agent="nobody"))
    user.until(lambda: user.notices)
    assert "has no agent nobody" in user.notices[0]
    assert user.place == Place(project="shop", agent="seller")


def test_everything_is_as_it_was_at_the_next_start(qtbot: QtBot, store: Path) -> None:
    first = User.start(qtbot)
    first.window.resize(777, 601)
    first.open_store(store)
    first.choose_project("Calculator")
    first.choose_agent("planner")
    first.turn_to(Tab.EVENTS)
    first.store.panes.set_widths([170, 250, 355], within=777)
    widths = first.store.panes.widths()
    first.do("view.projects")
    first.do("theme.dark")
    first.leave()

    second = User.start(qtbot)
    assert Session.load().last_store == str(store)
    assert Preferences.load().theme == "dark"
    assert (second.window.width(), second.window.height()) == (777, 601)
    second.ask_for(store)
    second.until(lambda: second.place != Place())
    assert second.place == Place(project="calculator", agent="planner", tab=Tab.EVENTS)
    assert not second.store.panes.projects.isVisible()
    assert not second.action("view.projects").isChecked()
    second.do("view.projects")
    assert second.store.panes.widths() == pytest.approx(widths, abs=2)
    second.leave()


def test_a_remembered_place_that_is_gone_is_not_complained_about(user: User, store: Path) -> None:
    user.window.session.leave(store, Place(project="gone", agent="too"))
    user.ask_for(store)
    user.until(lambda: user.place != Place())
    assert user.place == Place(project="shop", agent="seller")
    assert user.notices == []


def test_dropping_a_file_opens_it(user: User, store: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(store))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    user.window.dropEvent(drop)
    user.until_open(store)


def test_panes_can_be_hidden_and_the_keyboard_goes_round_those_that_are_there(
    user: User, store: Path
) -> None:
    user.open_store(store)
    panes = user.store.panes

    def pane_with_focus() -> str:
        focus = QApplication.focusWidget()
        return next(
            (
                name
                for name, pane in (
                    ("projects", panes.projects),
                    ("agents", panes.agents),
                    ("details", panes.tabs),
                )
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            "none",
        )

    panes.projects.setFocus()
    visited = [pane_with_focus()]
    for _ in range(2):
        user.do("go.next-pane")
        visited.append(pane_with_focus())
    assert visited[:2] == ["projects", "agents"]
    user.do("view.agents")
    assert not panes.agents.isVisible()
    panes.projects.setFocus()
    user.do("go.previous-pane")
    user.do("go.previous-pane")
    assert pane_with_focus() == "projects"
    user.do("view.projects")
    user.do("edit.filter")
    assert panes.projects.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_copy_reaches_the_list_that_has_the_keyboard(user: User, store: Path) -> None:
    user.open_store(store)
    user.choose_agent("Seller")
    QApplication.clipboard().clear()
    user.list("agents").setFocus()
    user.do("edit.copy")
    assert user.clipboard.startswith("Seller\t")


def test_tabs_that_nobody_asked_for_are_made_in_a_quiet_moment(user: User, store: Path) -> None:
    user.open_store(store)
    user.do("view.live")  # following asks, too
    assert len(user.store.panes.tabs.findChildren(TranscriptView)) == 1
    assert not user.store.panes.tabs.findChildren(FilesView)
    asked = user.store.queries.started
    user.until(lambda: user.store.panes.tabs.findChildren(EventsView))
    assert user.store.panes.tabs.findChildren(FilesView)
    assert user.store.queries.started <= asked + 3  # the marks', no tab's


def test_another_store_takes_the_place_of_the_first(user: User, store: Path, sample: Path) -> None:
    user.open_store(store)
    first = user.store
    user.choose_project("Calculator")
    user.ask_for(sample, read_only=True)
    user.until_open(sample)

    assert user.store is not first
    assert user.window.windowTitle() == "sample.db (read-only) — Constellation"
    assert user.window.session.places[str(store)] == Place("calculator", tab=Tab.OVERVIEW).url()
    assert not user.action("go.back").isEnabled()
    user.until(lambda: not store.with_name("store.db-wal").exists())


def test_statistics_tell_what_the_store_holds(user: User, store: Path) -> None:
    user.open_store(store)
    user.do("database.statistics")
    dialog = user.dialog(QDialog, "statistics")
    user.until_shown()
    assert dialog.facts.value("path") == str(store)  # type: ignore[attr-defined]
    values = {
        name: dialog.facts.value(name)  # type: ignore[attr-defined]
        for name in ("projects", "agents", "agent_history", "outputs", "events", "status failed")
    }
    assert list(values.values()) == ["2", "3", "3", "3", "2", "1"]
    user.press("Copy", dialog)
    assert f"File\t{store}" in user.clipboard
    user.press("Close", dialog)
    user.until(lambda: not user.window.findChildren(QDialog, "statistics"))


def test_the_status_bar_tells_path_size_and_counts(user: User, store: Path) -> None:
    user.open_store(store)
    user.until(lambda: "messages" in user.window.status.facts)
    facts = user.window.status.facts.split(" · ")
    assert facts[0] == str(store)
    assert facts[2:] == ["WAL", "3 messages"]


def test_columns_that_were_chosen_are_there_the_next_time(qtbot: QtBot, store: Path) -> None:
    before = User.start(qtbot)
    before.open_store(store)
    before.store.panes.agents.columns.choose(1, shown=False)
    before.leave()

    after = User.start(qtbot)
    after.open_store(store)
    assert after.list("agents").header().isSectionHidden(1)
    after.leave()
