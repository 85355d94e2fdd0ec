"""The line at the top of a pane: what it holds, and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.columns import tooltip


class _Title(QLabel):
    """A title that ends in an ellipsis where it is cut off: half a number is a wrong one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pane-title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def fits(self, text: str) -> bool:
        """Whether there is room for all of a text."""
        return self.fontMetrics().horizontalAdvance(text) <= self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        space = self.contentsRect()
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, space.width())
        painter = QPainter(self)
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class PaneHeader(QWidget):
    """A title, which may be cut off in a narrow pane, and tool buttons at its right.

    A `strong` one heads a part of a page, where it has to stand out from what is around it.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("pane-header")
        self._label = _Title(self)
        self._strong = strong
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        self._row.setSpacing(theme.GRID)
        self._row.addWidget(self._label, 1)
        self._facts: tuple[str, ...] = ("",)
        self._buttons: list[tuple[QToolButton, str]] = []
        self.set_title(title)
        self._label.installEventFilter(self)
        self._dress()

    def set_title(self, text: str) -> None:
        """Show another title."""
        self.set_facts((text,))

    def set_facts(self, facts: Sequence[str]) -> None:
        """Show as many facts as there is room for, the first in any case, and all in the tip."""
        self._facts = tuple(facts) or ("",)
        self._show_facts()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make use of the room whenever the label gets another width."""
        if event.type() == QEvent.Type.Resize:
            self._show_facts()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setFixedHeight(bar_height())
        if self._strong:
            self._label.setFont(theme.strong())
        for button, drawing in self._buttons:
            button.setIcon(icon(drawing))
        self._show_facts()

    def _show_facts(self) -> None:
        """Show as many facts as there is room for, the first in any case; the tip has all."""
        lengths = range(len(self._facts), 0, -1)
        texts = [" · ".join(self._facts[:length]) for length in lengths]
        shown = next(filter(self._label.fits, texts), texts[-1])
        self._label.setText(shown)
        self._label.setAccessibleName(texts[0])
        self._label.setToolTip("" if self._label.fits(texts[0]) else tooltip(texts[0]))


def bar_height() -> int:
    """Return the height of the line at the top of a pane, in px."""
    return theme.scaled(9 * theme.GRID)


def tool_button(drawing: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a button that is an icon; its tip is also what a screen reader says."""
    button = QToolButton(parent)
    button.setObjectName(drawing)
    button.setIcon(icon(drawing))
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
