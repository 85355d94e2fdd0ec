"""File ▸ Import: what was found, how far it is, what came of it; the window stays usable beside."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.importing.messages import Report
from constellation_gui.views.import_choice import ImportChoice
from constellation_gui.views.import_outcome import ImportOutcome
from constellation_gui.views.import_running import ImportRunning
from constellation_gui.wording import tr

_SIZE = (190 * theme.GRID, 150 * theme.GRID)
_LEAST = (110 * theme.GRID, 100 * theme.GRID)
_MARGIN = 12 * theme.GRID  # of the screen around it


class ImportSheet(QDialog):
    """Three pages: to choose, while it runs, and what it did.

    `import_asked` tells that what is chosen is to be imported, `stop_asked` that it is not, or not
    to be followed any more; `again_asked` asks for the choice again, `retry_asked` for the same
    once more, `open_asked` for the store; `dropped` gives paths.
    """

    import_asked = Signal()
    stop_asked = Signal()
    again_asked = Signal()
    retry_asked = Signal()
    open_asked = Signal()
    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle(tr("Import"))
        self.setAcceptDrops(True)
        self.choice = ImportChoice(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.choice)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.choice.changed.connect(self._enable)
        self.show_choice()
        self._dress()

    # The other pages are made when they are shown: the sheet opens at once.

    @cached_property
    def running(self) -> ImportRunning:
        """The page that says how far an import is."""
        page = ImportRunning(self)
        self._pages.addWidget(page)
        return page

    @cached_property
    def outcome(self) -> ImportOutcome:
        """The page that says what an import did."""
        page = ImportOutcome(self)
        self._pages.addWidget(page)
        return page

    @property
    def choosing(self) -> bool:
        """Whether the person is to choose."""
        return self._pages.currentWidget() is self.choice

    # -- Pages ------------------------------------------------------------------------------------

    def show_choice(self) -> None:
        """Let the person choose."""
        self._turn_to(self.choice, "import", "close")
        self._enable()
        self.choice.setFocus()

    def show_running(self, store: str) -> None:
        """Show how far it is."""
        self.running.begin(store)
        self._turn_to(self.running, "stop", "hide")

    def show_report(self, report: Report, *, elsewhere: bool) -> None:
        """Show what was done; `elsewhere` says that the store is not the one in the window."""
        self.outcome.tell(report)
        ways = ["open"] if elsewhere else []
        ways += ["unfollow"] if report.following else []
        self._turn_to(self.outcome, *ways, "copy", "again", "close")

    def show_fault(self, text: str) -> None:
        """Show what was in the way."""
        self.outcome.explain(text)
        self._turn_to(self.outcome, "retry", "copy", "again", "close")
        self._buttons["retry"].setFocus()

    def say_unfollowed(self) -> None:
        """Take the way to end following away: it has ended."""
        self._buttons["unfollow"].hide()

    def _turn_to(self, page: QWidget, *shown: str) -> None:
        self._pages.setCurrentWidget(page)
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
        self._buttons[shown[0] if page is self.choice else shown[-1]].setDefault(True)
        if page is not self.choice:
            self._buttons[shown[-1]].setFocus()

    def _enable(self) -> None:
        self._buttons["import"].setEnabled(self.choice.ready)

    # -- Putting it together ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addStretch(1)
        for name, caption, pressed in (
            ("open", tr("Open the Store"), self.open_asked),
            ("unfollow", tr("Stop Following"), self.stop_asked),
            ("retry", tr("Try Again"), self.retry_asked),
            ("copy", tr("Copy"), lambda: self.outcome.copy()),
            ("again", tr("Import More…"), self.again_asked),
            ("import", tr("Import"), self.import_asked),
            ("stop", tr("Cancel Import"), self.stop_asked),
            ("hide", tr("Hide"), self.close),
            ("close", tr("Close"), self.close),
        ):
            button = self._buttons[name] = QPushButton(caption, self)
            button.setObjectName(f"import-{name}-button")
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on, do=pressed: do.emit() if hasattr(do, "emit") else do()
            )
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID] * 4)
        column.setSpacing(4 * theme.GRID)
        column.addWidget(self._pages, 1)
        column.addLayout(row)

    def _dress(self) -> None:
        room = self.screen().availableSize()
        wide, high = room.width() - _MARGIN, room.height() - _MARGIN
        least = (min(theme.scaled(_LEAST[0]), wide), min(theme.scaled(_LEAST[1]), high))
        self.setMinimumSize(*least)
        self.resize(min(theme.scaled(_SIZE[0]), wide), min(theme.scaled(_SIZE[1]), high))

    # -- Qt's events ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_buttons"):
            self._dress()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders to look in."""
        if all(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])
