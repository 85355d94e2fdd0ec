"""The first tab: what a project or an agent is, how it stands, and what it took."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes, Scope
from constellation_gui import theme
from constellation_gui.models.overview_reading import Overview
from constellation_gui.queries import Runner
from constellation_gui.views.overview_sections import (
    DearestCosts,
    FactSection,
    FailureSection,
    FigureSection,
    LimitSection,
    ModelCosts,
    TitleSection,
)
from constellation_gui.views.page import Page
from constellation_gui.views.plot_section import PlotSection
from constellation_gui.views.settings_section import SettingsSection
from constellation_gui.views.state_stack import StateStack
from constellation_gui.wording import tr

_WORDED_MS = 60_000  # how long "3 min ago" may stay as it is


class OverviewView(QWidget):
    """An overview of an agent, of a project, or of the store.

    `place_chosen` gives the place that the person wants to see.
    """

    place_chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview-view")
        self.setAccessibleName(tr("Overview"))
        self._overview = Overview(queries, self)
        self._title = TitleSection(self)
        self._failures = FailureSection(self)
        self._figures = FigureSection(self)
        self._about = QWidget(self)
        self._facts, self._limits = FactSection(self._about), LimitSection(self._about)
        self._plot = PlotSection(queries, self)
        self._models, self._dearest = ModelCosts(self), DearestCosts(self)
        self._settings = SettingsSection(self)
        self._lay_out()
        self._wording = QTimer(self)
        self._wording.setInterval(_WORDED_MS)
        self._wording.timeout.connect(lambda: self._title.show_age(self._overview))
        self._connect()

    # -- What the window asks of it --------------------------------------------------------------

    def show_overview(self, project_id: str | None, agent_id: str | None) -> None:
        """Show an agent, a project, or (neither given) the store."""
        overview = self._overview
        if overview.asked and overview.scope == Scope(project_id, agent_id):
            if overview.problem is not None:
                overview.refresh()
            return
        overview.show(project_id, agent_id)
        self._page.verticalScrollBar().setValue(0)
        if overview.facts is None and not overview.missing:
            self._stack.show_loading(tr("Reading…"))

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Another process wrote: read again what may be different, and move nothing."""
        self._overview.refresh(changes)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the wording of times true while it can be seen."""
        self._wording.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the wording be while nobody sees it."""
        self._wording.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say times and amounts as they are written now."""
        if event.type() == QEvent.Type.LanguageChange and self._overview.facts is not None:
            self._show_facts()
        super().changeEvent(event)

    # -- Putting it together ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        beside = QVBoxLayout(self._about)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * theme.GRID)
        beside.addWidget(self._facts)
        beside.addWidget(self._limits)
        self._page = Page(
            [
                (self._title,),
                (self._failures,),
                (self._plot,),
                (self._figures, self._about),
                (self._models, self._dearest),
                (self._settings,),
            ],
            self._figures.rows,
            self,
        )
        self._page.setObjectName("overview")
        self._stack = StateStack(self._page, self)
        self.setFocusProxy(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        shows = {
            "facts": self._show_facts,
            "amounts": self._show_amounts,
            "failures": lambda: self._failures.show_overview(self._overview),
            "costs": self._show_costs,
            "series": self._show_series,
            "usage": self._show_usage,
        }
        self._overview.arrived.connect(lambda stage: shows[stage]())
        self._overview.failed.connect(self.failed)
        self._plot.failed.connect(self.failed)
        self._stack.retry.connect(lambda: self._overview.refresh())
        self._stack.next_step.connect(lambda: self._overview.refresh())
        for section in (self._failures, self._figures, self._facts, self._models, self._dearest):
            section.place_chosen.connect(self.place_chosen)
            section.in_sight.connect(self._page.reveal)

    # -- Showing what arrives --------------------------------------------------------------------

    def _show_facts(self) -> None:
        overview = self._overview
        facts = overview.facts
        if facts is None and overview.problem is not None:
            self._stack.show_failure(tr("The overview could not be read."), overview.problem)
        elif facts is None:
            agent, project = tr("This agent is not there"), tr("This project is not there")
            sentence = project if overview.scope.agent_id is None else agent
            self._stack.show_empty(sentence, tr("It may have been deleted."))
        else:
            title = tr("Configuration") if facts.agent is not None else tr("Settings")
            self._settings.show_reading(title, facts.settings)
            self._title.show_overview(overview)
            self._failures.show_overview(overview)
            self._show_costs()
            self._show_series()
            self._show_amounts()

    def _show_amounts(self) -> None:
        overview = self._overview
        for section in (self._figures, self._facts, self._limits):
            section.show_overview(overview)
        self._title.show_age(overview)
        if overview.in_full or overview.whole is None or overview.whole.statuses:
            self._stack.show_content()
        else:
            reason = tr("Choose one to see what it is, how it stands, and what it took.")
            self._stack.show_empty(tr("No project chosen"), reason)

    def _show_costs(self) -> None:
        self._models.show_overview(self._overview)
        self._dearest.show_overview(self._overview)

    def _show_usage(self) -> None:
        self._figures.show_overview(self._overview)
        self._show_series()

    def _show_series(self) -> None:
        overview = self._overview
        self._plot.show_series(overview.series, tokens=overview.in_full)
