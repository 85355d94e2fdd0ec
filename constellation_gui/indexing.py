"""The search index of a store: offered, built in the background, kept up to date, dropped."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import Cancellation, ConstellationError, Database
from constellation_gui.explaining import RETRY
from constellation_gui.formatting import size
from constellation_gui.jobs import Job, Progress
from constellation_gui.notice import Notice, Step
from constellation_gui.open_store import OpenStore
from constellation_gui.preferences import Preferences
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import said, tr

ABOUT = "index"

_LOOK_EVERY_MS = 10_000
# A store is being written until nothing was for so long: what is read meanwhile is soon behind.
_REST_S = 5.0
# What is behind again at once is left alone for a multiple of what it took, and at least:
_PAUSE_S, _PAUSE_FACTOR = 60.0, 20.0
# Bringing it up to date is not spoken of unless it takes longer.
_SILENT_MS = 1_500

_OFFERED = tr(
    "A search index makes finding text in {name} instant: about {size} in {folder}. The store is "
    "only read; Database ▸ Drop Search Index removes the index again."
)


class Indexing(QObject):
    """Builds the search index of one store at a time, and keeps that of the open store current.

    `changed` tells that one is being built, or that there may be one now, or none any more.
    """

    changed = Signal()

    def __init__(
        self, preferences: Preferences, status: StatusBar, banners: BannerArea, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._status = status
        self._banners = banners
        self._store: OpenStore | None = None
        self._job: Job | None = None
        self._panel: WorkPanel | None = None
        self._offered: set[str] = set()
        self._not_before = 0.0
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_EVERY_MS)
        self._looking.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        """Whether an index is being built, or brought up to date."""
        return self._job is not None

    def exists(self) -> bool:
        """Whether the open store has an index."""
        return self._store is not None and self._store.database.search_index.exists

    def look_after(self, store: OpenStore | None) -> None:
        """Keep the index of this store up to date from now on, where it has one."""
        self.cancel()
        self._banners.dismiss(ABOUT)
        self._store = store
        self._not_before = 0.0
        if store is None:
            self._looking.stop()
        else:
            self._looking.start()

    def look(self) -> None:
        """Bring the index up to date if it is behind and the store rests."""
        store = self._store
        if store is None or self.running or time.monotonic() < self._not_before:
            return
        if not store.database.search_index.exists and self._preferences.search_index != "always":
            return
        work = partial(_is_wanted, store.database, self._preferences.search_index == "always")
        store.queries.run(work, deliver=partial(self._update, store), failed=lambda _error: None)

    def offer(self) -> None:
        """A search took long: say what an index would do about it, once for each store."""
        store = self._store
        if store is None or self.running or self._preferences.search_index != "ask":
            return
        path = str(store.database.path)
        if path in self._offered or store.database.search_index.exists:
            return
        self._offered.add(path)
        store.queries.run(
            store.database.search.expected_index,
            deliver=partial(self._tell_offer, store),
            failed=lambda _error: None,
        )

    def build(self) -> None:
        """Build the index of the open store, or bring it up to date, and say what came of it."""
        if self._store is not None and not self.running:
            self._begin(self._store.database, silently=False)

    def drop(self) -> None:
        """Remove the index of the open store."""
        if self._store is None:
            return
        if self._job is not None:
            self._job.ended.connect(self.drop)
            self.cancel()
            return
        database = self._store.database
        panel = self._status.begin(
            tr("Dropping the search index of {name}").format(name=database.path.name)
        )
        try:
            freed = database.search_index.drop()
        except ConstellationError as error:
            self._status.end(panel)
            self._banners.tell(Notice(ABOUT, "error", said(error), (Step(RETRY, self.drop),)))
        else:
            panel.finish(tr("Search index dropped: {size} freed").format(size=size(freed)))
        self.changed.emit()

    def cancel(self) -> None:
        """Stop what is under way; the index stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def wait(self) -> None:
        """Block until no process is building an index."""
        for job in self.findChildren(Job):
            job.wait()

    # -- What comes of it --------------------------------------------------------------------------

    def _tell_offer(self, store: OpenStore, expected: int) -> None:
        if store is not self._store:
            return
        index = store.database.search_index
        text = _OFFERED.format(
            name=store.database.path.name, size=size(expected), folder=short_path(index.path.parent)
        )
        steps = (
            Step(tr("Build the Index"), self._accept),
            Step(tr("Not Now"), lambda: self._banners.dismiss(ABOUT)),
        )
        self._banners.tell(Notice(ABOUT, "info", text, steps))

    def _accept(self) -> None:
        self._banners.dismiss(ABOUT)
        self.build()

    def _update(self, store: OpenStore, wanted: bool) -> None:
        if wanted and store is self._store and not self.running:
            self._begin(store.database, silently=store.database.search_index.exists)

    def _begin(self, database: Database, *, silently: bool) -> None:
        index = database.search_index

        def work(progress: Progress, cancel: Cancellation) -> object:
            return index.refresh_beside(progress=progress, cancel=cancel)

        self._banners.dismiss(ABOUT)
        job = self._job = Job(work, name="indexing", parent=self)
        began = time.monotonic()
        job.succeeded.connect(partial(self._on_done, job, database, silently))
        job.failed.connect(partial(self._on_failed, job, silently))
        job.cancelled.connect(partial(self._on_cancelled, job, silently))
        job.ended.connect(partial(self._on_ended, job, began))
        job.ended.connect(job.deleteLater)
        if silently:
            QTimer.singleShot(_SILENT_MS, job, partial(self._show, job, database))
        else:
            self._show(job, database)
        job.start()
        self.changed.emit()

    def _show(self, job: Job, database: Database) -> None:
        if job is not self._job or self._panel is not None:
            return
        exists = database.search_index.exists
        what = tr("Updating the search index") if exists else tr("Building the search index")
        panel = self._panel = self._status.begin(what)
        panel.cancel_asked.connect(job.cancel)
        job.progressed.connect(panel.advance)

    def _on_done(self, job: Job, database: Database, silently: bool, found: object) -> None:
        if job is not self._job:
            return
        status = database.search_index.status()
        if not silently and self._panel is not None:
            where = short_path(status.path.parent)
            self._panel.finish(
                tr("Search index of {name}: {size} in {folder}").format(
                    name=database.path.name, size=size(status.size), folder=where
                ),
                Step(tr("Drop It"), self.drop),
            )
            self._panel = None

    def _on_cancelled(self, job: Job, silently: bool) -> None:
        if job is self._job and not silently and self._panel is not None:
            self._panel.finish(tr("Building the search index was cancelled"), sign="info")
            self._panel = None

    def _on_failed(self, job: Job, silently: bool, error: ConstellationError) -> None:
        # What was not asked for is not complained of: it is tried again, and searches are right.
        if job is self._job and not silently:
            self._banners.tell(Notice(ABOUT, "error", said(error), (Step(RETRY, self.build),)))

    def _on_ended(self, job: Job, began: float) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._panel is not None:
            self._status.end(self._panel)
            self._panel = None
        taken = time.monotonic() - began
        self._not_before = time.monotonic() + max(_PAUSE_S, _PAUSE_FACTOR * taken)
        self.changed.emit()


def _is_wanted(database: Database, always: bool) -> bool:
    index = database.search_index
    return index.wants_refresh(_REST_S) if index.exists else always
