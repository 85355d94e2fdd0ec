"""A page of a dialog that scrolls down where there is too little room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from constellation_gui import theme

_LEAST_HEIGHT = 30 * theme.GRID
_MARGIN = 10 * theme.GRID  # of the screen, around a dialog and its frame


class ScrolledPage(QScrollArea):
    """Asks for the room of what is in it; scrolls down where large text leaves too little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.inner = QWidget(self)
        self.setWidget(self.inner)
        for ground in (self.viewport(), self.inner):  # the dialog's, not that of a list
            ground.setAutoFillBackground(False)

    def hold(self, content: QWidget) -> None:
        """Show one widget, at the top."""
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        column.addStretch(1)

    def fit(self, dialog: QDialog) -> None:
        """Make the dialog that it is in as large as nothing needs to scroll, if there is room."""
        margin = theme.scaled(_MARGIN)
        room = dialog.screen().availableSize() - QSize(margin, margin)
        wanted = dialog.sizeHint()
        if wanted.height() > room.height():
            wanted.setWidth(wanted.width() + self.verticalScrollBar().sizeHint().width())
        dialog.resize(wanted.boundedTo(room))

    def sizeHint(self) -> QSize:
        """Return the size at which nothing needs to scroll."""
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be as wide as the fields are at least, with the bar beside them."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.inner.minimumSizeHint().width() + bar, theme.scaled(_LEAST_HEIGHT))
