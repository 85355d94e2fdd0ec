"""From lines to the message whose tool call wrote them, by a click, a key or a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from constellation_db import OutputRow
from constellation_gui.icons import icon
from constellation_gui.models.blame_sheet import UNRECORDED_REASON, UNTOLD, BlameSheet
from constellation_gui.models.blaming import Intents
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.views.lines_view import LinesView
from constellation_gui.wording import tr


class BlameWays(QObject):
    """Leads on from the lines of a `BlameSheet`, and fills its tips.

    `place_chosen` gives the place of a message, `version_chosen` the id of a version; `told` says
    why there is no way on.
    """

    place_chosen = Signal(object)
    version_chosen = Signal(str)
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, lines: LinesView, model: DiffModel) -> None:
        super().__init__(lines)
        self._lines = lines
        self._model = model
        self._wanted: OutputRow | None = None  # the person waits for its message
        self._pointed = -1  # the line of which the tip tells
        self._intents = Intents(queries, self)
        self._intents.learned.connect(self._learn)
        self._intents.failed.connect(self.failed)
        lines.margin.pointed.connect(self._point)
        lines.margin.clicked.connect(self._click)
        lines.entered.connect(self.go)

    def forget(self) -> None:
        """Other lines are shown: the person waits for nothing any more."""
        self._wanted = None

    def go(self) -> None:
        """Go to the message behind the current line, once it is found."""
        sheet, line = self._sheet(), self._lines.currentIndex().row()
        if sheet is None or line < 0:
            return
        row = sheet.origin(line).row
        if row is None:
            self.told.emit(UNRECORDED_REASON)
        elif self._intents.of(row) is not None:
            self._open(row)
        else:
            self._wanted = row
            self._intents.ask(row, again=True)

    def add_to(self, menu: QMenu) -> None:
        """Put the ways on from the current line into a menu."""
        sheet, line = self._sheet(), self._lines.currentIndex().row()
        if sheet is None:
            return
        row = sheet.origin(line).row if line >= 0 else None
        version = QAction(icon("diff"), tr("Show the version that wrote this"), menu)
        if row is not None:
            version.triggered.connect(partial(self.version_chosen.emit, row.id))
        message = QAction(icon("message"), tr("Go to the message"), menu)
        message.triggered.connect(self.go)
        for action in (message, version):
            action.setEnabled(row is not None)
            menu.addAction(action)
        menu.addSeparator()

    def _sheet(self) -> BlameSheet | None:
        sheet = self._model.sheet
        return sheet if isinstance(sheet, BlameSheet) else None

    def _click(self, line: int) -> None:
        self._lines.setCurrentIndex(self._model.index(line, 0))
        self.go()

    def _point(self, line: int) -> None:
        """Have ready what the tip is to say, or begin to look for it."""
        sheet = self._sheet()
        if sheet is None:
            return
        self._pointed = line
        row = sheet.origin(line).row
        known = row is not None and self._intents.is_known(row)
        intent = None if row is None else self._intents.of(row)
        self._lines.margin.tell(line, sheet.tip(line, intent, known=known))
        if row is not None and self._wanted is None:
            self._intents.ask(row)

    def _learn(self, version_id: str) -> None:
        sheet = self._sheet()
        if sheet is not None and 0 <= self._pointed < len(sheet):
            row = sheet.origin(self._pointed).row
            if row is not None and row.id == version_id:
                self._point(self._pointed)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.id == version_id:
            self._open(wanted)

    def _open(self, row: OutputRow) -> None:
        intent = self._intents.of(row)
        if intent is None:
            self.told.emit(UNTOLD)
        else:
            self.place_chosen.emit(Place(agent=intent.agent_id, message=intent.message_id))
