"""The line at the top of a pane: what it holds, and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon

_SEPARATOR = " · "


class PaneHeader(QWidget):
    """A title, which may be cut off in a narrow pane, and tool buttons at its right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane-header")
        self._label = QLabel(self)
        self._label.setObjectName("pane-title")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.installEventFilter(self)
        self._parts: tuple[str, ...] = ()
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._row.setSpacing(theme.GRID)
        self._row.addWidget(self._label, 1)
        self.setFixedHeight(9 * theme.GRID)
        self._buttons: list[tuple[QToolButton, str]] = []
        self.set_title(title)

    def set_title(self, text: str) -> None:
        """Show another title."""
        self.set_parts([text])

    def set_parts(self, parts: Sequence[str]) -> None:
        """Show a title of as many parts as there is room for; all of them are in its tip."""
        self._parts = tuple(parts)
        whole = _SEPARATOR.join(parts)
        self._label.setAccessibleName(whole)
        self._label.setToolTip(whole if len(parts) > 1 else "")
        self._fit_title()

    def title(self) -> str:
        """Return the title."""
        return self._label.text()

    def _fit_title(self) -> None:
        """Leave out the last parts where the label is too narrow; the first is always there."""
        count = len(self._parts)
        width, metrics = self._label.width(), self._label.fontMetrics()
        while count > 1 and metrics.horizontalAdvance(_SEPARATOR.join(self._parts[:count])) > width:
            count -= 1
        self._label.setText(_SEPARATOR.join(self._parts[:count]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the title whenever its label gets another width."""
        if event.type() == QEvent.Type.Resize:
            self._fit_title()
        return super().eventFilter(watched, event)

    def add_button(self, drawing: str, tip: str, pressed: Callable[[], object]) -> QToolButton:
        """Add a button that calls `pressed`."""
        button = tool_button(drawing, tip, self)
        button.clicked.connect(lambda: pressed())
        self._row.addWidget(button)
        self._buttons.append((button, drawing))
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for button, drawing in self._buttons:
                button.setIcon(icon(drawing))
        super().changeEvent(event)


def tool_button(drawing: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a button that is an icon; its tip is also what a screen reader says."""
    button = QToolButton(parent)
    button.setObjectName(drawing)
    button.setIcon(icon(drawing))
    button.setIconSize(QSize(theme.ICON, theme.ICON))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def menu_button(drawing: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a tool button that opens its menu at once; give it one with `setMenu`."""
    button = tool_button(drawing, tip, parent)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    # The style's arrow would cover a corner of the drawing.
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return button
