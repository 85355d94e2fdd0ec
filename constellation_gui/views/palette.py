"""The command palette: a line to type into, and below it everything that can be done or gone to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.delegates.hit_delegate import HitDelegate
from constellation_gui.icons import icon
from constellation_gui.models.palette import PaletteModel
from constellation_gui.wording import tr

_WIDTH = 140 * theme.GRID
_NARROWEST = 60 * theme.GRID
_ROWS = 12
_EDGE = 2  # px around the hits, the line included
_PLACEHOLDER = tr("Go to anything, or type a command")
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}


class CommandBox(QLineEdit):
    """The line in the toolbar; its list hangs below it while it has the keyboard.

    `chosen` gives the `Hit` that the person chose. Escape, and choosing, give the keyboard back to
    where it was.
    """

    chosen = Signal(object)

    def __init__(self, model: PaletteModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self._before: QWidget | None = None
        self._enter_awaits = False
        self.setObjectName("command-box")
        self.setAccessibleName(tr("Go to anything, or type a command"))
        self.setToolTip(tr("Actions, projects, agents, files; also an address that was copied"))
        self._sign = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.say_key("")
        self.dress()
        self.list = HitList(model, window)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.textChanged.connect(self._on_typed)
        model.arrived.connect(self._on_arrived)

    def dress(self) -> None:
        """Follow the theme."""
        # Not in `changeEvent`: Qt calls that on the way out too, when the action is gone.
        self._sign.setIcon(icon("search"))
        self.setMinimumWidth(theme.scaled(_NARROWEST))
        self.setMaximumWidth(theme.scaled(_WIDTH))

    def say_key(self, key: str) -> None:
        """Name the key that leads here."""
        self.setPlaceholderText(f"{_PLACEHOLDER}  ({key})" if key else _PLACEHOLDER)

    def sizeHint(self) -> QSize:
        """Ask for room for a path."""
        return QSize(theme.scaled(_WIDTH), super().sizeHint().height())

    def begin(self, text: str = "") -> None:
        """Let the person type; `text` is there already, selected."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setText(text)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._on_typed(text)

    # -- What happens -----------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._enter_awaits = False
        if self.hasFocus():
            self._model.type(text)

    def _on_arrived(self) -> None:
        if not self.hasFocus():
            return
        self.list.open_below(self)
        if self._enter_awaits:
            self._enter_awaits = False
            self._choose(self.list.row)

    def _choose(self, row: int) -> None:
        if self._model.searching:  # what stands first may not be what is meant
            self._enter_awaits = True
            return
        index = self._model.index(max(row, 0))
        if index.isValid() and not self._model.hit(index).problem:
            hit = self._model.hit(index)
            self._leave()
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self.list.hide()
        self.clear()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    # -- Qt's events ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose from it, or leave it; all else edits the text."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.list.move_by(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.row)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer what there is, also to the mouse."""
        super().focusInEvent(event)
        self._model.type(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the list away."""
        super().focusOutEvent(event)
        self.list.hide()


class HitList(QFrame):
    """The hits, over everything else in the window; never takes the keyboard."""

    def __init__(self, model: PaletteModel, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._window = window
        self._model = model
        self.view = QListView(self)
        self.view.setObjectName("hits")
        self.view.setAccessibleName(tr("What can be done or gone to"))
        self.view.setModel(model)
        self.view.setItemDelegate(HitDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked = self.view.clicked
        column = QVBoxLayout(self)
        column.setContentsMargins(*[_EDGE - 1] * 4)
        column.addWidget(self.view)
        self.hide()

    @property
    def row(self) -> int:
        """The row that Enter chooses, -1 if there is none."""
        return self.view.currentIndex().row()

    def open_below(self, box: QWidget) -> None:
        """Show the hits below a widget, as many as there is room for, the best one current."""
        count = self._model.rowCount()
        self.setVisible(count > 0)
        if not count:
            return
        self.view.setCurrentIndex(self._model.index(0))
        self.view.scrollToTop()
        self.view.setAccessibleDescription(tr("%n found", "", count))
        left = box.mapTo(self._window, QPoint(0, box.height() + theme.GRID))
        row = self.view.sizeHintForRow(0)
        room = self._window.height() - left.y() - 4 * theme.GRID
        rows = max(min(count, _ROWS, (room - 2 * _EDGE) // row), 1)
        self.setGeometry(left.x(), left.y(), box.width(), rows * row + 2 * _EDGE)
        self.raise_()

    def move_by(self, step: int) -> None:
        """Make another hit the current one; from the last the next is the first."""
        count = self._model.rowCount()
        if not count:
            return
        row = self.view.currentIndex().row() + step
        row = row % count if abs(step) == 1 else min(max(row, 0), count - 1)
        self.view.setCurrentIndex(self._model.index(row))
