"""Stores that were opened before, and whether they are still there.

Asked in a thread, because a file on a lost network drive answers late.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from constellation_db import Cancellation
from constellation_gui.formatting import visible
from constellation_gui.icons import icon
from constellation_gui.jobs import Job, Progress
from constellation_gui.session import Session
from constellation_gui.store_facts import short_path
from constellation_gui.wording import tr


class RecentStores(QObject):
    """Keeps the menu of recent stores; `known` gives all and if they exist.

    `chosen` gives the path of one, `chosen_beside` that of one to be opened in another window.
    """

    chosen = Signal(str)
    chosen_beside = Signal(str)
    known = Signal(object)

    def __init__(self, session: Session, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._menu = menu
        self._closed = False
        # What the menu was declared with, below the stores.
        self._fixed = menu.actions()
        menu.setToolTipsVisible(True)
        self.refresh()

    def refresh(self) -> None:
        """Look which stores are there, and fill the menu."""
        stores = list(self._session.recent)
        self._fill(dict.fromkeys(stores, True))
        if stores and not self._closed:
            job = Job(partial(_look, stores), name="looking for recent stores", parent=self)
            job.succeeded.connect(self._fill)
            job.ended.connect(job.deleteLater)
            job.start()

    def forget(self) -> None:
        """Have no recent stores."""
        self._session.forget_recent()
        self.refresh()

    def wait(self) -> None:
        """Block until no thread is looking, and let none begin: it would outlive the window."""
        self._closed = True
        for job in self.findChildren(Job):
            job.wait()

    def _choose(self, store: str) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        (self.chosen_beside if held else self.chosen).emit(store)

    def _fill(self, stores: dict[str, bool]) -> None:
        for action in self._menu.actions():
            if action not in self._fixed:
                self._menu.removeAction(action)
                action.deleteLater()
        for store, there in stores.items():
            path = Path(store)
            text = visible(short_path(path)).replace("&", "&&")
            action = self._menu.addAction(
                icon("recent"), text if there else tr("{path} (gone)").format(path=text)
            )
            action.setObjectName(f"recent {store}")
            action.setEnabled(there)
            action.setToolTip(tr("Hold Ctrl to open it in a new window"))
            action.triggered.connect(lambda _checked, store=store: self._choose(store))
            self._menu.insertAction(self._fixed[0], action)
        for action in (self._menu.menuAction(), *self._fixed):
            action.setEnabled(bool(stores))
        self.known.emit(stores)


def _look(stores: list[str], _progress: Progress, _cancel: Cancellation) -> dict[str, bool]:
    return {store: Path(store).exists() for store in stores}
