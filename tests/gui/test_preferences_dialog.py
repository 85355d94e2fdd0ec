"""Preferences: what is chosen holds at once, in everything that is shown, and at the next start."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.place import Tab
from constellation_gui.preferences import Preferences
from constellation_gui.theme import DARK_CONTRAST
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.preferences_dialog import PreferencesDialog
from tests import builders
from tests.user import User


@pytest.fixture
def dialog(user: User) -> PreferencesDialog:
    return opened(user)


def opened(user: User) -> PreferencesDialog:
    user.key(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return user.dialog(PreferencesDialog, "preferences")


def choose(user: User, dialog: QDialog, name: str, text: str) -> None:
    """Choose an entry of a box by keyboard, as a person who knows how it begins."""
    box = dialog.findChild(QComboBox, f"preference {name}")
    at = next(row for row in range(box.count()) if box.itemText(row).startswith(text))
    box.setFocus()
    for _row in range(abs(at - box.currentIndex())):
        down = at > box.currentIndex()
        user.qtbot.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    assert box.currentIndex() == at


def enter(user: User, dialog: QDialog, name: str, text: str) -> None:
    """Type a number into its field."""
    box = dialog.findChild(QDoubleSpinBox, f"preference {name}")
    box.setFocus()
    box.selectAll()
    user.qtbot.keyClicks(box, text)
    user.qtbot.keyClick(box, Qt.Key.Key_Return)


def kept() -> dict[str, object]:
    return json.loads(Preferences.path().read_text())


def test_a_language_is_kept_for_the_next_start(user: User, dialog: PreferencesDialog) -> None:
    choose(user, dialog, "language", "Deutsch")
    assert Preferences.load().language == "de"
    assert "Takes effect at the next start." in (
        label.text() for label in dialog.findChildren(QLabel)
    )
    assert dialog.windowTitle() == "Preferences"


def test_there_is_one_dialog_and_the_window_goes_on(user: User, dialog: PreferencesDialog) -> None:
    assert not dialog.isModal()
    user.do("edit.preferences")
    assert user.window.findChildren(PreferencesDialog) == [dialog]
    for field in dialog.findChildren(QWidget):
        if field.objectName().startswith("preference "):
            assert field.accessibleName()


def test_the_look_holds_at_once(user: User, dialog: PreferencesDialog) -> None:
    choose(user, dialog, "theme", "Dark")
    choose(user, dialog, "contrast", "Always")
    assert theme.current() is DARK_CONTRAST
    assert user.action("theme.dark").isChecked()
    choose(user, dialog, "zoom", "150")
    enter(user, dialog, "font_size", "12")
    assert user.window.menuBar().font().pointSizeF() == 18.0
    family = dialog.findChild(QComboBox, "preference mono_font").itemText(1)
    assert QFontDatabase.isFixedPitch(family)
    choose(user, dialog, "mono_font", family)
    assert theme.font("mono").families()[0] == family
    assert kept() == {
        "theme": "dark",
        "contrast": "on",
        "zoom": 150,
        "font_size": 12.0,
        "mono_font": family,
    }


def test_what_the_menu_chooses_is_shown(user: User, dialog: PreferencesDialog) -> None:
    user.do("theme.dark")
    user.do("view.zoom-in")
    assert dialog.findChild(QComboBox, "preference theme").currentText() == "Dark"
    assert dialog.findChild(QComboBox, "preference zoom").currentText() == "110 %"


def test_the_size_goes_back_to_the_desktops(user: User, dialog: PreferencesDialog) -> None:
    before = user.window.menuBar().font().pointSizeF()
    enter(user, dialog, "font_size", "14")
    box = dialog.findChild(QDoubleSpinBox, "preference font_size")
    box.setValue(box.minimum())
    assert box.text() == "As the desktop"
    assert user.window.menuBar().font().pointSizeF() == before
    assert kept() == {}


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be nine hours ahead."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def note_times(path: Path) -> None:
    """Write things that happened at 20:00 UTC, when it is the next day in Tokyo."""
    at = "2026-01-31T20:00:00.000Z"
    project = builders.project(id="late", name="Late", created_at=at, updated_at=at)
    agent = builders.agent(project, id="owl", name="Owl", created_at=at)
    versions = [
        builders.output(project, agent, id=f"v{n}", path="a.txt", content=f"{n}\n", created_at=at)
        for n in range(2)
    ]
    builders.write(
        path,
        projects=[project],
        agents=[agent],
        agent_history=[builders.message(agent, id="late-1", content="Hoot", created_at=at)],
        outputs=versions,
        events=[builders.event(project, agent, id="late-event", type="hoot", created_at=at)],
    )


def first_cell(view: QAbstractItemView, column: int = 0) -> str:
    return str(view.model().index(0, column).data())


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's alone")
@pytest.mark.usefixtures("in_tokyo")
def test_every_time_is_in_the_zone_that_was_chosen(user: User, store: Path) -> None:
    note_times(store)
    user.ask_for(store)
    user.until_open(store)
    user.choose_project("Late")
    user.choose_agent("Owl")
    user.open_file("a.txt")
    user.choose_version(0)
    user.turn_to(Tab.EVENTS)
    user.click_row("events", "2026-02-01 05:00:00")
    user.until_shown()
    panes = user.store.panes
    against = panes.files.findChild(ElidedLabel, "compared-with")
    event_title = panes.events.findChild(QWidget, "event").findChild(QLabel, "pane-title")
    assert "2026-02-01 05:00" in against.text()
    assert "2026-02-01 05:00" in event_title.text()
    seen = user.window.grab().toImage()

    choose(user, opened(user), "utc", "UTC")

    user.until(lambda: "2026-01-31 20:00" in event_title.text())
    user.until(lambda: "2026-01-31 20:00" in against.text())
    assert first_cell(user.list("events")) == "2026-01-31 20:00:00"
    assert first_cell(user.list("versions")) == "2026-01-31 20:00:00"
    user.until(lambda: user.window.grab().toImage() != seen)
    assert "2026-01-31 20:00" in user.read_transcript()


def test_what_is_painted_follows_the_zone_without_being_asked(user: User, store: Path) -> None:
    user.ask_for(store)
    user.until_open(store)
    user.turn_to(Tab.EVENTS)
    dialog = opened(user)
    viewports = [user.list(name).viewport() for name in ("projects", "events")]
    viewports.append(user.store.panes.transcript.messages.viewport())
    painted: set[QWidget] = set()
    for each in viewports:
        watch(each, painted)
    choose(user, dialog, "utc", "UTC")
    user.until(lambda: {each for each in viewports if each.isVisible()} <= painted)


def watch(widget: QWidget, painted: set[QWidget]) -> None:
    class Painted(QTimer):
        def eventFilter(self, watched: QWidget, event: object) -> bool:  # type: ignore[override]
            if event.type() == event.Type.Paint:  # type: ignore[attr-defined]
                painted.add(watched)
            return False

    widget.installEventFilter(Painted(widget))


def test_amounts_have_the_digits_that_were_chosen(user: User, store: Path) -> None:
    user.ask_for(store)
    user.until_open(store)
    title = user.store.panes.projects.findChild(QLabel, "pane-title")
    user.until(lambda: "$" in title.text())
    dialog = opened(user)
    choose(user, dialog, "currency_digits", "4")
    user.until(lambda: "$0.8800" in title.text())
    costs = {
        str(user.list("projects").model().index(row, 1).data())
        for row in range(user.list("projects").model().rowCount())
    }
    assert "$0.8800" in costs


def test_the_store_is_looked_at_as_often_as_was_chosen(user: User, store: Path) -> None:
    user.ask_for(store)
    user.until_open(store)
    timer = user.store.live.findChild(QTimer)
    assert timer.interval() == 400
    enter(user, opened(user), "live_interval", "2.5")
    assert timer.interval() == 2_500
    assert kept() == {"live_interval": 2.5}


def test_the_default_store_is_chosen_or_typed(
    user: User, dialog: PreferencesDialog, store: Path
) -> None:
    user.press("Choose…", dialog)
    files = dialog.findChild(QFileDialog, "open-dialog")
    user.until(files.isVisible)
    files.selectFile(str(store))
    files.accept()
    line = dialog.findChild(QLineEdit, "preference default_store")
    assert line.text() == str(store)
    assert kept() == {"default_store": str(store)}
    line.selectAll()
    user.qtbot.keyClicks(line, "~/runs.db")
    choose(user, dialog, "start_with", "The default")
    assert kept() == {"default_store": "~/runs.db", "start_with": "default"}


def test_defaults_are_restored_and_what_a_newer_version_keeps_stays(user: User) -> None:
    Preferences.path().parent.mkdir(parents=True, exist_ok=True)
    Preferences.path().write_text('{"rainbow": [1, 2], "theme": "dark"}')
    dialog = opened(user)
    choose(user, dialog, "theme", "Dark")
    choose(user, dialog, "zoom", "200")
    assert kept() == {"rainbow": [1, 2], "theme": "dark", "zoom": 200}
    user.press("Restore Defaults", dialog)
    assert kept() == {"rainbow": [1, 2]}
    assert dialog.findChild(QComboBox, "preference zoom").currentText() == "100 %"
    assert user.window.preferences == Preferences()


def test_a_font_that_is_gone_is_shown_by_its_name(user: User) -> None:
    user.window.preferences.mono_font = "Gone Mono"
    box = opened(user).findChild(QComboBox, "preference mono_font")
    assert box.currentText() == "Gone Mono"
