"""The main window: wires the panes of a store to what surrounds them; no logic of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from constellation_db import Database
from constellation_gui import asking, diff_choices, theme
from constellation_gui.backing_up import BackingUp
from constellation_gui.exporting import Exporting
from constellation_gui.fonts import zoom_after
from constellation_gui.live import Following
from constellation_gui.log_access import open_log, open_log_folder
from constellation_gui.log_file import log_path
from constellation_gui.look import put_in_force
from constellation_gui.models.palette import Hit
from constellation_gui.open_store import OpenStore
from constellation_gui.place import SCHEME, Place, Tab
from constellation_gui.preferences import Preferences
from constellation_gui.problems import versions
from constellation_gui.resource_files import licences_path
from constellation_gui.sample_store import sample_path
from constellation_gui.session import Session
from constellation_gui.startup import Request
from constellation_gui.store_facts import short_path
from constellation_gui.store_panes import PANES
from constellation_gui.store_window import StoreWindow
from constellation_gui.stores_in_use import StoresInUse
from constellation_gui.views.agents_deeds import AGENT_DEEDS
from constellation_gui.views.agents_view import AgentsView
from constellation_gui.views.help_dialogs import show_about, show_keys
from constellation_gui.views.preferences_dialog import PreferencesDialog
from constellation_gui.views.rows_view import RowsView
from constellation_gui.views.statistics_dialog import StatisticsDialog
from constellation_gui.views.wheel_zoom import WheelZoom
from constellation_gui.wording import tr


class MainWindow(StoreWindow):
    """The window with everything a person can do in it.

    `new_window_asked` gives what to open in the new one, None for nothing; `preferences_changed`
    concerns every window: see `apply_preferences`.
    """

    new_window_asked = Signal(object)
    preferences_changed = Signal()
    quit_asked = Signal()
    closed = Signal()

    def __init__(
        self, preferences: Preferences, session: Session, stores: StoresInUse | None = None
    ) -> None:
        super().__init__(preferences, session, stores)
        self._wheel = WheelZoom(self)
        self._wheel.turned.connect(self._zoom)
        self._wire_actions()
        self.state_changed.connect(self._show_state)
        self.command_box.chosen.connect(self._do)
        self.live_button.clicked.connect(self.commands["view.live"].trigger)
        self.set_shape(session.geometry)
        self._show_state()
        self.show_welcome()
        QTimer.singleShot(0, self, self._look_for_sessions)

    def _look_for_sessions(self) -> None:
        if self.request() is None and not self._closed:  # a first sight, with nothing to show
            self.bringing_in.finding.hint()

    # -- Wiring -----------------------------------------------------------------------------------

    def _wire_actions(self) -> None:
        on, on_checked = self.commands.on, self.commands.on_checked
        on("file.new-window", lambda: self.new_window_asked.emit(self.request()))
        on("file.open", self.ask_for_store)
        on("file.open-new-window", lambda: self.ask_for_store(self.new_window_asked.emit))
        on("file.sample", lambda: self.open(Request(None)))
        self.recent.chosen_beside.connect(
            lambda path: self.new_window_asked.emit(Request(Path(path)))
        )
        on("file.backup", self._with(lambda store: self.backing_up.ask(store.database)))
        on("file.export", self._with(self._export))
        self.exporting.store_asked.connect(lambda path: self.new_window_asked.emit(Request(path)))
        on("file.import", self.bringing_in.ask)
        on_checked("file.follow", self.bringing_in.follow)
        on("file.restore", self._with(lambda store: self.restoring.ask(store.database.path)))
        on("file.forget", self.recent.forget)
        on("file.close", self.close)
        on("file.quit", self.quit_asked.emit)
        on("edit.copy", self._copy)
        on("edit.copy-name", partial(self._copy_of_rows, RowsView.copy_names))
        on("edit.copy-id", partial(self._copy_of_rows, RowsView.copy_ids))
        on("edit.copy-link", self._with(self._copy_link))
        on("edit.filter", self._with(lambda store: store.panes.focus_filter()))
        on("view.refresh", self.refresh)
        on_checked("view.live", self._follow)
        for pane in PANES:
            on_checked(f"view.{pane}", partial(self._set_pane, pane))
        for name in theme.THEME_NAMES:
            on(f"theme.{name}", partial(self._choose, theme=name))
        for direction, step in (("in", 1), ("out", -1)):
            on(f"view.zoom-{direction}", partial(self._zoom, step))
        on("view.zoom-reset", partial(self._choose, zoom=100))
        on("edit.preferences", self._show_preferences)
        on("go.back", self._with(lambda store: store.panes.go(self.navigation.back())))
        on("go.forward", self._with(lambda store: store.panes.go(self.navigation.forward())))
        on("go.anything", self.command_box.begin)
        on("go.link", self._begin_link)
        for tab in Tab:
            on(f"go.{tab}", self._with(partial(_show_tab, tab)))
        on("go.changes", self._with(lambda store: store.panes.show_changes()))
        on("go.next-pane", self._with(lambda store: store.panes.focus_pane(1)))
        on("go.previous-pane", self._with(lambda store: store.panes.focus_pane(-1)))
        for deed, do in AGENT_DEEDS.items():
            on(f"agents.{deed}", self._with(partial(_do_with_agents, do)))
        for action, _name, _value in diff_choices.by_action():
            on(action, partial(self._choose_diff, action))
        self.diff_chosen.connect(lambda name: self.commands[name].trigger())
        on("database.statistics", self._with(self._show_statistics))
        on("database.index", self.indexing.build)
        on("database.drop-index", self.indexing.drop)
        on("help.keys", lambda: show_keys(self.commands.by_menu(), self))
        on("help.log", lambda: open_log(self.banners))
        on("help.log-folder", lambda: open_log_folder(self.banners))
        on("help.about", self._show_about)

    def _with(self, do: Callable[[OpenStore], object]) -> Callable[[], None]:
        def if_open() -> None:
            if self.store is not None:
                do(self.store)

        return if_open

    # -- What was asked ---------------------------------------------------------------------------

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

    def _copy_of_rows(self, copy: Callable[[RowsView], object]) -> None:
        target = self.focusWidget()
        if isinstance(target, RowsView):
            copy(target)

    def _begin_link(self) -> None:
        """Let the person see the address that was copied before it is gone to."""
        copied = QGuiApplication.clipboard().text().strip()
        self.command_box.begin(copied if copied.lower().startswith(SCHEME) else SCHEME)

    def _do(self, hit: Hit) -> None:
        """Do what was chosen in the palette."""
        if hit.action is not None:
            self.commands[hit.action].trigger()
        elif hit.place is not None and self.store is not None:
            self.store.panes.visit(hit.place)

    def _copy_link(self, store: OpenStore) -> None:
        QGuiApplication.clipboard().setText(store.panes.place.url())

    def _export(self, store: OpenStore) -> None:
        self.exporting.ask(store.queries, store.panes.place)

    def _follow(self, live: bool) -> None:
        if self.store is not None:
            self.store.live.pause(not live)

    def _set_pane(self, pane: str, shown: bool) -> None:
        self.session.hidden = [name for name in self.session.hidden if name != pane]
        if not shown:
            self.session.hidden.append(pane)
        if self.store is not None:
            self.store.panes.set_pane_visible(pane, shown)

    def _zoom(self, step: int) -> None:
        self._choose(zoom=zoom_after(self.preferences.zoom, step))

    def _choose(self, **choices: object) -> None:
        for name, value in choices.items():
            setattr(self.preferences, name, value)
        self._use_preferences()

    def _choose_diff(self, action: str) -> None:
        name, value = diff_choices.chosen_by(action)
        self._choose(**{f"diff_{name}": value})

    def _use_preferences(self) -> None:
        """Keep what the person chose, and let it hold at once."""
        self.keep(self.preferences)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            put_in_force(app, self.preferences)
        self.apply_preferences()
        self.preferences_changed.emit()

    def apply_preferences(self) -> None:
        """Act as the preferences say now, whichever window they were chosen in."""
        if self.store is not None:
            self.store.live.set_interval(self.preferences.live_interval)
        for dialog in self.findChildren(PreferencesDialog):
            dialog.show_preferences()
        self._show_state()

    def _show_preferences(self) -> None:
        dialog = next(iter(self.findChildren(PreferencesDialog)), None)
        if dialog is None:
            dialog = PreferencesDialog(self.preferences, short_path(Database.default_path()), self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.changed.connect(self._use_preferences)
            dialog.store_asked.connect(partial(self._ask_for_default_store, dialog))
        dialog.show()
        dialog.activateWindow()

    def _ask_for_default_store(self, dialog: PreferencesDialog) -> None:
        kept = self.preferences.default_store
        asking.ask_for_store(dialog, Path(kept) if kept else None, dialog.take_store)

    def _show_statistics(self, store: OpenStore) -> None:
        dialog = StatisticsDialog(store.queries, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_about(self) -> None:
        places = (
            (tr("Preferences"), str(self.preferences.path())),
            (tr("Session"), str(self.session.path())),
            (tr("Log"), str(log_path())),
            (tr("Sample store"), str(sample_path())),
            (
                tr("Licence"),
                "MIT"
                if (kept := licences_path()) is None
                else tr("MIT; of all parts: {path}").format(path=kept),
            ),
        )
        show_about(versions(), places, self)

    # -- What is the case -------------------------------------------------------------------------

    def _show_state(self) -> None:
        """Let actions and indicators say what is the case."""
        commands, store = self.commands, self.store
        commands.set_store_open(store is not None)
        commands[f"theme.{self.preferences.theme}"].setChecked(True)
        for action, _name, _value in diff_choices.by_action():
            commands[action].setChecked(diff_choices.is_chosen(action))
        for pane in PANES:
            shown = (
                pane not in self.session.hidden if store is None else store.panes.pane_visible(pane)
            )
            commands[f"view.{pane}"].setChecked(shown)
        commands["file.follow"].setChecked(self.bringing_in.follows)
        self.set_live_visible(store is not None)
        if store is None:
            self.status.tell_facts("")
            return
        commands["file.backup"].setEnabled(not self.backing_up.running)
        commands["file.export"].setEnabled(not self.exporting.running)
        commands["database.index"].setEnabled(not self.indexing.running)
        commands["database.drop-index"].setEnabled(self.indexing.exists())
        commands["file.restore"].setEnabled(store.opened.request.store is not None)
        self._show_ways()
        commands["view.live"].setChecked(store.live.state is not Following.PAUSED)
        self.live_button.tell(store.live.state)

    def _on_moved(self, place: Place) -> None:
        super()._on_moved(place)
        self._show_ways()  # all else stays as it is, and each page of a transcript is a place

    def _show_ways(self) -> None:
        self.commands["go.back"].setEnabled(self.navigation.can_go_back)
        self.commands["go.forward"].setEnabled(self.navigation.can_go_forward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by Ctrl+wheel, where what lies under the mouse does not use it."""
        self._wheel.turn(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless a file is being written and the person has not agreed to cancel that."""
        for work, what in ((self.backing_up, "backup"), (self.exporting, "export")):
            if work.running:
                event.ignore()
                asking.ask_to_stop(self, what, partial(self._stop_and_close, work))
                return
        self.session.geometry = self.shape()
        self.leave()
        self.session.save()
        super().closeEvent(event)
        self.closed.emit()

    def _stop_and_close(self, work: BackingUp | Exporting) -> None:
        if not work.running:  # it was done while the person thought about it
            self.close()
            return
        work.running_changed.connect(lambda running: running or self.close())
        work.cancel()


def _do_with_agents(do: Callable[[AgentsView], object], store: OpenStore) -> None:
    store.panes.set_pane_visible("agents", True)
    do(store.panes.agents)


def _show_tab(tab: Tab, store: OpenStore) -> None:
    store.panes.show_tab(tab)
