"""The texts that were looked for before, to be had again with the arrow keys."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

_MOST = 50


class FindHistory:
    """Walks through what was typed into a line earlier; what is being typed is not lost."""

    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        self._texts: list[str] = []  # the latest last
        self._place: int | None = None  # in them; None: not walking
        self._typed = ""
        line.textEdited.connect(self._stop)

    def keep(self) -> None:
        """Remember what is in the line."""
        text = self._line.text()
        if text:
            self._texts = [*(each for each in self._texts if each != text), text][-_MOST:]
        self._place = None

    def walk(self, step: int) -> None:
        """Show the text before (-1) or after (1); after the latest, what was being typed."""
        if self._place is None:
            self._typed = self._line.text()
            known = bool(self._texts) and self._texts[-1] == self._typed
            self._place = len(self._texts) - known
        place = self._place + step
        if 0 <= place <= len(self._texts):
            self._place = place
            text = self._texts[place] if place < len(self._texts) else self._typed
            self._line.setText(text)

    def _stop(self) -> None:
        self._place = None
