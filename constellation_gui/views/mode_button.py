"""The button that chooses what of a conversation is shown, with how much there is of each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from constellation_gui.formatting import exact_count
from constellation_gui.models.kind_counts import KindCounts
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.wording import tr

_CAPTIONS = {
    Mode.EVERYTHING: tr("&Everything"),
    Mode.CONVERSATION: tr("&Conversation"),
    Mode.TOOLS: tr("&Tools"),
    Mode.ERRORS: tr("E&rrors"),
}
_TIPS = {
    Mode.EVERYTHING: tr("Every message"),
    Mode.CONVERSATION: tr("What was said: no tools, no thinking"),
    Mode.TOOLS: tr("Calls of tools, and what came of them"),
    Mode.ERRORS: tr("What tools failed with"),
}


class ModeButton(QToolButton):
    """Says what is shown; its menu chooses. Counting begins when the menu is opened."""

    chosen = Signal(object)
    counts_wanted = Signal()

    def __init__(self, counts: KindCounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = counts
        self.setObjectName("transcript-mode")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setToolTip(tr("What is shown (M)"))
        # The style's arrow would stand below the text's end.
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(self)
        menu.setObjectName("transcript-modes")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.counts_wanted)
        self._group = QActionGroup(self)
        self._actions = {mode: self._add(menu, mode) for mode in Mode}
        self.setMenu(menu)
        counts.changed.connect(self.tell)
        self.show_mode(Mode.EVERYTHING)
        self.tell()

    def _add(self, menu: QMenu, mode: Mode) -> QAction:
        action = menu.addAction(_CAPTIONS[mode])
        action.setCheckable(True)
        action.setToolTip(_TIPS[mode])
        action.triggered.connect(lambda: self.chosen.emit(mode))
        self._group.addAction(action)
        return action

    def open(self) -> None:
        """Offer the choice to the keyboard."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def show_mode(self, mode: Mode) -> None:
        """Say which mode is in force."""
        self._actions[mode].setChecked(True)
        caption = _CAPTIONS[mode].replace("&", "")
        self.setText(f"{caption} ▾")
        self.setAccessibleName(tr("Shown: {mode}").format(mode=caption))

    def tell(self) -> None:
        """Show beside each mode how many messages it has, as far as that is known."""
        for mode, action in self._actions.items():
            count, final = self._counts.of(mode)
            known = "" if count is None else exact_count(count)
            action.setText(f"{_CAPTIONS[mode]}\t{known}{'' if final else '…'}")
