"""Rows that get another height while the one at the top stays at the top."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, QTimer
from PySide6.QtWidgets import QAbstractItemView

# What may make rows higher or lower, in the order in which `theme.apply` brings it about.
LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class _Top(NamedTuple):
    """A row, and what share of it is above the viewport."""

    row: QPersistentModelIndex
    hidden: float


class Steady:
    """Keeps the topmost row of a view in its place while the look changes; the very start stays.

    One change of the look comes as several events, with heights in between that are neither the old
    nor the new ones: the row is noted at the first of them, and kept until all have come.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._noted = False
        self._top: _Top | None = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Let the heights of rows change."""
        if not self._noted:
            self._noted, self._top = True, self._note()
            QTimer.singleShot(0, self._view, self._release)
        yield
        self._restore()

    def _note(self) -> _Top | None:
        if self._view.verticalScrollBar().value() == 0:
            return None
        index = self._view.indexAt(QPoint(0, 0))
        rect = self._view.visualRect(index)
        if not index.isValid() or rect.isEmpty():
            return None
        return _Top(QPersistentModelIndex(index), -rect.top() / rect.height())

    def _restore(self) -> None:
        if self._top is None or not self._top.row.isValid():
            return
        self._view.doItemsLayout()
        rect = self._view.visualRect(self._top.row)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() + int(self._top.hidden * rect.height()))

    def _release(self) -> None:
        self._restore()
        self._noted, self._top = False, None
