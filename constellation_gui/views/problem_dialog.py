"""The dialog for a defect of ours: what happened, and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.wording import tr

WENT_WRONG = tr("Something went wrong in Constellation itself")
ENDED = tr("Constellation ended unexpectedly the last time")
_REASON = tr(
    "The store is not affected, and you may go on. This report helps to mend it: it holds "
    "versions, the names of your last actions and places in the program, and nothing of what your "
    "store holds."
)


class ProblemDialog(QDialog):
    """Shows one report after another; further ones are added below, not stacked as windows.

    `sentence` says what happened. `log_asked` says that the person wants to read the log.
    """

    log_asked = Signal()

    def __init__(self, sentence: str = WENT_WRONG, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self.setWindowTitle("Constellation")
        self.resize(160 * theme.GRID, 110 * theme.GRID)
        title = self._label(sentence)
        title.setFont(theme.font("interface", "title"))
        self._report = QPlainTextEdit(self)
        self._report.setObjectName("report")
        self._report.setAccessibleName(tr("Report"))
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(theme.font("mono", "small"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._copy = QPushButton(tr("Copy Report"), self)
        self._copy.setObjectName("copy-report")
        self._copy.setAccessibleName(tr("Copy Report"))
        self._copy.clicked.connect(self._on_copy)
        log = QPushButton(tr("Open Log"), self)
        log.setObjectName("open-log")
        log.setAccessibleName(tr("Open Log"))
        log.clicked.connect(self.log_asked)
        for button in (self._copy, log):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * theme.GRID] * 4)
        column.setSpacing(3 * theme.GRID)
        for widget in (title, self._label(_REASON), self._report, buttons):
            column.addWidget(widget)
        self._copy.setFocus()

    @property
    def report(self) -> str:
        """Everything reported so far."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Show a report, below those that are shown already."""
        if report not in self.report:
            self._report.appendPlainText(f"\n{report}" if self.report else report)
            self._copy.setText(tr("Copy Report"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._copy.setText(tr("Copied"))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(text)
        return label
