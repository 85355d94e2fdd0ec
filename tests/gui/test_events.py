"""The tab of events: order, content on demand, types, what one carries, what comes in meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.models.event_rows import FIRST_KEYS, MORE_KEYS, EventQuery
from constellation_gui.models.events_model import EventsModel
from constellation_gui.queries import InlineQueries, Queries
from constellation_gui.views.events_table import EventsTable
from constellation_gui.views.events_view import EventsView
from tests import builders
from tests.builders import after, agent, event, project
from tests.gui.panes import counted_selects

OnStore = Callable[[Path], Queries]

TIME, TYPE, AGENT, DATA = range(4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a store with one project, one agent and no events."""
    path = tmp_path / "store.db"
    builders.empty_store(path)
    builders.write(
        path, projects=[project(id="p", name="Shop")], agents=[agent("p", id="a", name="Root")]
    )
    return path


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def note(path: Path, first: int, count: int, **columns: object) -> None:
    """Write events `e0`… of the project, a second apart."""
    rows = [
        event("p", id=f"e{n}", type=f"type {n % 3}", created_at=after(n * 1000), **columns)
        for n in range(first, first + count)
    ]
    builders.write(path, events=rows)


def types(model: EventsModel) -> list[str]:
    return [model.index(row, TYPE).data() for row in range(model.rowCount())]


# -- The model ------------------------------------------------------------------------------------


def test_the_model_keeps_its_contract_inline(
    path: Path, inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    note(path, 0, FIRST_KEYS + 50)
    model = EventsModel(inline)
    qtmodeltester.check(model)
    model.show(EventQuery(project_id="p"))
    assert model.rowCount() == FIRST_KEYS + 50
    assert model.whole
    note(path, 1000, 5)
    model.refresh()
    model.show(EventQuery(project_id="p", type="type 1"))
    assert set(types(model)[:20]) == {"type 1"}


def test_the_model_keeps_its_contract_in_threads(
    path: Path, queries_on: OnStore, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    note(path, 0, FIRST_KEYS * 2)
    queries = queries_on(path)
    model = EventsModel(queries)
    qtmodeltester.check(model)
    model.show(EventQuery(project_id="p"))
    model.look_at(150, 190)
    note(path, 1000, 5)
    qtbot.waitUntil(lambda: queries.idle)
    model.refresh()
    qtbot.waitUntil(lambda: queries.idle)
    assert model.rowCount() == FIRST_KEYS * 2 + 5


def test_the_newest_event_stands_first_and_every_one_once(
    path: Path, inline: InlineQueries
) -> None:
    note(path, 0, FIRST_KEYS + 7)
    model = EventsModel(inline)
    model.show(EventQuery(project_id="p"))
    keys = [model.key(row) for row in range(model.rowCount())]
    assert keys == sorted(set(keys), reverse=True)
    assert len(keys) == FIRST_KEYS + 7


def test_content_is_read_for_what_is_in_sight_only(path: Path, inline: InlineQueries) -> None:
    note(path, 0, MORE_KEYS)
    model = EventsModel(inline)
    with counted_selects() as first:
        model.show(EventQuery(project_id="p"))
    assert model.entry(0) is not None
    assert model.entry(MORE_KEYS - 1) is None
    with counted_selects() as again:
        model.look_at(MORE_KEYS - 20, MORE_KEYS - 1)
    assert model.entry(MORE_KEYS - 1) is not None
    assert len(again) == 1
    assert len(first) <= 6


def test_what_comes_in_keeps_the_indexes_that_were_there(path: Path, inline: InlineQueries) -> None:
    note(path, 0, 10)
    model = EventsModel(inline)
    model.show(EventQuery(project_id="p"))
    held = QPersistentModelIndex(model.index(3, TYPE))
    before = held.data()
    note(path, 100, 4)
    with counted_selects() as noted:
        model.refresh()
    assert held.row() == 7
    assert held.data() == before
    assert len(noted) <= 4  # the new keys (what is left of a second, what lies beyond), their rows


def test_an_agent_that_only_the_data_names_is_named(path: Path, inline: InlineQueries) -> None:
    builders.write(path, events=[event(None, id="x", type="t", data='{"agentId": "a", "n": 1}')])
    model = EventsModel(inline)
    model.show(EventQuery())
    assert model.index(0, AGENT).data() == "Root"
    assert model.index(0, DATA).data() == "n: 1"


@pytest.mark.parametrize(
    "data", ["{broken", "[1, 2", '"\x1b[31m"', "null", "", "[]", "9" * 5000, "[" * 100_000, None]
)
def test_any_data_has_a_row(path: Path, inline: InlineQueries, data: str | None) -> None:
    builders.write(path, events=[event("p", type="t", data=data)])
    model = EventsModel(inline)
    model.show(EventQuery(project_id="p"))
    shown = model.index(0, DATA).data()
    assert "\x1b" not in shown
    assert len(shown) <= 300


# -- The tab --------------------------------------------------------------------------------------


class Tab:
    """The tab alone, as a person uses it."""

    def __init__(self, qtbot: QtBot, queries: Queries) -> None:
        self.qtbot, self.queries = qtbot, queries
        self.view = EventsView(queries)
        self.table = self.view.findChild(EventsTable)
        self.chosen: list[str] = []
        self.view.event_chosen.connect(self.chosen.append)
        qtbot.addWidget(self.view)
        self.view.resize(900, 640)
        self.view.show()

    def settle(self) -> None:
        looking = self.table._looking
        self.qtbot.waitUntil(lambda: self.queries.idle and not looking.isActive(), timeout=20_000)

    def show(self, project: str | None, agent: str | None, event: str | None = None) -> None:
        self.view.show_events(project, agent, event)
        self.settle()

    def click(self, row: int) -> None:
        place = self.table.visualRect(self.table.model().index(row, TYPE)).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.table, key)
        self.settle()

    def pick(self, box: str, caption: str) -> None:
        combo = next(c for c in self.view.findChildren(QComboBox) if c.accessibleName() == box)
        index = next(i for i in range(combo.count()) if combo.itemText(i).startswith(caption))
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
        self.settle()

    def offered(self, box: str) -> list[str]:
        combo = next(c for c in self.view.findChildren(QComboBox) if c.accessibleName() == box)
        return [combo.itemText(i) for i in range(combo.count())]

    @property
    def data(self) -> str:
        return self.view.findChild(QPlainTextEdit, "event-data").toPlainText()

    @property
    def note(self) -> str:
        return self.view.findChild(QLabel, "event-note").text()

    @property
    def sentence(self) -> str:
        return next(
            label.text()
            for label in self.view.findChildren(QLabel, "sentence")
            if label.isVisible()
        )


@pytest.fixture
def tab(path: Path, queries_on: OnStore, qtbot: QtBot) -> Tab:
    return Tab(qtbot, queries_on(path))


def test_without_a_project_it_says_what_to_do(tab: Tab) -> None:
    assert tab.sentence == "No project chosen"


def test_a_click_shows_what_the_event_carries(path: Path, tab: Tab) -> None:
    note(path, 0, 3, data='{"tool":"Bash","input":{"command":"ls"}}')
    tab.show("p", None)
    tab.click(0)
    assert tab.chosen == ["e2"]
    assert '"command": "ls"' in tab.data
    assert tab.note == ""


def test_data_that_is_no_json_is_shown_as_it_is_and_marked(path: Path, tab: Tab) -> None:
    note(path, 0, 1, data="{broken\x1b[31m\u202e")
    tab.show("p", None)
    tab.click(0)
    assert tab.data == "{broken⟨ESC⟩[31m⟨RLO⟩"
    assert "No valid JSON" in tab.note


def test_large_data_is_cut_in_sight_and_copied_whole(path: Path, tab: Tab) -> None:
    data = '"' + "x" * 3_000_000 + '"'
    note(path, 0, 1, data=data)
    tab.show("p", None)
    tab.click(0)
    assert tab.note == "The first 64 kB of 3.0 MB; copying takes all."
    assert len(tab.data) == 64_000
    copy = tab.view.findChild(EventsTable).parentWidget().findChild(object, "copy")
    tab.qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    tab.settle()
    assert QGuiApplication.clipboard().text() == data


def test_types_are_offered_with_their_counts_and_filter(path: Path, tab: Tab) -> None:
    note(path, 0, 10)
    tab.show("p", None)
    assert tab.offered("Type of event") == [
        "Every type (10)", "type 0 (4)", "type 1 (3)", "type 2 (3)",
    ]  # fmt: skip
    tab.pick("Type of event", "type 2")
    assert tab.table.model().rowCount() == 3
    tab.pick("Type of event", "Every type")
    assert tab.table.model().rowCount() == 10


def test_an_agent_without_events_leads_to_those_of_its_project(path: Path, tab: Tab) -> None:
    note(path, 0, 2)
    tab.show("p", "a")
    assert tab.sentence == "No events of this agent"
    button = next(b for b in tab.view.findChildren(QPushButton, "next-step") if b.isVisible())
    tab.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    tab.settle()
    assert tab.table.model().rowCount() == 2


def test_the_agent_is_named_only_where_there_may_be_several(path: Path, tab: Tab) -> None:
    note(path, 0, 2, agent_id="a")
    tab.show("p", "a")
    assert tab.table.isColumnHidden(AGENT)
    tab.pick("Whose events", "Of this project")
    assert not tab.table.isColumnHidden(AGENT)


def test_events_without_a_project_are_found_in_the_whole_store(path: Path, tab: Tab) -> None:
    builders.write(path, events=[event(None, type="lost")])
    note(path, 0, 2)
    tab.show("p", None)
    assert tab.table.model().rowCount() == 2
    tab.pick("Whose events", "In the whole store")
    assert tab.table.model().rowCount() == 3


def test_an_event_asked_for_by_its_id_is_marked_however_deep(path: Path, tab: Tab) -> None:
    note(path, 0, FIRST_KEYS * 3, data='{"here": true}')
    tab.show("p", None, "e5")
    assert tab.table.currentIndex().row() == FIRST_KEYS * 3 - 6
    assert "here" in tab.data
    assert tab.chosen == []


def test_what_comes_in_moves_nobody_who_reads_further_down(path: Path, tab: Tab) -> None:
    note(path, 0, 300)
    tab.show("p", None)
    tab.table.verticalScrollBar().setValue(2_400)
    tab.settle()
    top = tab.table.rowAt(0)
    before = tab.table.model().index(top, TIME).data()
    note(path, 1000, 7)
    tab.view.refresh()
    tab.settle()
    assert tab.table.model().index(tab.table.rowAt(0), TIME).data() == before


def test_rows_are_copied_as_lines_and_tabs(path: Path, tab: Tab) -> None:
    note(path, 0, 3, data='{"n": 7}')
    tab.show("p", None)
    tab.click(0)
    tab.qtbot.keyClick(tab.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    tab.qtbot.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1:] for line in lines] == [
        ["type 2", "", "n: 7"], ["type 1", "", "n: 7"], ["type 0", "", "n: 7"],
    ]  # fmt: skip


def test_the_keyboard_reaches_both_ends(path: Path, tab: Tab) -> None:
    note(path, 0, FIRST_KEYS * 2)
    tab.show("p", None)
    tab.click(0)
    tab.press(Qt.Key.Key_End)
    assert tab.chosen[-1] == "e0"
    tab.press(Qt.Key.Key_Home)
    assert tab.chosen[-1] == f"e{FIRST_KEYS * 2 - 1}"
