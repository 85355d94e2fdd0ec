"""Pictures of every view, without a display: for a look at a store, and for reviewers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from constellation_gui import theme
from constellation_gui.locating import complete, telling_place
from constellation_gui.main_window import MainWindow
from constellation_gui.open_store import OpenStore
from constellation_gui.place import Place, Tab
from constellation_gui.preferences import LONGEST_INTERVAL, Preferences
from constellation_gui.startup import Request
from constellation_gui.theme import ThemeName
from constellation_gui.unattended import DidNotHappenError, ForgetfulSession, opened, settle, until
from constellation_gui.views.status_bar import WorkPanel
from constellation_gui.wording import said

_SIZE = (1440, 900)
# A picture is not worth a copy of a store beyond this, in bytes.
_LARGEST_BACKUP = 256_000_000


class Photographer:
    """Opens a store for reading, goes through every view, and writes what it sees."""

    def __init__(
        self,
        app: QApplication,
        request: Request,
        *,
        themes: Sequence[ThemeName],
        size: tuple[int, int] | None,
        folder: Path,
    ) -> None:
        self._app = app
        self._request = replace(request, read_only=True)
        self._themes = themes
        self._size = size or _SIZE
        self._folder = folder

    def run(self) -> int:
        """Take all pictures, name each on stdout, and return the exit status."""
        if not QFontDatabase.families():
            sys.stderr.write("No fonts are installed: the pictures will be without text.\n")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in self._themes:
                theme.apply(self._app, name)
                self._photograph(name)
        except DidNotHappenError as reason:
            sys.stderr.write(f"{reason}\n")
            return 1
        except OSError as error:
            sys.stderr.write(f"{self._folder} cannot be written: {error.strerror}.\n")
            return 1
        return 0

    def _photograph(self, name: ThemeName) -> None:
        # Looks for changes that come fast leave no moment in which nothing is asked of the store.
        preferences = replace(Preferences(), theme=name, live_interval=LONGEST_INTERVAL)
        window = MainWindow(preferences, ForgetfulSession())
        window.resize(*self._size)
        window.show()
        take = partial(self._take, name)
        try:
            take("welcome", window)
            store = opened(window, self._request)
            self._tour(window, store, take)
        finally:
            window.close()
            window.deleteLater()
            QApplication.processEvents()

    def _tour(
        self, window: MainWindow, store: OpenStore, take: Callable[[str, QWidget], None]
    ) -> None:
        place = self._place(store)
        for tab in Tab:
            store.panes.go(replace(place, tab=tab))
            settle(store)
            take(tab, window)
        store.panes.go(replace(place, tab=Tab.TRANSCRIPT))
        for action, dialog in (("database.statistics", "statistics"), ("help.keys", "keys")):
            window.commands[action].trigger()
            settle(store)
            found = window.findChild(QDialog, dialog)
            if found is not None:
                take(dialog, found)
                found.close()
        if store.database.path.stat().st_size <= _LARGEST_BACKUP:
            self._back_up(window, store)
            take("backup", window)
        window.open(Request(Path("/nowhere/at-all.db")))
        until(lambda: bool(window.banners.notices), "the banner")
        take("banner", window)

    def _place(self, store: OpenStore) -> Place:
        """Return the place asked for, filled in, or else the one that shows most."""
        if self._request.place is not None:
            ask = partial(complete, store.database, self._request.place)
        else:
            ask = partial(telling_place, store.database)
        found: list[Place | str] = []
        store.queries.run(ask, deliver=found.append, failed=lambda error: found.append(said(error)))
        until(lambda: bool(found), "the place")
        if not isinstance(found[0], Place):
            raise DidNotHappenError(found[0])
        return found[0]

    def _back_up(self, window: MainWindow, store: OpenStore) -> None:
        with TemporaryDirectory(prefix="constellation-") as folder:
            window.backing_up.begin(store.database, Path(folder) / "constellation-backup.db")
            until(
                lambda: any(panel.finished for panel in window.status.findChildren(WorkPanel)),
                "the backup",
            )

    def _take(self, name: str, what: str, widget: QWidget) -> None:
        QApplication.processEvents()
        path = self._folder / f"{name}-{what}.png"
        if not widget.grab().save(str(path)):
            raise DidNotHappenError(f"{path} cannot be written.")
        sys.stdout.write(f"{path}\n")
