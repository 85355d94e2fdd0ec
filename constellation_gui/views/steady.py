"""Rows that get another height while the one at the top stays at the top."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint
from PySide6.QtWidgets import QAbstractItemView

# What may make rows higher or lower, in the order in which `theme.apply` brings it about.
LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


@contextmanager
def top_kept(view: QAbstractItemView) -> Iterator[None]:
    """Change how high the rows of a view are; the topmost one in sight stays the topmost.

    A view at the very start stays there.
    """
    bar = view.verticalScrollBar()
    top = view.indexAt(QPoint(0, 0)) if bar.value() > 0 else None
    held = None if top is None or not top.isValid() else QPersistentModelIndex(top)
    rect = None if held is None else view.visualRect(held)
    yield
    if held is None or rect is None or not held.isValid():
        return
    view.doItemsLayout()
    now = view.visualRect(held)
    hidden = -rect.top() * now.height() // max(rect.height(), 1)
    bar.setValue(bar.value() + now.top() + hidden)
