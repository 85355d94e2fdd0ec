"""What surrounds the panes: menus, toolbar, banners, status bar, and the window's shape."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.action_set import ActionSet
from constellation_gui.file_dialogs import holds_sessions
from constellation_gui.formatting import visible
from constellation_gui.icons import icon
from constellation_gui.models.palette import PaletteModel
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.empty_state import EmptyState
from constellation_gui.views.live_button import LiveButton
from constellation_gui.views.palette import CommandBox
from constellation_gui.views.status_bar import StatusBar
from constellation_gui.views.welcome_view import WelcomeView
from constellation_gui.wording import tr

_SIZE = (1280, 800)
# What is there sooner needs no announcement: it would only flicker.
_PATIENCE_MS = 200


class Shell(QMainWindow):
    """A window with a place in the middle for a welcome, an announcement, or the panes of a store.

    `dropped` gives the path of a store that was dropped onto it, `sessions_dropped` the paths of
    folders and files that are to be imported.
    """

    dropped = Signal(str)
    sessions_dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.commands = ActionSet(self)
        self.banners = BannerArea(self)
        self.status = StatusBar(self)
        self.live_button = LiveButton(self)
        self.offers = PaletteModel(self.commands.hits, self)
        self.command_box = CommandBox(self.offers, self)
        self.welcome = WelcomeView(short_path(Database.default_path()), self)
        self._announcement = EmptyState(parent=self)
        self._blank = QWidget(self)
        self._panes: QWidget | None = None
        self.pages = QStackedWidget(self)
        self._announcing = QTimer(self)
        self._announcing.setSingleShot(True)
        self._announcing.setInterval(_PATIENCE_MS)
        self._announcing.timeout.connect(lambda: self._turn_to(self._announcement))
        self._compose()
        self._dress()

    # -- The middle -------------------------------------------------------------------------------

    def show_welcome(self) -> None:
        """Offer the ways in: no store is open."""
        self._turn_to(self.welcome)
        self.setWindowTitle("Constellation")

    def announce(self, sentence: str) -> None:
        """Say what is coming, unless panes are there to look at, or it comes at once."""
        if self._panes is None:
            self._announcement.explain(visible(sentence))
            self._turn_to(self._blank)
            self._announcing.start()

    def show_panes(self, panes: QWidget | None, title: str = "") -> None:
        """Show the panes of a store in place of any others; None for none."""
        if self._panes is not None:
            self.pages.removeWidget(self._panes)
        self._panes = panes
        if panes is None:
            self.show_welcome()
            return
        self.pages.addWidget(panes)
        self._turn_to(panes)
        self.setWindowTitle(f"{visible(title)} — Constellation")

    def _turn_to(self, page: QWidget) -> None:
        self._announcing.stop()
        self.pages.setCurrentWidget(page)

    def set_live_visible(self, visible: bool) -> None:
        """Show the indicator, or hide it while there is nothing to follow."""
        self._live_place.setVisible(visible)

    # -- Composition ------------------------------------------------------------------------------

    def _compose(self) -> None:
        self.commands.fill_menus(self.menuBar())
        self._bar = bar = QToolBar(tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        # Hiding it would leave no way to bring it back.
        bar.toggleViewAction().setEnabled(False)
        self.commands.fill_toolbar(bar)
        key = (
            self.commands["go.anything"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.command_box.say_key(key)
        bar.addWidget(_gap(bar))
        bar.addWidget(self.command_box)
        bar.addWidget(_gap(bar))
        self._live_place = bar.addWidget(self.live_button)
        self.addToolBar(bar)
        for page in (self._blank, self.welcome, self._announcement):
            self.pages.addWidget(page)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _dress(self) -> None:
        self.commands.dress()
        self._bar.setIconSize(QSize(theme.icon_size(), theme.icon_size()))
        self.command_box.dress()
        self.setWindowIcon(icon("constellation"))

    # -- Its shape --------------------------------------------------------------------------------

    def shape(self) -> str:
        """Return size, position and state of the window, as text to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def set_shape(self, kept: str) -> None:
        """Give the window the shape it had, as far as the screens allow."""
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace")))

    # -- Qt's events ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Have icons drawn for the screen that the window has come to, a denser one perhaps."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            theme.dress_anew((self, *self.findChildren(QWidget)))
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "commands"):
            self._dress()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the palette's list away: it would hang where its line was."""
        self.command_box.list.hide()
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one store, or any number of sessions and folders of them."""
        paths = _paths(event)
        if len(paths) == 1 or (paths and all(map(holds_sessions, paths))):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what it was."""
        event.acceptProposedAction()
        paths = _paths(event)
        if all(map(holds_sessions, paths)):
            self.sessions_dropped.emit([str(path) for path in paths])
        else:
            self.dropped.emit(str(paths[0]))


def _paths(event: QDropEvent) -> list[Path]:
    """Return the files that are dropped; none if anything else is."""
    urls = event.mimeData().urls()
    return (
        [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []
    )


def _gap(bar: QToolBar) -> QWidget:
    """Return what pushes the other widgets of a toolbar apart."""
    gap = QWidget(bar)
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return gap
