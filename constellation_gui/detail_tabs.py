"""The tabs of the right-hand pane: one view each, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes
from constellation_gui.place import Place, Tab
from constellation_gui.queries import Queries
from constellation_gui.views.events_view import EventsView
from constellation_gui.views.files_view import FilesView
from constellation_gui.views.overview_view import OverviewView
from constellation_gui.views.transcript_view import TranscriptView
from constellation_gui.wording import tr

View = OverviewView | TranscriptView | FilesView | EventsView
_KINDS: dict[Tab, type[View]] = {
    Tab.OVERVIEW: OverviewView,
    Tab.TRANSCRIPT: TranscriptView,
    Tab.FILES: FilesView,
    Tab.EVENTS: EventsView,
}


_TITLES = {
    Tab.OVERVIEW: tr("Overview"),
    Tab.TRANSCRIPT: tr("Transcript"),
    Tab.FILES: tr("Files"),
    Tab.EVENTS: tr("Events"),
}
# Which part of a place is chosen in a tab.
_CHOSEN = {Tab.FILES: "output", Tab.EVENTS: "event"}

# Time for what the person asked for to arrive, before views are made that nobody asked for yet.
_QUIET_MS = 300


class DetailTabs(QTabWidget):
    """Shows a place in the tab that is up; the others learn of it when they come up.

    A view is made when its tab first comes up, or in a quiet moment before.

    `turned` gives the tab that the person turned to; `part_chosen` the tab, which part of a place
    was chosen in it, and its id; `parts_chosen` the same of several, by name; `noticed` a `Notice`
    of what came of a deed; `place_chosen` a place to go to, `place_wanted` one of which only a part
    may be known; `output_requested` a file's path and when it was written; `made` a view that is
    new; `search_slow` tells that a search takes long; `diff_chosen` the id of an action that was
    chosen beside a diff.
    """

    turned = Signal(object)
    part_chosen = Signal(object, str, str)
    parts_chosen = Signal(object, object)
    noticed = Signal(object)
    place_chosen = Signal(object)
    place_wanted = Signal(object)
    output_requested = Signal(str, str)
    export_wanted = Signal()
    failed = Signal(object)
    made = Signal(object)
    search_slow = Signal()
    diff_chosen = Signal(str)

    def __init__(self, queries: Queries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setAccessibleName(tr("Details"))
        self.tabBar().setDrawBase(False)
        self.tabBar().setExpanding(False)
        self._queries = queries
        self._views: dict[Tab, View] = {}
        self._shown: dict[Tab, Place] = {}
        self._left: dict[Place, Place] = {}
        self._stale: set[Tab] = set()
        self._columns: dict[Tab, QVBoxLayout] = {}
        self._file_list: Mapping[str, Any] = {}
        for tab in Tab:
            page = QWidget(self)
            self._columns[tab] = QVBoxLayout(page)
            self._columns[tab].setContentsMargins(0, 0, 0, 0)
            self.addTab(page, _TITLES[tab])
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._make_ahead)
        self.currentChanged.connect(lambda index: self.turned.emit(list(Tab)[index]))

    @property
    def tab(self) -> Tab:
        """The tab that is up."""
        return list(Tab)[self.currentIndex()]

    def turn_to(self, tab: Tab) -> None:
        """Bring a tab up."""
        self.setCurrentIndex(list(Tab).index(tab))

    def view(self, tab: Tab) -> View:
        """Return the view in a tab."""
        if tab not in self._views:
            self._views[tab] = self._made(tab)
        return self._views[tab]

    @property
    def file_list(self) -> Mapping[str, Any]:
        """How the person lists files, as data that JSON can hold."""
        view = self._views.get(Tab.FILES)
        return view.list_state() if isinstance(view, FilesView) else self._file_list

    @file_list.setter
    def file_list(self, state: Mapping[str, Any]) -> None:
        self._file_list = state
        view = self._views.get(Tab.FILES)
        if isinstance(view, FilesView):
            view.restore_list(state)

    def show_place(self, place: Place) -> None:
        """Let the tab of the place show it; a part that it shows already is not shown again."""
        tab = place.tab
        place = self._where_it_was_left(place)
        part = _part(place)
        view = self.view(tab)
        if self._shown.get(tab) == part:
            if tab in self._stale:
                self._stale.discard(tab)
                view.refresh()
            return
        self._quiet.start()
        self._shown[tab] = part
        self._stale.discard(tab)
        if isinstance(view, OverviewView):
            view.show_overview(place.project, place.agent)
        elif isinstance(view, TranscriptView):
            view.show_agent(place.agent, place.message)
        elif isinstance(view, FilesView):
            view.show_files(place.project, place.agent, place.output, against=place.against)
            if place.changes is not None:
                view.show_changes(place.changes)
            else:
                view.leave_changes()
        else:
            view.show_events(place.project, place.agent, place.event)

    def note(self, place: Place) -> None:
        """Know that the tab of the place shows it already: it was chosen there."""
        self._shown[place.tab] = _part(place)
        self._left[_whole(place)] = place

    def _where_it_was_left(self, place: Place) -> Place:
        """Return the place with what was last chosen in its tab, if it names nothing there.

        The transcript knows by itself where each agent's was left: it is scrolled more than chosen
        in.
        """
        chosen = _CHOSEN.get(place.tab)
        if chosen is None:
            return place
        if getattr(place, chosen) is not None or place.changes is not None:
            self._left[_whole(place)] = place
            return place
        left = self._left.get(_whole(place), place)
        return replace(place, **{chosen: getattr(left, chosen)}, against=left.against)

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: let the view that is up catch up, the others when they come up.

        A view that shows nothing of what is different is left alone.
        """
        transcript = self._views.get(Tab.TRANSCRIPT)
        shown = self._shown.get(Tab.TRANSCRIPT, Place())
        if isinstance(transcript, TranscriptView) and shown.agent in changes.rewritten_agents:
            transcript.outdate()
        self._stale |= {tab for tab in self._views if self._shows_some(tab, changes)}
        if self.tab in self._stale:
            self._stale.discard(self.tab)
            view = self.view(self.tab)
            if isinstance(view, OverviewView):
                view.refresh(changes)
            else:
                view.refresh()

    def _shows_some(self, tab: Tab, changes: Changes) -> bool:
        shown = self._shown.get(tab, Place())
        if changes.everything or tab is Tab.OVERVIEW:  # which knows best itself
            return True
        if tab is Tab.TRANSCRIPT:
            return shown.agent in changes.written_agents
        if shown.project is None:  # of the whole store
            return bool(changes.written_projects) or changes.unplaced
        return shown.project in changes.written_projects

    def _make_ahead(self) -> None:
        missing = [tab for tab in Tab if tab not in self._views]
        if missing and self._queries.idle:
            self.view(missing[0])
        if missing:
            self._quiet.start()

    def _made(self, tab: Tab) -> View:
        column = self._columns[tab]
        view = _KINDS[tab](self._queries, column.parentWidget())
        column.addWidget(view)
        view.failed.connect(self.failed)
        chosen = self.part_chosen.emit
        if isinstance(view, OverviewView):
            view.place_chosen.connect(self.place_chosen)
        elif isinstance(view, TranscriptView):
            view.search_slow.connect(self.search_slow)
            view.message_chosen.connect(partial(chosen, tab, "message"))
            view.output_requested.connect(self.output_requested)
            view.export_wanted.connect(self.export_wanted)
            view.place_chosen.connect(self.place_wanted)
        elif isinstance(view, FilesView):
            view.restore_list(self._file_list)
            view.parts_chosen.connect(partial(self.parts_chosen.emit, tab))
            view.noticed.connect(self.noticed)
            view.place_chosen.connect(self.place_wanted)
            view.diff_chosen.connect(self.diff_chosen)
        else:
            view.event_chosen.connect(partial(chosen, tab, "event"))
        self.made.emit(view)
        return view


def _whole(place: Place) -> Place:
    """Return what a tab shows, without what is chosen in it."""
    return Place(project=place.project, agent=place.agent, tab=place.tab)


def _part(place: Place) -> Place:
    """Return the part of a place that its tab shows."""
    if place.tab is Tab.OVERVIEW:
        return Place(project=place.project, agent=place.agent)
    if place.tab is Tab.TRANSCRIPT:
        return Place(agent=place.agent, message=place.message)
    if place.tab is Tab.FILES:
        return replace(place, message=None, event=None)
    return Place(project=place.project, agent=place.agent, event=place.event)
