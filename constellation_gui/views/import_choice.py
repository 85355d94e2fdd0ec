"""The first page of an import: what was found on this machine, what of it is wanted, and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.formatting import visible
from constellation_gui.icons import icon
from constellation_gui.models.import_words import NOTHING_NEW, STAYS, chosen_line
from constellation_gui.models.sessions_model import SessionsModel
from constellation_gui.store_facts import short_path
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.facts_grid import mute
from constellation_gui.views.sessions_menu import offer
from constellation_gui.views.sessions_tree import SessionsTree
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.tick_box import TickBox
from constellation_gui.wording import tr

# A person types faster than thousands of sessions are arranged.
_PAUSE_MS = 150
_OPEN_ROWS = 60  # that may be open at first
_OTHER = tr("Another store…")
_NOTHING = tr("No sessions were found")
_LOOKING = tr("Looking for sessions…")


class ImportChoice(QWidget):
    """Lists sessions to be ticked, and asks which store they go to.

    `changed` tells that something else is chosen, `target_changed` that another store may be
    imported into; `store_asked` asks for one, answer with `set_targets`; `folder_asked` and
    `files_asked` ask for places to look in.
    """

    changed = Signal()
    target_changed = Signal()
    store_asked = Signal()
    folder_asked = Signal()
    files_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-choice")
        self.model = SessionsModel(self)
        self.tree = SessionsTree(self.model, self)
        self.filter = QLineEdit(self)
        self.only_new = TickBox(tr("&Only what is new"), self)
        self.targets = QComboBox(self)
        self.follow = TickBox(tr("&Keep following"), self)
        self._stack = StateStack(self.tree, self)
        self._stays = QLabel(STAYS, self)
        self._fault = QLabel(self)
        self._chosen = ElidedLabel(self, elide=Qt.TextElideMode.ElideRight)
        self._folder = QPushButton(tr("Add &Folder…"), self)
        self._files = QPushButton(tr("Add F&iles…"), self)
        self._places: dict[str, None] = {}  # where it was looked, in order
        self._finding = False
        self._opened = False
        self._typing = QTimer(self)
        self._name()
        self._lay_out()
        self._connect()
        self._dress()
        self._show_state()

    # -- What is told -----------------------------------------------------------------------------

    def begin(self) -> None:
        """Say that sessions are being looked for."""
        self._finding = True
        self._fault.hide()
        self._show_state()

    def end(self) -> None:
        """Say that all places were looked at."""
        self._finding = False
        self.model.settle()
        self._show_state()

    def explain(self, fault: str) -> None:
        """Say why a place cannot be looked at; taken back when another one is looked at."""
        self._fault.setText(visible(fault))
        self._fault.show()

    def look_in(self, places: Sequence[str]) -> None:
        """Say where it was looked."""
        self._places |= dict.fromkeys(places)

    def set_targets(self, targets: Sequence[tuple[str, str]], chosen: int = 0) -> None:
        """Offer stores to import into: captions and paths."""
        with QSignalBlocker(self.targets):
            self.targets.clear()
            for caption, path in targets:
                self.targets.addItem(caption, path)
            self.targets.addItem(_OTHER, None)
            self.targets.setCurrentIndex(chosen)
        self._before = chosen
        self.target_changed.emit()

    @property
    def target(self) -> str:
        """The path of the store to import into."""
        return str(self.targets.currentData())

    @property
    def finding(self) -> bool:
        """Whether places are being looked at."""
        return self._finding

    @property
    def stays(self) -> str:
        """What is said of where everything stays."""
        return self._stays.text()

    @property
    def ready(self) -> bool:
        """Whether there is something to import, or to follow."""
        return bool(self.model.chosen) or (self.follow.isChecked() and not self.model.refused)

    # -- Putting it together ----------------------------------------------------------------------

    def _name(self) -> None:
        self._stays.setWordWrap(True)
        self._stays.setAccessibleName(STAYS)
        self.filter.setObjectName("import-filter")
        self.filter.setAccessibleName(tr("Filter sessions"))
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setToolTip(
            tr("Show only sessions with this text in their title, folder or file")
        )
        self.only_new.setObjectName("only-new")
        self.only_new.setToolTip(tr("Show only sessions that are not in the store, or not whole"))
        self._clear = QAction(tr("Clear the text"), self)
        self._clear.triggered.connect(self.filter.clear)
        self.filter.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.targets.setObjectName("import-target")
        self.targets.setAccessibleName(tr("Import into"))
        self.targets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.targets.setMinimumContentsLength(24)
        self.follow.setObjectName("keep-following")
        self.follow.setToolTip(
            tr(
                "Import what is added to these sessions while this window is open, and after the "
                "next start, too"
            )
        )
        self._chosen.setObjectName("import-chosen")
        self._fault.setObjectName("import-fault")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setWordWrap(True)
        self._fault.hide()
        for button in (self._folder, self._files):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(2 * theme.GRID)
        above.addWidget(self.filter, 1)
        above.addWidget(self._folder)
        above.addWidget(self._files)
        into = QLabel(tr("I&nto"), self)
        into.setBuddy(self.targets)
        told = QHBoxLayout()
        told.setSpacing(2 * theme.GRID)
        told.addWidget(self._chosen, 1)
        told.addWidget(self.only_new)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(into)
        below.addWidget(self.targets, 1)
        below.addSpacing(2 * theme.GRID)
        below.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addWidget(self._stays)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        column.addWidget(self._fault)
        column.addLayout(told)
        column.addLayout(below)
        self.setFocusProxy(self.filter)

    def _connect(self) -> None:
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(self._note_typing)
        self.filter.installEventFilter(self)
        self.only_new.toggled.connect(self._apply_filter)
        self.follow.toggled.connect(self.changed)
        self._folder.clicked.connect(self.folder_asked)
        self._files.clicked.connect(self.files_asked)
        self._stack.next_step.connect(self._take_step)
        self._before = 0
        self.targets.activated.connect(self._on_target)
        self.model.changed.connect(self._on_changed)
        self.tree.menu_wanted.connect(self._offer)

    def _dress(self) -> None:
        mute(self._stays)
        self._stack.setMinimumHeight(theme.scaled(40 * theme.GRID))
        self._clear.setIcon(icon("close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_typing"):
            self._dress()
        super().changeEvent(event)

    # -- What is shown ----------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._show_state()
        if not self._opened and len(self.model.tree):
            self._opened = True
            self.tree.open_levels(1, _OPEN_ROWS)
        self.changed.emit()

    def _show_state(self) -> None:
        chosen = self.model.chosen
        line = chosen_line(
            len(chosen), sum(one.files for one in chosen), sum(one.rest for one in chosen)
        )
        if self.model.up_to_date and not chosen:
            line = NOTHING_NEW
        if self._finding and self.model.total:
            more = tr("looking for more, %n session(s) so far", "", self.model.total)
            line += f"  ·  {more}"
        self._chosen.set_text(line if self.model.total else "")
        self.tree.setAccessibleDescription(line)
        if len(self.model.tree):
            self._stack.show_content()
        elif self.model.total:
            self._show_unmatched()
        elif self._finding:
            self._stack.show_loading(_LOOKING)
        else:
            self._stack.show_empty(_NOTHING, self._looked(), tr("Add a Folder…"))

    def _show_unmatched(self) -> None:
        total = self.model.total
        if self.model.text:
            reason = tr("None of the %n session(s) has this text in it.", "", total)
            self._stack.show_empty(tr("No session matches"), reason, tr("Clear the Filter"))
        else:
            reason = tr("The store has all there is of %n session(s).", "", total)
            self._stack.show_empty(tr("Nothing is new"), reason, tr("Show All Sessions"))

    def _looked(self) -> str:
        places = "\n".join(short_path(Path(place)) for place in self._places)
        return tr(
            "Looked in:\n{places}\n\nSessions may lie elsewhere: add a folder of them, or drop "
            "it onto this window."
        ).format(places=places)

    def _take_step(self) -> None:
        if self.model.text:
            self.filter.clear()
            self._apply_filter()
        elif self.model.total:
            self.only_new.setChecked(False)
        else:
            self.folder_asked.emit()

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        offer(self.model, self.tree, index, place)

    # -- What is chosen ---------------------------------------------------------------------------

    def _on_target(self, index: int) -> None:
        if index == self.targets.count() - 1:
            self.targets.setCurrentIndex(self._before)
            self.store_asked.emit()
        elif index != self._before:
            self._before = index
            self.target_changed.emit()

    def _note_typing(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._typing.start()

    def _apply_filter(self) -> None:
        self._typing.stop()
        self.model.filter(self.filter.text().strip(), only_new=self.only_new.isChecked())
        self.tree.open_levels(2 if self.model.text else 1, 10 * _OPEN_ROWS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the tree by Down or Enter; empty the box by Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._apply_filter()
                if len(self.model.tree) and not self.tree.currentIndex().isValid():
                    self.tree.mark(self.model.index_at(0), scroll=False)
                self._stack.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                self._apply_filter()
                return True
        return super().eventFilter(watched, event)
