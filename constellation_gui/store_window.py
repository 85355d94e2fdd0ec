"""A window on one store at a time: opens it, replaces it, says what is wrong, and leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal

from constellation_db import ConstellationError, Database
from constellation_gui import asking, menus
from constellation_gui.backing_up import BackingUp
from constellation_gui.bringing_in import BringingIn
from constellation_gui.explaining import (
    CHOOSE,
    READ_ONLY,
    REOPEN,
    RETRY,
    SAMPLE,
    explain_opening,
    explain_reading,
    explain_refusal,
)
from constellation_gui.exporting import Exporting
from constellation_gui.indexing import Indexing
from constellation_gui.jobs import Job
from constellation_gui.live import Following
from constellation_gui.migrating import Migrating
from constellation_gui.navigation import Navigation
from constellation_gui.notice import Notice, Step
from constellation_gui.open_store import OpenStore
from constellation_gui.opening import Opened, Opener
from constellation_gui.place import Place
from constellation_gui.preferences import Preferences
from constellation_gui.recent import RecentStores
from constellation_gui.restoring import Restoring
from constellation_gui.session import Session
from constellation_gui.shell import Shell
from constellation_gui.startup import Request
from constellation_gui.store_panes import PANES
from constellation_gui.stores_in_use import StoresInUse
from constellation_gui.views.statistics_dialog import StatisticsDialog
from constellation_gui.wording import said, tr

# The first rows are read before a migration begins to compete for the disk.
_BEFORE_MIGRATION_MS = 300
_OPENING = tr("Opening {name}…")


class StoreWindow(Shell):
    """The shell with a store in it, or none.

    `state_changed` says that what can be done may have changed: another store, another following;
    `recent_changed` that other windows have other recent stores to offer; `diff_chosen` gives the
    id of an action that was chosen beside a diff. `stores` are those of all windows of the process.
    """

    state_changed = Signal()
    recent_changed = Signal()
    diff_chosen = Signal(str)

    def __init__(
        self, preferences: Preferences, session: Session, stores: StoresInUse | None = None
    ) -> None:
        super().__init__()
        stores = stores or StoresInUse()
        self.preferences = preferences
        self.session = session
        self.store: OpenStore | None = None
        self.navigation = Navigation()
        self.opener = Opener(stores, self)
        self.migrating = Migrating(stores, self.status, self.banners, self)
        self.backing_up = BackingUp(self.status, self.banners, self)
        self.exporting = Exporting(self.status, self.banners, self)
        self.indexing = Indexing(preferences, self.status, self.banners, self)
        self.bringing_in = BringingIn(
            self.status, self.banners, session, self, store=lambda: self.store
        )
        self.restoring = Restoring(self.status, self.banners, self)
        self.recent = RecentStores(session, self.commands.menu(menus.RECENT), self)
        self._request: Request | None = None
        self._closed = False
        self._retiring: list[Job] = []
        self._wire()
        self.recent.refresh()

    # -- Opening ----------------------------------------------------------------------------------

    def open(self, request: Request) -> None:
        """Open a store; the present one stays until the new one is there.

        Only one that is open for reading makes way before it is opened for writing: SQLite has one
        view of a file's shared memory in a process, and a reader makes it a view for reading.
        """
        self._request = request
        store = self.store
        if store is None or request.read_only or not store.is_read_only_at(request.store):
            self._open(request)
            return
        closing = self._leave_store()
        self.announce(_OPENING.format(name=request.name))
        closing.ended.connect(lambda: self._open(request))

    def _open(self, request: Request) -> None:
        if request is self._request:  # else the person wished for another one meanwhile
            self.opener.open(request, tuple(self.session.declined))

    def _on_opened(self, opened: Opened) -> None:
        if self.store is not None:
            self._leave_store()
        database, request = opened.database, opened.request
        for about in ("opening", "reading", "file", "place", "access", "migration"):
            self.banners.dismiss(about)
        store = self.store = OpenStore(opened, self.preferences.live_interval, self.pages, self)
        self.navigation = Navigation()
        self.offers.look_into(store.queries)
        self.indexing.look_after(store)
        self._wire_store(store)
        store.panes.set_widths(self.session.widths, within=self.width())
        store.panes.set_columns(self.session.columns)
        for pane in PANES:
            store.panes.set_pane_visible(pane, pane not in self.session.hidden)
        name = database.path.name if request.store is not None else tr("Sample store")
        title = tr("{name} (read-only)").format(name=name) if database.read_only else name
        self.show_panes(store.panes, title)
        store.panes.projects.setFocus(Qt.FocusReason.OtherFocusReason)
        self.state_changed.emit()
        store.start(request.place, self.session.place_in(database.path))
        self._explain_access(opened)
        if request.store is not None:
            self.session.opened(database.path)
            self.bringing_in.resume_soon()
            QTimer.singleShot(0, self, self._keep_session)

    def _keep_session(self) -> None:
        self.keep(self.session)
        self.recent.refresh()
        self.recent_changed.emit()

    def keep(self, what: Preferences | Session) -> None:
        """Write what is to be remembered, and say so where that is not possible."""
        fault = what.save()
        self.banners.dismiss("keeping")
        if fault is not None:
            text = tr("What you did and chose is not remembered: {fault}").format(fault=said(fault))
            again = Step(RETRY, partial(self.keep, what))
            self.banners.tell(Notice("keeping", "warning", text, (again,)))

    def _explain_access(self, opened: Opened) -> None:
        database = opened.database
        if opened.refused is not None:
            again = partial(self.open, opened.request)
            self.banners.tell(explain_refusal(database.path, opened.refused, again))
        elif opened.declined:
            self.migrating.tell_declined(database.path.name)
        elif opened.pending and not database.read_only:
            QTimer.singleShot(_BEFORE_MIGRATION_MS, self, partial(self._migrate, self.store))

    def _migrate(self, store: OpenStore | None) -> None:
        if store is not None and store is self.store:
            self.migrating.begin(store.database)

    def _on_open_failed(self, request: Request, error: ConstellationError) -> None:
        ways: dict[str, Callable[[], object]] = {
            RETRY: partial(self.open, request),
            READ_ONLY: partial(self.open, replace(request, read_only=True)),
            CHOOSE: self.ask_for_store,
            SAMPLE: partial(self.open, Request(None)),
        }
        if request is self._request:
            self._request = None
        self.banners.tell(explain_opening(error, ways))
        self.recent.refresh()
        if self.store is None:
            self.show_welcome()

    def _on_declined(self, database: Database) -> None:
        self.session.set_declined(database.path, True)
        self._reopen()

    def _on_accepted(self) -> None:
        if self.store is not None:
            self.session.set_declined(self.store.database.path, False)
            place = self.store.panes.place
            self.open(Request(self.store.database.path, place=place))

    def _reopen(self) -> None:
        if self.store is not None:
            self.open(replace(self.store.opened.request, place=self.store.panes.place))

    def _leave_store(self) -> Job:
        """Leave the present store, and return the job that closes all of it."""
        assert self.store is not None
        self._remember(self.store)
        store, self.store = self.store, None
        self.migrating.stop()
        self.offers.look_into(None)
        self.exporting.close_dialog()
        self.indexing.look_after(None)
        for dialog in self.findChildren(StatisticsDialog):
            dialog.close()
        self.show_panes(None)
        job = store.retire()
        self._retiring.append(job)
        job.ended.connect(lambda: self._retiring.remove(job))
        self.state_changed.emit()
        return job

    def _make_way(self, backup: Path, path: Path) -> None:
        """Close the store that a backup is to replace, and only then let it."""
        if self.store is None or self.store.database.path != path:
            self.restoring.begin(backup, path)
            return
        closing = self._leave_store()
        self.announce(tr("Restoring {name}…").format(name=path.name))
        closing.ended.connect(lambda: self.restoring.begin(backup, path))

    def _on_restored(self, path: Path) -> None:
        if self.store is None and not self.opener.busy and not self._closed:
            self.open(Request(path))

    def _remember(self, store: OpenStore) -> None:
        self.session.leave(store.database.path, store.panes.place)
        self.session.widths = store.panes.widths()
        self.session.columns = store.panes.columns()
        self.prefer_store()

    def prefer_store(self) -> None:
        """Let the next start open the store of this window; never the sample."""
        opened = self.store.opened if self.store is not None else None
        if opened is not None and opened.request.store is not None:
            self.session.last_store = str(opened.database.path)

    def ask_for_store(self, chosen: Callable[[Request], object] | None = None) -> None:
        """Ask which store to open, and open it here, or let `chosen` do with it what it likes."""
        kept, do = self.session.last_store, chosen or self.open
        beside = Path(kept) if kept else None
        asking.ask_for_store(self, beside, lambda path: do(Request(Path(path))))

    # -- What other windows and starts ask --------------------------------------------------------

    def request(self) -> Request | None:
        """Return what would show in another window what this one shows; None if it is nothing."""
        if self.store is None:
            return self._request
        opened = self.store.opened
        path = None if opened.request.store is None else opened.database.path
        return replace(opened.request, store=path, place=self.store.panes.place)

    def shows(self, request: Request) -> bool:
        """Whether this is the store asked for, by its resolved path, open as it is to be."""
        if self.store is None:
            opening = self._request
            return opening is not None and replace(opening, place=request.place) == request
        shown = self.request()
        return (
            shown is not None
            and (shown.store is None) == (request.store is None)
            and str(shown.store) == str(request.store)
            and (self.store.database.read_only or not request.read_only)
        )

    def go_to(self, place: Place) -> None:
        """Go to a place in the store that is open, or being opened."""
        if self.store is not None:
            self.store.panes.visit(place)
        elif self._request is not None:
            self.open(replace(self._request, place=place))

    def leave(self) -> None:
        """Open nothing more, close everything, and wait until no thread is left."""
        self._request, self._closed = None, True
        self.restoring.stop()
        self.opener.abandon()
        if self.store is not None:
            self._leave_store()
        for part in (self.opener, self.migrating, self.exporting, self.indexing, self.recent):
            part.wait()
        self.bringing_in.leave()
        for job in tuple(self._retiring):
            job.wait()

    # -- Wiring -----------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.opener.began.connect(lambda request: self.announce(_OPENING.format(name=request.name)))
        self.opener.opened.connect(self._on_opened)
        self.opener.failed.connect(self._on_open_failed)
        self.migrating.declined.connect(self._on_declined)
        self.migrating.accepted.connect(self._on_accepted)
        works = (self.backing_up.running_changed, self.exporting.running_changed)
        for signal in (*works, self.indexing.changed, self.bringing_in.changed):
            signal.connect(self.state_changed)
        self.restoring.agreed.connect(self._make_way)
        self.restoring.ended.connect(self._on_restored)
        self.recent.known.connect(self.welcome.set_recent)
        self.bringing_in.store_wanted.connect(lambda path: self.open(Request(Path(path))))
        self.bringing_in.finding.hinted.connect(self.welcome.offer_import)
        self.welcome.import_asked.connect(self.bringing_in.ask)
        self.sessions_dropped.connect(self.bringing_in.ask)
        for signal in (self.recent.chosen, self.welcome.recent_asked, self.dropped):
            signal.connect(lambda path: self.open(Request(Path(path))))
        self.welcome.open_asked.connect(self.ask_for_store)
        self.welcome.sample_asked.connect(lambda: self.open(Request(None)))

    def _wire_store(self, store: OpenStore) -> None:
        store.panes.moved.connect(self._on_moved)
        store.panes.failed.connect(self._on_reading_failed)
        store.panes.not_found.connect(lambda text: self.banners.tell(Notice("place", "info", text)))
        store.panes.tabs.diff_chosen.connect(self.diff_chosen)
        store.panes.noticed.connect(self.banners.tell)
        store.panes.back_pressed.connect(self.commands["go.back"].trigger)
        store.panes.forward_pressed.connect(self.commands["go.forward"].trigger)
        store.panes.export_wanted.connect(partial(self.exporting.ask, store.queries))
        store.panes.tabs.search_slow.connect(self.indexing.offer)
        store.facts.told.connect(self.status.tell_facts)
        store.live.state_changed.connect(self._on_following)
        store.live.lost.connect(self._on_lost)

    # -- What happened ----------------------------------------------------------------------------

    def _on_moved(self, place: Place) -> None:
        self.banners.dismiss("place")
        self.navigation.visit(place)

    def _on_reading_failed(self, error: ConstellationError) -> None:
        ways: dict[str, Callable[[], object]] = {
            RETRY: self.refresh,
            REOPEN: self._reopen,
            CHOOSE: self.ask_for_store,
        }
        self.banners.tell(explain_reading(error, ways))

    def _on_following(self, state: Following) -> None:
        if state is Following.LIVE:
            self.banners.dismiss("file")
        self.state_changed.emit()

    def _on_lost(self, error: ConstellationError) -> None:
        steps = (Step(REOPEN, self._reopen), Step(CHOOSE, self.ask_for_store))
        self.banners.tell(Notice("file", "warning", said(error), steps))

    def refresh(self) -> None:
        """Read again what is shown."""
        self.banners.dismiss("reading")
        if self.store is not None:
            self.store.refresh()
