"""The dialog for a defect of ours: what happened, and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
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

_SENTENCE = "Something went wrong in Constellation itself"
_REASON = (
    "The store is not affected, and you may go on. This report helps to mend it: it holds versions "
    "and places in the program, and nothing of what your store holds."
)


class ProblemDialog(QDialog):
    """Shows one report after another; further ones are added below, not stacked as windows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self.setWindowTitle("Constellation")
        self.resize(160 * theme.GRID, 110 * theme.GRID)
        sentence = self._label(_SENTENCE)
        sentence.setFont(theme.font("interface", "title"))
        self._report = QPlainTextEdit(self)
        self._report.setObjectName("report")
        self._report.setAccessibleName("Report")
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(theme.font("mono", "small"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._copy = QPushButton("Copy Report", self)
        self._copy.setObjectName("copy-report")
        self._copy.setAccessibleName("Copy Report")
        self._copy.clicked.connect(self._on_copy)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * theme.GRID] * 4)
        column.setSpacing(3 * theme.GRID)
        for widget in (sentence, self._label(_REASON), self._report, buttons):
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

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._copy.setText("Copied")

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(text)
        return label
