"""Tries, without a display, whether all that this installation needs is there and works."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtWidgets import QApplication

from constellation_db import ConstellationError, Database
from constellation_db.restoring import restore
from constellation_db.signs import text_sign
from constellation_gui import dialogs_check, theme
from constellation_gui.diff.background import compare
from constellation_gui.locating import telling_place
from constellation_gui.main_window import MainWindow
from constellation_gui.models.code_inks import code_runs
from constellation_gui.models.palette import named
from constellation_gui.open_store import OpenStore
from constellation_gui.place import Place, Tab
from constellation_gui.preferences import LONGEST_INTERVAL, Preferences
from constellation_gui.startup import Request
from constellation_gui.theme import ThemeName
from constellation_gui.unattended import DidNotHappenError, ForgetfulSession, opened, settle, until
from constellation_gui.views.status_bar import WorkPanel

_PICTURES = {"png", "jpeg", "gif", "webp", "bmp", "svg"}
_SIZE = (1000, 640)


class SelfCheck:
    """Does on a sample of its own, in a temporary folder, what people do on theirs."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def run(self) -> int:
        """Say of each thing whether it works, and return the exit status."""
        began = time.monotonic()
        try:
            with TemporaryDirectory(prefix="constellation-") as folder:
                # Qt's dialogs of files remember where they were.
                for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
                    QSettings.setPath(kind, QSettings.Scope.UserScope, folder)
                self._try("fonts and pictures", self._load)
                path = Path(folder, "sample.db")
                self._try("writing a store", partial(_write, path))
                for name in theme.THEME_NAMES[:2]:
                    self._in_a_window(name, path)
                self._try("restoring", partial(_restore, path, Path(folder)))
        except (DidNotHappenError, ConstellationError, OSError) as reason:
            sys.stderr.write(f"{reason}\n")
            return 1
        sys.stdout.write(f"All of it works, in {time.monotonic() - began:.1f} s.\n")
        return 0

    def _try(self, what: str, do: Callable[[], object]) -> None:
        do()
        sys.stdout.write(f"{what}: works\n")
        sys.stdout.flush()

    def _load(self) -> None:
        _claim(QFontDatabase.families(), "There are no fonts.")
        known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
        _claim(known >= _PICTURES, f"No pictures of {', '.join(_PICTURES - known)} can be shown.")
        _claim(list(code_runs("def f(): pass", "python")), "Code is not coloured.")
        # Loaded by the application only when its first window is there.
        import constellation_gui.single_instance  # noqa: F401

    def _in_a_window(self, name: ThemeName, path: Path) -> None:
        theme.apply(self._app, name)
        preferences = replace(Preferences(), theme=name, live_interval=LONGEST_INTERVAL)
        window = MainWindow(preferences, ForgetfulSession())
        window.resize(*_SIZE)
        window.show()
        try:
            self._try(f"opening, {name}", lambda: opened(window, Request(path)))
            store = window.store
            assert store is not None
            place = self._asked(store, partial(telling_place, store.database))
            for tab in Tab:
                self._try(f"{tab}, {name}", partial(_look, window, store, replace(place, tab=tab)))
            if name == theme.THEME_NAMES[0]:
                self._work(window, store, place, path)
        finally:
            window.close()
            window.deleteLater()
            QApplication.processEvents()

    def _work(self, window: MainWindow, store: OpenStore, place: Place, path: Path) -> None:
        self._try("searching", partial(self._search, store))
        self._try("comparing in another process", partial(self._compare, store))
        self._try("backup", partial(_back_up, window, store, path.with_name("backup.db")))
        self._try("the search index", partial(dialogs_check.index, window, store))
        page, sessions = path.with_name("said.html"), path.with_name("sessions")
        self._try("exporting", partial(dialogs_check.export, window, store, place, page))
        self._try("importing", partial(dialogs_check.bring_in, window, store, sessions))

    def _search(self, store: OpenStore) -> None:
        database = store.database
        found = self._asked(store, lambda: named(database, ["ledger"]))
        _claim(found, "The palette finds nothing.")
        project = store.panes.place.project
        assert project is not None

        def look() -> object:
            agents = [talker.id for talker in database.search.talkers(project)]
            return list(database.search.look_at_all(agents, text_sign("the")))

        _claim(self._asked(store, look), "No message is found.")

    def _compare(self, store: OpenStore) -> None:
        old = b"".join(b"line %d\n" % number for number in range(30_000))
        comparison = self._asked(store, lambda: compare(old, old.replace(b"line 7\n", b"seven\n")))
        _claim(comparison.added == 1, "A comparison comes out wrong.")

    def _asked(self, store: OpenStore, work: Callable[[], Any]) -> Any:
        """Do work off the GUI thread, as every view does, and return what comes of it."""
        found: list[Any] = []
        faults: list[Exception] = []
        store.queries.run(work, deliver=found.append, failed=faults.append)
        until(lambda: bool(found or faults), "an answer")
        if faults:
            raise DidNotHappenError(str(faults[0])) from faults[0]
        return found[0]


def _claim(fact: object, otherwise: str) -> None:
    if not fact:
        raise DidNotHappenError(otherwise)


def _write(path: Path) -> None:
    from constellation_db.sample import write_sample

    write_sample(path)


def _look(window: MainWindow, store: OpenStore, place: Place) -> None:
    store.panes.go(place)
    settle(store)
    image = window.grab().toImage()
    across = range(0, image.width(), 5)
    colours = {image.pixel(x, y) for x in across for y in range(0, image.height(), 5)}
    _claim(len(colours) > 20, f"Nothing is to be seen of {place.tab}.")


def _back_up(window: MainWindow, store: OpenStore, target: Path) -> None:
    window.backing_up.begin(store.database, target)
    panels = partial(window.status.findChildren, WorkPanel)
    until(lambda: any(panel.finished for panel in panels()), "the backup")
    _claim(target.stat().st_size, "The backup is empty.")


def _restore(path: Path, folder: Path) -> None:
    restore(folder / "backup.db", path)
    with Database.open(path, read_only=True) as store:
        _claim(store.projects.count(), "The restored store is empty.")
