"""The bar for finding text, in conversations and elsewhere."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.sought import Sought
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.find_history import FindHistory
from constellation_gui.views.pane_header import tool_button
from constellation_gui.wording import tr


class Scope(StrEnum):
    """Whose messages are looked through."""

    AGENT = "agent"
    DESCENDANTS = "descendants"
    PROJECT = "project"


_SCOPES = {
    Scope.AGENT: tr("This agent"),
    Scope.DESCENDANTS: tr("And its sub-agents"),
    Scope.PROJECT: tr("Whole project"),
}


# Caption, name and tip of what changes how a text is compared.
_SWITCHES = (
    ("Aa", "match-case", tr("Match case (Alt+C)"), Qt.Key.Key_C),
    (tr("W", "button for whole words"), "whole-word", tr("Whole words only (Alt+W)"), Qt.Key.Key_W),
    (".*", "expression", tr("Regular expression (Alt+R)"), Qt.Key.Key_R),
)


class FindBar(QWidget):
    """A line to type into, how much was found, and the way to the next one and the one before.

    `caption` says where one finds; only where it is `scoped` one chooses whose messages.
    `changed` gives what is `Sought`, `scope_changed` in which `Scope`; `stepped` gives 1 or -1;
    `closed` tells that the bar went away.
    """

    changed = Signal(object)
    scope_changed = Signal(object)
    stepped = Signal(int)
    closed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        caption: str = tr("Find in this conversation"),
        scoped: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.setAccessibleName(caption)
        self._line = QLineEdit(self)
        self._line.setObjectName("find-text")
        self._line.setPlaceholderText(caption)
        self._line.setAccessibleName(caption)
        self._line.setToolTip(
            tr("Return: next match · Shift+Return: the one before · ↑ ↓: earlier texts")
        )
        self._line.setClearButtonEnabled(True)
        self._line.installEventFilter(self)
        self._history = FindHistory(self._line)
        self._count = QLabel(self)
        self._count.setObjectName("find-count")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._note = ElidedLabel(self, elide=Qt.TextElideMode.ElideRight, muted=True)
        self._note.setObjectName("find-note")
        self._switches = [self._switch(*each[:3]) for each in _SWITCHES]
        self._scope = self._scopes() if scoped else None
        self._buttons = [
            tool_button("previous", tr("Previous match (Shift+F3)"), self),
            tool_button("next", tr("Next match (F3)"), self),
            tool_button("close", tr("Close (Esc)"), self),
        ]
        self._lay_out()
        self._connect()
        self.hide()

    def enter(self, text: str = "") -> None:
        """Show the bar and let the person type; `text` takes the place of what is there."""
        self.show()
        if text:
            self._line.setText(text)
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def leave(self) -> None:
        """Hide the bar."""
        self._history.keep()
        self.hide()
        self.closed.emit()

    @property
    def sought(self) -> Sought:
        """What to find."""
        case, word, expression = (switch.isChecked() for switch in self._switches)
        return Sought(self._line.text(), case, word, expression)

    @property
    def scope(self) -> Scope:
        """Whose messages to look through."""
        return Scope.AGENT if self._scope is None else list(Scope)[self._scope.currentIndex()]

    def tell(self, count: str, note: str = "") -> None:
        """Say how much was found, and what else there is to know about it."""
        self._count.setText(count)
        self._count.setAccessibleName(count)
        self._note.set_text(note)

    # -- Putting it together -----------------------------------------------------------------------

    def _switch(self, caption: str, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(caption)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        return button

    def _scopes(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("find-scope")
        box.setAccessibleName(tr("Where to find"))
        box.setToolTip(tr("Whose messages are looked through"))
        box.addItems([_SCOPES[scope] for scope in Scope])
        return box

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self._line, 1)
        upper.addWidget(self._count)
        for button in self._buttons:
            upper.addWidget(button)
        for switch in self._switches:
            lower.addWidget(switch)
        if self._scope is not None:
            lower.addWidget(self._scope)
        lower.addWidget(self._note, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID)
        rows.setSpacing(theme.GRID)
        for row in (upper, lower):
            row.setSpacing(theme.GRID)
            rows.addLayout(row)

    def _connect(self) -> None:
        self._line.textChanged.connect(self._announce)
        for switch in self._switches:
            switch.toggled.connect(self._announce)
        if self._scope is not None:
            self._scope.currentIndexChanged.connect(lambda _: self.scope_changed.emit(self.scope))
        self._buttons[0].clicked.connect(lambda: self._step(-1))
        self._buttons[1].clicked.connect(lambda: self._step(1))
        self._buttons[2].clicked.connect(self.leave)

    def _announce(self) -> None:
        self.changed.emit(self.sought)

    def _step(self, step: int) -> None:
        self._history.keep()
        self.stepped.emit(step)

    # -- Events ------------------------------------------------------------------------------------

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Return goes to the next match, Shift+Return to the one before, Escape leaves."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._handle(event)
        claimed = event.type() == QEvent.Type.ShortcutOverride and self._switch_of(event)
        if claimed:  # before a menu takes it
            event.accept()
        return bool(claimed)

    def _handle(self, event: QKeyEvent) -> bool:
        key, switch = event.key(), self._switch_of(event)
        if switch is not None:
            switch.toggle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._history.walk(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _switch_of(self, event: QKeyEvent) -> QToolButton | None:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return None
        by_key = dict(zip((key for *_rest, key in _SWITCHES), self._switches, strict=True))
        return by_key.get(Qt.Key(event.key()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for button in self._buttons:
                button.setIcon(icon(button.objectName()))
        super().changeEvent(event)
