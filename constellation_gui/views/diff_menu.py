"""The menu beside a diff: how differences are found and shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from constellation_gui import diff_choices
from constellation_gui.action import SEPARATOR, Entry
from constellation_gui.diff_actions import DIFF_ACTIONS, DIFF_MENU
from constellation_gui.icons import icon
from constellation_gui.wording import tr


class DiffMenu(QToolButton):
    """Offers the window's actions for diffs where one looks at them.

    `wanted` gives the id of one that was chosen: who has the actions triggers it.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diff-choices")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setToolTip(tr("How differences are found and shown"))
        self.setAccessibleName(tr("How differences are shown"))
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._declared = {action.id: action for action in DIFF_ACTIONS}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        menu = QMenu(self)
        menu.setObjectName("diff-choices-menu")
        menu.setToolTipsVisible(True)
        self._fill(menu, DIFF_MENU[1])
        menu.aboutToShow.connect(self._show_choices)
        self.setMenu(menu)
        self._dress()

    def _fill(self, menu: QMenu, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if not isinstance(entry, str):
                title, within = entry
                self._fill(menu.addMenu(title), within)
            elif entry == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._made(entry))

    def _made(self, name: str) -> QAction:
        declared = self._declared[name]
        keys = [QKeySequence(key).toString(_NATIVE) for key in declared.shortcuts]
        # As text: a shortcut of its own would be one twice.
        action = QAction("\t".join([declared.text, *keys[:1]]), self)
        action.setCheckable(True)
        action.setToolTip(declared.tip)
        if declared.choice is not None:
            group = self._groups.setdefault(declared.choice, QActionGroup(self))
            group.addAction(action)
        action.triggered.connect(lambda: self.wanted.emit(name))
        self._actions[name] = action
        return action

    def _show_choices(self) -> None:
        for name, action in self._actions.items():
            action.setChecked(diff_choices.is_chosen(name))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setIcon(icon("preferences"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


_NATIVE = QKeySequence.SequenceFormat.NativeText
