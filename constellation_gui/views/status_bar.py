"""The status bar: what the store is on the left, long work on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.notice import Step
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.sign import Sign
from constellation_gui.wording import tr

_BAR_WIDTH = 30 * theme.GRID


class WorkPanel(QWidget):
    """One piece of long work: its progress and a way to stop it, then what came of it."""

    cancel_asked = Signal()
    closed = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"work {caption}")
        self._outcome: str | None = None
        self._sign = Sign(self)
        self._sign.hide()
        self._caption = ElidedLabel(self)
        self._caption.setObjectName("work-caption")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("work-progress")
        self._bar.setAccessibleName(tr("{work}, progress").format(work=caption))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._percent = QLabel(self)
        self._percent.setObjectName("work-percent")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._stop = QToolButton(self)
        self._stop.setObjectName("work-stop")
        self._stop.clicked.connect(self._on_stop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        self._row.setSpacing(2 * theme.GRID)
        for widget in (self._sign, self._caption, self._bar, self._percent, self._stop):
            self._row.addWidget(widget)
        self.say(caption)
        self._dress()

    @property
    def text(self) -> str:
        """What it says at present."""
        return self._caption.text()

    @property
    def finished(self) -> bool:
        """Whether the work is over."""
        return self._outcome is not None

    def say(self, caption: str) -> None:
        """Name what is being done."""
        self._caption.set_text(caption)

    def advance(self, fraction: float) -> None:
        """Show how much is done, of 1."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        self._percent.setText(f"{fraction * 100:.0f} %")

    def finish(self, sentence: str, *steps: Step, sign: str = "done") -> None:
        """Say what came of it, with what may be done now; `sign` names the icon."""
        self._outcome = sign
        self.say(sentence)
        self._bar.hide()
        self._percent.hide()
        for step in steps:
            button = QPushButton(step.caption, self)
            button.setObjectName(f"step {step.caption}")
            button.setAccessibleName(step.caption)
            button.setFlat(True)
            button.clicked.connect(lambda _checked, do=step.do: do())
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()  # now: a layout would do it when it comes to it
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _on_stop(self) -> None:
        if self.finished:
            self.closed.emit()
        else:
            self._stop.setEnabled(False)
            self.cancel_asked.emit()

    def _dress(self) -> None:
        small = theme.font("interface", "small")
        for widget in (self._caption, self._percent, *self.findChildren(QPushButton)):
            widget.setFont(small)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._bar.setFixedSize(theme.scaled(_BAR_WIDTH), theme.GRID)
        what = tr("Dismiss") if self.finished else tr("Cancel")
        self._stop.setIcon(icon("close"))
        self._stop.setToolTip(what)
        self._stop.setAccessibleName(what)
        self._stop.setEnabled(True)
        self._sign.setVisible(self.finished)
        if self._outcome is not None:
            self._sign.draw(self._outcome)


class StatusBar(QStatusBar):
    """Path, size and counts of the store, and the long work under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-bar")
        self.setSizeGripEnabled(False)
        self._facts = ElidedLabel(self, muted=True)
        self._facts.setObjectName("store-facts")
        self.addWidget(self._facts, 1)
        self.setContentsMargins(2 * theme.GRID, 0, theme.GRID, 0)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._facts.setFont(theme.font("interface", "small"))
        self.setFixedHeight(theme.scaled(8 * theme.GRID))

    @property
    def facts(self) -> str:
        """What is said about the store."""
        return self._facts.text()

    def tell_facts(self, text: str) -> None:
        """Say what the store is."""
        self._facts.set_text(text)

    def begin(self, caption: str) -> WorkPanel:
        """Make room for a piece of long work."""
        panel = WorkPanel(caption, self)
        panel.closed.connect(lambda: self.end(panel))
        self.addPermanentWidget(panel)
        return panel

    def end(self, panel: WorkPanel) -> None:
        """Take a piece of work away, whatever became of it."""
        self.removeWidget(panel)
        panel.deleteLater()
