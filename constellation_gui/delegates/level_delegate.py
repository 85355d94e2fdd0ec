"""Painting of a list in which some rows are parts of the row above them."""

from __future__ import annotations

from PySide6.QtWidgets import QStyleOptionViewItem

from constellation_gui import theme
from constellation_gui.delegates.cell_delegate import PADDING, CellDelegate, Index
from constellation_gui.models.columns import RowRole

_STEP = 4 * theme.GRID


class LevelDelegate(CellDelegate):
    """Indents the first column by the `level` of the row's record, from 0."""

    def inset(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Leave room for indentation."""
        if index.column() != 0:
            return PADDING
        level: int = index.data(RowRole).level
        return PADDING + level * theme.scaled(_STEP)
