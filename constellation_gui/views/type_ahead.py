"""Jumping to a row by typing how its name begins, in a tree whose letters are keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel

from constellation_gui import theme
from constellation_gui.formatting import visible
from constellation_gui.wording import tr

_Key = Qt.Key
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypeAhead(QObject):
    """After `begin` keys are text, until Enter, Escape, or the keyboard goes elsewhere.

    `names` gives those of all rows in order, `current` the number of the row to go on from, and
    `go_to` goes to one. What was typed floats at the bottom of the view.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        *,
        names: Callable[[], Sequence[str]],
        current: Callable[[], int],
        go_to: Callable[[int], object],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._names = names
        self._current = current
        self._go_to = go_to
        self._text: str | None = None
        self._label = QLabel(view)
        self._label.setObjectName("type-ahead")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAutoFillBackground(True)
        self._label.setMargin(theme.GRID)
        self._label.hide()
        view.installEventFilter(self)

    @property
    def text(self) -> str | None:
        """What was typed so far, None while keys are keys."""
        return self._text

    def begin(self) -> None:
        """Let the keys that come be text."""
        self._text = ""
        self._show("")

    def end(self) -> None:
        """Let keys be keys again."""
        self._text = None
        self._label.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys in while they are text."""
        if self._text is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.end()
        if not isinstance(event, QKeyEvent):
            return False
        pressed = event.type() == QEvent.Type.KeyPress
        if self._is_text(event):
            if pressed:
                self._take(event)
            event.accept()  # no shortcut of the window's
            return True
        if pressed and event.key() not in (_Key.Key_Shift, _Key.Key_AltGr):
            self.end()
        return False

    def _is_text(self, event: QKeyEvent) -> bool:
        if event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Escape, _Key.Key_Backspace):
            return True
        return bool(event.text()) and event.text().isprintable() and not event.modifiers() & ~_PLAIN

    def _take(self, event: QKeyEvent) -> None:
        before = self._text or ""
        if event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Escape):
            self.end()
        elif event.key() == _Key.Key_Backspace:
            self._look(before[:-1])
        else:
            self._look(before + event.text())

    def _look(self, text: str) -> None:
        self._text = text
        found = find(self._names(), text, self._current())
        if found is not None:
            self._go_to(found)
        self._show("" if found is not None or not text else "  " + tr("(nobody)"))

    def _show(self, remark: str) -> None:
        self._label.setText(visible(f"/{self._text}{remark}"))
        self._label.setAccessibleName(self._label.text())
        self._label.setFont(theme.font("mono", "body"))
        palette = self._label.palette()
        palette.setColor(self._label.backgroundRole(), theme.current().raised)
        self._label.setPalette(palette)
        self._label.adjustSize()
        port = self._view.viewport().geometry()
        self._label.move(port.left() + theme.GRID, port.bottom() - self._label.height())
        self._label.show()
        self._label.raise_()


def find(names: Sequence[str], text: str, start: int) -> int | None:
    """Return the number of the first name from `start` on that begins with a text, all around.

    Where none does, the first that has it anywhere; None if there is none, or no text.
    """
    wanted = text.casefold()
    if not wanted:
        return None
    within = None
    for step in range(len(names)):
        number = (start + step) % len(names)
        name = names[number].casefold()
        if name.startswith(wanted):
            return number
        if within is None and wanted in name:
            within = number
    return within
