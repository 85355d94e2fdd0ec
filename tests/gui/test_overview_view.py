"""The overview tab as a person uses it: read, go on from it, copy, watch a run."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFileDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from constellation_db import Changes
from constellation_gui import theme
from constellation_gui.place import Place, Tab
from constellation_gui.views.limit_bar import LimitBar
from constellation_gui.views.overview_view import OverviewView
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.plot_section import PlotSection
from constellation_gui.views.state_stack import StateStack
from tests import builders
from tests.builders import agent, iso, message
from tests.gui.panes import POPUPS
from tests.user import User

USAGE = json.dumps({"input_tokens": 1000, "output_tokens": 234})
SETTINGS = json.dumps({"budget": 2.0, "maxIterations": 50, "tools": ["Read", {"deep": "x"}]})


@pytest.fixture(autouse=True)
def from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have rows begin at ten o'clock sharp, however many the tests before made."""
    monkeypatch.setattr(builders, "_count", itertools.count(1))


@pytest.fixture
def watched(store: Path) -> Path:
    """The small store, with costs, tokens, settings, and a result that failed."""
    with builders.plain(store) as connection:
        connection.execute(
            "UPDATE projects SET settings = ?, description = 'Adds numbers', iteration_count = 42 "
            "WHERE id = 'calculator'",
            (SETTINGS,),
        )
    failed = '[{"tool_use_id":"c","content":"no such file","is_error":true}]'
    builders.write(
        store,
        agent_history=[
            message("root", id="paid", cost=1.5, usage=USAGE),
            message("planner", id="broke", role="tool", content="", tool_results=failed),
        ],
    )
    return store


def overview(user: User) -> OverviewView:
    view = user.store.panes.tabs.view(Tab.OVERVIEW)
    assert isinstance(view, OverviewView)
    return view


def look_at(user: User, store: Path, address: str) -> OverviewView:
    """Open a store at an address, with the overview up."""
    user.ask_for(store, place=Place.parse(f"constellation://{address}?tab=overview"))
    user.until_open(store)
    return overview(user)


def text(view: QWidget, name: str) -> str:
    return view.findChild(QLabel, name).text()


def table(user: User, name: str) -> dict[str, list[str]]:
    """A list of the page: the texts of each row behind its first."""
    model, view = user.list(name).model(), user.list(name)
    shown = [column for column in range(1, model.columnCount()) if not view.isColumnHidden(column)]
    return {
        model.index(row, 0).data(): [model.index(row, column).data() for column in shown]
        for row in range(model.rowCount())
    }


def headings(view: OverviewView) -> list[str]:
    return [each.title() for each in view.findChildren(PaneHeader) if each.isVisible()]


# -- What it tells --------------------------------------------------------------------------------


def test_a_project_is_told_at_a_glance(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/calculator")
    assert text(view, "overview-name") == "Calculator"
    assert text(view, "overview-status") == "running"
    assert text(view, "overview-about") == "Adds numbers"
    found = table(user, "figures")
    assert (found["Agents"], found["Working"], found["Completed"]) == (["2"], ["1"], ["1"])
    assert (found["Messages"], found["Tool"], found["Outputs"]) == (["5"], ["1"], ["3"])
    assert (found["Cost"], found["Without a cost"]) == (["$1.50"], ["2"])
    assert (found["Tokens"], found["Input"], found["Output"]) == (["1,234"], ["1,000"], ["234"])
    assert table(user, "facts")["Prompt"] == ["./prompts/calculator.md"]
    bars = [bar.text() for bar in view.findChildren(LimitBar) if bar.isVisible()]
    assert bars == ["Budget: $1.50 of $2.00 · 75 %", "Iterations: 42 of 50 · 84 %"]


def test_an_agent_is_told_alone_and_with_those_it_started(user: User, watched: Path) -> None:
    look_at(user, watched, "agent/root")
    found = table(user, "figures")
    assert found["Messages"] == ["3", "5"]
    assert found["Outputs"] == ["2", "3"]
    user.choose_agent("planner")
    assert table(user, "figures")["Messages"] == ["2"]
    assert table(user, "facts")["Started by"] == ["Root Agent"]


def test_an_unknown_cost_is_never_a_zero(user: User, store: Path) -> None:
    with builders.plain(store) as connection:
        connection.execute("UPDATE projects SET cost_total = NULL, settings = '{\"budget\":5}'")
    view = look_at(user, store, "project/calculator")
    assert table(user, "figures")["Cost"] == ["unknown"]
    assert table(user, "facts")["Recorded cost"] == ["unknown"]
    assert "Budget: unknown of $5.00" in [bar.text() for bar in view.findChildren(LimitBar)]
    assert table(user, "cost by model") == {"Unknown model": ["3", "2", "unknown"]}


def test_the_dearest_agents_come_first_and_the_rest_together(user: User, store: Path) -> None:
    many = [agent("shop", id=f"a{n}", name=f"worker {n:02}") for n in range(14)]
    paid = [message(f"a{n}", cost=float(n)) for n in range(14)]
    builders.write(store, agents=many, agent_history=paid)
    look_at(user, store, "project/shop")
    found = table(user, "cost by agent")
    assert next(iter(found)) == "worker 13"
    assert list(found)[-1] == "5 others"
    assert found["5 others"] == ["4", "$6.00"]


def test_a_status_that_is_stale_says_since_when(user: User, store: Path) -> None:
    view = look_at(user, store, "project/calculator")
    said = text(view, "overview-doubts")
    assert said.startswith("Nothing was written since 2026-01-31 10:00:")
    assert said.endswith("the status may be stale.")
    builders.write(
        store, agent_history=[message("root", created_at=iso(datetime.now(UTC)), role="user")]
    )
    user.do("view.refresh")
    user.until(lambda: text(view, "overview-doubts") == "")


def test_a_recent_silence_is_worded_as_long_ago(user: User, store: Path) -> None:
    with builders.plain(store) as connection:
        for name in builders.TABLES:
            connection.execute(
                f"UPDATE {name} SET created_at = ?",
                (iso(datetime.now(UTC) - timedelta(hours=3, minutes=30)),),
            )
    view = look_at(user, store, "project/calculator")
    assert "(3 h ago): the status may be stale" in text(view, "overview-doubts")


def test_an_end_on_a_running_project_is_said(user: User, store: Path) -> None:
    with builders.plain(store) as connection:
        connection.execute("UPDATE projects SET ended_at = '2026-02-01 10:00:00'")
    view = look_at(user, store, "project/calculator")
    assert "yet an end is recorded: 2026-02-01 10:00:00" in text(view, "overview-doubts")
    user.choose_project("Web shop")  # failed: it may have an end
    assert text(view, "overview-doubts") == ""


def test_settings_are_a_tree_and_as_stored_on_demand(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/calculator")
    assert "Settings" in headings(view)
    assert user.rows("settings") == ["budget", "maxIterations", "tools", "[0]", "[1]", "deep"]
    raw = view.findChild(QPlainTextEdit, "settings-text")
    assert not raw.isVisible()
    view._settings._switch.click()
    assert raw.toPlainText() == SETTINGS
    assert not user.list("settings").isVisible()


def test_settings_that_are_no_json_are_shown_and_marked(user: User, store: Path) -> None:
    with builders.plain(store) as connection:
        connection.execute("UPDATE agents SET config = '{not json \x1b[31m' WHERE id = 'root'")
    view = look_at(user, store, "agent/root")
    assert "Configuration" in headings(view)
    assert view._settings.note() == "No valid JSON; shown as it is stored."
    raw = view.findChild(QPlainTextEdit, "settings-text")
    assert raw.isVisible()
    assert raw.toPlainText() == "{not json ⟨ESC⟩[31m"


def test_hostile_text_is_plain_text(user: User, store: Path) -> None:
    with builders.plain(store) as connection:
        connection.execute(
            "UPDATE projects SET name = '<b>x</b>' || char(0x202e), status = '<i>odd</i>', "
            "description = '<img src=\"file:///etc/passwd\">' || char(0), settings = '[]'"
        )
    view = look_at(user, store, "project/calculator")
    assert text(view, "overview-name") == "<b>x</b>⟨RLO⟩"
    assert text(view, "overview-about") == '<img src="file:///etc/passwd">⟨NUL⟩'
    labels = view.findChildren(QLabel)
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in labels
        if label.text() and label.objectName().startswith(("overview-", "section-"))
    )


def test_statuses_of_a_writers_own_are_counted_and_do_not_fill_the_page(
    user: User, store: Path
) -> None:
    odd = [agent("shop", id=f"odd{n}", status=f"status {n:02}") for n in range(30)]
    builders.write(store, agents=odd)
    look_at(user, store, "project/shop")
    found = table(user, "figures")
    assert (found["Agents"], found["Failed"], found["Status 07"]) == (["31"], ["1"], ["1"])
    assert found["22 more"] == ["22"]


def test_usage_that_cannot_be_read_is_counted_and_said(user: User, store: Path) -> None:
    kinds = (USAGE, "{broken", '{"totalTokens":7}', "[]")
    builders.write(store, agent_history=[message("seller", usage=usage) for usage in kinds])
    look_at(user, store, "project/shop")
    found = table(user, "figures")
    assert (found["Tokens"], found["Not told apart"]) == (["1,241"], ["7"])
    assert found["Unreadable usage"] == ["1"]


def test_without_a_project_the_store_is_summed_up(user: User, watched: Path) -> None:
    user.open_store(watched)
    user.store.panes.go(Place(tab=Tab.OVERVIEW))
    user.until_shown()
    assert text(overview(user), "overview-name") == "The whole store"
    found = table(user, "figures")
    assert (found["Agents"], found["Messages"], found["Cost"]) == (["3"], ["5"], ["$1.50"])
    assert "Tokens" not in found
    user.list("cost by agent").setFocus()
    assert next(iter(table(user, "cost by agent"))) == "Web shop"
    user.key(Qt.Key.Key_Home)
    user.key(Qt.Key.Key_Return)
    assert user.place == Place(project="shop", tab=Tab.OVERVIEW)
    user.until_shown()


def test_an_empty_store_says_what_to_do(user: User, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    builders.empty_store(path)
    view = look_at(user, path, "")
    page = view.findChild(StateStack).currentWidget()
    assert page.findChild(QLabel, "sentence").text() == "No project chosen"


def test_a_project_that_went_meanwhile_says_so(user: User, store: Path) -> None:
    view = look_at(user, store, "project/shop")
    with builders.plain(store) as connection:
        connection.execute("DELETE FROM projects WHERE id = 'shop'")
    view.refresh()

    def said() -> list[str]:
        page = view.findChild(StateStack).currentWidget()
        return [label.text() for label in page.findChildren(QLabel, "sentence")]

    user.until(lambda: said() == ["This project is not there"])


# -- Going on from it -----------------------------------------------------------------------------


def test_a_failure_leads_to_its_message(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator")
    assert list(table(user, "failures")) == ["no such file"]
    user.list("failures").setFocus()
    user.key(Qt.Key.Key_Return)
    user.until_shown()
    assert user.place == Place("calculator", "planner", message="broke")
    user.do("go.back")
    assert user.place == Place(project="calculator", tab=Tab.OVERVIEW)
    user.until_shown()


def test_failures_are_counted_in_their_heading(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/shop")
    assert "Failures · 1 failed agent · 1 error event" in headings(view)
    user.choose_project("Calculator")
    assert "Failures · 1 failed tool result" in headings(view)
    user.choose_agent("Root Agent")
    assert list(table(user, "failures")) == ["no such file"]


def test_two_clicks_lead_to_an_agent(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator")
    rows = user.list("cost by agent")
    index = user.row(rows, "Root Agent")
    user.store.panes.tabs.view(Tab.OVERVIEW)._page.ensureWidgetVisible(rows)
    spot = rows.visualRect(index).center()
    user.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    user.qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert user.place == Place("calculator", "root", tab=Tab.OVERVIEW)
    user.until_shown()


def test_the_keys_of_the_tabs(user: User, watched: Path) -> None:
    user.open_store(watched)
    assert user.place.tab is Tab.TRANSCRIPT  # as before there were overviews
    user.do("go.overview")
    assert user.place == Place("shop", "seller", tab=Tab.OVERVIEW)
    assert user.action("go.overview").shortcut().toString() == "Ctrl+1"
    assert user.action("go.events").shortcut().toString() == "Ctrl+4"
    user.until_shown()
    assert Place.parse("constellation://project/p").tab is Tab.TRANSCRIPT


def test_everything_can_be_reached_with_the_tab_key(user: User, watched: Path) -> None:
    view = look_at(user, watched, "agent/root")
    view.setFocus()
    reached: set[str] = set()
    for _ in range(60):
        focus = user.window.focusWidget()
        if focus is not None and view.isAncestorOf(focus):
            reached.add(focus.objectName())
        user.key(Qt.Key.Key_Tab)
    lists = {"failures", "figures", "facts", "cost by model", "cost by agent", "settings"}
    assert lists | {"time-plot", "overview-name"} <= reached


def test_the_tab_key_leads_out_of_it_again(user: User, watched: Path) -> None:
    view = look_at(user, watched, "agent/root")
    view.setFocus()
    assert user.window.focusWidget() is user.list("figures")
    for _ in range(30):
        if not view.isAncestorOf(user.window.focusWidget()):
            return
        user.key(Qt.Key.Key_Tab)
    pytest.fail("the tab key goes round in the overview")


def test_the_page_follows_the_current_row(user: User, watched: Path) -> None:
    user.window.resize(1000, 640)
    view = look_at(user, watched, "agent/root")
    rows = user.list("figures")
    rows.setFocus()
    user.key(Qt.Key.Key_End)
    last = rows.visualRect(rows.currentIndex())
    seen = view._page.viewport().rect()
    assert seen.contains(rows.viewport().mapTo(view._page.viewport(), last.center()))


# -- Copying --------------------------------------------------------------------------------------


def test_the_current_row_is_copied(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator")
    user.list("facts").setFocus()
    user.do("edit.copy")
    assert user.clipboard == "Prompt\t./prompts/calculator.md"
    assert "\nCost\t$1.50\n" in user.copied_from(user.list("figures"))


@POPUPS
def test_a_value_of_the_settings_is_copied_or_its_path_or_all(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator")
    tree = user.list("settings")
    for caption, expected in (
        ("Copy value", "x"),
        ("Copy path", "tools[1].deep"),
        ("Copy all", SETTINGS),
    ):
        tree.menu_wanted.emit(user.row(tree, "deep"), QPoint())
        menu = next(m for m in overview(user).findChildren(QMenu) if m.isVisible())
        next(action for action in menu.actions() if action.text() == caption).trigger()
        menu.close()
        assert user.clipboard == expected
        user.until(lambda: not overview(user).findChildren(QMenu))


@POPUPS
def test_a_long_fact_is_copied_whole(user: User, store: Path) -> None:
    task = "word " * 200
    with builders.plain(store) as connection:
        connection.execute("UPDATE agents SET current_task = ? WHERE id = 'root'", (task,))
    look_at(user, store, "agent/root")
    facts = user.list("facts")
    facts.menu_wanted.emit(user.row(facts, "Task"), QPoint())
    menu = next(m for m in overview(user).findChildren(QMenu) if m.isVisible())
    next(action for action in menu.actions() if action.text() == "Copy value").trigger()
    menu.close()
    assert user.clipboard == task


# -- Following a run ------------------------------------------------------------------------------


def test_what_comes_in_is_taken_over_and_nothing_moves(user: User, watched: Path) -> None:
    user.window.resize(1000, 640)
    view = look_at(user, watched, "project/calculator")
    bar = view.findChild(QAbstractScrollArea, "overview").verticalScrollBar()
    figures = user.list("figures")
    figures.setFocus()
    user.click_row("figures", "Messages")
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    builders.write(watched, agent_history=[message("root", cost=0.5, usage=USAGE)])
    view.refresh(
        Changes(written_projects=frozenset({"calculator"}), written_agents=frozenset({"root"}))
    )
    user.until(lambda: table(user, "figures")["Cost"] == ["$2.00"])
    user.until(lambda: table(user, "figures")["Tokens"] == ["2,468"])
    assert bar.value() == before
    assert figures.currentIndex().data() == "Messages"


def test_a_tab_that_was_away_catches_up_when_it_comes_up(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator")
    user.turn_to(Tab.FILES)
    builders.write(watched, agent_history=[message("root", cost=0.5)])
    user.store.panes.refresh()
    user.turn_to(Tab.OVERVIEW)
    user.until(lambda: table(user, "figures")["Cost"] == ["$2.00"])


def test_it_follows_the_theme(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/calculator")
    user.do("theme.dark")
    muted = theme.current().muted
    about = view.findChild(QLabel, "overview-about")
    assert about.palette().color(about.foregroundRole()) == muted
    user.do("theme.light")


def test_a_narrow_page_has_one_column_and_a_wide_one_two(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/calculator")
    figures, facts = user.list("figures"), user.list("facts")

    def top(widget: QWidget) -> int:
        return widget.mapTo(view, QPoint()).y()

    user.window.resize(1440, 900)
    user.until(lambda: abs(top(figures) - top(facts)) < 40)
    user.window.resize(1000, 640)
    user.until(lambda: top(facts) > top(figures) + figures.height())
    assert not view._page.horizontalScrollBar().isVisible()


# -- Over time ------------------------------------------------------------------------------------


def test_the_plot_can_be_read_without_seeing_it(user: User, watched: Path) -> None:
    view = look_at(user, watched, "project/calculator")
    plot = view.findChild(PlotSection).plot
    assert "a bar is" in plot.accessibleDescription()
    plot.setFocus()
    user.key(Qt.Key.Key_End)
    assert plot.bar == plot.series.bars[-1]
    user.key(Qt.Key.Key_Home)
    assert plot.bar == plot.series.bars[0]
    user.key(Qt.Key.Key_Escape)
    assert plot.bar is None


def test_the_mouse_reads_the_nearest_bar(user: User, watched: Path) -> None:
    plot = look_at(user, watched, "project/calculator").findChild(PlotSection).plot
    overview(user)._page.ensureWidgetVisible(plot)
    user.qtbot.mouseMove(plot, QPoint(plot.width() // 2, plot.height() // 2))
    assert plot.bar is not None
    assert plot.accessibleDescription().startswith("2026-01-31 10:00")


def test_values_are_copied_as_a_table(user: User, watched: Path) -> None:
    look_at(user, watched, "project/calculator").findChild(PlotSection).plot.setFocus()
    user.do("edit.copy")
    head, *rows = user.clipboard.splitlines()
    assert head.startswith("Begin (UTC)\tEnd (UTC)\tMessages\tCost (USD)")
    assert sum(int(row.split("\t")[2]) for row in rows) == 5


def test_picture_and_values_are_saved(user: User, watched: Path, tmp_path: Path) -> None:
    section = look_at(user, watched, "project/calculator").findChild(PlotSection)
    section.save(tmp_path / "costs.png", "png")
    user.until(lambda: section.note().startswith("Saved as"))
    assert (tmp_path / "costs.png").read_bytes().startswith(b"\x89PNG")
    section.save(tmp_path / "costs.csv", "csv")
    user.until(lambda: "costs.csv" in section.note())
    assert (tmp_path / "costs.csv").read_text().startswith("Begin (UTC),End (UTC)")
    section.save(tmp_path / "gone" / "costs.csv", "csv")
    user.until(lambda: not section.note().startswith("Saved as"))


@POPUPS
def test_a_person_says_where_to_save(user: User, watched: Path, tmp_path: Path) -> None:
    section = look_at(user, watched, "project/calculator").findChild(PlotSection)
    section.plot.menu_wanted.emit(QPoint())
    menu = next(m for m in section.findChildren(QMenu) if m.isVisible())
    captions = [action.text() for action in menu.actions()]
    assert captions == ["Copy picture", "Copy values", "Save picture…", "Save values…"]
    menu.actions()[-1].trigger()
    menu.close()
    dialog = user.dialog(QFileDialog, "save-dialog")
    dialog.selectFile(str(tmp_path / "mine"))
    dialog.accept()
    user.until(lambda: (tmp_path / "mine.csv").exists())
    user.until(lambda: "mine.csv" in section.note())


def test_the_open_store_is_not_overwritten(user: User, watched: Path) -> None:
    section = look_at(user, watched, "project/calculator").findChild(PlotSection)
    section.save(watched, "csv")
    assert section.note().splitlines()[0] == "This is the open store itself; choose another name."
    assert watched.read_bytes().startswith(b"SQLite format 3")


def test_a_picture_is_copied(user: User, watched: Path) -> None:
    section = look_at(user, watched, "project/calculator").findChild(PlotSection)
    section._copy_picture()
    assert not QGuiApplication.clipboard().pixmap().isNull()
