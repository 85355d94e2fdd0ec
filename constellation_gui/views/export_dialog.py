"""File ▸ Export: what of a store, as what, and what is taken out of it before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from constellation_db import Agent, Database, Project, Scope
from constellation_db.exporting.request import TRANSCRIPTS, CsvTable, Format, Request
from constellation_gui import theme
from constellation_gui.formatting import one_line, short_id
from constellation_gui.place import Place
from constellation_gui.queries import Runner, Ticket
from constellation_gui.views.redaction_preview import RedactionPreview
from constellation_gui.wording import tr

_LONGEST_NAME = 40  # characters
_WIDTH, _HEIGHT = 150 * theme.GRID, 130 * theme.GRID

_FORMATS = {
    Format.HTML: (
        tr("Transcript: web page"),
        tr(
            "One file for any browser, with pictures, light or dark. "
            "Nothing in it runs or is loaded."
        ),
    ),
    Format.MARKDOWN: (
        tr("Transcript: Markdown"),
        tr("Text for notes, issues and reviews; what tools said stands in code blocks."),
    ),
    Format.JSON: (
        tr("Transcript: JSON"),
        tr("For programs: every column as it is stored, and what it means. Nothing is lost."),
    ),
    Format.CSV: (
        tr("Table: CSV"),
        tr("For spreadsheets. Text that a spreadsheet would calculate is marked as text."),
    ),
    Format.STORE: (
        tr("Store"),
        tr("A store of its own with messages, files and events, which opens like this one."),
    ),
}
_TABLES = {
    CsvTable.AGENTS: tr("Agents"),
    CsvTable.MESSAGES: tr("Messages"),
    CsvTable.EVENTS: tr("Events"),
    CsvTable.OUTPUTS: tr("Outputs: versions of files"),
    CsvTable.COSTS: tr("Costs by agent"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the store that can be exported; `name` is what its file is called."""

    scope: Scope
    caption: str
    name: str


class ExportDialog(QDialog):
    """Asks what to export; `export_asked` gives the request and a name for the file.

    What would be taken out is looked for in the background, and seen before anything is written.
    """

    export_asked = Signal(object, str)

    def __init__(self, queries: Runner, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(tr("Export"))
        self._place = place
        self._parts: list[_Part] = []
        self._what = _choice("export-what", tr("What"), self)
        self._format = _choice("export-format", tr("As"), self)
        self._table = _choice("export-table", tr("Table"), self)
        self._hint = QLabel(self)
        self._hint.setObjectName("export-hint")
        self._hint.setWordWrap(True)
        self._bom = QCheckBox(tr("Mark the file as UTF-8, as spreadsheets want it"), self)
        self._bom.setObjectName("export-bom")
        self._bom.setChecked(True)
        self._redacts = QCheckBox(tr("&Take out keys, passwords, e-mails and home paths"), self)
        self._redacts.setObjectName("export-redact")
        self.preview = RedactionPreview(queries.database.path, self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._export = QPushButton(tr("&Export…"), self)
        self._export.setObjectName("export-begin")
        self._export.setDefault(True)
        self._buttons.addButton(self._export, QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._lay_out()
        if place.project is None and place.agent is None:
            self._format.setCurrentIndex(self._format.findData(Format.STORE))
        self._connect()
        self.preview.hide()
        self._dress()
        self._named: tuple[Project | None, Agent | None] = (None, None)
        self._show_parts(self._known_parts(*self._named))
        self._ticket: Ticket | None = queries.run(
            lambda: _named(queries.database, place), deliver=self._name_parts, failed=_ignore
        )

    @property
    def _kind(self) -> Format:
        return Format(self._format.currentData())  # Qt keeps it as plain text

    @property
    def request(self) -> Request:
        """What is chosen now."""
        return Request(
            self._kind,
            self._parts[self._what.currentIndex()].scope,
            CsvTable(self._table.currentData()),
            bom=self._bom.isChecked(),
            redact=self.preview.chosen if self._redacts.isChecked() else (),
        )

    def done(self, result: int) -> None:
        """Look no further once it is closed."""
        self.preview.stop()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_buttons"):
            self._dress()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Leave room for what would be taken out, where that is looked for."""
        height = theme.scaled(_HEIGHT) if self._redacts.isChecked() else 0
        return QSize(theme.scaled(_WIDTH), max(super().sizeHint().height(), height))

    # -- Putting it together ---------------------------------------------------------------------

    def _fill(self) -> None:
        for kind, (caption, _hint) in _FORMATS.items():
            self._format.addItem(caption, kind)
        for table, caption in _TABLES.items():
            self._table.addItem(caption, table)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(4 * theme.GRID)
        form.setVerticalSpacing(2 * theme.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(tr("&What"), self._what)
        form.addRow(tr("&As"), self._format)
        form.addRow("", self._hint)
        form.addRow(tr("Ta&ble"), self._table)
        form.addRow("", self._bom)
        form.addRow("", self._redacts)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID] * 4)
        column.setSpacing(3 * theme.GRID)
        column.addLayout(form)
        column.addWidget(self.preview, 1)
        column.addStretch(0)
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        self._what.currentIndexChanged.connect(self._show)
        self._format.currentIndexChanged.connect(self._on_format)
        self._table.currentIndexChanged.connect(self._show)
        self._redacts.toggled.connect(self._show)
        self.preview.changed.connect(self._show_whether_ready)
        self._buttons.rejected.connect(self.reject)
        self._buttons.accepted.connect(self._ask)

    def _dress(self) -> None:
        self._hint.setFont(theme.font("interface", "small"))
        self._fit()

    def _fit(self) -> None:
        """Be as large as what is asked, and no larger than the screen."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    # -- What can be chosen ----------------------------------------------------------------------

    def _known_parts(self, project: Project | None, agent: Agent | None) -> list[_Part]:
        """Return the parts that there are here, the nearest first."""
        place, parts = self._place, []
        if place.agent is not None:
            name = _name(None if agent is None else agent.name, place.agent)
            whole = Scope(agent_id=place.agent, descendants=True)
            parts += [
                _Part(whole, tr("{name} and all agents that it started").format(name=name), name),
                _Part(Scope(agent_id=place.agent), tr("{name} alone").format(name=name), name),
            ]
        if place.project is not None:
            name = _name(None if project is None else project.name, place.project)
            parts.append(
                _Part(Scope(project_id=place.project), tr("Project {name}").format(name=name), name)
            )
        if not parts or self._kind not in TRANSCRIPTS:
            parts.append(_Part(Scope(), tr("The whole store"), "constellation"))
        return parts

    def _name_parts(self, named: tuple[Project | None, Agent | None]) -> None:
        self._named = named
        self._show_parts(self._known_parts(*named))

    def _show_parts(self, parts: Sequence[_Part]) -> None:
        """Offer parts; what was chosen stays so if it is among them."""
        chosen = self._parts[self._what.currentIndex()].scope if self._parts else None
        self._parts = list(parts)
        self._what.blockSignals(True)
        self._what.clear()
        for part in parts:
            self._what.addItem(part.caption.replace("&", "&&"))
        scopes = [part.scope for part in parts]
        self._what.setCurrentIndex(scopes.index(chosen) if chosen in scopes else 0)
        self._what.blockSignals(False)
        self._show()

    # -- What was chosen -------------------------------------------------------------------------

    def _on_format(self) -> None:
        self._show_parts(self._known_parts(*self._named))

    def _show(self) -> None:
        """Show what belongs to the format, and look anew for what would be taken out."""
        kind = self._kind
        self._hint.setText(_FORMATS[kind][1])
        for field in (self._table, self._bom):
            self._form.setRowVisible(field, kind is Format.CSV)
        self.preview.setVisible(self._redacts.isChecked())
        if self._redacts.isChecked():
            self.preview.look(self.request)
        else:
            self.preview.stop()
        self._show_whether_ready()
        self._fit()

    def _show_whether_ready(self) -> None:
        everything = self.request.scope == Scope()
        transcript = self._kind in TRANSCRIPTS
        waits = self._redacts.isChecked() and not self.preview.looked
        self._export.setEnabled(not waits and not (everything and transcript))
        self._export.setToolTip(tr("What would be taken out is being looked for") if waits else "")
        if everything and transcript:
            self._hint.setText(tr("A transcript is one of a project or an agent: go to one first."))

    def _ask(self) -> None:
        request, part = self.request, self._parts[self._what.currentIndex()]
        what = request.table if request.format is Format.CSV else "transcript"
        name = part.name if request.format is Format.STORE else f"{part.name}-{what}"
        self.accept()
        self.export_asked.emit(request, name)


def _choice(name: str, caption: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.setAccessibleName(caption)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    return box


def _name(name: str | None, identifier: str) -> str:
    return one_line(name, _LONGEST_NAME) or short_id(identifier)


def _named(database: Database, place: Place) -> tuple[Project | None, Agent | None]:
    """Read what the place is called."""
    with database.snapshot():
        project = database.projects.find_by_id(place.project) if place.project else None
        agent = database.agents.find_by_id(place.agent) if place.agent else None
    return project, agent


def _ignore(_error: object) -> None:
    """Do without names: ids are shown, and whatever is wrong is told by the export itself."""
