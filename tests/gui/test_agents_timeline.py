"""The timeline of the agents as a person uses it: bars, ticks, zoom, and what the mouse tells."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from constellation_gui import theme
from constellation_gui.delegates.timeline_delegate import TimelineDelegate
from constellation_gui.models.agent_rows import TIMELINE
from constellation_gui.models.columns import RowRole
from constellation_gui.models.lives import Life
from constellation_gui.models.time_axis import TimeAxis
from constellation_gui.queries import Queries
from constellation_gui.views.timeline_header import TimelineHeader
from tests import builders
from tests.builders import after, agent, event, project
from tests.gui.panes import POPUPS, AgentsPane

OnStore = Callable[[Path], Queries]
CONTROL = Qt.KeyboardModifier.ControlModifier
MINUTE = 60_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of an hour: a first half, a second half at work, and a moment that failed."""
    path = tmp_path / "store.db"
    builders.empty_store(path)

    def one(name: str, start: int, end: int, status: str) -> builders.Row:
        times = {"created_at": after(start * MINUTE), "updated_at": after(end * MINUTE)}
        return agent("p", id=name, name=name, status=status, **times)

    builders.write(
        path,
        projects=[project(id="p"), project(id="empty")],
        agents=[
            one("early", 0, 30, "completed"),
            one("late", 30, 45, "working"),
            one("short", 60, 60, "failed"),
        ],
        events=[
            event("p", "early", type="error", created_at=after(15 * MINUTE)),
            event("p", "early", type="agent_completed", created_at=after(30 * MINUTE)),
        ],
    )
    return path


@pytest.fixture
def pane(path: Path, queries_on: OnStore, qtbot: QtBot) -> AgentsPane:
    pane = AgentsPane.opened(qtbot, queries_on(path), "p", 800, 300)
    qtbot.waitUntil(lambda: axis(pane).shown is not None)
    return pane


def axis(pane: AgentsPane) -> TimeAxis:
    return pane.view._model.axis


def header(pane: AgentsPane) -> TimelineHeader:
    return pane.view.findChild(TimelineHeader)


def delegate(pane: AgentsPane) -> TimelineDelegate:
    found = pane.tree.itemDelegateForColumn(TIMELINE)
    assert isinstance(found, TimelineDelegate)
    return found


def cell(pane: AgentsPane, name: str) -> QRect:
    return pane.tree.visualRect(pane.index(name).siblingAtColumn(TIMELINE))


def place(pane: AgentsPane, name: str, minute: float) -> QPoint:
    """Where in an agent's cell a minute of the project is."""
    rect = cell(pane, name)
    start = axis(pane).whole[0]
    return QPoint(round(delegate(pane)._x(rect, start + minute * MINUTE)), rect.center().y())


def minutes(pane: AgentsPane) -> tuple[float, float]:
    """What is shown of the project, in minutes."""
    start = axis(pane).whole[0]
    return tuple(round((end - start) / MINUTE, 1) for end in axis(pane).shown)  # type: ignore[return-value]


def colour(pane: AgentsPane, name: str, minute: float, by: tuple[int, int] = (0, 0)) -> QColor:
    image: QImage = pane.tree.viewport().grab().toImage()
    return image.pixelColor(place(pane, name, minute) + QPoint(*by))


# -- Seeing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_bar_has_the_colour_of_the_status_and_lies_where_it_was(
    pane: AgentsPane, qapp: QApplication, name: theme.ThemeName
) -> None:
    colours = theme.apply(qapp, name)
    assert colour(pane, "early", 5) == colours.of_status("completed")
    assert colour(pane, "early", 40) == colours.surface
    assert colour(pane, "late", 20) == colours.surface
    assert colour(pane, "late", 37) == colours.of_status("working")
    assert colour(pane, "short", 60, (1, 0)) == colours.of_status("failed")


def test_a_bar_of_one_at_work_is_open_to_the_right(pane: AgentsPane) -> None:
    outline = theme.current().of_status("working")
    assert colour(pane, "late", 55) == theme.current().surface
    rows = [colour(pane, "late", 55, (0, by)) for by in range(-6, 7)]
    assert sum(abs(one.lightness() - outline.lightness()) < 60 for one in rows) >= 2
    assert {colour(pane, "early", 55, (0, by)).name() for by in range(-6, 7)} == {
        theme.current().surface.name()
    }


def test_an_error_is_a_tick_that_stands_out_of_the_bar(pane: AgentsPane) -> None:
    assert colour(pane, "early", 15, (0, -7)) == theme.current().danger
    assert colour(pane, "early", 15, (0, 3)) == theme.current().of_status("completed")
    assert colour(pane, "early", 20, (0, -7)) == theme.current().surface


def test_thousands_of_errors_are_no_more_ticks_than_there_is_room_for() -> None:
    axis = TimeAxis()
    axis.cover(0, 1_000_000)
    painting = TimelineDelegate(axis)
    space = QRect(40, 0, 316, 24)

    def places(failures: array[int]) -> list[int]:
        return list(painting._error_places(space, Life(0, 1_000_000, failures)))

    dense = places(array("q", range(0, 1_000_000, 10)))
    assert 140 <= len(dense) <= 160
    assert all(two - one >= 2 for one, two in itertools.pairwise(dense))
    assert places(array("q", [500_000] * 5_000)) == [198]
    assert len(places(array("q", [0, 1_000_000]))) == 2
    axis.show(600_000, 700_000)
    assert places(array("q", [0, 500_000])) == []


def test_the_header_shows_ticks_in_place_of_a_title(pane: AgentsPane) -> None:
    ticks = delegate(pane).ticks(header(pane).axis_rect().width())
    assert len(ticks) >= 2
    assert pane.tree.model().headerData(TIMELINE, Qt.Orientation.Horizontal) == "Timeline"
    assert not header(pane).grab().isNull()


@pytest.mark.parametrize("width", [90, 110, 140, 200])
def test_no_label_of_the_axis_stands_on_another(pane: AgentsPane, width: int) -> None:
    head, shown = header(pane), axis(pane)
    head.setFont(theme.font("interface", "small"))
    for length in (20, 1_000, 7 * MINUTE, 600 * MINUTE):
        shown.cover(0, length)
        shown.show(0, length)
        rect = QRect(10, 0, width, 24)
        found = list(head.labels(rect, head.fontMetrics().horizontalAdvance))
        for (one, _label), (two, _next) in itertools.pairwise(found):
            assert one.right() < two.left()


def test_without_agents_the_axis_is_empty(pane: AgentsPane) -> None:
    pane.show("empty")
    assert axis(pane).shown is None
    pane.view.zoom(1)
    assert not header(pane).grab().isNull()


def test_bars_are_painted_from_what_is_there(
    pane: AgentsPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = pane.queries.started
    pane.tree.viewport().grab()
    pane.qtbot.mouseMove(pane.tree.viewport(), place(pane, "early", 10))
    pane.view.zoom(3)
    pane.tree.viewport().grab()
    assert pane.queries.started == begun


# -- Zooming ---------------------------------------------------------------------------------------


def turn(pane: AgentsPane, where: QPoint, steps: int, held: Qt.KeyboardModifier = CONTROL) -> None:
    viewport = pane.tree.viewport()
    event = QWheelEvent(
        QPointF(where), QPointF(viewport.mapToGlobal(where)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_the_wheel_zooms_around_the_mouse(pane: AgentsPane) -> None:
    where = place(pane, "early", 15)
    turn(pane, where, 3)
    start, end = minutes(pane)
    assert 15 < end - start < 25
    assert abs(place(pane, "early", 15).x() - where.x()) <= 1
    turn(pane, where, -9)
    assert minutes(pane) == (0, 60)


def test_the_wheel_scrolls_as_ever_without_ctrl_or_elsewhere(pane: AgentsPane) -> None:
    turn(pane, place(pane, "early", 15), 3, Qt.KeyboardModifier.NoModifier)
    turn(pane, pane.tree.visualRect(pane.index("early")).center(), 3)
    assert minutes(pane) == (0, 60)


def test_a_stretch_dragged_over_in_the_header_is_shown(pane: AgentsPane) -> None:
    viewport = header(pane).viewport()
    begin, end = (QPoint(place(pane, "early", minute).x(), 10) for minute in (40, 20))
    left = Qt.MouseButton.LeftButton
    pane.qtbot.mousePress(viewport, left, pos=begin)
    pane.qtbot.mouseMove(viewport, end)
    assert not header(pane).grab().isNull()
    pane.qtbot.mouseRelease(viewport, left, pos=end)
    start, stop = minutes(pane)
    assert (start, stop) == pytest.approx((20, 40), abs=0.5)
    pane.qtbot.mouseDClick(viewport, left, pos=begin)
    assert minutes(pane) == (0, 60)


def test_a_click_in_the_header_shows_no_other_stretch(pane: AgentsPane) -> None:
    where = QPoint(place(pane, "early", 20).x(), 10)
    pane.qtbot.mouseClick(header(pane).viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert minutes(pane) == (0, 60)


def test_keys_zoom_move_and_show_everything(pane: AgentsPane) -> None:
    pane.click("early")
    pane.press(Qt.Key.Key_Plus, CONTROL)
    assert minutes(pane) == (9, 51)
    pane.press(Qt.Key.Key_Right, CONTROL)
    assert minutes(pane) == (18, 60)
    pane.press(Qt.Key.Key_Left, CONTROL)
    assert minutes(pane) == (7.5, 49.5)
    pane.press(Qt.Key.Key_Minus, CONTROL)
    assert minutes(pane) == (0, 60)
    pane.press(Qt.Key.Key_Plus, CONTROL)
    pane.press(Qt.Key.Key_0, CONTROL)
    assert minutes(pane) == (0, 60)
    assert pane.view.selected_id() == "early"


def test_what_was_zoomed_into_stays_while_the_project_goes_on(path: Path, pane: AgentsPane) -> None:
    pane.view.zoom(2)
    before = axis(pane).shown
    builders.write(path, agents=[agent("p", id="new", created_at=after(90 * MINUTE))])
    pane.view.refresh()
    pane.qtbot.waitUntil(lambda: axis(pane).whole[1] - axis(pane).whole[0] == 90 * MINUTE)
    assert axis(pane).shown == before
    pane.view.zoom(0)
    assert minutes(pane) == (0, 90)


# -- What the mouse tells --------------------------------------------------------------------------


def test_the_moment_under_the_mouse_is_marked_until_it_leaves(pane: AgentsPane) -> None:
    viewport = pane.tree.viewport()
    pane.qtbot.mouseMove(viewport, place(pane, "late", 10))
    assert axis(pane).pointer is not None
    assert (axis(pane).pointer - axis(pane).whole[0]) / MINUTE == pytest.approx(10, abs=0.3)
    assert colour(pane, "short", 10) == theme.current().accent
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert axis(pane).pointer is None
    pane.qtbot.mouseMove(header(pane).viewport(), QPoint(place(pane, "late", 20).x(), 5))
    assert axis(pane).pointer is not None
    QApplication.sendEvent(header(pane).viewport(), QEvent(QEvent.Type.Leave))
    assert axis(pane).pointer is None


def readout(pane: AgentsPane, name: str, minute: float) -> list[str]:
    entry = pane.index(name).data(RowRole)
    text = delegate(pane).readout(entry, cell(pane, name), place(pane, name, minute).x())
    return text.split("\n") if text else []


def test_the_readout_says_from_when_to_when_and_what_is_here(pane: AgentsPane) -> None:
    said = readout(pane, "early", 15)
    assert said[0] == "early"
    assert said[3:5] == ["Duration: 30 min", "Errors: 1"]
    assert said[5].startswith("Here: ")
    assert said[6].startswith("Error at ")
    assert len(readout(pane, "early", 25)) == 6
    assert readout(pane, "late", 40)[2].startswith("Last sign of life: ")
    assert readout(pane, "late", 40)[3] == "Duration: 15 min so far"


def tip_at(pane: AgentsPane, where: QPoint) -> str:
    viewport = pane.tree.viewport()
    tip = QHelpEvent(QEvent.Type.ToolTip, where, viewport.mapToGlobal(where))
    QApplication.sendEvent(viewport, tip)
    text = QToolTip.text()
    QToolTip.hideText()
    return text


@POPUPS
def test_the_readout_comes_as_a_tip(pane: AgentsPane) -> None:
    assert "Duration: 30 min" in tip_at(pane, place(pane, "early", 15))


@POPUPS
def test_a_hostile_name_is_shown_as_it_is(path: Path, pane: AgentsPane) -> None:
    with builders.plain(path) as connection:
        connection.execute("UPDATE agents SET name = '<b>x</b>\u202e' WHERE id = 'early'")
    pane.view.refresh()
    pane.settle()
    assert "&lt;b&gt;x&lt;/b&gt;⟨RLO⟩" in tip_at(pane, place(pane, "early", 15))
