"""Columns and the room there is: what folds first, what grows, and what a person chose is kept."""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from constellation_gui.models.columns import Column
from constellation_gui.views.column_fit import ColumnFit

COLUMNS: tuple[Column[str], ...] = (
    Column("Name", str),
    Column("Cost", str, width=80),
    Column("Task", str, width=100),
    Column("Time", str, width=240),
)
TASK, TIME = 2, 3


@pytest.fixture
def view(qtbot: QtBot) -> QTreeView:
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(0, len(COLUMNS), view))
    view.show()
    return view


@pytest.fixture
def fit(view: QTreeView) -> ColumnFit:
    return ColumnFit(view, COLUMNS, folding=(TASK, TIME), filling=TIME)


def widen(view: QTreeView, fit: ColumnFit, room: int) -> list[int]:
    """Give the view so much room, and return the widths of its columns."""
    view.resize(room + view.width() - view.viewport().width(), 200)
    fit.fit()
    return [view.columnWidth(section) for section in range(len(COLUMNS))]


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (250, [170, 80, 0, 0]),
        (340, [148, 80, 0, 112]),
        (440, [200, 80, 0, 160]),
        (560, [240, 80, 0, 240]),
        (620, [200, 80, 100, 240]),
        (800, [280, 80, 100, 340]),
    ],
)
def test_the_filling_column_shrinks_before_it_folds_and_takes_what_is_left(
    view: QTreeView, fit: ColumnFit, room: int, widths: list[int]
) -> None:
    assert widen(view, fit, room) == widths


def test_what_was_chosen_comes_back_in_another_session(
    view: QTreeView, fit: ColumnFit, qtbot: QtBot
) -> None:
    widen(view, fit, 800)
    assert fit.state() == {"shown": {}, "widths": {}}
    fit.choose(TASK, shown=False)
    view.header().resizeSection(1, 123)
    state = json.loads(json.dumps(fit.state()))
    assert state == {"shown": {str(TASK): False}, "widths": {"1": 123}}
    again = QTreeView()
    qtbot.addWidget(again)
    again.setModel(QStandardItemModel(0, len(COLUMNS), again))
    other = ColumnFit(again, COLUMNS, folding=(TASK, TIME), filling=TIME)
    other.restore(state)
    assert widen(again, other, 800)[1:3] == [123, 0]
    assert other.state() == state


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"shown": None, "widths": 7},
        {"shown": {"0": False, "1": "no", "9": False, "Task": False}, "widths": {"0": 50}},
        {"widths": {"1": 3, "2": -1, "3": 10**9, "9": 50}},
        {"widths": {"1": True, "2": "80"}},
    ],
)
def test_what_makes_no_sense_is_left_out(
    view: QTreeView, fit: ColumnFit, state: dict[str, object]
) -> None:
    before = widen(view, fit, 800)
    fit.restore(state)
    assert widen(view, fit, 800) == before
    assert fit.state() == {"shown": {}, "widths": {}}
