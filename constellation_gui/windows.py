"""The windows of the process: makes them, finds the one that is meant, lets go of closed ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QWindow

from constellation_db import Database
from constellation_gui import theme
from constellation_gui.action_trail import ActionTrail
from constellation_gui.file_dialogs import holds_sessions
from constellation_gui.main_window import MainWindow
from constellation_gui.notice import Notice
from constellation_gui.place import Place
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session
from constellation_gui.startup import Request, Start, preferred_request

_OFFSET = QPoint(8 * theme.GRID, 8 * theme.GRID)


class Windows(QObject):
    """Holds every window; `make` makes one that is wired to nothing yet.

    All of them share `session`, so that none overwrites what another one keeps: the next start
    opens the store of the window used last.
    """

    def __init__(
        self,
        make: Callable[[], MainWindow],
        preferences: Preferences,
        session: Session,
        trail: ActionTrail,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._preferences = preferences
        self._session = session
        self._trail = trail
        self._windows: list[MainWindow] = []  # the one used last is the last
        self._unasked: MainWindow | None = None  # what it opened first was no wish of the person
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus)

    @property
    def all(self) -> tuple[MainWindow, ...]:
        """Every window, the one used last at the end."""
        return tuple(self._windows)

    @property
    def current(self) -> MainWindow | None:
        """The window used last."""
        return self._windows[-1] if self._windows else None

    # -- What a start means -----------------------------------------------------------------------

    def begin(self, start: Start) -> MainWindow:
        """Show the first window, with what the command line asks for."""
        window = self.new(start.size)
        self._unasked = None if start.names_store else window
        request = self._first_request(start)
        if request is not None:
            window.open(request)
        return window

    def receive(self, start: Start) -> None:
        """Do what a later start was asked for: raise the window that it means, or show another."""
        self._trail.note("start.received")
        current = self.current
        if current is None:
            self.begin(start)
        elif not start.names_store and (start.place is None or current.request() is not None):
            if start.place is not None:
                current.go_to(start.place)
            _raise(current)
        else:
            request = self._first_request(start)
            if request is None:
                _raise(current)
            else:
                self._show(request, start.size)

    def open_url(self, url: QUrl) -> None:
        """Open the store or the place that the desktop names, or offer to import what is there."""
        if not url.isLocalFile():
            self._go_to_address(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return
        path = Path(url.toLocalFile())
        if holds_sessions(path):
            window = self.current or self.new()
            _raise(window)
            window.bringing_in.ask([str(path)])
        else:
            # Windows know stores by their real path.
            self.receive(Start(str(path.resolve())))

    def _go_to_address(self, address: str) -> None:
        try:
            place = Place.parse(address)
        except ValueError as wrong:
            window = self.current or self.new()
            _raise(window)
            window.banners.tell(Notice("place", "info", str(wrong)))
        else:
            self.receive(Start(place=place))

    def _first_request(self, start: Start) -> Request | None:
        last, default = self._session.last_store, Database.default_path()
        return preferred_request(start, self._preferences, last, default)

    def _show(self, request: Request, size: tuple[int, int] | None) -> None:
        for window in reversed(self._windows):
            if window.shows(request):
                if request.place is not None:
                    window.go_to(request.place)
                _raise(window)
                return
        window = next(filter(self._may_be_used, reversed(self._windows)), None) or self.new(size)
        window.open(request)
        _raise(window)

    def _may_be_used(self, window: MainWindow) -> bool:
        """Whether another store would take nothing from the person.

        That of last time may still be on its way when macOS, which starts the application without
        arguments, says what it was started for.
        """
        return window.request() is None or (window is self._unasked and window.store is None)

    # -- Windows ----------------------------------------------------------------------------------

    def new(self, size: tuple[int, int] | None = None) -> MainWindow:
        """Show a window without a store, of the size (px) of the one used last, or of `size`."""
        before = self.current
        window = self._make()
        self._wire(window)
        if before is not None:
            _put_beside(window, before)
        if size is not None:
            window.resize(*size)
        self._windows.append(window)
        window.show()
        return window

    def quit(self) -> None:
        """Close every window, the one used last at the end; one may ask before it does."""
        for window in self.all:
            window.close()

    def apply_preferences(self) -> None:
        """Let every window look and act as the preferences say now."""
        for window in self._windows:
            window.apply_preferences()

    def _wire(self, window: MainWindow) -> None:
        window.new_window_asked.connect(self._on_new_window)
        window.quit_asked.connect(self.quit)
        window.preferences_changed.connect(self.apply_preferences)
        window.recent_changed.connect(partial(self._on_recent_changed, window))
        window.closed.connect(partial(self._on_closed, window))
        window.commands.done.connect(self._trail.note)

    def _on_new_window(self, request: Request | None) -> None:
        window = self.new()
        if request is not None:
            window.open(request)
        _raise(window)

    def _on_recent_changed(self, by: MainWindow) -> None:
        for window in self._windows:
            if window is not by:
                window.recent.refresh()

    def _on_closed(self, window: MainWindow) -> None:
        self._windows.remove(window)
        if window is self._unasked:
            self._unasked = None
        window.deleteLater()

    def _on_focus(self, focused: QWindow | None) -> None:
        for window in self._windows[:-1]:
            if focused is not None and window.windowHandle() is focused:
                self._windows.remove(window)
                self._windows.append(window)
                window.prefer_store()
                break


def _put_beside(window: MainWindow, before: MainWindow) -> None:
    window.setWindowState(before.windowState() & Qt.WindowState.WindowMaximized)
    window.resize(before.size())
    place = QRect(before.pos() + _OFFSET, before.frameSize())
    screen = before.screen().availableGeometry()
    window.move(place.topLeft() if screen.contains(place) else screen.topLeft())


def _raise(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
