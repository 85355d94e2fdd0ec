"""The rows of a pane, or what is said in their place."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from constellation_gui.formatting import visible
from constellation_gui.views.empty_state import EmptyState
from constellation_gui.wording import said, tr

# What comes sooner needs no announcement: it would only flicker.
_PATIENCE_MS = 200


class StateStack(QStackedWidget):
    """Shows one of: the content, an empty state, "loading", a failure.

    `next_step` tells that the button of an empty state was used, `retry` that of a failure.
    """

    next_step = Signal()
    retry = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._empty = EmptyState()
        self._failure = EmptyState()
        self._empty.pressed.connect(self.next_step)
        self._failure.pressed.connect(self.retry)
        for page in (content, self._empty, self._failure):
            self.addWidget(page)
        self.setFocusProxy(content)
        self._announcing = QTimer(self)
        self._announcing.setSingleShot(True)
        self._announcing.setInterval(_PATIENCE_MS)
        self._announcing.timeout.connect(self._announce)
        self._coming = ""

    def show_content(self) -> None:
        """Show the rows."""
        self._turn_to(self._content)

    def show_empty(self, sentence: str, reason: str = "", button: str = "") -> None:
        """Say why there are no rows."""
        self._empty.explain(sentence, reason, button)
        self._turn_to(self._empty)

    def show_loading(self, sentence: str) -> None:
        """Say that rows are coming, unless they come at once."""
        self._coming = sentence
        self._announcing.start()

    def show_failure(self, sentence: str, problem: Exception) -> None:
        """Say what went wrong, and offer to try again."""
        self._failure.explain(sentence, visible(said(problem)), tr("Try again"))
        self._turn_to(self._failure)

    def _announce(self) -> None:
        self.show_empty(self._coming)

    def _turn_to(self, page: QWidget) -> None:
        self._announcing.stop()
        focus = QApplication.focusWidget()
        mine = focus is not None and self.isAncestorOf(focus)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        if mine:  # the keyboard stays in the pane
            page.setFocus()
