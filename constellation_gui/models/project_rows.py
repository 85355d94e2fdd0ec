"""What the list of projects shows of each, and which of them it shows."""

from __future__ import annotations

from dataclasses import dataclass

from constellation_db import ProjectRow, ProjectSummary
from constellation_db.timestamps import sortable
from constellation_gui.formatting import ago, count, exact_count, moment, one_line, visible
from constellation_gui.models.amounts import exact_money, short_money
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.status import status_icon

PENDING = "…"


@dataclass(frozen=True, slots=True)
class ProjectQuery:
    """Which projects, in which order; the values are those of `ProjectRepository.page`."""

    text: str = ""
    statuses: tuple[str, ...] = ()
    sort: str = "created"
    order: str = "desc"

    @property
    def filters(self) -> bool:
        """Whether some projects may be left out."""
        return bool(self.text or self.statuses)


@dataclass(slots=True)
class ProjectEntry:
    """A project in the list.

    `summary` and the wording of its last activity come later than the row and are renewed when time
    has passed; until then they are None.
    """

    row: ProjectRow
    summary: ProjectSummary | None = None
    last_activity: str | None = None
    active_ago: str | None = None

    @property
    def name(self) -> str:
        """The name on one line."""
        return one_line(self.row.name) or "(no name)"

    @property
    def in_short(self) -> str:
        """Its agents and its last activity on one line."""
        if self.summary is None:
            return PENDING
        agents = self.summary.agents
        return f"{count(agents)} {'agent' if agents == 1 else 'agents'} · {self.active_ago}"

    def summarize(self, summary: ProjectSummary) -> bool:
        """Take in what was found out about the project; whether it reads differently now."""
        # A project in which nothing was written yet was at least created, and perhaps changed.
        times = (summary.last_activity, self.row.updated_at, self.row.created_at)
        latest = max(filter(None, times), key=sortable, default=None)
        new = summary != self.summary or latest != self.last_activity
        self.summary, self.last_activity = summary, latest
        return self.word() or new

    def word(self) -> bool:
        """Say anew how long ago the last activity was; whether that reads differently now."""
        if self.summary is None:
            return False
        before, self.active_ago = self.active_ago, ago(self.last_activity)
        return self.active_ago != before


def _name_tip(entry: ProjectEntry) -> str:
    row = entry.row
    lines = [
        visible(row.name or ""),
        f"Status: {visible(row.status or 'unknown')}",
        f"Created: {moment(row.created_at)}",
        f"Prompt: {visible(row.prompt_path or 'unknown')}",
        f"Id: {visible(row.id)}",
    ]
    return "\n".join(lines)


def _agents(entry: ProjectEntry) -> str:
    return PENDING if entry.summary is None else exact_count(entry.summary.agents)


def _activity_tip(entry: ProjectEntry) -> str | None:
    if entry.summary is None:
        return None
    written = entry.summary.last_activity
    said = "Last written" if written else "Nothing written in it yet; last changed"
    return f"{said} {moment(entry.last_activity)}"


def _pending(entry: ProjectEntry) -> bool:
    return entry.summary is None


PROJECT_COLUMNS: tuple[Column[ProjectEntry], ...] = (
    Column(
        "Project",
        lambda entry: entry.name,
        tip=_name_tip,
        icon=lambda entry: status_icon(entry.row.status),
        spoken=lambda entry: f"{entry.name}, {one_line(entry.row.status) or 'status unknown'}",
        order_by="name",
    ),
    Column(
        "Cost",
        lambda entry: short_money(entry.row.cost_total),
        align=RIGHT,
        sort=lambda entry: entry.row.cost_total,
        tip=lambda entry: exact_money(entry.row.cost_total),
        order_by="cost",
        muted=lambda entry: entry.row.cost_total is None,
        width=80,
    ),
    Column("Agents", _agents, align=RIGHT, muted=_pending, width=60),
    Column(
        "Activity",
        lambda entry: entry.active_ago or PENDING,
        tip=_activity_tip,
        muted=_pending,
        width=88,
    ),
)
