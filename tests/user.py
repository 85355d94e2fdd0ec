"""A person at the window: verbs that use mouse, keys and menus, and wait for what they bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from constellation_gui.main_window import MainWindow
from constellation_gui.open_store import OpenStore
from constellation_gui.place import Place, Tab
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session
from constellation_gui.startup import Request
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.status_bar import WorkPanel

W = TypeVar("W", bound=QWidget)

_PATIENCE_MS = 20_000


class User:
    """Somebody who uses one window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @classmethod
    def start(cls, qtbot: QtBot) -> User:
        """Start the application with what it remembers; no store is opened."""
        window = MainWindow(Preferences.load(), Session.load())
        window.show()
        user = cls(qtbot, window)
        user.return_to_window()
        return user

    def leave(self) -> None:
        """Close the window, and wait until it is gone with all it had."""
        self.window.close()
        self.window.deleteLater()
        self.qtbot.waitUntil(lambda: not _alive(self.window), timeout=_PATIENCE_MS)

    # -- Waiting for facts ------------------------------------------------------------------------

    def until(self, fact: Callable[[], object]) -> None:
        """Wait until something is the case."""
        self.qtbot.waitUntil(lambda: bool(fact()), timeout=_PATIENCE_MS)

    def until_shown(self) -> None:
        """Wait until everything that was asked of the store has arrived."""
        self.until(lambda: self.store.queries.idle)

    def return_to_window(self) -> None:
        """Have the keyboard in the window, after a dialog."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    # -- Seeing -----------------------------------------------------------------------------------

    @property
    def store(self) -> OpenStore:
        """The store that is open."""
        assert self.window.store is not None, "no store is open"
        return self.window.store

    @property
    def place(self) -> Place:
        """Where in the store the window is."""
        return self.store.panes.place

    @property
    def notices(self) -> list[str]:
        """The texts of the banners."""
        return [notice.text for notice in self.window.banners.notices]

    @property
    def works(self) -> list[str]:
        """What the status bar says of long work."""
        return [panel.text for panel in self.window.status.findChildren(WorkPanel)]

    def sees(self, name: str) -> bool:
        """Whether a widget of that object name can be seen."""
        return any(found.isVisible() for found in self.window.findChildren(QWidget, name))

    # -- Menus, buttons, keys ---------------------------------------------------------------------

    def action(self, name: str) -> QAction:
        """Return the action of that id."""
        return self.window.commands[name]

    def do(self, name: str) -> None:
        """Trigger an action that can be triggered now."""
        assert self.action(name).isEnabled(), f"{name} is disabled"
        self.action(name).trigger()

    def press(self, caption: str, within: QWidget | None = None) -> None:
        """Click the button of that caption."""
        button = next(
            button
            for button in (within or self.window).findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&", "") == caption
        )
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_named(self, name: str, within: QWidget) -> None:
        """Click the button of that object name: one without a caption."""
        button = within.findChild(QAbstractButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_on_banner(self, caption: str) -> None:
        """Take a way on that a banner offers."""
        self.until(
            lambda: any(
                step.caption == caption
                for notice in self.window.banners.notices
                for step in notice.steps
            )
        )
        self.press(caption, self.window.banners)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def dialog(self, kind: type[W], name: str) -> W:
        """Return a dialog once it can be seen."""
        self.until(lambda: any(d.isVisible() for d in self.window.findChildren(kind, name)))
        return next(d for d in self.window.findChildren(kind, name) if d.isVisible())

    @property
    def clipboard(self) -> str:
        """What was copied."""
        return QGuiApplication.clipboard().text()

    # -- Going anywhere ---------------------------------------------------------------------------

    def type_command(self, text: str) -> list[str]:
        """Press Ctrl+K, type, and return the lines that are offered once all are there."""
        self.do("go.anything")
        box = self.window.command_box
        self.until(box.hasFocus)
        self.qtbot.keyClicks(box, text)
        self.until(lambda: not self.window.offers.searching)
        model = box.list.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def run_command(self, text: str) -> None:
        """Press Ctrl+K, type, and take what stands first."""
        self.type_command(text)
        self.qtbot.keyClick(self.window.command_box, Qt.Key.Key_Return)

    @property
    def way(self) -> list[str]:
        """What the breadcrumbs say."""
        return self.store.panes.trail.titles

    # -- Stores -----------------------------------------------------------------------------------

    def ask_for(self, path: Path, **how: object) -> None:
        """Ask for a store as the command line does; it may or may not open."""
        self.window.open(Request(path, **how))  # type: ignore[arg-type]
        self.until(lambda: not self.window.opener.busy)

    def open_store(self, path: Path) -> None:
        """Open a store with File ▸ Open…, and wait until it is shown."""
        self.do("file.open")
        dialog = self.dialog(QFileDialog, "open-dialog")
        dialog.selectFile(str(path))
        dialog.accept()
        self.until_open(path)
        self.return_to_window()

    def until_open(self, path: Path) -> None:
        """Wait until the store at `path` is the open one, and shown."""
        self.until(lambda: self.window.store and self.store.database.path == path)
        self.until_shown()

    def back_up(self, target: Path) -> None:
        """Back the store up with File ▸ Backup…, and wait until the window says what it did."""
        self.begin_backup(target)
        self.until(lambda: not self.window.backing_up.running)

    def begin_backup(self, target: Path) -> None:
        """Back the store up with File ▸ Backup…, and do not wait."""
        self.do("file.backup")
        dialog = self.dialog(QFileDialog, "backup-dialog")
        dialog.selectFile(str(target))
        dialog.accept()
        self.return_to_window()

    # -- Walking through a store ------------------------------------------------------------------

    def choose_project(self, name: str) -> None:
        """Click a project in the list."""
        self.click_row("projects", name)
        self.until_shown()

    def choose_agent(self, name: str) -> None:
        """Click an agent in the tree."""
        self.click_row("agents", name)
        self.until_shown()

    def turn_to(self, tab: Tab) -> None:
        """Click a tab."""
        bar = self.store.panes.tabs.tabBar()
        place = bar.tabRect(list(Tab).index(tab)).center()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        self.until_shown()

    def read_transcript(self) -> str:
        """Copy the whole conversation, and read it."""
        return self.copied_from(self.store.panes.transcript.messages)

    def open_file(self, name: str) -> None:
        """Turn to the files and click one."""
        self.turn_to(Tab.FILES)
        self.click_row("files", name)
        self.until_shown()

    def choose_version(self, number: int) -> None:
        """Click a version of the file, 0 being the newest."""
        versions = self.list("versions")
        self.until(lambda: versions.model().rowCount() > number)
        spot = versions.visualRect(versions.model().index(number, 0)).center()
        self.qtbot.mouseClick(versions.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        self.until_shown()

    def read_change(self) -> str:
        """Copy what changed in the version of the file that is shown, and read it."""
        self.until_shown()
        found = self.store.panes.files.findChildren(LinesView)
        self.until(lambda: any(lines.isVisible() for lines in found))
        lines = next(lines for lines in found if lines.isVisible())
        self.until(lambda: lines.model().rowCount())
        self.until_shown()
        return self.copied_from(lines)

    def copied_from(self, view: QWidget) -> str:
        """Select everything in a view, copy it with the menu, and return it."""
        QGuiApplication.clipboard().setText("nothing yet")
        view.setFocus()
        self.qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.do("edit.copy")
        self.until(lambda: self.clipboard != "nothing yet")
        return self.clipboard

    def click_row(self, list_name: str, text: str) -> None:
        """Click the row that begins with this text, in the list of that object name."""
        view = self.list(list_name)
        self.until(lambda: self.row(view, text).isValid())
        index = self.row(view, text)
        if isinstance(view, QTreeView):
            above = index.parent()
            while above.isValid():
                view.expand(above)
                above = above.parent()
        view.scrollTo(index)
        spot = view.visualRect(index).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))

    def list(self, name: str) -> QAbstractItemView:
        """Return the list or tree of that object name in the panes."""
        found = self.store.panes.findChildren(QAbstractItemView, name)
        assert found, f"there is no list {name}"
        return found[0]

    def rows(self, list_name: str) -> list[str]:
        """Return the first column of a list, in order, branches included."""
        model = self.list(list_name).model()
        return [str(index.data()) for index in _walk(model)]

    def row(self, view: QAbstractItemView, text: str) -> QModelIndex:
        """Return the row that begins with this text, or an invalid index."""
        model = view.model()
        exact = (index for index in _walk(model) if index.data() == text)
        begun = (index for index in _walk(model) if str(index.data()).startswith(text))
        return next(exact, None) or next(begun, None) or QModelIndex()


def _walk(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent if parent is not None else QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield index
        yield from _walk(model, index)


def _alive(window: QWidget) -> bool:
    import shiboken6

    return shiboken6.isValid(window)
