"""What a pane shows in place of rows: a sentence, a reason, and a button for the next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from constellation_gui import theme

_WIDEST_TEXT = 90 * theme.GRID
_MARGIN = 6 * theme.GRID


class EmptyState(QWidget):
    """A sentence, the reason for it, and at most one button; `pressed` tells that it was used.

    Texts are plain, whatever they hold. An empty reason or caption leaves its line away.
    """

    pressed = Signal()

    def __init__(
        self,
        sentence: str = "",
        reason: str = "",
        button: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty-state")
        self._sentence = self._label("sentence")
        self._reason = self._label("reason")
        self._button = QPushButton(self)
        self._button.setObjectName("next-step")
        self._button.clicked.connect(self.pressed)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        column.addWidget(self._sentence)
        column.addWidget(self._reason)
        column.addSpacing(2 * theme.GRID)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self._button)
        self._dress()
        self.explain(sentence, reason, button)

    def explain(self, sentence: str, reason: str = "", button: str = "") -> None:
        """Show these texts."""
        for label, text in ((self._sentence, sentence), (self._reason, reason)):
            label.setText(text)
            label.setAccessibleName(text)
            label.setVisible(bool(text))
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(reason)

    def minimumSizeHint(self) -> QSize:
        """Let a pane be as narrow as it likes: the text wraps."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in the middle, and not too wide to be read."""
        # Not by a maximum width: a box layout puts what is narrower than itself to the left.
        side = max(_MARGIN, (self.width() - theme.scaled(_WIDEST_TEXT)) // 2)
        self._column.setContentsMargins(side, _MARGIN, side, _MARGIN)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()
        super().changeEvent(event)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        return label

    def _dress(self) -> None:
        colours = theme.current()
        self._sentence.setFont(theme.font("interface", "title"))
        self._reason.setFont(theme.font("interface", "body"))
        for label, colour in ((self._sentence, colours.text), (self._reason, colours.muted)):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
