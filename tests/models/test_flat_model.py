"""A short list that is replaced: what is announced, and what stays with its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_gui.models.columns import Column
from constellation_gui.models.flat_model import FlatModel

Row = tuple[str, int]


@pytest.fixture
def model() -> FlatModel[Row]:
    columns = (Column("Name", lambda row: row[0]), Column("N", lambda row: str(row[1])))
    return FlatModel(columns, lambda row: row[0])


def test_the_model_keeps_its_contract(model: FlatModel[Row], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.replace([("a", 1), ("b", 2)])
    model.replace([("b", 3)])
    assert [model.index(0, column).data() for column in (0, 1)] == ["b", "3"]
    model.replace([])
    assert model.rowCount() == 0


def test_rows_that_read_alike_are_not_announced(model: FlatModel[Row], qtbot: QtBot) -> None:
    model.replace([("a", 1), ("b", 2)])
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        model.replace([("a", 1), ("b", 2)])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.replace([("a", 1), ("b", 5)])
    assert changed == [1]


rows = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), unique_by=lambda r: r[0])


@given(rows, rows)
def test_an_index_stays_with_its_row(before: list[Row], after: list[Row]) -> None:
    columns: tuple[Column[Row], ...] = (Column("Name", lambda row: row[0]),)
    model = FlatModel[Row](columns, lambda row: row[0])
    model.replace(before)
    held = {row[0]: QPersistentModelIndex(model.index(n, 0)) for n, row in enumerate(before)}
    model.replace(after)
    names = [row[0] for row in after]
    for name, index in held.items():
        assert index.row() == (names.index(name) if name in names else -1)
