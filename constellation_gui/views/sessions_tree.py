"""The sessions found on this machine, as a tree whose rows are ticked by mouse and by Space."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from constellation_gui.delegates.tick_delegate import TickDelegate
from constellation_gui.models.sessions_model import CHECK, SESSION_COLUMNS, SessionsModel
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.wording import tr

_FOLDING = (3, 2, 5, 4, 1)  # files first, what is in the store last
_LEAST_TITLE = 220  # px


class SessionsTree(OutlineTree):
    """Opens branches as every tree does; a click on a box, or Space, ticks."""

    def __init__(self, model: SessionsModel, parent: QWidget | None = None) -> None:
        super().__init__("sessions", tr("Sessions"), model, parent)
        self._ticks = TickDelegate(model.columns, self)
        self._painter = self._ticks
        self.setItemDelegate(self._ticks)
        self._fit = ColumnFit(self, SESSION_COLUMNS, folding=_FOLDING, least=_LEAST_TITLE)
        model.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected rows on Space, or none of them if the current one is ticked."""
        index = self.currentIndex().siblingAtColumn(0)
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self._tick(index, self._selected_rows() or [index])
        else:
            super().keyPressEvent(event)

    def _act_at(self, event: QMouseEvent) -> bool:
        return self._tick_at(event) or super()._act_at(event)

    def _tick_at(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if (
            event.button() is not Qt.MouseButton.LeftButton
            or not index.isValid()
            or index.column() != 0
            or not self._ticks.box_rect(self.visualRect(index), index).contains(place)
        ):
            return False
        self._tick(index, [index])
        event.accept()
        return True

    def _tick(self, first: QModelIndex, rows: list[QModelIndex]) -> None:
        ticked = Qt.CheckState(first.data(CHECK)) is Qt.CheckState.Checked
        wish = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        for index in rows:
            self.model().setData(index, wish, CHECK)
