"""The parts of an overview, each of which knows what it shows of what is known so far."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from constellation_db import Scope
from constellation_db.timestamps import parse
from constellation_gui.delegates.level_delegate import LevelDelegate
from constellation_gui.formatting import UNKNOWN, one_line
from constellation_gui.models.limits import limits
from constellation_gui.models.overview import agent_title, project_name
from constellation_gui.models.overview_costs import (
    COST_COLUMNS,
    COUNTS,
    UNKNOWN_COSTS,
    CostRow,
    agent_rows,
    model_rows,
    project_rows,
)
from constellation_gui.models.overview_facts import FACT_COLUMNS, Fact, doubts, facts_of, last_sign
from constellation_gui.models.overview_failures import (
    AGENT,
    FAILURE_COLUMNS,
    FailureList,
    FailureRow,
)
from constellation_gui.models.overview_figures import (
    FIGURE_COLUMNS,
    WHOLE,
    Figure,
    coming,
    figures,
)
from constellation_gui.models.overview_reading import Overview
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import status_name
from constellation_gui.views.limit_bar import LimitBar
from constellation_gui.views.listed_section import ListedSection
from constellation_gui.views.overview_title import OverviewTitle
from constellation_gui.views.section import Section
from constellation_gui.wording import tr

_LISTED_FAILURES = 8  # in sight without scrolling
_LIMITS = 2


class TitleSection(OverviewTitle):
    """What it is, its status, and what speaks against that."""

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        facts = overview.facts
        assert facts is not None
        subject = facts.agent or facts.project
        if subject is None:
            about = tr("No project is chosen: this is all of them together.")
            self.show_title(tr("The whole store"), "", "", about)
            return
        name = project_name(facts.project) if facts.project is not None else ""
        about = (facts.project.description or "") if facts.project is not None else ""
        if facts.agent is not None:
            name, about = agent_title(facts.agent), ""
        status = one_line(status_name(subject.status or ""), 40) or UNKNOWN
        self.show_title(name, status, status_icon(subject.status), about)

    def show_age(self, overview: Overview) -> None:
        """Say what speaks against the status by now."""
        facts, whole = overview.facts, overview.whole
        if facts is not None:
            last = None if whole is None else parse(last_sign(facts, whole))
            silent = None if last is None else (datetime.now(UTC) - last).total_seconds()
            self.show_doubts(doubts(facts, whole, silent))


class FailureSection(ListedSection[FailureRow]):
    """What went wrong, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "failures",
            tr("Failures"),
            FAILURE_COLUMNS,
            lambda row: (row.failure.kind, row.failure.id),
            parent,
            most=_LISTED_FAILURES,
            headed=False,
        )

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        known = [each for each in (overview.failures, overview.results) if each is not None]
        found = FailureList()
        for each in known:
            found = found.plus(each)
        scope = overview.family
        alone = scope.agent_id is not None and not scope.descendants
        self.rows.setColumnHidden(AGENT, alone)
        self.show_rows(found.rows)
        self.rows.setVisible(bool(found.rows))
        whole = len(known) == (2 if overview.in_full else 1)
        counts = found.counts() or ([tr("none found")] if whole else [])
        self.header.set_facts([tr("Failures"), *counts, *([] if whole else [tr("looking…")])])


class FigureSection(ListedSection[Figure]):
    """How much there is of what; of an agent that started others in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "figures", tr("Figures"), FIGURE_COLUMNS, lambda row: (row.name, row.level), parent
        )
        self.rows.setItemDelegate(LevelDelegate(FIGURE_COLUMNS, self.rows))

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        family = overview.facts is not None and overview.facts.family
        self.rows.setColumnHidden(WHOLE, not family)
        self.rows.setHeaderHidden(not family)
        if overview.whole is None and self.model.rows:
            self.show_rows(coming(self.model.rows))
        else:
            rows = figures(overview.own, overview.whole, overview.usage, tokens=overview.in_full)
            self.show_rows(rows)


class FactSection(ListedSection[Fact]):
    """What is written down about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "facts",
            tr("Facts"),
            FACT_COLUMNS,
            lambda fact: fact.name,
            parent,
            stretched=1,
            headed=False,
        )

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        if overview.facts is not None:
            self.show_rows(facts_of(overview.facts, overview.whole))


class LimitSection(Section):
    """The limits that settings set, and how much of them is used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Limits"), parent)
        self._bars = [LimitBar(self) for _ in range(_LIMITS)]
        for bar in self._bars:
            self.add(bar)

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        facts, whole = overview.facts, overview.whole
        subject = None if facts is None else facts.agent or facts.project
        if facts is None or subject is None:
            self.hide()
            return
        recorded = facts.project.cost_total if facts.project is not None else None
        if facts.agent is not None:
            recorded = facts.agent.total_cost
        # Whoever records the total may lag behind the messages, or know of more than they say.
        said = None if whole is None else whole.messages.cost
        known = [cost for cost in (recorded, said) if cost is not None]
        found = limits(
            facts.settings.document,
            cost=max(known, default=None),
            iterations=subject.iteration_count,
        )
        self.setVisible(bool(found))
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < len(found))
            if place < len(found):
                bar.show_limit(found[place])


class CostSection(ListedSection[CostRow]):
    """What models, agents or projects cost, dearest first."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, COST_COLUMNS, lambda row: row.id, parent)

    def show_costs(self, rows: list[CostRow]) -> None:
        """Show what costs how much."""
        self.rows.setColumnHidden(COUNTS, all(row.count is None for row in rows))
        self.rows.setColumnHidden(UNKNOWN_COSTS, not any(row.unknown for row in rows))
        self.show_rows(rows)


class ModelCosts(CostSection):
    """What each model cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("cost by model", tr("Cost by model"), parent)

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        self.show_costs([] if overview.costs is None else model_rows(overview.costs))


class DearestCosts(CostSection):
    """What each agent cost, or of the whole store each project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("cost by agent", tr("Cost by agent"), parent)

    def show_overview(self, overview: Overview) -> None:
        """Show what is known so far."""
        scope, costs, whole = overview.scope, overview.costs, overview.whole
        everything = scope == Scope()
        self.header.set_title(tr("Dearest projects") if everything else tr("Cost by agent"))
        if costs is None or whole is None:
            self.show_costs([])
        elif everything:
            self.show_costs(project_rows(costs))
        else:
            self.show_costs(agent_rows(costs, whole, scope))
        # Of an agent alone its figures say it.
        self.setVisible(len(self.model.rows) > 1 or scope.agent_id is None)
