"""Somebody with several windows of one process."""

from __future__ import annotations

from functools import partial

from pytestqt.qtbot import QtBot

from constellation_gui.action_trail import ActionTrail
from constellation_gui.main_window import MainWindow
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session
from constellation_gui.startup import Start
from constellation_gui.stores_in_use import StoresInUse
from constellation_gui.windows import Windows
from tests.user import User


class Desk:
    """Windows that share what a process shares; each is used by a `User`."""

    def __init__(self, qtbot: QtBot) -> None:
        preferences, session = Preferences.load(), Session.load()
        make = partial(MainWindow, preferences, session, StoresInUse())
        self.qtbot = qtbot
        self.trail = ActionTrail()
        self.windows = Windows(make, preferences, session, self.trail)

    def begin(self, start: Start | None = None) -> User:
        """Start the application."""
        user = User(self.qtbot, self.windows.begin(start or Start()))
        user.return_to_window()
        return user

    def receive(self, start: Start) -> User:
        """Start it once more, and go to the window that shows what was asked for."""
        self.windows.receive(start)
        assert self.windows.current is not None
        user = User(self.qtbot, self.windows.current)
        user.return_to_window()
        return user

    def in_another(self, user: User, action: str) -> User:
        """Do what shows another window, and go there."""
        before = self.windows.all
        user.do(action)
        (new,) = set(self.windows.all) - set(before)
        other = User(self.qtbot, new)
        other.return_to_window()
        return other

    def close(self, user: User) -> None:
        """Close a window."""
        user.do("file.close")
        assert user.window not in self.windows.all
