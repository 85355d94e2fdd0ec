"""A label that gives way: its text is cut where it says least, and whole in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from constellation_gui import theme
from constellation_gui.formatting import one_line
from constellation_gui.models.columns import tooltip

_LONGEST = 2_000


class ElidedLabel(QWidget):
    """One line of plain text that may be cut in the middle (or at the end)."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        muted: bool = False,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._elide = elide
        self._muted = muted
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text`, hidden characters made visible."""
        text = one_line(text, _LONGEST)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._set_tip()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + theme.GRID, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Do with next to nothing."""
        return QSize(8 * theme.GRID, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have a tool tip while the text is cut."""
        self._set_tip()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        painter = QPainter(self)
        colours = theme.current()
        ink = colours.muted if self._muted else self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        shown = self.fontMetrics().elidedText(self._text, self._elide, self.width())
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def _set_tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(tooltip(self._text) if cut else "")
