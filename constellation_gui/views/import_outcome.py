"""The last page of an import: what it did, what it skipped and why, or what was in its way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.formatting import exact_count, visible
from constellation_gui.importing.messages import Report, Trouble
from constellation_gui.models.flat_model import FlatModel
from constellation_gui.models.import_words import (
    TROUBLE_COLUMNS,
    as_text,
    facts,
    headline,
    reason_words,
)
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.facts_grid import FactsGrid, mute
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.scrolled_page import ScrolledPage
from constellation_gui.wording import tr

_NEXT = tr("What was imported is whole, and the next import goes on from there.")
_FOLLOWED = tr(
    "What is added to these sessions arrives as it is written, while this window is open."
)


class ImportOutcome(QWidget):
    """A headline, facts, and the lines that were skipped; all of it can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-outcome")
        self._text = ""
        self._title = self._label("import-headline")
        self._hint = self._label("import-next")
        self._page = ScrolledPage(self)
        self._facts: FactsGrid | None = None
        self._within = QVBoxLayout(self._page.inner)
        self._within.setContentsMargins(0, 0, 0, 0)
        self._why = self._label("import-skipped")
        self._troubles = FlatModel[Trouble](TROUBLE_COLUMNS, lambda each: each, self)
        self._list = RowsView("skipped", tr("Skipped"), TROUBLE_COLUMNS, self)
        self._list.setModel(self._troubles)
        self._fit = ColumnFit(self._list, TROUBLE_COLUMNS, folding=(), filling=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self._page, 3)
        column.addWidget(self._why)
        column.addWidget(self._list, 2)
        column.addStretch()  # where there is nothing but a sentence
        self._dress()

    def tell(self, report: Report) -> None:
        """Say what was done."""
        self._text = as_text(report)
        self._say(headline(report), _NEXT if report.stopped else "")
        if report.following:
            self._say(headline(report), _FOLLOWED)
        self._show_facts(report)
        lines = [f"{exact_count(number)}  {reason_words(why)}" for why, number in report.skipped]
        self._why.setText(visible("\n".join([tr("Skipped, or kept as something else:"), *lines])))
        self._troubles.replace(report.troubles)
        for part in (self._why, self._list):
            part.setVisible(bool(report.skipped))
        self._page.show()

    def explain(self, fault: str) -> None:
        """Say what was in the way."""
        self._text = fault
        self._say(tr("The import could not be done"), fault)
        for part in (self._page, self._why, self._list):
            part.hide()

    def copy(self) -> None:
        """Put all of it on the clipboard, every line that was skipped included."""
        QGuiApplication.clipboard().setText(self._text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_fit"):
            self._dress()
        super().changeEvent(event)

    def _say(self, title: str, hint: str) -> None:
        self._title.setText(visible(title))
        self._title.setAccessibleName(title)
        self._hint.setText(visible(hint))
        self._hint.setVisible(bool(hint))

    def _show_facts(self, report: Report) -> None:
        if self._facts is not None:
            self._within.removeWidget(self._facts)
            self._facts.deleteLater()
        self._facts = grid = FactsGrid(self._page.inner)
        for caption, value in facts(report):
            grid.add(caption, caption, number=True)
            grid.tell(caption, value)
        self._within.insertWidget(0, grid)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        return label

    def _dress(self) -> None:
        self._title.setFont(theme.font("interface", "title"))
        mute(self._hint)
