"""The declared actions as Qt's: one QAction each, shared by menu, toolbar and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from constellation_gui.action import SEPARATOR, Action, Entry
from constellation_gui.actions import ACTIONS
from constellation_gui.icons import icon
from constellation_gui.menus import MENUS, TOOLBAR
from constellation_gui.models.palette import Hit

# Those that every macOS application has in one and the same place.
_ROLES = {"edit.preferences": QAction.MenuRole.PreferencesRole}


class ActionSet(QObject):
    """All actions of one window, by id; `done` gives the id of one that was triggered."""

    done = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        self._actions = {declared.id: self._made(declared) for declared in ACTIONS}
        self.dress()

    def __getitem__(self, name: str) -> QAction:
        """Return the action of that id."""
        return self._actions[name]

    def menu(self, title: str) -> QMenu:
        """Return the menu of that title, after `fill_menus`."""
        return self._menus[plain(title)]

    def by_menu(self) -> list[tuple[str, list[QAction]]]:
        """Return the title of every menu of the bar with all actions in it, however deep."""
        return [
            (plain(title), [self._actions[name] for name in _within(entries)])
            for title, entries in MENUS
        ]

    def hits(self) -> list[Hit]:
        """Return what can be triggered now, as the command palette offers it."""
        menus = {name: title for title, entries in MENUS for name in _within(entries)}
        found = []
        for declared in ACTIONS:
            action = self._actions[declared.id]
            if not action.isEnabled() or declared.id == "go.anything":
                continue
            found.append(
                Hit(
                    title=plain(action.text()),
                    detail=f"{plain(menus[declared.id])} · {declared.tip}",
                    icon="done" if action.isChecked() else declared.icon,
                    keys=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                    action=declared.id,
                )
            )
        return found

    def on(self, name: str, do: Callable[[], object]) -> None:
        """Let the action do something when a person triggers it."""
        self._actions[name].triggered.connect(lambda _checked: do())

    def on_checked(self, name: str, do: Callable[[bool], object]) -> None:
        """Let a checkable action say what it became when a person triggers it."""
        # A lambda, because PySide hands a partial no argument of a signal that may have none.
        self._actions[name].triggered.connect(lambda checked: do(checked))

    def set_store_open(self, is_open: bool) -> None:
        """Enable what needs a store, or disable it."""
        for declared in ACTIONS:
            if declared.needs_store:
                self._actions[declared.id].setEnabled(is_open)

    def dress(self) -> None:
        """Draw the icons in the theme in force."""
        for declared in ACTIONS:
            if declared.icon is not None:
                self._actions[declared.id].setIcon(icon(declared.icon))

    def fill_menus(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for title, entries in MENUS:
            self._fill(bar.addMenu(title), title, entries)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the actions of the toolbar into it."""
        for name in TOOLBAR:
            if name == SEPARATOR:
                bar.addSeparator()
                continue
            bar.addAction(self._actions[name])
            button = bar.widgetForAction(self._actions[name])
            if isinstance(button, QToolButton):
                button.setObjectName(f"button {name}")
                button.setAccessibleName(self._actions[name].iconText())

    def _fill(self, menu: QMenu, title: str, entries: tuple[Entry, ...]) -> None:
        menu.setObjectName(f"menu {plain(title)}")
        self._menus[plain(title)] = menu
        for entry in entries:
            if entry == SEPARATOR:
                menu.addSeparator()
            elif isinstance(entry, str):
                menu.addAction(self._actions[entry])
            else:
                inner, within = entry
                self._fill(menu.addMenu(inner), inner, within)

    def _made(self, declared: Action) -> QAction:
        action = QAction(declared.text, self._window)
        action.setObjectName(declared.id)
        action.setShortcuts([QKeySequence(key) for key in declared.shortcuts])
        action.setCheckable(declared.checkable)
        # A macOS menu moves actions by what their text says; ours are where they are declared.
        action.setMenuRole(_ROLES.get(declared.id, QAction.MenuRole.NoRole))
        keys = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(declared.tip + (keys if declared.shortcuts else ""))
        action.triggered.connect(lambda _checked: self.done.emit(declared.id))
        if declared.choice is not None:
            group = self._groups.setdefault(declared.choice, QActionGroup(self))
            group.addAction(action)
        self._window.addAction(action)
        return action


def plain(caption: str) -> str:
    """Return a caption without the marks of its access key."""
    return caption.replace("&", "")


def _within(entries: tuple[Entry, ...]) -> list[str]:
    names: list[str] = []
    for entry in entries:
        if not isinstance(entry, str):
            names += _within(entry[1])
        elif entry != SEPARATOR:
            names.append(entry)
    return names
