"""A box to be ticked, painted as in the lists that have some."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox

from constellation_gui import theme
from constellation_gui.delegates.tick_delegate import SIDE, paint_box


class TickBox(QCheckBox):
    """Fusion's own is hard to see on a dark ground."""

    def sizeHint(self) -> QSize:
        """Ask for room for the box, the text and a frame around both."""
        text = self.fontMetrics().boundingRect(QRect(), Qt.TextFlag.TextShowMnemonic, self.text())
        side = theme.scaled(SIDE)
        height = max(side, text.height()) + 2 * theme.GRID
        return QSize(side + 4 * theme.GRID + text.width(), height)

    def minimumSizeHint(self) -> QSize:
        """Be seen whole."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Be clicked anywhere."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the text, and a line below it while it has the keyboard."""
        painter = QPainter(self)
        side = theme.scaled(SIDE)
        box = QRect(theme.GRID, (self.height() - side) // 2, side, side)
        paint_box(painter, box, self.checkState())
        text = self.rect().adjusted(box.right() + 1 + 2 * theme.GRID, 0, 0, 0)
        role = QPalette.ColorRole.WindowText
        painter.setPen(self.palette().color(role))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(text, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(theme.current().accent)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
