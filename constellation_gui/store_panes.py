"""The panes of one open store, and the one place that all of them show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSplitter, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes
from constellation_gui import theme
from constellation_gui.detail_tabs import DetailTabs
from constellation_gui.locating import begin_at, version_of
from constellation_gui.place import Place, Review, Tab
from constellation_gui.queries import Queries, Ticket
from constellation_gui.views.agents_view import AgentsView
from constellation_gui.views.breadcrumbs import Breadcrumbs
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.events_view import EventsView
from constellation_gui.views.files_view import FilesView
from constellation_gui.views.projects_view import ProjectsView
from constellation_gui.views.transcript_view import TranscriptView
from constellation_gui.wording import tr

PANES = ("projects", "agents", "details")
# The first two panes' shares of a window's width, and between how many px they stay.
_SHARES = ((0.2, 192, 300), (0.34, 264, 640))
_NARROWEST = (40 * theme.GRID, 48 * theme.GRID, 64 * theme.GRID)


class StorePanes(QWidget):
    """Projects, agents, and the tabs of what was said, made and noted.

    `moved` gives the new place whenever the person went somewhere; `failed` the world's faults;
    `not_found` a sentence about a place that is not there; `noticed` a `Notice`; `back_pressed` and
    `forward_pressed` are the mouse's extra buttons.
    """

    moved = Signal(object)
    failed = Signal(object)
    not_found = Signal(str)
    export_wanted = Signal(object)
    noticed = Signal(object)
    back_pressed = Signal()
    forward_pressed = Signal()

    def __init__(self, queries: Queries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("store-panes")
        self.queries = queries
        self.place = Place()
        self._ticket: Ticket | None = None
        self._back_to: Tab | None = None  # the tab that the next agent is to be shown in
        self.trail = Breadcrumbs(queries, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        # Each where it stays: a style sheet is applied anew to whatever moves.
        self.projects = ProjectsView(queries, self._splitter)
        self.agents = AgentsView(queries, self._splitter)
        self.tabs = DetailTabs(queries, self._splitter)
        self._widths = [0] * len(PANES)
        self._lay_out()
        self._wire()

    @property
    def transcript(self) -> TranscriptView:
        """The view of what an agent and others said."""
        return cast(TranscriptView, self.tabs.view(Tab.TRANSCRIPT))

    @property
    def files(self) -> FilesView:
        """The view of the files that came out."""
        return cast(FilesView, self.tabs.view(Tab.FILES))

    @property
    def events(self) -> EventsView:
        """The view of what happened."""
        return cast(EventsView, self.tabs.view(Tab.EVENTS))

    # -- What the window asks ---------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Show a place whose parts are known to belong together."""
        self._cancel()
        self._back_to = None
        before, self.place = self.place, place
        if place.project != before.project:
            self.agents.show_project(place.project)
        self.projects.select(place.project)
        self.agents.select(place.agent)
        self.tabs.turn_to(place.tab)
        self.tabs.show_place(place)
        if place != before:
            self.moved.emit(place)

    def start(self, asked: Place | None, remembered: Place | None) -> None:
        """Read, and go to the place asked for, the one remembered, or where there is something."""
        self.projects.show_all()
        self._seek(asked, remembered)

    def visit(self, place: Place) -> None:
        """Go to a place of which some parts may be unknown; stay where it is not there."""
        self._seek(place, self.place)

    def _seek(self, asked: Place | None, remembered: Place | None) -> None:
        def arrive(found: tuple[Place, str | None]) -> None:
            place, complaint = found
            self.go(place)
            if complaint is not None:
                self.not_found.emit(complaint)

        self._cancel()
        self._ticket = self.queries.run(
            partial(begin_at, self.queries.database, asked, remembered),
            deliver=arrive,
            failed=self.failed.emit,
        )

    def show_tab(self, tab: Tab) -> None:
        """Turn to a tab."""
        self.set_pane_visible("details", True)
        self.tabs.turn_to(tab)

    def show_changes(self, place: Place | None = None) -> None:
        """Go to all that was changed at a place, this one if none is given."""
        self.set_pane_visible("details", True)
        place = place or self.place
        changes = place.changes or Review.of(place.agent)
        self.go(replace(place, output=None, against=None, changes=changes, tab=Tab.FILES))

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: let every view that can be seen catch up."""
        self.projects.refresh(changes)
        self.agents.refresh(changes)
        self.tabs.refresh(changes)
        if changes.projects or changes.agents:
            self.trail.refresh()

    def focus_filter(self) -> None:
        """Let the person type what projects to see."""
        self.set_pane_visible("projects", True)
        self.projects.focus_filter()

    def focus_pane(self, step: int) -> None:
        """Give the keyboard to the next pane that is shown (1), or the one before (-1)."""
        shown = [pane for pane in self._panes() if pane.isVisible()]
        at = next((i for i, pane in enumerate(shown) if pane.hasFocus() or _holds_focus(pane)), -1)
        if shown:
            target = shown[(at + step) % len(shown)]
            inner = self.tabs.view(self.tabs.tab) if target is self.tabs else target
            inner.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pane_visible(self, name: str) -> bool:
        """Whether a pane is shown, when the window is."""
        return not self._panes()[PANES.index(name)].isHidden()

    def set_pane_visible(self, name: str, visible: bool) -> None:
        """Show or hide a pane; the details take its width, and give it back."""
        pane = self._panes()[PANES.index(name)]
        if pane.isHidden() is visible:
            self._widths = self.widths()
            pane.setVisible(visible)
            if visible:
                self._splitter.setSizes(self._widths)

    def widths(self) -> list[int]:
        """Return the widths of the panes, in px, as they are when all of them are shown."""
        sizes = self._splitter.sizes()
        if not self.isVisible():  # not laid out: Qt makes up a width to share out
            return self._widths
        widths = [now or before for now, before in zip(sizes, self._widths, strict=True)]
        lent = sum(width for width, now in zip(widths[:2], sizes[:2], strict=True) if not now)
        return [*widths[:2], max(widths[2] - lent, _NARROWEST[2])]

    def set_widths(self, widths: list[int], *, within: int) -> None:
        """Give the panes these widths, or fitting ones if none are known of three panes.

        `within` is the width of the window, in px.
        """
        if len(widths) != len(PANES) or min(widths) < 0 or sum(widths) == 0:
            left = [round(min(max(within * share, low), high)) for share, low, high in _SHARES]
            widths = [*left, within - sum(left)]
        self._widths = widths
        self._splitter.setSizes(widths)

    def columns(self) -> dict[str, Any]:
        """Return which columns the lists show, how wide and in which order, for JSON to hold."""
        fits = {name: fit.state() for name, fit in self._fits().items()}
        return {**fits, "files": dict(self.tabs.file_list)}

    def set_columns(self, columns: Mapping[str, Any]) -> None:
        """Take over what `columns` gave; what makes no sense is left out."""
        for name, fit in self._fits().items():
            if isinstance(columns.get(name), Mapping):
                fit.restore(columns[name])
        if isinstance(columns.get("files"), Mapping):
            self.tabs.file_list = columns["files"]

    def _fits(self) -> dict[str, ColumnFit]:
        return {"projects": self.projects.columns, "agents": self.agents.columns}

    # -- Composition ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter.setObjectName("panes")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for pane, narrowest in zip(self._panes(), _NARROWEST, strict=True):
            pane.setMinimumWidth(narrowest)
        self._splitter.setStretchFactor(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trail)
        column.addWidget(self._splitter, 1)

    def _wire(self) -> None:
        self.projects.project_chosen.connect(self._on_project)
        self.projects.project_opened.connect(self._on_project_opened)
        self.agents.agent_chosen.connect(self._on_agent)
        self.projects.changes_wanted.connect(lambda key: self.show_changes(Place(project=key)))
        self.agents.changes_wanted.connect(
            lambda key: self.show_changes(Place(project=self.place.project, agent=key))
        )
        self.projects.export_wanted.connect(lambda key: self.export_wanted.emit(Place(key)))
        self.agents.export_wanted.connect(
            lambda key: self.export_wanted.emit(Place(self.place.project, key))
        )
        self.tabs.export_wanted.connect(lambda: self.export_wanted.emit(self.place))
        self.tabs.turned.connect(self._on_tab)
        self.tabs.part_chosen.connect(
            lambda tab, part, identifier: self._on_parts(tab, {part: identifier})
        )
        self.tabs.parts_chosen.connect(self._on_parts)
        self.tabs.noticed.connect(self.noticed)
        self.tabs.place_chosen.connect(self.go)
        self.tabs.output_requested.connect(self._on_output_requested)
        self.tabs.place_wanted.connect(self.visit)
        self.tabs.made.connect(self._watch_mouse)
        self.trail.place_chosen.connect(self.go)
        self.trail.failed.connect(self.failed)
        self.moved.connect(self.trail.show_place)
        for pane in self._panes():
            pane.failed.connect(self.failed)
            self._watch_mouse(pane)

    def _watch_mouse(self, view: QWidget) -> None:
        for area in view.findChildren(QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    def _panes(self) -> tuple[ProjectsView, AgentsView, DetailTabs]:
        return (self.projects, self.agents, self.tabs)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the mouse's extra buttons before a list takes them for a click."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            pressed = {
                Qt.MouseButton.BackButton: self.back_pressed,
                Qt.MouseButton.ForwardButton: self.forward_pressed,
            }.get(event.button())
            if pressed is not None:
                pressed.emit()
                return True
        return False

    # -- The person went somewhere ----------------------------------------------------------------

    def _on_project(self, project: str) -> None:
        if project == self.place.project:
            return
        tab, back_to = self.place.tab, self._back_to
        if tab is Tab.TRANSCRIPT:  # a project says nothing itself
            tab, back_to = Tab.OVERVIEW, Tab.TRANSCRIPT
        self.go(Place(project=project, tab=tab, changes=self.place.changes_of(None)))
        self._back_to = back_to

    def _on_project_opened(self, project: str) -> None:
        self._on_project(project)
        self.agents.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_agent(self, agent: str) -> None:
        if agent != self.place.agent:
            tab = self._back_to or self.place.tab
            changes = self.place.changes_of(agent)
            self.go(Place(project=self.place.project, agent=agent, tab=tab, changes=changes))

    def _on_tab(self, tab: Tab) -> None:
        if tab is not self.place.tab:
            self.go(replace(self.place, tab=tab))

    def _on_parts(self, tab: Tab, parts: dict[str, Any]) -> None:
        """Something was chosen within a tab, which therefore shows it already."""
        place = replace(self.place, tab=tab, **parts)
        if tab is self.place.tab and place != self.place:
            self._cancel()
            self.place = place
            self.tabs.note(place)
            self.moved.emit(place)

    def _on_output_requested(self, path: str, time: str) -> None:
        project = self.place.project
        if project is None:
            return

        def found(output: str | None) -> None:
            if output is None:
                self.not_found.emit(
                    tr("No version of {path} was kept in this project.").format(path=path)
                )
            else:
                place = replace(self.place, output=output, against=None, changes=None)
                self.go(replace(place, tab=Tab.FILES))

        self._cancel()
        self._ticket = self.queries.run(
            partial(version_of, self.queries.database, project, path, time),
            deliver=found,
            failed=self.failed.emit,
        )

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None


def _holds_focus(pane: QWidget) -> bool:
    focus = pane.window().focusWidget()
    return focus is not None and pane.isAncestorOf(focus)
