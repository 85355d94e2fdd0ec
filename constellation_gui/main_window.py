"""The main window: wires the panes of a store to what surrounds them; no logic of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from constellation_db import ConstellationError, Database
from constellation_gui import asking, theme
from constellation_gui.backing_up import BackingUp
from constellation_gui.explaining import CHOOSE, READ_ONLY, RETRY, SAMPLE, explain_opening
from constellation_gui.formatting import one_line
from constellation_gui.jobs import Job
from constellation_gui.live import Following
from constellation_gui.migrating import Migrating
from constellation_gui.navigation import Navigation
from constellation_gui.notice import Notice, Step
from constellation_gui.open_store import OpenStore
from constellation_gui.opening import Opened, Opener
from constellation_gui.place import Place, Tab
from constellation_gui.preferences import Preferences
from constellation_gui.problems import versions
from constellation_gui.recent import RecentStores
from constellation_gui.sample_store import sample_path
from constellation_gui.session import Session
from constellation_gui.shell import Shell
from constellation_gui.startup import Request
from constellation_gui.store_panes import PANES
from constellation_gui.views.help_dialogs import show_about, show_keys
from constellation_gui.views.statistics_dialog import StatisticsDialog

# The first rows are read before a migration begins to compete for the disk.
_BEFORE_MIGRATION_MS = 300


class MainWindow(Shell):
    """One window on one store at a time."""

    def __init__(self, preferences: Preferences, session: Session) -> None:
        super().__init__()
        self.preferences = preferences
        self.session = session
        self.store: OpenStore | None = None
        self.navigation = Navigation()
        self.opener = Opener(self)
        self.migrating = Migrating(self.status, self.banners, self)
        self.backing_up = BackingUp(self.status, self.banners, self)
        self.recent = RecentStores(session, self.commands.menu("Open Recent"), self)
        self._retiring: list[Job] = []
        self._wire()
        self._wire_actions()
        self.recent.refresh()
        self.set_shape(session.geometry)
        self._show_state()
        self.show_welcome()

    # -- Opening ----------------------------------------------------------------------------------

    def open(self, request: Request) -> None:
        """Open a store; the present one stays until the new one is there."""
        self.opener.open(request, tuple(self.session.declined))

    def _on_opened(self, opened: Opened) -> None:
        self._retire()
        database, request = opened.database, opened.request
        for about in ("opening", "reading", "file", "place", "access", "migration"):
            self.banners.dismiss(about)
        store = self.store = OpenStore(opened, self.preferences.live_interval, self)
        self.navigation = Navigation()
        self._wire_store(store)
        store.panes.set_widths(self.session.widths, within=self.width())
        for pane in PANES:
            store.panes.set_pane_visible(pane, pane not in self.session.hidden)
        mode = " (read-only)" if database.read_only else ""
        name = database.path.name if request.store is not None else "Sample store"
        self.show_panes(store.panes, f"{name}{mode}")
        store.panes.projects.setFocus(Qt.FocusReason.OtherFocusReason)
        if request.store is not None:
            self.session.opened(database.path)
            self.session.save()
            self.recent.refresh()
        self._show_state()
        store.start(request.place, self.session.place_in(database.path))
        self._explain_access(opened)

    def _explain_access(self, opened: Opened) -> None:
        database = opened.database
        if opened.refused is not None:
            again = partial(self.open, opened.request)
            text = f"{opened.refused} It is open for reading only."
            self.banners.tell(Notice("access", "warning", text, (Step(RETRY, again),)))
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
            CHOOSE: self._ask_for_store,
            SAMPLE: partial(self.open, Request(None)),
        }
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

    def _retire(self) -> None:
        """Leave the present store: nothing of it stays open."""
        store, self.store = self.store, None
        if store is None:
            return
        self.migrating.stop()
        self._remember(store)
        for dialog in self.findChildren(StatisticsDialog):
            dialog.close()
        self.show_panes(None)
        job = store.retire()
        self._retiring.append(job)
        job.ended.connect(lambda: self._retiring.remove(job))

    def _remember(self, store: OpenStore) -> None:
        self.session.leave(store.database.path, store.panes.place)
        self.session.widths = store.panes.widths()

    # -- Wiring -----------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.opener.began.connect(lambda request: self.announce(f"Opening {request.name}…"))
        self.opener.opened.connect(self._on_opened)
        self.opener.failed.connect(self._on_open_failed)
        self.migrating.declined.connect(self._on_declined)
        self.migrating.accepted.connect(self._on_accepted)
        self.backing_up.running_changed.connect(lambda _running: self._show_state())
        self.recent.known.connect(self.welcome.set_recent)
        for signal in (self.recent.chosen, self.welcome.recent_asked, self.dropped):
            signal.connect(lambda path: self.open(Request(Path(path))))
        self.welcome.open_asked.connect(self._ask_for_store)
        self.welcome.sample_asked.connect(lambda: self.open(Request(None)))
        self.live_button.clicked.connect(self.commands["view.live"].trigger)

    def _wire_store(self, store: OpenStore) -> None:
        store.panes.moved.connect(self._on_moved)
        store.panes.failed.connect(self._on_reading_failed)
        store.panes.not_found.connect(lambda text: self.banners.tell(Notice("place", "info", text)))
        store.panes.back_pressed.connect(self.commands["go.back"].trigger)
        store.panes.forward_pressed.connect(self.commands["go.forward"].trigger)
        store.facts.told.connect(self.status.tell_facts)
        store.live.state_changed.connect(self._on_following)
        store.live.lost.connect(self._on_lost)

    def _wire_actions(self) -> None:
        on, on_checked = self.commands.on, self.commands.on_checked
        on("file.open", self._ask_for_store)
        on("file.sample", lambda: self.open(Request(None)))
        on("file.backup", self._with(lambda store: self.backing_up.ask(store.database)))
        on("file.forget", self.recent.forget)
        on("file.quit", self.close)
        on("edit.copy", self._copy)
        on("edit.copy-link", self._with(self._copy_link))
        on("edit.filter", self._with(lambda store: store.panes.focus_filter()))
        on("view.refresh", self._with(OpenStore.refresh))
        on_checked("view.live", self._follow)
        for pane in PANES:
            on_checked(f"view.{pane}", partial(self._set_pane, pane))
        for name in theme.THEME_NAMES:
            on(f"theme.{name}", partial(self._set_theme, name))
        on("go.back", self._with(lambda store: store.panes.go(self.navigation.back())))
        on("go.forward", self._with(lambda store: store.panes.go(self.navigation.forward())))
        for tab in Tab:
            on(f"go.{tab}", self._with(partial(_show_tab, tab)))
        on("go.next-pane", self._with(lambda store: store.panes.focus_pane(1)))
        on("go.previous-pane", self._with(lambda store: store.panes.focus_pane(-1)))
        on("database.statistics", self._with(self._show_statistics))
        on("help.keys", lambda: show_keys(self.commands.by_menu(), self))
        on("help.about", self._show_about)

    def _with(self, do: Callable[[OpenStore], object]) -> Callable[[], None]:
        def if_open() -> None:
            if self.store is not None:
                do(self.store)

        return if_open

    # -- What was asked ---------------------------------------------------------------------------

    def _ask_for_store(self) -> None:
        kept = self.session.last_store
        asking.ask_for_store(
            self, Path(kept) if kept else None, lambda path: self.open(Request(Path(path)))
        )

    def _copy(self) -> None:
        # The menu's key never reaches the view that has the keyboard: hand it on. Called, not sent:
        # a key that is sent would come back here as the shortcut that it is.
        control = Qt.KeyboardModifier.ControlModifier
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, control, "\x03")
        target: QWidget | None = self.focusWidget()
        while target is not None and target is not self:
            press.accept()
            target.keyPressEvent(press)
            target = None if press.isAccepted() else target.parentWidget()

    def _copy_link(self, store: OpenStore) -> None:
        QGuiApplication.clipboard().setText(store.panes.place.url())

    def _follow(self, live: bool) -> None:
        if self.store is not None:
            self.store.live.pause(not live)

    def _set_pane(self, pane: str, shown: bool) -> None:
        self.session.hidden = [name for name in self.session.hidden if name != pane]
        if not shown:
            self.session.hidden.append(pane)
        if self.store is not None:
            self.store.panes.set_pane_visible(pane, shown)

    def _set_theme(self, name: theme.ThemeName) -> None:
        self.preferences.theme = name
        self.preferences.save()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)

    def _show_statistics(self, store: OpenStore) -> None:
        dialog = StatisticsDialog(store.queries, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_about(self) -> None:
        places = (
            ("Preferences", str(self.preferences.path())),
            ("Session", str(self.session.path())),
            ("Sample store", str(sample_path())),
        )
        show_about(versions(), places, self)

    # -- What happened ----------------------------------------------------------------------------

    def _on_moved(self, place: Place) -> None:
        self.banners.dismiss("place")
        self.navigation.visit(place)
        self._show_state()

    def _on_reading_failed(self, error: ConstellationError) -> None:
        steps = (Step(RETRY, self._with(OpenStore.refresh)), Step("Reopen", self._reopen))
        self.banners.tell(Notice("reading", "error", one_line(str(error), 400), steps))

    def _on_following(self, state: Following) -> None:
        if state is Following.LIVE:
            self.banners.dismiss("file")
        self._show_state()

    def _on_lost(self, error: ConstellationError) -> None:
        steps = (Step("Reopen", self._reopen), Step(CHOOSE, self._ask_for_store))
        self.banners.tell(Notice("file", "warning", str(error), steps))

    def _show_state(self) -> None:
        """Let actions and indicators say what is the case."""
        commands, store = self.commands, self.store
        commands.set_store_open(store is not None)
        commands[f"theme.{self.preferences.theme}"].setChecked(True)
        for pane in PANES:
            commands[f"view.{pane}"].setChecked(pane not in self.session.hidden)
        self.set_live_visible(store is not None)
        if store is None:
            self.status.tell_facts("")
            return
        commands["file.backup"].setEnabled(not self.backing_up.running)
        commands["go.back"].setEnabled(self.navigation.can_go_back)
        commands["go.forward"].setEnabled(self.navigation.can_go_forward)
        commands["view.live"].setChecked(store.live.state is not Following.PAUSED)
        self.live_button.tell(store.live.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless a backup is being written and the person has not agreed to cancel it."""
        if self.backing_up.running:
            event.ignore()
            asking.ask_to_stop_backup(self, self._stop_backup_and_close)
            return
        self.opener.abandon()
        self._retire()
        self.session.geometry = self.shape()
        self.session.save()
        for wait in (self.opener.wait, self.migrating.wait, self.recent.wait):
            wait()
        for job in tuple(self._retiring):
            job.wait()
        super().closeEvent(event)

    def _stop_backup_and_close(self) -> None:
        self.backing_up.running_changed.connect(lambda running: running or self.close())
        self.backing_up.cancel()


def _show_tab(tab: Tab, store: OpenStore) -> None:
    store.panes.show_tab(tab)
