"""A table of facts in a dialog: names on the left, selectable values on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from constellation_gui import theme
from constellation_gui.formatting import visible


class FactsGrid(QWidget):
    """Sections of named facts; numbers stand right-aligned in a column of their own.

    `wrap` lets long values take several lines.
    """

    def __init__(self, parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self._wrap = wrap
        self._values: dict[str, QLabel] = {}
        self._titles: list[QLabel] = []
        self._captions: list[QLabel] = []
        self._lines: list[tuple[str, str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6 * theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(2, 1)

    def add_section(self, title: str) -> None:
        """Begin a section."""
        row = self._grid.rowCount()
        label = self._label(title)
        label.setFont(theme.strong())
        self._titles.append(label)
        if self._lines:
            label.setContentsMargins(0, 4 * theme.GRID, 0, 0)
        self._grid.addWidget(label, row, 0, 1, 3)
        self._lines.append((title, ""))

    def add(self, key: str, caption: str, *, number: bool = False) -> None:
        """Add a fact whose value is still to come."""
        row = self._grid.rowCount()
        name = self._label(caption)
        self._captions.append(name)
        mute(name)
        value = self._label("…")
        value.setObjectName(f"fact {key}")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if number:
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(value, row, 1)
        else:
            value.setWordWrap(self._wrap)
            self._grid.addWidget(value, row, 1, 1, 2)
        self._values[key] = value
        self._lines.append((caption, key))

    def tell(self, key: str, value: str) -> None:
        """Give a fact its value."""
        shown = visible(value)
        self._values[key].setText(shown)
        self._values[key].setAccessibleName(shown)

    def value(self, key: str) -> str:
        """Return what is shown of a fact."""
        return self._values[key].text()

    def as_text(self) -> str:
        """Return all of it as lines to paste."""
        return "\n".join(
            f"{caption}\t{self._values[key].text()}" if key else f"\n{caption}"
            for caption, key in self._lines
        ).strip()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for title in self._titles:
                title.setFont(theme.strong())
            for caption in self._captions:
                mute(caption)
        super().changeEvent(event)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(text)
        return label


def mute(label: QLabel) -> None:
    """Let a label be read after what matters."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.current().muted)
    label.setPalette(palette)
