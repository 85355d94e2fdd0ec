"""The line above the paths: whose they are, which of them, since when, and how they are listed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.file_rows import kind_icon
from constellation_gui.models.path_entries import PATHLESS
from constellation_gui.place import Whose
from constellation_gui.views.choice_menu import ChoiceMenu
from constellation_gui.views.file_order_menu import SORT_TIP, FileOrderMenu
from constellation_gui.views.pane_header import menu_button, tool_button
from constellation_gui.wording import tr

OF_AGENT, OF_PROJECT = tr("Of this agent"), tr("Of this project")
OF_FAMILY = tr("Of it and those it started")
SCOPES = {Whose.ALONE: OF_AGENT, Whose.FAMILY: OF_FAMILY, Whose.EVERYONE: OF_PROJECT}

# A person types faster than many thousands of paths are arranged.
_PAUSE_MS = 150
# What each kind is called: at the beginning of a line, and within one.
_KINDS = {
    "file": (tr("Files"), tr("files", "within a line")),
    "artifact": (tr("Artifacts"), tr("artifacts", "within a line")),
    "log": (tr("Logs"), tr("logs", "within a line")),
    PATHLESS: (tr("Without a path"), tr("without a path", "within a line")),
}
_KINDS_TIP = tr("Show only files of some types")


class PathBar(QWidget):
    """Says what to list; `scope_chosen`, `filtered`, `flattened` and `timed` that it is different.

    `orders` offers what to sort by, where there are no folders. `left` tells that the person goes
    on to the paths, by Down or Enter.
    """

    scope_chosen = Signal()
    filtered = Signal()
    flattened = Signal(bool)
    timed = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("path-bar")
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(tr("Whose files"))
        self.scope.setToolTip(tr("Whose files are listed"))
        # As narrow as the pane wants it: the list that opens is as wide as its captions.
        self.scope.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.setMinimumContentsLength(len(OF_AGENT))
        self.text = QLineEdit(self)
        self.text.setObjectName("path-filter")
        self.text.setAccessibleName(tr("Filter files"))
        self.text.setPlaceholderText(tr("Filter"))
        self.text.setToolTip(tr("Show only files with this text in their path"))
        self._clear = QAction(icon("close"), tr("Clear the text"), self)
        self._clear.triggered.connect(self.text.clear)
        self.text.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._kinds = menu_button("filter", _KINDS_TIP, self)
        self._kinds.setCheckable(True)
        self._menu = ChoiceMenu(self)
        self._actions = {kind: self._kind_action(kind) for kind in _KINDS}
        self._kinds.setMenu(self._menu)
        self.time = _switch("recent", tr("Show only what was written in a span of time"), self)
        self.flat = _switch("level", tr("Whole paths, without folders"), self)
        self._sorts = menu_button("sort", SORT_TIP, self)
        self._sorts.hide()
        self.orders = FileOrderMenu(self._sorts)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    # -- What is asked of it ---------------------------------------------------------------------

    @property
    def wanted(self) -> str:
        """The text that paths are to have in them."""
        return self.text.text().strip()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that are to be shown; none for all."""
        return frozenset(kind for kind, action in self._actions.items() if action.isChecked())

    def clear(self) -> None:
        """Leave no path out; what is typed is told later, as ever."""
        self.text.clear()
        for action in self._actions.values():
            action.setChecked(False)
        self._show_kinds()

    def apply(self) -> None:
        """Tell what is typed at once."""
        self._typing.stop()
        self.filtered.emit()

    def be_quiet(self) -> None:
        """Do not tell what was typed."""
        self._typing.stop()

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 6, theme.GRID, 6)
        row.setSpacing(theme.GRID)
        row.addWidget(self.scope)
        row.addWidget(self.text, 1)
        for button in (self._kinds, self.time, self._sorts, self.flat):
            row.addWidget(button)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.filtered)
        self.text.textChanged.connect(self._note_typing)
        self.text.installEventFilter(self)
        self.scope.activated.connect(lambda _index: self.scope_chosen.emit())
        self.time.toggled.connect(self.timed)
        self.flat.toggled.connect(self._sorts.setVisible)
        self.flat.toggled.connect(self.flattened)

    def _kind_action(self, kind: str) -> QAction:
        action = self._menu.addAction(icon(kind_icon(kind)), _KINDS[kind][0])
        action.setCheckable(True)
        action.triggered.connect(self._choose_kinds)
        return action

    def _choose_kinds(self) -> None:
        self._show_kinds()
        self.apply()

    def _show_kinds(self) -> None:
        names = ", ".join(sorted(_KINDS[kind][1] for kind in self.kinds))
        told = tr("Show only files of some types (now: {names})").format(names=names)
        tip = told if names else _KINDS_TIP
        self._kinds.setChecked(bool(names))
        self._kinds.setToolTip(tip)
        self._kinds.setAccessibleName(tip)

    def _note_typing(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._typing.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the paths by Down or Enter; empty the box by Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text.text():
                self.text.clear()
                self.apply()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._clear.setIcon(icon("close"))
            for button, drawing in (
                (self._kinds, "filter"),
                (self.time, "recent"),
                (self._sorts, "sort"),
                (self.flat, "level"),
            ):
                button.setIcon(icon(drawing))
            for kind, action in self._actions.items():
                action.setIcon(icon(kind_icon(kind)))
        super().changeEvent(event)


def _switch(drawing: str, tip: str, parent: QWidget) -> QToolButton:
    button = tool_button(drawing, tip, parent)
    button.setCheckable(True)
    return button
