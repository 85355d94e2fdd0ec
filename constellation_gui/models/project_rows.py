"""What the list of projects shows of each, and which of them it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from constellation_db import ProjectCosts, ProjectRow, ProjectSummary
from constellation_db.timestamps import sortable
from constellation_gui.formatting import UNKNOWN, ago, count, exact_count, moment, one_line, visible
from constellation_gui.models import cost_line, estimates
from constellation_gui.models.amounts import exact_money, short_money
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.status import status_icon
from constellation_gui.models.stored_words import status_name
from constellation_gui.wording import tr

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

    @property
    def arrow(self) -> str:
        """Which way the order runs."""
        return "↓" if self.order == "desc" else "↑"

    @property
    def follows_writing(self) -> bool:
        """Whether the order is another one when something was written in a project."""
        return self.sort in ("agents", "messages", "activity")


@dataclass(slots=True)
class ProjectEntry:
    """A project in the list.

    `summary` and the wording of its last activity come later than the row and are renewed when time
    has passed; until then they are None. So do its costs over time, which `traced` says have come:
    they are None where none is known.
    """

    row: ProjectRow
    summary: ProjectSummary | None = None
    last_activity: str | None = None
    active_ago: str | None = None
    costs: ProjectCosts | None = None
    traced: bool = False
    bars: cost_line.Heights = ()
    blocks: str = ""

    @property
    def name(self) -> str:
        """The name on one line."""
        return one_line(self.row.name) or tr("(no name)")

    def in_short(self, sort: str) -> tuple[str, ...]:
        """What is in it and its last activity on one line, at more and more modest lengths.

        What the list is sorted by is left out last.
        """
        if self.summary is None:
            return (PENDING,)
        agents, messages = _agents(self.summary.agents), _messages(self.summary.messages)
        active = self.active_ago or PENDING
        sorting = {
            "agents": agents,
            "messages": messages,
            "iterations": _iterations(self.row.iteration_count),
        }
        shorter = (f"{sorting.get(sort, agents)} · {active}", sorting.get(sort, active))
        if sort == "iterations":
            return shorter
        return (f"{agents} · {messages} · {active}", *shorter)

    def take(self, row: ProjectRow) -> None:
        """Take in the row, which reads differently now."""
        self.row = row
        if self.summary is not None:
            self.summarize(self.summary)

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

    def trace(self, costs: ProjectCosts | None) -> bool:
        """Take in what the project cost over time; whether it looks different now."""
        new = not self.traced or costs != self.costs
        self.costs, self.traced = costs, True
        self.bars = () if costs is None else cost_line.heights(costs)
        self.blocks = cost_line.in_blocks(self.bars)
        return new


def _agents(number: int) -> str:
    return tr("{count} agent(s)", "", number).format(count=count(number))


def _messages(number: int) -> str:
    return tr("{count} message(s)", "", number).format(count=count(number))


def _iterations(number: int | None) -> str:
    said = tr("{count} iteration(s)", "", 0 if number is None else number)
    return said.format(count=count(number))


def _name_tip(entry: ProjectEntry) -> str:
    row = entry.row
    lines = [
        visible(row.name or ""),
        tr("Status: {status}").format(status=visible(status_name(row.status)) or UNKNOWN),
        tr("Created: {time}").format(time=moment(row.created_at)),
        tr("Prompt: {path}").format(path=visible(row.prompt_path or "") or UNKNOWN),
        tr("Id: {id}").format(id=visible(row.id)),
    ]
    if entry.summary is not None:
        agents, messages = entry.summary.agents, entry.summary.messages
        counted = tr("Agents: {agents}, messages: {messages}")
        lines.insert(2, counted.format(agents=exact_count(agents), messages=exact_count(messages)))
    return "\n".join(lines)


def _spoken(entry: ProjectEntry) -> str:
    status = one_line(status_name(entry.row.status)) or tr("status unknown")
    return f"{entry.name}, {status}"


def _activity_tip(entry: ProjectEntry) -> str | None:
    if entry.summary is None:
        return None
    written = entry.summary.last_activity
    said = (
        tr("Last written {time}")
        if written
        else tr("Nothing written in it yet; last changed {time}")
    )
    return said.format(time=moment(entry.last_activity))


def _over_time(entry: ProjectEntry) -> str | None:
    if entry.costs is not None:
        return cost_line.in_words(entry.costs)
    return tr("No message of it has a known cost") if entry.traced else None


def _cost_tip(entry: ProjectEntry) -> str | None:
    # In a narrow pane the bars stand below the cost.
    estimated = estimates.tip(entry.row.estimated)
    said = (exact_money(entry.row.cost_total), estimated, _over_time(entry))
    return "\n".join(filter(None, said)) or None


def _pending(entry: ProjectEntry) -> bool:
    return entry.summary is None


def _number(
    title: str, number: Callable[[ProjectSummary], int], *, order_by: str, width: int
) -> Column[ProjectEntry]:
    """Return the column of a number that is found out about a project."""

    def of(entry: ProjectEntry) -> int | None:
        return None if entry.summary is None else number(entry.summary)

    return Column(
        title,
        lambda entry: PENDING if entry.summary is None else count(of(entry)),
        align=RIGHT,
        sort=of,
        tip=lambda entry: None if entry.summary is None else exact_count(of(entry)),
        order_by=order_by,
        muted=_pending,
        width=width,
    )


PROJECT_COLUMNS: tuple[Column[ProjectEntry], ...] = (
    Column(
        tr("Project"),
        lambda entry: entry.name,
        tip=_name_tip,
        icon=lambda entry: status_icon(entry.row.status),
        spoken=_spoken,
        exact=lambda entry: entry.row.name,
        order_by="name",
    ),
    Column(
        tr("Cost"),
        lambda entry: short_money(entry.row.cost_total),
        align=RIGHT,
        sort=lambda entry: entry.row.cost_total,
        tip=_cost_tip,
        order_by="cost",
        muted=lambda entry: entry.row.cost_total is None,
        width=80,
    ),
    Column(
        tr("Over time", "a narrow column"),
        lambda entry: entry.blocks,
        tip=_over_time,
        spoken=lambda entry: _over_time(entry) or "",
        exact=lambda entry: "" if entry.costs is None else cost_line.exact(entry.costs),
        width=88,
    ),
    _number(tr("Agents"), lambda summary: summary.agents, order_by="agents", width=72),
    _number(
        tr("Messages", "a narrow column"),
        lambda summary: summary.messages,
        order_by="messages",
        width=88,
    ),
    Column(
        tr("Activity"),
        lambda entry: entry.active_ago or PENDING,
        tip=_activity_tip,
        exact=lambda entry: entry.last_activity or "",
        order_by="activity",
        muted=_pending,
        width=88,
    ),
)
NAME, COST, OVER_TIME, AGENTS, MESSAGES, ACTIVITY = range(len(PROJECT_COLUMNS))
