"""How much of a limit is used: a bar, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from constellation_gui import theme
from constellation_gui.models.limits import Limit
from constellation_gui.wording import tr

_BAR = 2 * theme.GRID
_MARGIN = 2 * theme.GRID
_ALIGNED = Qt.AlignmentFlag.AlignVCenter


class LimitBar(QWidget):
    """One limit. A bar without filling stands for a share that cannot be said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("limit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._limit: Limit | None = None

    def show_limit(self, limit: Limit) -> None:
        """Show another limit, or another share of the same."""
        if limit != self._limit:
            self._limit = limit
            self.setAccessibleName(self.text())
            self.setToolTip(tr("More was used than was allowed") if limit.exceeded else "")
            self.update()

    def text(self) -> str:
        """Return the limit in words."""
        return "" if self._limit is None else f"{self._limit.name}: {self._limit.text}"

    def sizeHint(self) -> QSize:
        """Take a line of text and the bar below it."""
        return QSize(40 * theme.GRID, self.fontMetrics().height() + _BAR + 4 * theme.GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the words."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that it has the keyboard."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has the keyboard no more."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words and the bar."""
        if self._limit is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        if self.hasFocus():
            painter.fillRect(0, 0, 2, self.height(), colours.accent)
        space = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        line = space.adjusted(0, theme.GRID, 0, 0)
        line.setHeight(self.fontMetrics().height())
        painter.setPen(colours.muted)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | _ALIGNED), self._limit.name)
        painter.setPen(colours.danger if self._limit.exceeded else colours.text)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | _ALIGNED), self._limit.text)
        groove = QRectF(space.left(), line.bottom() + theme.GRID, space.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.border)
        painter.drawRoundedRect(groove, 2, 2)
        if self._limit.share:
            groove.setWidth(groove.width() * min(self._limit.share, 1.0))
            painter.setBrush(colours.danger if self._limit.exceeded else colours.accent)
            painter.drawRoundedRect(groove, 2, 2)
