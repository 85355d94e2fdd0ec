"""The first tab: what a project or an agent is, how it stands, and what it took."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import EVERYTHING, Changes, Scope
from constellation_db.timestamps import parse
from constellation_gui import theme
from constellation_gui.delegates.level_delegate import LevelDelegate
from constellation_gui.formatting import UNKNOWN, one_line
from constellation_gui.icons import icon
from constellation_gui.models.columns import RowRole
from constellation_gui.models.flat_model import FlatModel
from constellation_gui.models.limits import limits
from constellation_gui.models.overview import agent_title, project_name
from constellation_gui.models.overview_costs import (
    COST_COLUMNS,
    UNKNOWN_COSTS,
    CostRow,
    agent_rows,
    model_rows,
    project_rows,
)
from constellation_gui.models.overview_facts import FACT_COLUMNS, Fact, doubts, facts_of, last_sign
from constellation_gui.models.overview_failures import FAILURE_COLUMNS, FailureList, FailureRow
from constellation_gui.models.overview_figures import FIGURE_COLUMNS, WHOLE, Figure, figures
from constellation_gui.models.overview_reading import Overview
from constellation_gui.models.status import status_icon
from constellation_gui.queries import Runner
from constellation_gui.views.fitted_rows import FittedRows
from constellation_gui.views.limit_bar import LimitBar
from constellation_gui.views.overview_title import OverviewTitle
from constellation_gui.views.page import Page
from constellation_gui.views.plot_section import PlotSection
from constellation_gui.views.section import Section
from constellation_gui.views.settings_section import SettingsSection
from constellation_gui.views.state_stack import StateStack

_LISTED_FAILURES = 8  # in sight without scrolling
_LIMITS = 2
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
        self.setAccessibleName("Overview")
        self._overview = Overview(queries, self)
        self._title = OverviewTitle(self)
        self._failures = FlatModel[FailureRow](
            FAILURE_COLUMNS, lambda row: (row.failure.kind, row.failure.id), self
        )
        self._facts = FlatModel[Fact](FACT_COLUMNS, lambda fact: fact.name, self)
        self._figures = FlatModel[Figure](FIGURE_COLUMNS, lambda f: (f.name, f.level), self)
        self._models = FlatModel[CostRow](COST_COLUMNS, lambda row: row.id, self)
        self._dearest = FlatModel[CostRow](COST_COLUMNS, lambda row: row.id, self)
        self._lists: list[FittedRows] = []
        self._make_sections(queries)
        self._page = Page(
            [
                (self._title,),
                (self._failure_section,),
                (self._figure_section, self._about),
                (self._plot,),
                (self._model_section, self._dearest_section),
                (self._settings,),
            ],
            self,
        )
        self._page.setObjectName("overview")
        self._stack = StateStack(self._page, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._page.setFocusProxy(self._figure_list)
        self.setFocusProxy(self._stack)
        self._wording = QTimer(self)
        self._wording.setInterval(_WORDED_MS)
        self._wording.timeout.connect(self._show_doubts)
        self._connect()

    # -- What the window asks of it --------------------------------------------------------------

    def show_overview(self, project_id: str | None, agent_id: str | None) -> None:
        """Show an agent, a project, or (neither given) the store."""
        scope = Scope(project_id, agent_id)
        if self._overview.asked and scope == self._overview.scope and not self._overview.problem:
            return
        self._overview.show(project_id, agent_id)
        self._page.verticalScrollBar().setValue(0)
        if self._overview.facts is None and not self._overview.missing:
            self._stack.show_loading("Reading…")

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

    # -- Putting it together ---------------------------------------------------------------------

    def _make_sections(self, queries: Runner) -> None:
        self._failure_section, self._failure_list = self._listed(
            "Failures", self._failures, most=_LISTED_FAILURES, headed=False
        )
        self._figure_section, self._figure_list = self._listed("Figures", self._figures)
        self._figure_list.setItemDelegate(LevelDelegate(FIGURE_COLUMNS, self._figure_list))
        self._fact_section, _list = self._listed("Facts", self._facts, stretched=1, headed=False)
        self._model_section, self._model_list = self._listed("Cost by model", self._models)
        self._dearest_section, self._dearest_list = self._listed("Cost by agent", self._dearest)
        self._about = QWidget(self)
        self._limit_section = Section("Limits", self._about)
        self._limits = [LimitBar(self) for _ in range(_LIMITS)]
        for bar in self._limits:
            self._limit_section.add(bar)
        column = QVBoxLayout(self._about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._fact_section)
        column.addWidget(self._limit_section)
        self._plot = PlotSection(queries, self)
        self._settings = SettingsSection(self)

    def _listed(
        self,
        title: str,
        model: FlatModel,  # type: ignore[type-arg]
        *,
        most: int = 1_000,
        stretched: int = 0,
        headed: bool = True,
    ) -> tuple[Section, FittedRows]:
        section = Section(title, self)
        rows = FittedRows(title, model, section, most=most, stretched=stretched, headed=headed)
        section.add(rows)
        self._lists.append(rows)
        return section, rows

    def _connect(self) -> None:
        shows = {
            "facts": self._show_facts,
            "amounts": self._show_amounts,
            "failures": self._show_failures,
            "costs": self._show_costs,
            "series": self._show_series,
            "usage": self._show_usage,
        }
        self._overview.arrived.connect(lambda stage: shows[stage]())
        self._overview.failed.connect(self.failed)
        self._plot.failed.connect(self.failed)
        self._stack.retry.connect(self._overview.refresh)
        self._stack.next_step.connect(self._overview.refresh)
        for rows in self._lists:
            rows.row_opened.connect(self._open)
            rows.menu_wanted.connect(partial(self._offer, rows))
            rows.in_sight.connect(lambda part, rows=rows: self._page.reveal(rows, part))

    def _open(self, row: object) -> None:
        place = getattr(row, "place", None)
        if place is not None:
            self.place_chosen.emit(place)

    def _offer(self, rows: FittedRows, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = index.data(RowRole) if index.isValid() else None
        if row is not None and getattr(row, "place", None) is not None:
            menu.addAction(icon("forward"), "Go there").triggered.connect(lambda: self._open(row))
        if isinstance(row, Fact):
            copy = partial(QGuiApplication.clipboard().setText, row.whole or row.value)
            menu.addAction(icon("copy"), "Copy value").triggered.connect(lambda: copy())
        menu.addAction(icon("copy"), "Copy rows").triggered.connect(rows.copy)
        menu.popup(place)

    # -- Showing what arrives --------------------------------------------------------------------

    def _show_facts(self) -> None:
        overview = self._overview
        facts = overview.facts
        if facts is None and overview.problem is not None:
            self._stack.show_failure("The overview could not be read.", overview.problem)
            return
        if facts is None:
            what = "agent" if overview.scope.agent_id is not None else "project"
            self._stack.show_empty(f"This {what} is not there", "It may have been deleted.")
            return
        self._show_title()
        title = "Configuration" if facts.agent is not None else "Settings"
        self._settings.show_reading(title, facts.settings)
        self._figure_list.setColumnHidden(WHOLE, not facts.family)
        self._figure_list.header().setVisible(facts.family)
        self._show_amounts()
        self._show_failures()
        self._show_costs()
        self._show_series()
        self._stack.show_content()

    def _show_title(self) -> None:
        facts = self._overview.facts
        assert facts is not None
        if facts.agent is not None:
            status, drawing = one_line(facts.agent.status, 40), status_icon(facts.agent.status)
            self._title.show_title(agent_title(facts.agent), status or UNKNOWN, drawing, "")
        elif facts.project is not None:
            project = facts.project
            status, drawing = one_line(project.status, 40), status_icon(project.status)
            about = project.description or ""
            self._title.show_title(project_name(project), status or UNKNOWN, drawing, about)
        else:
            about = "No project is chosen: this is all of them together."
            self._title.show_title("The whole store", "", "", about)

    def _show_amounts(self) -> None:
        overview = self._overview
        assert overview.facts is not None
        self._facts.replace(facts_of(overview.facts, overview.whole))
        self._show_figures()
        self._show_limits()
        self._show_doubts()
        whole = overview.whole
        if overview.scope == Scope() and whole is not None and not whole.statuses:
            self._stack.show_empty(
                "No project chosen",
                "Choose one to see what it is, how it stands, and what it took.",
            )

    def _show_figures(self) -> None:
        overview = self._overview
        self._figures.replace(figures(overview.own, overview.whole, overview.usage))
        self._figure_list.fit()

    def _show_limits(self) -> None:
        facts, whole = self._overview.facts, self._overview.whole
        assert facts is not None
        subject = facts.agent or facts.project
        recorded = None if subject is None else getattr(subject, "cost_total", None)
        said = None if whole is None else whole.messages.cost
        # Whoever records the total may lag behind the messages, or know of more than they say.
        known = [cost for cost in (recorded, said) if cost is not None]
        found = limits(
            facts.settings.document,
            cost=max(known, default=None),
            iterations=None if subject is None else subject.iteration_count,
        )
        self._limit_section.setVisible(bool(found))
        for bar, limit in zip(self._limits, [*found, *[None] * _LIMITS], strict=False):
            bar.setVisible(limit is not None)
            if limit is not None:
                bar.show_limit(limit)

    def _show_doubts(self) -> None:
        facts, whole = self._overview.facts, self._overview.whole
        if facts is None:
            return
        last = None if whole is None else parse(last_sign(facts, whole))
        silent = None if last is None else (datetime.now(UTC) - last).total_seconds()
        self._title.show_doubts(doubts(facts, whole, silent))

    def _show_failures(self) -> None:
        overview = self._overview
        known = [each for each in (overview.failures, overview.results) if each is not None]
        found = FailureList()
        for each in known:
            found = found.plus(each)
        self._failures.replace(found.rows)
        self._failure_list.fit()
        self._failure_list.setVisible(bool(found.rows))
        summary = found.summary()
        if overview.complete or len(known) == 2:
            self._failure_section.header.set_title(f"Failures · {summary or 'none found'}")
        else:
            self._failure_section.header.set_title(f"Failures · {summary or 'looking'}…")

    def _show_costs(self) -> None:
        overview = self._overview
        costs, whole = overview.costs, overview.whole
        if costs is None or whole is None:
            self._models.replace([])
            self._dearest.replace([])
            return
        self._models.replace(model_rows(costs))
        if overview.scope == Scope():
            self._dearest_section.header.set_title("Dearest projects")
            self._dearest.replace(project_rows(costs))
        else:
            self._dearest_section.header.set_title("Cost by agent")
            self._dearest.replace(agent_rows(costs, whole, overview.scope))
        for rows, model in (
            (self._model_list, self._models),
            (self._dearest_list, self._dearest),
        ):
            rows.setColumnHidden(UNKNOWN_COSTS, not any(row.unknown for row in model.rows))
        self._dearest_section.setVisible(len(self._dearest.rows) > 1 or not overview.scope.agent_id)

    def _show_series(self) -> None:
        self._plot.show_series(self._overview.series)

    def _show_usage(self) -> None:
        self._show_figures()
        self._show_series()
