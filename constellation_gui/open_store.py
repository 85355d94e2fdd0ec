"""One open store with all that works on it, opened and closed as a whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from constellation_db import EVERYTHING, Changes
from constellation_gui.jobs import Job
from constellation_gui.live import Live
from constellation_gui.opening import Opened
from constellation_gui.place import Place
from constellation_gui.queries import Queries
from constellation_gui.store_facts import StoreFacts
from constellation_gui.store_panes import StorePanes


class OpenStore(QObject):
    """The database, its queries, its panes (a child of `pages`), and what follows it.

    `interval` is how often to look for changes, in seconds.
    """

    def __init__(self, opened: Opened, interval: float, pages: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.opened = opened
        self.database = opened.database
        # Nobody's child: worker threads may use it until it is closed.
        self.queries = Queries(opened.database)
        self.panes = StorePanes(self.queries, pages)
        self.facts = StoreFacts(self.queries, self)
        self.live = Live(self.queries, opened.seen, interval=interval, parent=self)
        self.live.changed.connect(self.refresh)

    def is_read_only_at(self, store: Path | str | None) -> bool:
        """Whether this is the store at a path, open for reading only."""
        return (
            isinstance(store, Path)
            and self.database.read_only
            and store.expanduser().resolve() == self.database.path
        )

    def start(self, asked: Place | None, remembered: Place | None) -> None:
        """Read, go to the place asked for or remembered, and follow the store."""
        self.panes.start(asked, remembered)
        self.facts.refresh()
        self.live.start()

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Read again what is shown, as far as it is different."""
        self.panes.refresh(changes)
        self.facts.refresh()

    def retire(self) -> Job:
        """Deliver nothing more, and close the database in a thread; returns the job to wait for."""
        self.live.stop()
        self.facts.stop()
        self.queries.cancel_all()
        self.panes.hide()
        queries, opened = self.queries, self.opened

        def close(_progress: object, _cancel: object) -> None:
            queries.close()
            opened.close()

        job = Job(close, name="closing a store", parent=self.parent())
        job.ended.connect(self.panes.deleteLater)
        job.ended.connect(self.deleteLater)
        job.ended.connect(job.deleteLater)
        return job.start()
