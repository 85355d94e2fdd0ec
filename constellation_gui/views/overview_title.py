"""What an overview is of: its name and status, what speaks against the status, what it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.formatting import visible
from constellation_gui.views.sign import Sign

_LONGEST = 4_000  # characters that a label lays out


class OverviewTitle(QWidget):
    """A heading with its status beside it, doubts with a warning sign, and a description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._name, self._status = Sign(self), QLabel(self), QLabel(self)
        self._warning, self._doubts, self._about = Sign(self), QLabel(self), QLabel(self)
        self._drawing = ""
        for label, name in (
            (self._name, "overview-name"),
            (self._status, "overview-status"),
            (self._doubts, "overview-doubts"),
            (self._about, "overview-about"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the flags alone ask for a click
        for label in (self._name, self._doubts, self._about):
            label.setWordWrap(True)
        self._lay_out()
        self._dress()

    def show_title(self, name: str, status: str, drawing: str, about: str) -> None:
        """Show what it is; `drawing` names the icon of the status, "" for none."""
        _tell(self._name, name)
        _tell(self._status, status)
        cut = about[:_LONGEST] + ("…" if len(about) > _LONGEST else "")
        _tell(self._about, visible(cut))
        self._about.setVisible(bool(about))
        if drawing != self._drawing:
            self._drawing = drawing
            self._dress()
        self._sign.setVisible(bool(drawing))

    def show_doubts(self, doubts: list[str]) -> None:
        """Show what speaks against the status, if anything."""
        _tell(self._doubts, "\n".join(doubts))
        for label in (self._warning, self._doubts):
            label.setVisible(bool(doubts))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * theme.GRID)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._name, 1)
        head.addWidget(self._status, 0, Qt.AlignmentFlag.AlignVCenter)
        doubts = QHBoxLayout()
        doubts.setSpacing(2 * theme.GRID)
        doubts.addWidget(self._warning, 0, Qt.AlignmentFlag.AlignTop)
        doubts.addWidget(self._doubts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID, theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(head)
        column.addLayout(doubts)
        column.addWidget(self._about)

    def _dress(self) -> None:
        self._name.setFont(theme.font("interface", "title"))
        if self._drawing:
            self._sign.draw(self._drawing)
        self._warning.draw("warning")
        palette = self._about.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.current().muted)
        if palette != self._about.palette():
            self._about.setPalette(palette)


def _tell(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text)
