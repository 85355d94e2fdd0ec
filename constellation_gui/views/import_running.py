"""The second page of an import: how far it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.formatting import visible
from constellation_gui.models.import_words import STAYS
from constellation_gui.views.facts_grid import mute
from constellation_gui.wording import tr

_GOES_ON = tr("Closing this leaves the import running: the status bar shows how far it is. ")


class ImportRunning(QWidget):
    """A bar, and what it stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-running")
        self._title = self._label("import-title")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("import-progress")
        self._bar.setAccessibleName(tr("Import, progress"))
        self._bar.setTextVisible(False)
        self._line = self._label("import-line")
        self._hint = self._label("import-hint")
        self._hint.setText(_GOES_ON + STAYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addWidget(self._line)
        column.addSpacing(3 * theme.GRID)
        column.addWidget(self._hint)
        column.addStretch(3)
        self._dress()

    def begin(self, store: str) -> None:
        """Say where to, with nothing done yet."""
        self._title.setText(visible(tr("Importing into {store}").format(store=store)))
        self._bar.setRange(0, 0)
        self.say(tr("Opening the store…"))

    def advance(self, fraction: float, line: str) -> None:
        """Show how much is done, of 1."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        self.say(line)

    def say(self, line: str) -> None:
        """Say what is being done."""
        self._line.setText(line)
        self._line.setAccessibleName(line)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_hint"):
            self._dress()
        super().changeEvent(event)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _dress(self) -> None:
        self._title.setFont(theme.font("interface", "title"))
        mute(self._hint)
