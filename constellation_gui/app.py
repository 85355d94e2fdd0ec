"""The composition root: the application, what it remembers, and its first window."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QListView

from constellation_db import Database
from constellation_gui import __version__, theme
from constellation_gui.interrupts import Interrupts
from constellation_gui.look import follow_desktop, put_in_force
from constellation_gui.main_window import MainWindow
from constellation_gui.preferences import APPLICATION, Preferences
from constellation_gui.problems import Problems
from constellation_gui.screenshots import Photographer
from constellation_gui.session import Session
from constellation_gui.startup import Request, Start, preferred_request
from constellation_gui.views.problem_dialog import ProblemDialog

_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# The offscreen platform says this of every window.
_NOISE = "This plugin does not support propagateSizeHints()"

# For how long, in seconds, a worker thread in Python code keeps the interpreter from the GUI
# thread; the default of 5 ms is felt when several do.
_SWITCH_INTERVAL = 0.001
# New objects before a collection of the youngest, and of those before one of the older.
_COLLECT_AFTER = (10_000, 20, 50)


def run(start: Start, plugin: str | None) -> int:
    """Show the first window and return the exit status once it is closed.

    `plugin` names Qt's platform plugin, None to let Qt choose.
    """
    app = _application(plugin)
    preferences, session = Preferences.load(), Session.load()
    if start.theme is not None:
        preferences.theme = start.theme
    put_in_force(app, preferences)
    follow_desktop(app, preferences)
    window = MainWindow(preferences, session)
    _watch_for_problems(app, window)
    Interrupts(window.close, app)
    if start.size is not None:
        window.resize(*start.size)
    window.show()
    request = preferred_request(start, preferences, session.last_store, Database.default_path())
    if request is not None:
        window.open(request)
    return app.exec()


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


def _application(plugin: str | None) -> QApplication:
    sys.setswitchinterval(_SWITCH_INTERVAL)
    # A full collection visits every object alive, and the window stands still meanwhile: what the
    # imports left is taken out of it, and tens of thousands of rows no longer set it off.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    qInstallMessageHandler(_on_qt_message)
    arguments = [sys.argv[0], *(("-platform", plugin) if plugin else ())]
    app = QApplication(arguments)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName("Constellation")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APPLICATION)
    # PySide makes its classes when it first meets them, some dozens of them here: better now than
    # in the moment in which a store appears.
    QListView().viewport()
    return app


def _on_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    if message != _NOISE:
        _log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def _watch_for_problems(app: QApplication, window: MainWindow) -> None:
    problems = Problems(app)
    dialogs: list[ProblemDialog] = []

    def show(report: str) -> None:
        if not dialogs:
            dialogs.append(ProblemDialog(window))
        dialogs[0].add(report)
        dialogs[0].show()

    problems.found.connect(show)
    problems.install()
