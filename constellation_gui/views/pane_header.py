"""The line at the top of a pane: what it holds, and its buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon


class PaneHeader(QWidget):
    """A title, which may be cut off in a narrow pane, and tool buttons at its right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane-header")
        self._label = QLabel(self)
        self._label.setObjectName("pane-title")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
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
        self._label.setText(text)
        self._label.setAccessibleName(text)

    def title(self) -> str:
        """Return the title."""
        return self._label.text()

    def add_button(self, drawing: str, tip: str, pressed: Callable[[], object]) -> QToolButton:
        """Add a button that calls `pressed`."""
        button = tool_button(drawing, tip, self)
        button.clicked.connect(lambda: pressed())
        self._row.addWidget(button)
        self._buttons.append((button, drawing))
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Add something else at the right."""
        self._row.addWidget(widget)

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
