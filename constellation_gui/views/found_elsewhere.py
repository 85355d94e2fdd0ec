"""The list of agents in whose messages a text was found, above the conversation."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.models.found_agents import FOUND_COLUMNS, FoundAgents
from constellation_gui.models.sought import Sought
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.find_bar import Scope
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.rows_view import RowsView
from constellation_gui.wording import tr

_ROWS = 6  # in sight; the conversation below is what is read
_FOLDING = (2,)
_SLOW_MS = 1_000


class FoundElsewhere(QWidget):
    """Shows in which agents' messages a text is; a click or Return leads to the first of them.

    `place_chosen` gives that place; `slow` tells that it takes longer than a person likes to wait.
    """

    place_chosen = Signal(object)
    failed = Signal(object)
    slow = Signal()

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("found-elsewhere")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FoundAgents(queries, self)
        self._header = PaneHeader("", self)
        self.rows = _FoundRows(
            "agents with matches", tr("Agents with matches"), FOUND_COLUMNS, self
        )
        self.rows.setModel(self.model)
        self._fit = ColumnFit(self.rows, FOUND_COLUMNS, folding=_FOLDING, filling=2)
        self._agent: str | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)  # the line below
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.rows)
        self.model.grew.connect(self._tell)
        self.model.failed.connect(self.failed)
        self.rows.clicked.connect(self._choose)
        self.rows.entered_row.connect(self._choose)
        self.hide()

    def seek(self, agent_id: str | None, sought: Sought | None, scope: Scope) -> None:
        """Look for a text in other agents' messages too, if the scope says so."""
        self._agent = agent_id
        self.rows.setFixedHeight(0)
        wanted = agent_id is not None and sought is not None and scope is not Scope.AGENT
        self.setVisible(wanted)
        if not wanted:
            self.model.stop()
            self._slow.stop()
        else:
            assert agent_id is not None
            assert sought is not None
            self.model.start(agent_id, sought, below=scope is Scope.DESCENDANTS)
            self._slow.start()
        self._tell()

    def follow(self, agent_id: str | None) -> bool:
        """Mark the agent that is shown now; whether it is one of those that were searched."""
        if agent_id is None or not self.model.covers(agent_id):
            return False
        self._agent = agent_id
        self._mark(scroll=True)
        return True

    def _mark(self, *, scroll: bool) -> None:
        row = self.model.row_of(self._agent)
        if row is not None:
            self.rows.mark(self.model.index(row, 0), scroll=scroll)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.place_chosen.emit(self.model.place(index.row()))

    def _tell(self) -> None:
        model = self.model
        if not self.rows.currentIndex().isValid():
            self._mark(scroll=False)
        self._grow()
        agents, messages = model.rowCount(), model.messages
        said = tr("%n agent(s)", "", agents) if agents else tr("No agent")
        parts = [said, tr("%n message(s)", "", messages)]
        if model.too_slow:
            parts.append(tr("the expression takes too long"))
        elif model.busy:
            parts.append(tr("searched {share}").format(share=f"{model.share:.0%}"))
        self._header.set_title(" · ".join(parts))

    def _on_slow(self) -> None:
        if self.model.busy:
            self.slow.emit()

    def _grow(self) -> None:
        """Have room for what was found; never less than before, so that nothing jumps twice."""
        count = min(self.model.rowCount(), _ROWS)
        row = max(theme.ROW, self.rows.fontMetrics().height() + theme.GRID)
        height = self.rows.header().sizeHint().height() + count * row if count else 0
        if height > self.rows.height():
            self.rows.setFixedHeight(height)


class _FoundRows(RowsView):
    """Rows of which Return takes one."""

    entered_row = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current row; all else is a list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
