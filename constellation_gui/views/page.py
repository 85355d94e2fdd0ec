"""A page of sections that scrolls; two stand beside each other where there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from constellation_gui import theme
from constellation_gui.views.wheel_zoom import zooms

_TWO_COLUMNS = 170 * theme.GRID  # px


class Page(QScrollArea):
    """Rows of one or two widgets; two stand below each other in a narrow page.

    Whoever gives it the keyboard gives it to `first`.
    """

    def __init__(
        self, rows: list[tuple[QWidget, ...]], first: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = rows
        self._first = first
        self._wide: bool | None = None
        self._inner = QWidget()
        self._inner.setObjectName("page")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, 4 * theme.GRID)
        self._grid.setHorizontalSpacing(4 * theme.GRID)
        self._grid.setVerticalSpacing(2 * theme.GRID)
        self.setWidget(self._inner)
        self._arrange(wide=False)

    def reveal(self, widget: QWidget, part: QRect) -> None:
        """Scroll as far as it takes to see a part of a widget."""
        top = widget.mapTo(self._inner, part.topLeft())
        centre = QRect(top, part.size()).center()
        self.ensureVisible(0, centre.y(), 0, part.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on.

        As a focus proxy the first widget would be what follows the last: the tab key takes a widget
        for its proxy, and this one comes after what is in it.
        """
        self._first.setFocus(event.reason())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, unless the wheel zooms."""
        if zooms(event):
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        self._arrange(wide=self.viewport().width() >= theme.scaled(_TWO_COLUMNS))
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        line = 0
        for row in self._rows:
            beside = wide and len(row) > 1
            for column, widget in enumerate(row):
                place = (line, column) if beside else (line + column, 0)
                top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
                self._grid.addWidget(widget, *place, 1, 1 if beside else 2, top)
            line += 1 if beside else len(row)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if wide else 0)
        self._grid.setRowStretch(sum(map(len, self._rows)), 1)
