"""What the status bar says of an import: one panel at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from constellation_gui.notice import Step
from constellation_gui.views.status_bar import StatusBar, WorkPanel


class ImportPanel(QObject):
    """Shows, replaces and takes away the panel.

    `stop_asked` tells that work is to be stopped, `dismissed` that the person took away what was
    said at the end of it.
    """

    stop_asked = Signal()
    dismissed = Signal()

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._panel: WorkPanel | None = None

    def begin(self, caption: str) -> None:
        """Name what is being done."""
        self.end()
        panel = self._panel = self._status.begin(caption)
        panel.closed.connect(self._on_closed)
        panel.cancel_asked.connect(self.stop_asked)

    def finish(self, caption: str, sentence: str, *steps: Step, sign: str) -> None:
        """Say what came of it, with what may be done now; `sign` names the icon."""
        self.begin(caption)
        if self._panel is not None:
            self._panel.finish(sentence, *steps, sign=sign)

    def say(self, sentence: str) -> None:
        """Say something else, if anything is said."""
        if self._panel is not None:
            self._panel.say(sentence)

    def advance(self, fraction: float, sentence: str) -> None:
        """Show how much is done, of 1."""
        if self._panel is not None:
            self._panel.say(sentence)
            self._panel.advance(fraction)

    def end(self) -> None:
        """Take it away."""
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.blockSignals(True)
            self._status.end(panel)

    def _on_closed(self) -> None:
        self._panel = None  # which deletes it
        self.dismissed.emit()
