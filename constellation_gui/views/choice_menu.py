"""A menu in which several things are ticked before it closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class ChoiceMenu(QMenu):
    """Stays open while checkable items are toggled by mouse or space bar."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the item under the mouse, or do as any menu."""
        if not self._toggle_active():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle the current item with the space bar; Enter toggles it and closes."""
        if event.key() != Qt.Key.Key_Space or not self._toggle_active():
            super().keyPressEvent(event)

    def _toggle_active(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
