"""The sheet of an import as a person meets it: opening it, reading its rows, ticking them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.import_sheet import ImportSheet
from tests.user import User


def sheet_of(user: User) -> ImportSheet:
    """Return the sheet once all has been found."""
    sheet = user.dialog(ImportSheet, "import")
    user.until(lambda: not sheet.choice.finding)
    return sheet


def ask(user: User) -> ImportSheet:
    user.do("file.import")
    return sheet_of(user)


def rows(sheet: ImportSheet) -> list[str]:
    tree = sheet.choice.model.tree
    return [f"{'  ' * node.depth}{node.name}" for node in tree.nodes]


def tick(user: User, sheet: ImportSheet, key: str) -> None:
    """Click the box of a row."""
    model, view = sheet.choice.model, sheet.choice.tree
    index = model.index_at(next(n for n, node in enumerate(model.tree.nodes) if node.name == key))
    view.reveal(index)
    view.scrollTo(index)
    spot = view._ticks.box_rect(view.visualRect(index), index).center()
    user.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def said(sheet: ImportSheet, name: str) -> str:
    label = sheet.findChild(QWidget, name)
    assert isinstance(label, QLabel | ElidedLabel)
    return label.text()


def standing(sheet: ImportSheet) -> list[str]:
    """Return what each row says of the store."""
    model = sheet.choice.model
    return [
        f"{node.name}: {model.index_at(number, 1).data()}"
        for number, node in enumerate(model.tree.nodes)
    ]


def until_imported(user: User) -> None:
    user.until(lambda: not user.window.bringing_in.running)


def count(path: Path, table: str = "agent_history") -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let nobody else write to a store."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()
