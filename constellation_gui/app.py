"""The composition root: the application, what it remembers, and its windows."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QListView

from constellation_db import Database
from constellation_gui import __version__, theme, wording
from constellation_gui.action_trail import ActionTrail
from constellation_gui.application import Application
from constellation_gui.hard_crash import HardCrash
from constellation_gui.interrupts import Interrupts
from constellation_gui.log_file import LogFile
from constellation_gui.look import follow_desktop, put_in_force
from constellation_gui.main_window import MainWindow
from constellation_gui.preferences import APPLICATION, Preferences
from constellation_gui.problems import Problems
from constellation_gui.reporting import Reporting
from constellation_gui.screenshots import Photographer
from constellation_gui.session import Session
from constellation_gui.startup import Request, Start, preferred_request
from constellation_gui.stores_in_use import StoresInUse
from constellation_gui.windows import Windows

_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# The offscreen platform says this of what only a desktop can do: size hints, raising a window.
_NOISE = "This plugin does not support "

# For how long, in seconds, a worker thread in Python code keeps the interpreter from the GUI
# thread; the default of 5 ms is felt when several do.
_SWITCH_INTERVAL = 0.001
# New objects before a collection of the youngest, and of those before one of the older.
_COLLECT_AFTER = (10_000, 20, 50)


def run(start: Start, plugin: str | None, *, alone: bool = False) -> int:
    """Show the first window and return the exit status once the last one is closed.

    `plugin` names Qt's platform plugin, None to let Qt choose. `alone` leaves later starts to
    themselves.
    """
    app = _application(plugin)
    log, crash = LogFile(), HardCrash()
    log.begin()
    try:
        return _show_windows(app, start, crashed=crash.begin(), alone=alone)
    finally:
        crash.end()
        log.end()


def _show_windows(app: Application, start: Start, *, crashed: str, alone: bool) -> int:
    preferences, session, trail = Preferences.load(), Session.load(), ActionTrail()
    make = partial(MainWindow, preferences, session, StoresInUse())
    windows = Windows(make, preferences, session, trail)
    reporting, problems = Reporting(lambda: windows.current), Problems(trail.lines)
    problems.found.connect(reporting.show)

    def receive(later: Start) -> None:
        if later.theme is not None:
            _choose_theme(app, preferences, later)
            windows.apply_preferences()
        windows.receive(later)

    _choose_theme(app, preferences, start)
    follow_desktop(app, preferences)
    Interrupts(windows.quit, app)
    app.url_asked.connect(windows.open_url)
    windows.begin(start)
    if crashed:
        reporting.tell_of_crash(crashed)
    if not alone:
        QTimer.singleShot(0, windows, lambda: _answer_door(receive, windows))
    # While the loop runs, and no longer: else a defect would be caught that nobody is told of.
    problems.install()
    try:
        return app.exec()
    finally:
        problems.uninstall()


def _choose_theme(app: Application, preferences: Preferences, start: Start) -> None:
    preferences.theme = start.theme or preferences.theme
    put_in_force(app, preferences)


def _answer_door(receive: Callable[[Start], None], windows: Windows) -> None:
    # Here, when the first window is there: it loads Qt's network library.
    from constellation_gui.single_instance import Doorkeeper

    doorkeeper = Doorkeeper(windows)
    doorkeeper.asked.connect(receive)
    doorkeeper.begin()


def take_pictures(start: Start, folder: Path) -> int:
    """Write pictures of every view to `folder`, name them on stdout, and return the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = _application(None)
    last_store = Session.load().last_store
    request = preferred_request(start, Preferences.load(), last_store, Database.default_path())
    themes = theme.THEME_NAMES[:2] if start.theme in (None, "system") else (start.theme,)
    photographer = Photographer(
        app, request or Request(None), themes=themes, size=start.size, folder=folder
    )
    return photographer.run()


def check_itself() -> int:
    """Try without a display whether everything works, say so, and return the exit status."""
    from constellation_gui.self_check import SelfCheck

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return SelfCheck(_application(None)).run()


def _application(plugin: str | None) -> Application:
    sys.setswitchinterval(_SWITCH_INTERVAL)
    # A full collection visits every object alive, and the window stands still meanwhile: what the
    # imports left is taken out of it, and tens of thousands of rows no longer set it off.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    qInstallMessageHandler(_on_qt_message)
    arguments = [sys.argv[0], *(("-platform", plugin) if plugin else ())]
    app = Application(arguments)
    _let_qt_speak(app)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName("Constellation")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APPLICATION)
    # PySide makes its classes when it first meets them, some dozens of them here: better now than
    # in the moment in which a store appears.
    QListView().viewport()
    return app


def _let_qt_speak(app: Application) -> None:
    """Let what Qt says and writes itself be in the language of the interface."""
    words = wording.words_of_qt()
    if words is not None:
        words.setParent(app)
        app.installTranslator(words)
        QLocale.setDefault(wording.locale())


def _on_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    if not message.startswith(_NOISE):
        _log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
