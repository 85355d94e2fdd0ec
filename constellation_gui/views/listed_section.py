"""A part of a page that is a short list: its rows can be opened, and copied by key or menu."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from constellation_gui.icons import icon
from constellation_gui.models.columns import Column
from constellation_gui.models.flat_model import FlatModel
from constellation_gui.views.fitted_rows import FittedRows
from constellation_gui.views.section import Section
from constellation_gui.wording import tr

R = TypeVar("R")


class ListedSection(Section, Generic[R]):
    """Rows of records. One that has a `place` leads there, one with a `whole` has more to copy.

    `place_chosen` gives where the person wants to go; `in_sight` a part of the list to be shown.
    """

    place_chosen = Signal(object)
    in_sight = Signal(QWidget, QRect)

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column[R]],
        identify: Callable[[R], Hashable],
        parent: QWidget | None = None,
        *,
        most: int = 1_000,
        stretched: int = 0,
        headed: bool = True,
    ) -> None:
        super().__init__(title, parent)
        self.model = FlatModel[R](columns, identify, self)
        self.rows = FittedRows(
            name, title, self.model, self, most=most, stretched=stretched, headed=headed
        )
        self.add(self.rows)
        self.rows.row_opened.connect(self._open)
        self.rows.menu_wanted.connect(self._offer)
        self.rows.in_sight.connect(lambda part: self.in_sight.emit(self.rows.viewport(), part))

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; nothing moves that was there before."""
        self.model.replace(rows)
        self.rows.fit()

    def _open(self, row: object) -> None:
        place = getattr(row, "place", None)
        if place is not None:
            self.place_chosen.emit(place)

    def _offer(self, index: QModelIndex, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            row = self.model.row(index)
            if getattr(row, "place", None) is not None:
                go = menu.addAction(icon("forward"), tr("Go there"))
                go.triggered.connect(lambda: self._open(row))
            whole = getattr(row, "whole", None)
            if whole:
                copy = partial(QGuiApplication.clipboard().setText, whole)
                menu.addAction(icon("copy"), tr("Copy value")).triggered.connect(lambda: copy())
        menu.addAction(icon("copy"), tr("Copy rows")).triggered.connect(self.rows.copy)
        menu.popup(at)
