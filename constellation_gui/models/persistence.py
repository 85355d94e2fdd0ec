"""Changing a model's rows so that selection, expansion and scroll stay with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractItemModel, QModelIndex


@contextmanager
def rearranged(
    model: QAbstractItemModel,
    identify: Callable[[QModelIndex], str],
    find: Callable[[str, int], QModelIndex],
) -> Iterator[None]:
    """Announce a new layout around the block that makes it.

    `identify` gives the id behind an index before, `find` the index of (id, column) after; it is
    invalid for a row that is gone. Views follow at once, however many rows came, went and moved.
    """
    model.layoutAboutToBeChanged.emit()
    held = model.persistentIndexList()
    ids = [identify(index) for index in held]
    yield
    found = [find(row_id, index.column()) for row_id, index in zip(ids, held, strict=True)]
    model.changePersistentIndexList(held, found)
    model.layoutChanged.emit()
